"""The editor over a cell of a list: as wide as its text needs, with what the rules say below it."""

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QTableView, QVBoxLayout

from crm_desktop.fields.kind import Note
from crm_desktop.ui.records.live_field import LiveField

LEAST = 220


class CellEditor(QFrame):
    """Lies over the cell of one record and follows it; `step_wanted` says where to go on (rows, columns)."""

    saved = Signal(object)  # what was typed
    step_wanted = Signal(int, int)
    given_up = Signal()

    def __init__(self, table: QTableView, live: LiveField) -> None:
        super().__init__(table.viewport())
        self.setProperty("role", "cell-editor")
        self.setAutoFillBackground(True)
        self.live = live
        self._table = table
        self._index = QPersistentModelIndex()
        self._closing = False
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.live)
        self.live.accepted.connect(lambda: self.keep(1, 0))
        self.live.next_wanted.connect(lambda step: self.keep(0, step))
        self.live.cancelled.connect(self.given_up)
        self.live.left.connect(self._left)
        for bar in (table.verticalScrollBar(), table.horizontalScrollBar()):
            bar.valueChanged.connect(self.place)
        self.live.installEventFilter(self)

    def open(self, index: QModelIndex, value: Any) -> None:
        """Show a value over its cell and take the keys."""
        self._index = QPersistentModelIndex(index)
        self.live.show_value(value)
        self.place()
        self.show()
        self.raise_()
        self.live.setFocus(Qt.FocusReason.OtherFocusReason)
        self.live.editor.select_all()

    def move_to(self, index: QModelIndex) -> None:
        """Follow the record to another row."""
        self._index = QPersistentModelIndex(index)
        self.place()

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        """Say why what was typed was not kept."""
        self.live.show_notes(notes)
        self.place()

    def keep(self, rows: int, columns: int) -> None:
        """Save what was typed if the rules allow it, and go on from here."""
        if self._saved():
            self.step_wanted.emit(rows, columns)

    def close_now(self) -> None:
        """Go away without asking anything."""
        self._closing = True
        self.live.blockSignals(True)
        self.hide()
        self.deleteLater()

    def place(self) -> None:
        """Stand at the cell; upwards where there is no room below."""
        index = self._table.model().index(self._index.row(), self._index.column())
        cell = self._table.visualRect(index)
        room = self._table.viewport().rect()
        width = min(max(cell.width(), LEAST), room.width())
        self.setFixedWidth(width)
        self._column.activate()
        flows = self._column.hasHeightForWidth()
        height = self._column.totalHeightForWidth(width) if flows else self.sizeHint().height()
        editor = self.live.editor.sizeHint().height()
        top = cell.center().y() - editor // 2
        if top + height > room.bottom() and cell.bottom() - height > 0:
            top = room.bottom() - height
        left = min(cell.left(), room.right() - width)
        self.setGeometry(max(left, 0), top, width, height)

    def _saved(self) -> bool:
        """Emit what was typed; False where a rule refuses it."""
        if not self.live.touched():
            return True
        self.live.ask_again()
        if self.live.refused():
            self.place()
            return False
        self.saved.emit(self.live.raw())
        return not self.live.refused()

    def _left(self) -> None:
        # What is right is kept when one goes elsewhere; what is refused stays open with its reason.
        if not self._closing and self._saved():
            self.given_up.emit()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Grow and shrink with the message below the editor."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.place()
        return False
