"""Picking what a filter is about: type, arrows, Enter."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.editors.editor import ENTER
from crm_desktop.ui.filters.offers import Offer, nearest_offers
from crm_desktop.ui.look.icons import icon

ROWS = 11
_ROW = 28
_OFFER = Qt.ItemDataRole.UserRole
_TO_LIST = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class OfferPicker(QWidget):
    """A line to type in over a list that it narrows; the keys of the list work from the line."""

    picked = Signal(object)  # an Offer

    def __init__(self, offered: Sequence[Offer]) -> None:
        super().__init__()
        self._offered = offered
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Field, pinyin or initials"))
        self.field.setAccessibleName(_("What the filter is about"))
        self.field.addAction(icon("search", "muted", 14), QLineEdit.ActionPosition.LeadingPosition)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Fields"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(ROWS * _ROW)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.setFocusProxy(self.field)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._narrow)
        self.list.itemClicked.connect(lambda _item: self._take())
        self._narrow("")

    def _narrow(self, typed: str) -> None:
        self.list.clear()
        for each in nearest_offers(self._offered, typed):
            text = f"{each.text} · {each.detail}" if each.detail else each.text
            item = QListWidgetItem(text, self.list)
            item.setData(_OFFER, each)
            item.setSizeHint(QSize(0, _ROW))
        self.list.setCurrentRow(0)

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.picked.emit(item.data(_OFFER))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list and pick from it while the focus stays in the line."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in _TO_LIST:
            self.list.keyPressEvent(event)
        elif event.key() in ENTER:
            self._take()
        else:
            return super().eventFilter(watched, event)
        return True
