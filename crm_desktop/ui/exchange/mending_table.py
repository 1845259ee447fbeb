"""The mending grid: write cells over, take suggestions, decide about rows, all from the keyboard."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from crm_desktop.base.i18n import _
from crm_desktop.ui.exchange.deciding_model import BECOMES, OWN_COLUMNS
from crm_desktop.ui.exchange.deciding_table import DecidingTable
from crm_desktop.ui.exchange.mending_model import MendingModel

CELL_WIDTH = 132


class MendingTable(DecidingTable):
    """Ctrl+Enter takes a suggestion, Delete empties a cell, Ctrl+Backspace puts back what the sheet says."""

    looked_at = Signal(QModelIndex)

    def __init__(self, model: MendingModel) -> None:
        super().__init__(model, _("Rows to decide about"))
        self.mending = model
        self.horizontalHeader().setDefaultSectionSize(CELL_WIDTH)
        self.selectionModel().currentChanged.connect(self._look_at)
        model.dataChanged.connect(lambda *_range: self.looked_at.emit(self.currentIndex()))
        model.modelReset.connect(self.share_width)

    def _look_at(self, now: QModelIndex, before: QModelIndex) -> None:
        """Tell of the cell; in a row that is come to by one of our columns show the first fault too."""
        if now.row() != before.row() and now.isValid() and now.column() < OWN_COLUMNS:
            fault = self._first_fault(now.row())
            if fault is not None:
                self.scrollTo(fault)
        self.looked_at.emit(now)

    def _first_fault(self, row: int) -> QModelIndex | None:
        columns = range(OWN_COLUMNS, self.mending.columnCount())
        cells = (self.mending.index(row, column) for column in columns)
        return next((each for each in cells if self.mending.problem_at(each)), None)

    def begin(self) -> None:
        """Go to the first cell with something to mend."""
        self.share_width()
        if not self.mending.rows:
            return
        row = self.mending.index(0, BECOMES)
        self.setCurrentIndex(self._first_fault(0) or row)
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtTop)

    def take_suggestion(self) -> None:
        """Take the suggestion of the cell with the cursor, else those of the selected rows."""
        here = self.mending.cell_key(self.currentIndex())
        offered = self.mending.suggestions(self.selected_rows())
        taken = {here: offered[here]} if here is not None and here in offered else offered
        if taken:
            self.mending.mend(taken)

    def _cells(self) -> list[QModelIndex]:
        return [index for index in self.selectedIndexes() if self.mending.cell_key(index) is not None]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the keys of the grid."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        keys = [key for index in self._cells() if (key := self.mending.cell_key(index)) is not None]
        if control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.take_suggestion()
        elif control and event.key() == Qt.Key.Key_Backspace:
            self.mending.restore(keys)
        elif event.key() == Qt.Key.Key_Delete and keys:
            self.mending.mend(dict.fromkeys(keys))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            if self.state() != QAbstractItemView.State.EditingState:  # Return that ends an edit comes here too
                self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)
