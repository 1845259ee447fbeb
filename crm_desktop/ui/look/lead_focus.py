"""Where the keys go when a page gets them. Not by Qt's focus proxy: Tab passes over all that stands before a proxy."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget


def lead_focus(page: QWidget, inside: QWidget) -> None:
    """Let a page that is given the focus pass it on to what is worked with in it."""
    page.installEventFilter(_Lead(page, inside))


class _Lead(QObject):
    def __init__(self, page: QWidget, inside: QWidget) -> None:
        super().__init__(page)
        self._inside = inside

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
            self._inside.setFocus(event.reason())
        return super().eventFilter(watched, event)
