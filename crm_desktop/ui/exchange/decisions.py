"""What was decided about single rows while they were looked at: mended cells, and what becomes of a row."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from crm_desktop.exchange.importing.choices import Decision, RowChoice
from crm_desktop.fields.kind import CellValue

RowKey = tuple[str, int]  # sheet and row number as the sheet shows it
CellKey = tuple[RowKey, int]  # and the column of the table, from 0


class Decisions(QObject):
    """All pages of an import share them; `changed` asks for another check."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[RowKey, RowChoice] = {}

    def forget(self) -> None:
        """Begin anew, with another file."""
        self.rows.clear()

    def of(self, row: RowKey) -> RowChoice:
        """Give what was decided about a row."""
        return self.rows.get(row, RowChoice())

    def mend(self, cells: Mapping[CellKey, CellValue]) -> None:
        """Let cells hold something else than in the sheet."""
        for (row, column), value in cells.items():
            chosen = self.of(row)
            self.rows[row] = replace(chosen, cells={**chosen.cells, column: value})
        if cells:
            self.changed.emit()

    def restore(self, cells: Iterable[CellKey]) -> None:
        """Let cells hold again what the sheet says."""
        for row, column in cells:
            chosen = self.of(row)
            self._keep(row, replace(chosen, cells={at: value for at, value in chosen.cells.items() if at != column}))
        self.changed.emit()

    def decide(self, rows: Iterable[RowKey], decision: Decision | None, record: int | None = None) -> None:
        """Say what becomes of rows; None leaves it to the program again."""
        for row in rows:
            self._keep(row, replace(self.of(row), decision=decision, record=record))
        self.changed.emit()

    def _keep(self, row: RowKey, chosen: RowChoice) -> None:
        if chosen == RowChoice():
            self.rows.pop(row, None)
        else:
            self.rows[row] = chosen
