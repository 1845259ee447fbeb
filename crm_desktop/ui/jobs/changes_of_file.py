"""Announcements of a file, brought to the window's thread."""

from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from crm_desktop.services.workspace import Workspace


class ChangesOfFile(QObject):
    """Brings the announcements of a file, made on any thread, to the window's thread."""

    happened = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        unsubscribe = workspace.on_change(self.happened.emit)

        def end() -> None:
            with suppress(ValueError):  # a closed file has forgotten its listeners already
                unsubscribe()

        self.end = end
        self.destroyed.connect(lambda _gone: end())
