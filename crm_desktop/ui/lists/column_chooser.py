"""Which columns a list shows and in what order: tick, drag, or Alt with the arrows."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.lists.columns import Column
from crm_desktop.ui.look.controls import button, label
from crm_desktop.ui.look.popup import Popup

WIDTH, HEIGHT, ROW = 280, 380, 30
_KEY = Qt.ItemDataRole.UserRole


class ColumnChooser(Popup):
    """Emits `chosen` with the keys of the columns after each tick and move; `usual_wanted` asks for the first ones."""

    chosen = Signal(list)
    usual_wanted = Signal()

    def __init__(self, columns: Mapping[str, Column], shown: Sequence[str], parent: QWidget) -> None:
        super().__init__(_("Columns"), parent)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find a field"))
        self.search.setAccessibleName(_("Find a field"))
        self.list = _ColumnList()
        self._columns = columns
        foot = QHBoxLayout()
        foot.addWidget(label(_("Alt+↑ ↓ moves"), "caption"))
        foot.addStretch(1)
        foot.addWidget(button(_("Usual columns"), self._take_usual, kind="link", size="row"))
        self.column.addWidget(self.search)
        self.column.addWidget(self.list, 1)
        self.column.addLayout(foot)
        self.setFixedSize(QSize(WIDTH, HEIGHT))
        self.show_columns(shown)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self.list.setFocus)
        self.list.itemChanged.connect(lambda _item: self._tell())
        self.list.model().rowsMoved.connect(lambda *_what: self._tell())
        self.list.moved.connect(self._tell)
        self.setFocusProxy(self.list)

    def show_columns(self, shown: Sequence[str]) -> None:
        """Show every column, the ticked ones first in their order."""
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for key in (*shown, *(each for each in self._columns if each not in shown)):
            item = QListWidgetItem(_(self._columns[key].label))
            item.setData(_KEY, key)
            item.setSizeHint(QSize(0, ROW))
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsDragEnabled
            )
            item.setCheckState(Qt.CheckState.Checked if key in shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(blocked)

    def _keys(self) -> list[str]:
        items = (self.list.item(row) for row in range(self.list.count()))
        return [item.data(_KEY) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _tell(self) -> None:
        keys = self._keys()
        if keys:
            self.chosen.emit(keys)
            return
        # A list shows at least one column: the tick that was taken away last comes back.
        blocked = self.list.blockSignals(True)
        self.list.currentItem().setCheckState(Qt.CheckState.Checked)
        self.list.blockSignals(blocked)

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(wanted not in item.text().casefold())

    def _take_usual(self) -> None:
        self.usual_wanted.emit()


class _ColumnList(QListWidget):
    """Rows that are dragged to their place, or moved there by Alt with the arrows."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Columns"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setIconSize(QSize(14, 14))

    moved = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves the row; Space ticks it."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            row = self.currentRow()
            to = row + steps[Qt.Key(event.key())]
            if 0 <= to < self.count():
                blocked = self.blockSignals(True)
                self.insertItem(to, self.takeItem(row))
                self.setCurrentRow(to)
                self.blockSignals(blocked)
                self.moved.emit()
            return
        super().keyPressEvent(event)
