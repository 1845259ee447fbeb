"""Waits until something rests before it is looked at: many keys or changes, one look."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def pause(owner: QObject, milliseconds: int, done: Callable[[], object]) -> QTimer:
    """Make a timer that calls `done` once, so long after its last start."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(done)
    return timer
