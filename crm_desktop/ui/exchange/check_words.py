"""Figures in their colours on one line; where there is little room the least telling ones are left to the tooltip."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.ui.look.fonts import interface_font
from crm_desktop.ui.look.theme import token
from crm_desktop.ui.look.tooltip import plain_tooltip

HEIGHT, GAP, PIXELS = 16, 8, 12


@dataclass(frozen=True, slots=True)
class Word:
    """A figure with its name; those with the lowest `weight` go first where there is no room."""

    text: str
    colour: str
    weight: int = 0
    strong: bool = False


class CheckWords(QWidget):
    """Paints words beside each other, all or the weightiest, shortened as a last resort."""

    def __init__(self) -> None:
        super().__init__()
        self._words: Sequence[Word] = ()
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_words(self, words: Sequence[Word]) -> None:
        """Show other words."""
        self._words = words
        said = " · ".join(word.text for word in words)
        self.setToolTip(plain_tooltip(said))
        self.setAccessibleName(said)
        self.update()

    def text(self) -> str:
        """Give all words."""
        return self.accessibleName()

    def minimumSizeHint(self) -> QSize:
        """Let it get narrow."""
        return QSize(40, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        _ = event
        painter = QPainter(self)
        left = 0
        for word in self._fitting():
            font = _font(word)
            shown = QFontMetrics(font).elidedText(word.text, Qt.TextElideMode.ElideRight, self.width() - left)
            painter.setFont(font)
            painter.setPen(token(word.colour))
            painter.drawText(left, 0, self.width() - left, HEIGHT, Qt.AlignmentFlag.AlignVCenter, shown)
            left += _width(word) + GAP
        painter.end()

    def _fitting(self) -> list[Word]:
        shown = list(self._words)
        while len(shown) > 1 and sum(_width(word) + GAP for word in shown) - GAP > self.width():
            shown.remove(min(shown, key=lambda word: word.weight))
        return shown


def _font(word: Word) -> QFont:
    return interface_font(PIXELS, QFont.Weight.DemiBold if word.strong else QFont.Weight.Normal)


def _width(word: Word) -> int:
    return QFontMetrics(_font(word)).horizontalAdvance(word.text) + 1
