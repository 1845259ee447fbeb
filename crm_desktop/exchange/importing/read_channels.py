"""Reads the columns of one channel: a cell may hold several numbers, or words that belong elsewhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crm_desktop.base.i18n import _
from crm_desktop.exchange.headings import Place
from crm_desktop.exchange.importing.draft import Draft, Part
from crm_desktop.exchange.importing.read_column import ColumnReader
from crm_desktop.exchange.importing.split_cells import PHONES, Pieces, sort_of_number, split_cell
from crm_desktop.exchange.reading.workbook import Row
from crm_desktop.fields.kind import CellValue, Note, plain_text


@dataclass(frozen=True, slots=True)
class Channels:
    """What a cell brought: channels, the person that it names beside them, and the cell as a line of the remark."""

    parts: Sequence[Part] = ()
    person: str = ""
    line: str = ""


NOTHING = Channels()


class ChannelReader:
    """Reads what one column of numbers or accounts brings, with the columns that say more about it."""

    def __init__(self, part: str, readers: list[ColumnReader], owner: str, region: str) -> None:
        self._part = part
        self._owner = owner
        self._region = region
        self._values = [reader for reader in readers if reader.place.is_value]  # the column, then what all rows have
        self._also = [reader for reader in readers if not reader.place.is_value]
        self._other: dict[str, ColumnReader] = {}  # for landlines in a column of mobiles

    def read(self, row: Row, draft: Draft, region: str) -> Channels:
        """Read a row's channels; `region` is another country than the business's own, or empty."""
        for reader in self._values:
            if (raw := reader.raw(row)) is not None:
                pieces = split_cell(raw, reader.place)
                return self.read_pieces(reader, raw, pieces, draft, region, self._read_also(row, draft, region))
        return NOTHING

    def read_pieces(  # noqa: PLR0913, PLR0917 - a cell, what was made of it, and where it stands
        self,
        reader: ColumnReader,
        raw: CellValue,
        pieces: Pieces,
        draft: Draft,
        region: str,
        also: Mapping[str, Any] | None = None,
    ) -> Channels:
        """Read the pieces of a cell, each by the kind of number that it is."""
        told: list[Note] = []
        parts = []
        for piece in pieces.values:
            place = sort_of_number(piece, reader.place, self._owner, region or self._region)
            value, notes = self._one(self._reader(reader, place), piece, draft, region)
            told.extend(notes)
            if value is not None:
                parts.append(Part(self._part, {**(also or {}), **place.fixed, place.field: value}, place.fixed))
        if pieces.words_left:
            draft.remarks.append(f"{reader.heading}: {plain_text(raw).strip()}")
            told.append(_words_kept(raw))
        elif len(pieces.values) > 1:
            told.append(_several(len(pieces.values)))
        if pieces.person:
            told.append(_person_found(pieces.person))
        for note in told:
            draft.tell(reader.heading, raw, note)
        reader.tally(told)
        return Channels(parts, pieces.person, f"{reader.heading}: {plain_text(raw).strip()}" if pieces.person else "")

    def _read_also(self, row: Row, draft: Draft, region: str) -> Mapping[str, Any]:
        also: dict[str, Any] = {}
        for reader in self._also:
            if reader.place.field not in also and (cell := reader.raw(row)) is not None:
                also[reader.place.field], notes = reader.read(cell, {}, region)
                for note in notes:
                    draft.tell(reader.heading, cell, note)
        return also

    def _one(self, reader: ColumnReader, piece: CellValue, draft: Draft, region: str) -> tuple[Any, tuple[Note, ...]]:
        value, notes = reader.look(piece, {}, region)
        if value is not None or not notes:
            return value, notes
        refusal = next((note for note in notes if note.severity == "refuse"), None)
        if refusal is not None and region and reader.place.kind.name in PHONES:
            # Another country's plan is not ours to mend: the customer comes in, the number stays readable.
            draft.remarks.append(f"{reader.heading}: {plain_text(piece).strip()}")
            return None, (_foreign_kept(refusal),)
        if any(note.code == "masked" for note in notes):
            draft.remarks.append(f"{reader.heading}: {plain_text(piece).strip()}")
        return None, notes

    def _reader(self, reader: ColumnReader, place: Place) -> ColumnReader:
        return reader if place is reader.place else self._other.setdefault(place.name, reader.sibling(place))


def _words_kept(raw: CellValue) -> Note:
    message = _("There are words beside the number; the cell is kept in the remark too.")
    return Note("normalised", "words_kept", message, plain_text(raw).strip())


def _person_found(person: str) -> Note:
    return Note("normalised", "person_found", _("“{name}” is read as the contact.").format(name=person), person)


def _several(count: int) -> Note:
    return Note("normalised", "several_values", _("Read as {n} entries.").format(n=count))


def _foreign_kept(refusal: Note) -> Note:
    message = _("{reason} It is kept in the remark.").format(reason=refusal.message)
    return Note("warn", refusal.code, message, refusal.suggestion)
