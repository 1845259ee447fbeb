"""The mending grid's model: rows to decide about with all their cells, which can be written over."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor

from crm_desktop.entities import entity_named
from crm_desktop.exchange.importing.draft import Problem
from crm_desktop.exchange.importing.import_result import SheetMatch
from crm_desktop.fields.kind import CellValue, Context, plain_text
from crm_desktop.ui.exchange.deciding_model import OWN_COLUMNS, DecidingModel, Index
from crm_desktop.ui.exchange.decisions import CellKey, Decisions
from crm_desktop.ui.exchange.look_at_row import look_at_row
from crm_desktop.ui.exchange.row_decisions import ToDecide
from crm_desktop.ui.exchange.suggestions import TO_DECIDE, Sheets
from crm_desktop.ui.look.theme import token
from crm_desktop.ui.look.tooltip import plain_tooltip

_GRAVITY = {"refuse": 0, "warn": 1}
_TINTS = {"refuse": "danger-bg", "warn": "warning-bg"}
_TONES = {"refuse": "danger", "warn": "warning"}


class MendingModel(DecidingModel):
    """One sheet at a time. A cell that is written over is read at once; the whole check comes after it."""

    def __init__(self, decisions: Decisions, context: Context, parent: QObject) -> None:
        super().__init__(decisions, parent)
        self._context = context
        self._match: SheetMatch | None = None
        self._sheets = Sheets(())
        self._order: list[int] = []
        self._at_cells: list[dict[int, Problem]] = []
        self._fresh: dict[int, tuple[Problem, ...]] = {}

    def show_sheet(self, match: SheetMatch | None, rows: Sequence[ToDecide]) -> None:
        """Show the rows of a sheet that are to be decided about."""
        other = _columns(self._match) != _columns(match)
        if other:
            self.beginResetModel()
            self.rows = []
        self._match = match
        self._sheets = Sheets(() if match is None else (match,))
        self._fresh.clear()
        self._at_cells = [self._by_column(each.problems) for each in rows]
        if other:
            self.rows = list(rows)
            self._order = self._telling_first()
            self.endResetModel()
        else:
            if [each.key for each in rows] != [each.key for each in self.rows]:
                self._order = self._telling_first()
            self.show_rows(rows)

    def problems_of(self, row: int) -> Sequence[Problem]:
        """Give what there is to tell of a row, as it is now."""
        return self._fresh.get(row, self.rows[row].problems)

    def problem_at(self, index: Index) -> Problem | None:
        """Give the worst that there is to tell of a cell."""
        cell = self.cell_key(index)
        return None if cell is None else self._at_cells[index.row()].get(cell[1])

    def suggestions(self, rows: Sequence[int] | None = None) -> Mapping[CellKey, str]:
        """Give the suggestions that may be taken, in some rows or in all."""
        wanted = range(len(self.rows)) if rows is None else rows
        return self._sheets.offered(problem for row in wanted for problem in self.problems_of(row))

    def cell_key(self, index: Index) -> CellKey | None:
        """Give the cell of the sheet that stands at a place, None for the columns that are ours."""
        at = index.column() - OWN_COLUMNS
        return None if not index.isValid() or at < 0 else (self.rows[index.row()].key, self._order[at])

    def columnCount(self, parent: Index | None = None) -> int:
        """Tell how many columns there are: ours and the sheet's."""
        if parent is not None and parent.isValid():
            return 0
        return OWN_COLUMNS + len(self._order)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every cell of the sheet be written over."""
        known = super().flags(index)
        return known | Qt.ItemFlag.ItemIsEditable if index.column() >= OWN_COLUMNS else known

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a cell as it is now, tinted where there is something to tell of it."""
        if index.column() < OWN_COLUMNS:
            return super().data(index, role)
        problem = self.problem_at(index)
        text = self._cell_text(index)
        told = problem.message if problem else ""
        said: dict[int, Any] = {
            Qt.ItemDataRole.DisplayRole: text,
            Qt.ItemDataRole.EditRole: text,
            Qt.ItemDataRole.ToolTipRole: plain_tooltip(told or text),
            Qt.ItemDataRole.AccessibleTextRole: f"{text}: {told}" if told else text,
            Qt.ItemDataRole.ForegroundRole: token(_TONES[problem.severity] if problem else "text"),
            Qt.ItemDataRole.BackgroundRole: self._tint(index, problem),
        }
        return said.get(role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Write a cell over, read it by the same rules at once, and have all checked again."""
        key = self.cell_key(index)
        if key is None or role != Qt.ItemDataRole.EditRole:
            return super().setData(index, value, role)
        if str(value) == self._cell_text(index):
            return False
        self.mend({key: str(value) or None})
        return True

    def mend(self, cells: Mapping[CellKey, CellValue]) -> None:
        """Write several cells over."""
        self.decisions.mend(cells)
        self._look({key for key, _column in cells})

    def restore(self, cells: Sequence[CellKey]) -> None:
        """Let cells hold again what the sheet says."""
        self.decisions.restore(cells)
        self._look({key for key, _column in cells})

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name our columns, then those of the sheet by their headings."""
        if orientation == Qt.Orientation.Horizontal and section >= OWN_COLUMNS and self._match is not None:
            at = self._order[section - OWN_COLUMNS]
            heading = self._match.table.headings[at] or self._match.table.letters[at]
            return heading if role == Qt.ItemDataRole.DisplayRole else None
        return super().headerData(section, orientation, role)

    def _tint(self, index: Index, problem: Problem | None) -> QColor | None:
        mended = self.cell_key(index) in self._mended(index)
        return token(_TINTS[problem.severity]) if problem else token("ok-bg") if mended else None

    def _look(self, keys: set[tuple[str, int]]) -> None:
        """Read rows again that were written over, without waiting for the check of all rows."""
        for at, row in enumerate(self.rows):
            if row.key in keys and self._match is not None:
                found = look_at_row(self._match, row.row, self._cells(row), self._context)
                self._fresh[at] = tuple(each for each in found if each.severity in TO_DECIDE)
                self._at_cells[at] = self._by_column(self._fresh[at])
                self.dataChanged.emit(self.index(at, 0), self.index(at, self.columnCount() - 1))

    def _telling_first(self) -> list[int]:
        """Put who it is first, then the columns in which there is something to mend, then the others."""
        if self._match is None:
            return []
        title = entity_named(self._match.entity).title
        named = [each.column for each in self._match.matches if each.target == title]
        telling = sorted({column for cells in self._at_cells for column in cells})
        return list(dict.fromkeys([*named, *telling, *range(len(self._match.table.headings))]))

    def _by_column(self, problems: Sequence[Problem]) -> dict[int, Problem]:
        found: dict[int, Problem] = {}
        for problem in sorted(problems, key=lambda each: _GRAVITY[each.severity]):
            if (cell := self._sheets.cell_of(problem)) is not None:
                found.setdefault(cell[1], problem)
        return found

    def _mended(self, index: Index) -> set[CellKey]:
        key = self.rows[index.row()].key
        return {(key, column) for column in self.decisions.of(key).cells}

    def _cells(self, row: ToDecide) -> list[CellValue]:
        mended = self.decisions.of(row.key).cells
        return [mended.get(at, cell) for at, cell in enumerate(row.cells)]

    def _cell_text(self, index: Index) -> str:
        cell = self._cells(self.rows[index.row()])[self._order[index.column() - OWN_COLUMNS]]
        return "" if cell is None else plain_text(cell)


def _columns(match: SheetMatch | None) -> tuple[str, ...]:
    return () if match is None else (match.table.sheet, *match.table.headings)
