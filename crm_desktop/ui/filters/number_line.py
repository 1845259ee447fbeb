"""A short line for a whole number; the up and down keys count."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}


class NumberLine(QLineEdit):
    """Holds a number from `least` to `most`; while it is empty it means `usual`."""

    def __init__(self, least: int, most: int, usual: int) -> None:
        super().__init__()
        self._least, self._most, self._usual = least, most, usual
        self.setValidator(QIntValidator(least, most, self))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(64)
        self.show_number(usual)

    def number(self) -> int:
        """Give the number."""
        return min(max(int(self.text() or self._usual), self._least), self._most)

    def show_number(self, number: int) -> None:
        """Show a number."""
        self.setText(str(number))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count up and down."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.show_number(min(max(self.number() + step, self._least), self._most))
