"""A line of a form or a card that is worked by mouse and keyboard alike: hover, focus ring, Enter, menu."""

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from crm_desktop.ui.look import theme

OPENING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}


class Row(QWidget):
    """Emits `activated` for a click, Enter or F2, `menu_wanted` (where) for the menu key or a right click."""

    activated = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None, *, live: bool = True) -> None:
        super().__init__(parent)
        self.live = live  # False: only shown, no keys, no hover
        if live:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def at_rest(self) -> bool:
        """Tell whether hover and focus are to be shown; a row that is being edited has none."""
        return self.live

    def hovered(self, on: bool) -> None:
        """Follow the pointer; for subclasses that show more then."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 open."""
        if event.key() in OPENING and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and self.at_rest():
            self.activated.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open by a click."""
        if (
            event.button() == Qt.MouseButton.LeftButton
            and self.at_rest()
            and self.rect().contains(event.position().toPoint())
        ):
            self.activated.emit()
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu."""
        self.menu_wanted.emit(event.globalPos())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Follow the pointer in."""
        self.hovered(on=True)
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Follow the pointer out."""
        self.hovered(on=False)
        self.update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of hovering and the ring of focus."""
        _ = event
        if not self.at_rest() or not (self.hasFocus() or self.underMouse()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.token("focus"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.token("hover"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        painter.end()
