"""Four segments that fill as a password gets harder to guess."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.ui.look.paint import rounded
from crm_desktop.ui.look.theme import token

_COLOURS = ("danger", "danger", "warning", "ok", "ok")


class StrengthBar(QWidget):
    """The bar; the word beside it says the same."""

    def __init__(self) -> None:
        super().__init__()
        self._score = 0
        self.setFixedHeight(5)

    def show_score(self, score: int) -> None:
        """Fill `score` of the four segments."""
        self._score = score
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the segments."""
        painter = QPainter(self)
        width = (self.width() - 12) / 4
        for place in range(4):
            colour = token(_COLOURS[self._score] if place < self._score else "line")
            rounded(painter, QRectF(place * (width + 4), 0, width, 5), 2.5, colour)
        painter.end()
