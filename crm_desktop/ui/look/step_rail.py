"""The rail at the left of a dialog in steps: which step this is, what was chosen, what comes."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.look import icons
from crm_desktop.ui.look.fonts import interface_font
from crm_desktop.ui.look.theme import token
from crm_desktop.ui.look.tooltip import plain_tooltip

_CIRCLE, _STEP, _GAP = 26, 61, 10


class StepRail(QWidget):
    """Steps from top to bottom: done ones ticked, the current one filled, later ones empty."""

    def __init__(self, steps: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = list(steps)
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._tell()

    def show_step(self, index: int) -> None:
        """Make `index` the current step; those before it are done."""
        self._current = index
        self._tell()
        self.update()

    def set_caption(self, index: int, caption: str) -> None:
        """Say under a step what was chosen there."""
        self._steps[index] = (self._steps[index][0], caption)
        self._tell()
        self.update()

    def _tell(self) -> None:
        title, caption = self._steps[self._current]
        text = _("Step {number} of {count}: {title}")
        self.setAccessibleName(text.format(number=self._current + 1, count=len(self._steps), title=title))
        self.setToolTip(plain_tooltip(caption))

    def sizeHint(self) -> QSize:
        """Ask for room for every step."""
        return QSize(148, len(self._steps) * _STEP - 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw circles, the lines between them, and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(len(self._steps)):
            self._paint_circle(painter, index)
            self._paint_words(painter, index)
        painter.end()

    def _paint_circle(self, painter: QPainter, index: int) -> None:
        top = index * _STEP
        circle = QRectF(0.75, top + 0.75, _CIRCLE - 1.5, _CIRCLE - 1.5)
        done, here = index < self._current, index == self._current
        fill = token("accent-bg" if done else "accent" if here else "surface")
        painter.setPen(QPen(fill if done or here else token("line-strong"), 1.5))
        painter.setBrush(fill)
        painter.drawEllipse(circle)
        if done:
            tick = icons.pixmap("check", "accent", 14, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(6, top + 6), tick)
        else:
            painter.setFont(interface_font(12, QFont.Weight.DemiBold))
            painter.setPen(token("on-accent" if here else "muted"))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(index + 1))
        if index + 1 < len(self._steps):
            painter.fillRect(QRectF(_CIRCLE / 2 - 0.5, top + _CIRCLE + 2, 1, _STEP - _CIRCLE - 4), token("line-strong"))

    def _paint_words(self, painter: QPainter, index: int) -> None:
        title, caption = self._steps[index]
        here = index == self._current
        left, width = _CIRCLE + _GAP, self.width() - _CIRCLE - _GAP
        font = interface_font(13, QFont.Weight.DemiBold if here else QFont.Weight.Normal)
        self._paint_line(
            painter, QRectF(left, index * _STEP + 3, width, 18), title, font, "text" if here else "secondary"
        )
        small = interface_font(12)
        self._paint_line(painter, QRectF(left, index * _STEP + 21, width, 17), caption, small, "muted")

    def _paint_line(self, painter: QPainter, box: QRectF, text: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(token(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
