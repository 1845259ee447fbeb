"""One window for one file: a second start raises the first window and ends."""

import hashlib
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

from crm_desktop.base.paths import cache_folder, private_folder

ANSWER_MS = 800


class OneInstance(QObject):
    """Answers later starts on the same file, and asks an earlier one whether it is there.

    The socket is local, this user's alone, and carries nothing; which file it is about is in its name, hashed.
    A process that was killed leaves at most a dead socket behind, which the next start replaces.
    """

    asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None
        self.asked.connect(raise_window)

    @staticmethod
    def is_shown_elsewhere(file: Path) -> bool:
        """Tell whether another process shows this file; if so its window has been raised."""
        socket = QLocalSocket()
        socket.connectToServer(_name(file))
        if not socket.waitForConnected(ANSWER_MS):
            return False
        return socket.waitForReadyRead(ANSWER_MS) and bytes(socket.readAll().data()) == b"raised"

    def answer_for(self, file: Path) -> None:
        """Answer whoever starts on this file from now on, and nobody else."""
        self.stop()
        name = _name(file)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # of a process that was killed
            self._server.listen(name)

    def stop(self) -> None:
        """Answer nobody any more."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection() if self._server is not None else None
        if socket is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.write(b"raised")
            socket.flush()
            self.asked.emit()


def raise_window() -> None:
    """Bring the window that waits for the user to the front, out of the task bar if need be."""
    shown = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each.isWindow()]
    window = QApplication.activeModalWidget() or QApplication.activeWindow() or (shown[-1] if shown else None)
    if window is not None:
        window.setWindowState((window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
        window.show()
        window.raise_()
        window.activateWindow()


def _name(file: Path) -> str:
    digest = hashlib.sha256(str(file.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    if sys.platform == "win32":
        return f"kebu-{digest}"
    return str(private_folder(cache_folder() / "run") / digest)
