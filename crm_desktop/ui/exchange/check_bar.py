"""A thin bar that shows how the cells of a column, or the rows of a sheet, went."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.ui.look.paint import rounded
from crm_desktop.ui.look.theme import token

_GAP = 1.5


class CheckBar(QWidget):
    """Parts by colour, as wide as their share; the words beside it say the same."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[tuple[str, int], ...] = ()
        self.setFixedHeight(6)

    def show_parts(self, *parts: tuple[str, int]) -> None:
        """Show counts, each in the colour of a token."""
        self._parts = tuple((colour, count) for colour, count in parts if count)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts; even one of a thousand is two pixels wide."""
        painter = QPainter(self)
        total = sum(count for _colour, count in self._parts)
        if not total:
            rounded(painter, QRectF(0, 0, self.width(), 6), 3, token("line"))
        left = 0.0
        for place, (colour, count) in enumerate(self._parts):
            last = place == len(self._parts) - 1
            width = self.width() - left if last else max(2.0, self.width() * count / total)
            rounded(
                painter, QRectF(left, 0, max(width - (0 if last else _GAP), 1.0), 6), 1.5 if total else 3, token(colour)
            )
            left += width
        painter.end()
