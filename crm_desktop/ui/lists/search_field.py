"""The search field over a list: filters while typing, keys lead into the list."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.look.controls import icon_button
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.look.key_label import key_label

WIDTH = 372
# Long enough that a fast typist's letters come together, short enough that nobody waits for it.
PAUSE = 15


class SearchField(QLineEdit):
    """Emits `searched` shortly after the last key; Down and Enter go to the list, Esc empties."""

    searched = Signal(str)
    down = Signal()
    entered = Signal()
    given_up = Signal()

    def __init__(self, hint: str, parent: QWidget | None = None, *, key: str = "Ctrl F") -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(_("Search"))
        self.setMaximumWidth(WIDTH)
        self.setMinimumWidth(180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._key = key_label(key)
        self._key.setParent(self)
        self._key.setHidden(not key)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._clear = icon_button("x", _("Clear the search"), self.clear, size="row")
        self._clear.setParent(self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(lambda: self.searched.emit(self.text()))
        self.textChanged.connect(self._changed)
        self.setTextMargins(2, 0, 46, 0)

    def _changed(self, text: str) -> None:
        self._key.setVisible(not text and bool(self._key.text()))
        self._clear.setVisible(bool(text))
        self._pause.start()

    def search_now(self) -> None:
        """Search at once what is typed."""
        if self._pause.isActive():
            self._pause.stop()
            self.searched.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead into the list."""
        key = event.key()
        if key == Qt.Key.Key_Down:
            self.search_now()
            self.down.emit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.search_now()
            self.entered.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep hint and cross at the right end."""
        super().resizeEvent(event)
        for each in (self._key, self._clear):
            each.adjustSize()
            each.move(self.width() - each.width() - 8, (self.height() - each.height()) // 2)
