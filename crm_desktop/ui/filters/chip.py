"""A chip: what is asked and how, a click to change it, a cross to take it away."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter

from crm_desktop.base.i18n import _
from crm_desktop.services.conditions.words import Words
from crm_desktop.ui.look.icons import pixmap
from crm_desktop.ui.look.theme import token
from crm_desktop.ui.look.tooltip import plain_tooltip

WIDEST = 340
_SIDE, _GAP, _CROSS = 10, 6, 14


class Chip(QPushButton):
    """Says a condition in two tones; Enter or a click edits, Delete or the cross removes."""

    edit_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setProperty("kind", "chip")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.words = words
        self._on_cross = False
        self.setMouseTracking(True)
        self.setToolTip(plain_tooltip(words.together()))
        self.setAccessibleName(_("Filter: {filter}").format(filter=words.together()))
        self.setAccessibleDescription(_("Enter changes it, Delete removes it."))
        self.clicked.connect(lambda _checked: (self.remove_wanted if self._on_cross else self.edit_wanted).emit())

    def sizeHint(self) -> QSize:
        """Take the room of the words, up to a limit."""
        self.ensurePolished()
        measure = QFontMetrics(self.font())
        subject = measure.horizontalAdvance(self.words.subject)
        says = measure.horizontalAdvance(self.words.says)
        width = 2 * _SIDE + subject + (_GAP if subject and says else 0) + says + _GAP + _CROSS
        return QSize(min(width + 2, WIDEST), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Be as small as the words."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground of the style, the two tones and the cross."""
        _ = event
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        measure = QFontMetrics(self.font())
        inner = self.rect().adjusted(_SIDE, 0, -_SIDE, 0)
        cross = self._cross()
        room = cross.left() - _GAP - inner.left()
        left = inner.left()
        for text, tone in ((self.words.subject, "secondary"), (self.words.says, "accent")):
            if not text or room <= 0:
                continue
            shown = measure.elidedText(text, Qt.TextElideMode.ElideRight, room)
            width = measure.horizontalAdvance(shown)
            painter.setPen(token(tone))
            painter.drawText(QRect(left, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
            left, room = left + width + _GAP, room - width - _GAP
        _paint_cross(painter, cross, "accent" if self._on_cross else "chip-icon")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, Delete removes."""
        self._on_cross = False
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.remove_wanted.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the cross where the pointer is on it."""
        super().mouseMoveEvent(event)
        self._point_at(event.position().toPoint())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where the press was."""
        self._point_at(event.position().toPoint())
        super().mousePressEvent(event)

    def leaveEvent(self, event: object) -> None:
        """Dim the cross."""
        super().leaveEvent(event)  # type: ignore[arg-type] # a QEvent
        self._point_at(QPoint(-1, -1))

    def _point_at(self, place: QPoint) -> None:
        on_cross = self._cross().adjusted(-4, -8, 8, 8).contains(place)
        if on_cross != self._on_cross:
            self._on_cross = on_cross
            self.update()

    def _cross(self) -> QRect:
        return QRect(self.width() - _SIDE - _CROSS + 2, (self.height() - _CROSS) // 2, _CROSS, _CROSS)


def _paint_cross(painter: QPainter, rect: QRect, tone: str) -> None:
    painter.drawPixmap(rect.topLeft(), pixmap("x", tone, rect.width(), painter.device().devicePixelRatioF()))
