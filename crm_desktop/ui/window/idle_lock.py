"""Locks the file when nobody has touched the program for a while."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_TOUCHES = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


class IdleLock(QObject):
    """Emits `idle` after so many minutes without a key or the mouse; 0 minutes mean never.

    It watches the window that has the focus, not the whole application: a filter in Python on
    every event would slow each repaint.
    """

    idle = Signal()

    def __init__(self, minutes: int, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.idle)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._focused)
        self.watch(minutes)

    def watch(self, minutes: int) -> None:
        """Lock after so many minutes from now on."""
        self._minutes = minutes
        self._timer.setInterval(minutes * 60_000)
        self._count()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            self._focused(application.focusWindow())

    def _focused(self, window: QWindow | None) -> None:
        if window is not None and self._minutes:
            window.installEventFilter(self)
            self._count()

    def _count(self) -> None:
        """Begin to count; never where no minutes are set."""
        if self._minutes:
            self._timer.start()
        else:
            self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin to count anew at each touch."""
        if event.type() in _TOUCHES:
            self._count()
        return super().eventFilter(watched, event)
