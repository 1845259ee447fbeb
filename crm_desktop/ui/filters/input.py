"""What every input of a condition's value can do."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Input(QWidget):
    """Gives a value, or None while nothing is said; `value` raises `InvalidValueError` for what cannot be read."""

    changed = Signal()
    accepted = Signal()  # Enter

    def value(self) -> Any:
        """Give what was chosen or typed."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show a value; None is nothing yet."""
        raise NotImplementedError
