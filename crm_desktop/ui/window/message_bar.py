"""What happened, told below and never in the way: the status bar and the toast above it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from crm_desktop.base import privacy
from crm_desktop.base.i18n import _
from crm_desktop.ui.look.controls import button, icon_button, label, set_variant
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.look.note import IconLabel, icon_label
from crm_desktop.ui.look.tooltip import plain_tooltip

HEIGHT = 26
TOAST_MS = 8000


class MessageBar(QFrame):
    """The line at the bottom: the last message at the left, the state of the file at the right.

    `tell` shows a message; with an action it also raises a toast for eight seconds, which stays
    as long as it has the focus or the mouse. `text_clicked` tells that the message was clicked.
    """

    text_clicked = Signal()

    def __init__(self, file: Path, idle_minutes: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "status-bar")
        self.setFixedHeight(HEIGHT)
        self._icon: IconLabel = icon_label("circle-check", "secondary", 14)
        self._icon.hide()
        self._text = label("", "status")
        self._text.setCursor(Qt.CursorShape.PointingHandCursor)
        self._unsaved = ""
        self.indent = 0
        self._toast = Toast(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        self._hidden = button("", icon_name="eye-off", kind="link")
        self._hidden.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._hidden.pressed.connect(partial(privacy.peek, True))
        self._hidden.released.connect(partial(privacy.peek, False))
        self._hidden.hide()
        row.addWidget(self._hidden)
        self._lock = label("", "status")
        self.show_lock(idle_minutes)
        self._backup_icon: IconLabel = icon_label("shield-alert", "warning", 14)
        self._backup = label("", "warning")
        for mark, text in (
            (icon_label("hard-drive", "secondary", 14), label(file.name, "status")),
            (icon_label("lock", "secondary", 14), self._lock),
            (self._backup_icon, self._backup),
        ):
            row.addSpacing(12)
            row.addWidget(mark)
            row.addWidget(text)

    def show_lock(self, idle_minutes: int) -> None:
        """Say when the file locks by itself; 0 is never."""
        timed = _("Encrypted · locks after {n} idle minutes").format(n=idle_minutes)
        self._lock.setText(timed if idle_minutes else _("Encrypted"))

    def show_privacy(self, on: bool) -> None:
        """Say that numbers are hidden; as long as it is pressed they are shown."""
        self._hidden.setVisible(on)
        self._hidden.setText(_("Numbers hidden · hold to show"))
        self._hidden.setAccessibleName(_("Phones and mail are hidden; hold to show them"))
        self._hidden.setToolTip(_("Hold to show them; Ctrl+Shift+P hides nothing any more"))

    def show_backup(self, text: str, *, good: bool) -> None:
        """Say when the last backup was made; what is no `good` news stands out."""
        self._backup_icon.show_icon("shield-check" if good else "shield-alert", "ok" if good else "warning")
        self._backup.setText(text)
        set_variant(self._backup, "role", "ok" if good else "warning")

    def set_indent(self, indent: int) -> None:
        """Say how far from the left edge the toast stands: beside the sidebar, not over it."""
        self.indent = indent
        self._toast.place()

    @property
    def text(self) -> str:
        """Give the message that is shown."""
        return self._text.text()

    def tell(
        self, text: str, action: str = "", acted: Callable[[], object] | None = None, *, icon_name: str = "circle-check"
    ) -> None:
        """Show a message; with `action`, offer it in a toast."""
        self._icon.show_icon(icon_name, "warning" if icon_name == "triangle-alert" else "secondary")
        self._icon.setVisible(bool(text))
        self._text.setText(text)
        self._text.setToolTip(plain_tooltip(text))
        if acted is not None:
            self._toast.show_message(text, action, acted)

    def tell_unsaved(self, text: str) -> None:
        """Say what is not saved; nothing takes that away, and no other message."""
        if text:
            self.tell(text, icon_name="pencil")
        elif self.text == self._unsaved:
            self.tell("")
        self._unsaved = text

    def hint(self, text: str) -> None:
        """Show a message with no toast and withdraw the one that is up."""
        self._toast.hide()
        self.tell(text)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lead to the history by a click on the message."""
        if event.button() == Qt.MouseButton.LeftButton and self._text.geometry().contains(event.position().toPoint()):
            self.text_clicked.emit()
        super().mouseReleaseEvent(event)

    def drop_toast(self) -> None:
        """Take the toast away for good; this bar is about to be replaced."""
        self._toast.hide()
        self._toast.deleteLater()

    def focus_toast(self) -> bool:
        """Go to the toast's button, if one is up."""
        return self._toast.take_focus()


class Toast(QFrame):
    """A dark card over the status bar with one thing to do about what it says."""

    def __init__(self, bar: MessageBar) -> None:
        super().__init__(bar.window())
        self._bar = bar
        self.setProperty("role", "toast")
        self._text: QLabel = label("")
        self._acted: Callable[[], object] | None = None
        self._action = button("", self._act)
        self._close = icon_button("x", _("Close this message"), self.hide, size="row")
        self._close.setIcon(icon("x", "surface"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 6, 5)
        row.setSpacing(8)
        for each in (self._text, self._action, self._close):
            row.addWidget(each)
        self._timer = QTimer(self)
        self._timer.setInterval(TOAST_MS)
        self._timer.timeout.connect(self._fade)
        self.hide()

    def show_message(self, text: str, action: str, acted: Callable[[], object]) -> None:
        """Rise with a message and what can be done about it."""
        metrics = self.fontMetrics()
        self._text.setText(metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, 560))
        self._action.setText(action)
        self._acted = acted
        self.setAccessibleName(f"{text}. {action}")
        self._bar.window().installEventFilter(self)
        self.adjustSize()
        self.place()
        self.show()
        self.raise_()
        self._timer.start()

    def take_focus(self) -> bool:
        """Take the focus, if the toast is up."""
        if self.isVisible():
            self._action.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return self.isVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner when the window is resized."""
        if event.type() == QEvent.Type.Resize:
            self.place()
        return super().eventFilter(watched, event)

    def place(self) -> None:
        """Stand over the bar, beside the sidebar."""
        corner = self._bar.mapTo(self._bar.window(), self._bar.rect().topLeft())
        self.move(corner.x() + self._bar.indent + 12, corner.y() - self.height() - 8)

    def _fade(self) -> None:
        if not self.underMouse() and not self._action.hasFocus():
            self._timer.stop()
            self.hide()

    def _act(self) -> None:
        acted = self._acted
        self.hide()
        if acted is not None:
            acted()
