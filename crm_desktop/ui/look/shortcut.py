"""Keys that count only inside one part of the window."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def shortcut(inside: QWidget, keys: str, act: Callable[[], object]) -> None:
    """Call `act` when `keys` are pressed while the focus is in `inside`."""
    made = QShortcut(QKeySequence(keys), inside)
    # PySide ignores the context that its constructor is given.
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(act)
