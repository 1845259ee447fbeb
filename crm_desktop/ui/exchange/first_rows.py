"""The first rows of a sheet as they stand there, to recognise it and to see where its headings are."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.exchange.reading.find_header import LOOK_AT, column_letters
from crm_desktop.exchange.reading.workbook import Sheet
from crm_desktop.fields.kind import plain_text
from crm_desktop.ui.look.theme import token

COLUMNS_SHOWN = 40
Index = QModelIndex | QPersistentModelIndex


class FirstRowsModel(QAbstractTableModel):
    """As many rows as headings are looked for in; `header_row` (from 1, 0 for none) is marked."""

    def __init__(self, sheet: Sheet, header_row: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = sheet.rows[:LOOK_AT]
        self._width = min(max((len(row) for row in self._rows), default=0), COLUMNS_SHOWN)
        self.header_row = header_row

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Tell how many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Tell how many columns are shown."""
        return 0 if parent.isValid() else self._width

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a cell; the headings stand out, what is above them steps back."""
        number, row = index.row() + 1, self._rows[index.row()]
        cell = row[index.column()] if index.column() < len(row) else None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return "" if cell is None else plain_text(cell)
        if role == Qt.ItemDataRole.BackgroundRole and number == self.header_row:
            return token("accent-bg")
        if role == Qt.ItemDataRole.ForegroundRole and self.header_row:
            return token("accent" if number == self.header_row else "muted" if number < self.header_row else "text")
        if role == Qt.ItemDataRole.FontRole and number == self.header_row:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name rows by number and columns by letter, as the spreadsheet program does."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return column_letters(section) if orientation == Qt.Orientation.Horizontal else str(section + 1)


class FirstRows(QTableView):
    """`row_chosen` tells the row (from 1) that was clicked, or where Enter or the space bar was pressed."""

    row_chosen = Signal(int)

    def __init__(self, *, choosing: bool) -> None:
        super().__init__()
        self._choosing = choosing
        self.setProperty("role", "framed")
        self.setAccessibleName(_("First rows of the sheet"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.SingleSelection if choosing else mode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if choosing else Qt.FocusPolicy.TabFocus)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setDefaultSectionSize(28)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.horizontalHeader().setVisible(choosing)
        self.horizontalHeader().setDefaultSectionSize(132)
        if choosing:
            self.verticalHeader().sectionClicked.connect(lambda at: self.row_chosen.emit(at + 1))

    def show_sheet(self, sheet: Sheet, header_row: int = 0) -> None:
        """Show a sheet; the cursor goes to its headings."""
        self.setModel(FirstRowsModel(sheet, header_row, self))
        if self._choosing and header_row:
            self.setCurrentIndex(self.model().index(header_row - 1, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the row under the cursor for the headings."""
        keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if self._choosing and event.key() in keys and self.currentIndex().isValid():
            self.row_chosen.emit(self.currentIndex().row() + 1)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the row that is clicked twice for the headings; one click only looks."""
        index = self.indexAt(event.position().toPoint())
        if self._choosing and index.isValid():
            self.row_chosen.emit(index.row() + 1)
        else:
            super().mouseDoubleClickEvent(event)
