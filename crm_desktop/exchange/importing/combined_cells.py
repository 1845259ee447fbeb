"""Cells that are read in company: several columns that make one text, and what every row has without a column."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.exchange.headings import Place
from crm_desktop.exchange.importing.join_columns import join_texts
from crm_desktop.exchange.importing.match_columns import Match
from crm_desktop.exchange.importing.read_column import ColumnReader
from crm_desktop.exchange.reading.workbook import Row
from crm_desktop.fields.kind import CellValue, Context, Note, RefusedError, plain_text

NO_COLUMN = -1


class JoinedReader(ColumnReader):
    """Reads several columns as one text; each of them counts the cells that it brought."""

    def __init__(self, readers: Sequence[ColumnReader], place: Place, context: Context) -> None:
        super().__init__(readers[0].match, place, (), context)
        self.readers = readers
        self._filled: list[ColumnReader] = []

    def raw(self, row: Row) -> CellValue:
        """Give the texts of the columns as one; None where all are empty."""
        found = [(reader, raw) for reader in self.readers if (raw := reader.raw(row)) is not None]
        self._filled = [reader for reader, _raw in found]
        if len(found) < 2:
            return found[0][1] if found else None
        return join_texts([(reader.heading, plain_text(raw).strip()) for reader, raw in found], self.place)

    def has(self, row: Row) -> bool:
        """Tell whether any of the columns says something in a row, without counting."""
        return any(reader.has(row) for reader in self.readers)

    def tally(self, notes: Collection[Note]) -> None:
        """Count the cell in each column that brought some of it."""
        for reader in self._filled:
            reader.tally(notes)


class ConstantReader(ColumnReader):
    """Reads the same text for every row; it stands in no column and counts nothing."""

    is_constant = True

    def __init__(self, text: str, place: Place, context: Context) -> None:
        heading = " ".join(_(label) for label in place.labels)
        super().__init__(Match(NO_COLUMN, heading, place.name, "asked"), place, (), context)
        self._text = text
        self._refuse_early(context)

    def _refuse_early(self, context: Context) -> None:
        """Raise `InvalidValueError` where no row could have the value."""
        try:
            self.place.kind.within({}).read(self._text, context)
        except RefusedError as refusal:
            message = _("{field}: {reason}").format(field=self.heading, reason=refusal.message)
            raise InvalidValueError(message) from refusal

    def raw(self, row: Row) -> CellValue:  # noqa: ARG002 - the same in every row
        """Give the text."""
        return self._text or None

    def read(self, raw: CellValue, known: Mapping[str, Any], region: str = "") -> tuple[Any, tuple[Note, ...]]:
        """Read the text; that it is written otherwise is not told again in every row."""
        value, notes = self.look(raw, known, region)
        return value, tuple(note for note in notes if note.severity == "refuse")

    def tally(self, notes: Collection[Note]) -> None:
        """Count nothing."""
