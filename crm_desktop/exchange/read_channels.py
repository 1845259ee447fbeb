"""Reads the columns of one channel: a cell may hold several numbers, or words that belong elsewhere."""

from collections.abc import Mapping
from typing import Any

from crm_desktop.base.i18n import _
from crm_desktop.exchange.draft import Draft, Part
from crm_desktop.exchange.headings import Place
from crm_desktop.exchange.read_column import ColumnReader
from crm_desktop.exchange.split_cells import PHONES, sort_of_number, split_cell
from crm_desktop.exchange.workbook import Row
from crm_desktop.fields.kind import CellValue, Note, plain_text


class ChannelReader:
    """Reads what one column of numbers or accounts brings, with the columns that say more about it."""

    def __init__(self, part: str, readers: list[ColumnReader], owner: str, region: str) -> None:
        self._part = part
        self._owner = owner
        self._region = region
        self._value = next((reader for reader in readers if reader.place.is_value), None)
        self._also = [reader for reader in readers if reader is not self._value]
        self._other: dict[str, ColumnReader] = {}  # for landlines in a column of mobiles

    def read(self, row: Row, draft: Draft, region: str) -> list[Part]:
        """Read a row's channels; `region` is another country than the business's own, or empty."""
        if self._value is None or (raw := self._value.raw(row)) is None:
            return []
        also = self._read_also(row, draft, region)
        pieces = split_cell(raw, self._value.place)
        told: list[Note] = []
        parts = []
        for piece in pieces.values:
            place = sort_of_number(piece, self._value.place, self._owner, region or self._region)
            value, notes = self._one(place, piece, draft, region)
            told.extend(notes)
            if value is not None:
                parts.append(Part(self._part, {**also, **place.fixed, place.field: value}, place.fixed))
        if pieces.words_left:
            draft.remarks.append(f"{self._value.heading}: {plain_text(raw).strip()}")
            told.append(_words_kept(raw))
        elif len(pieces.values) > 1:
            told.append(_several(len(pieces.values)))
        for note in told:
            draft.tell(self._value.heading, raw, note)
        self._value.tally(told)
        return parts

    def _read_also(self, row: Row, draft: Draft, region: str) -> Mapping[str, Any]:
        also = {}
        for reader in self._also:
            if (cell := reader.raw(row)) is not None:
                also[reader.place.field], notes = reader.read(cell, {}, region)
                for note in notes:
                    draft.tell(reader.heading, cell, note)
        return also

    def _one(self, place: Place, piece: CellValue, draft: Draft, region: str) -> tuple[Any, tuple[Note, ...]]:
        reader = self._reader(place)
        value, notes = reader.look(piece, {}, region)
        refusal = next((note for note in notes if note.severity == "refuse"), None)
        if refusal is not None and region and place.kind.name in PHONES:
            # Another country's plan is not ours to mend: the customer comes in, the number stays readable.
            draft.remarks.append(f"{reader.heading}: {plain_text(piece).strip()}")
            return None, (_foreign_kept(refusal),)
        return value, notes

    def _reader(self, place: Place) -> ColumnReader:
        assert self._value is not None  # noqa: S101 - `read` looked
        if place is self._value.place:
            return self._value
        return self._other.setdefault(place.name, self._value.sibling(place))


def _words_kept(raw: CellValue) -> Note:
    message = _("There are words beside the number; the cell is kept in the remark too.")
    return Note("normalised", "words_kept", message, plain_text(raw).strip())


def _several(count: int) -> Note:
    return Note("normalised", "several_values", _("Read as {n} entries.").format(n=count))


def _foreign_kept(refusal: Note) -> Note:
    message = _("{reason} It is kept in the remark.").format(reason=refusal.message)
    return Note("warn", refusal.code, message, refusal.suggestion)
