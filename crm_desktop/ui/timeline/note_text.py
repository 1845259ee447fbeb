"""The box in which a note is typed: where it has nothing of its own to take back, Ctrl+Z is the window's."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit


class NoteText(QPlainTextEdit):
    """A text edit that lets undo and redo through to the window when it cannot use them."""

    def event(self, event: QEvent) -> bool:
        """Leave the window its keys; Qt's own text edit keeps them for itself even when it is empty."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            history = self.document()
            for key, usable in (
                (QKeySequence.StandardKey.Undo, history.isUndoAvailable()),
                (QKeySequence.StandardKey.Redo, history.isRedoAvailable()),
            ):
                if event.matches(key) and not usable:
                    event.ignore()
                    return False
        return super().event(event)
