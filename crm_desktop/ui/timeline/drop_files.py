"""Files that are dropped on a part of the window, or a picture that is pasted there: one signal for both."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageWriter,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from crm_desktop.base import clock
from crm_desktop.base.i18n import _
from crm_desktop.services.attachments import Incoming
from crm_desktop.ui.look import theme
from crm_desktop.ui.look.shortcut import shortcut


class DropFiles(QObject):
    """Lets `place` take files; while they hover over it, a frame with `hint` says what a drop does.

    `pastes`: Ctrl+V there takes what the clipboard holds, too.
    """

    dropped = Signal(object)  # a list of Incoming

    def __init__(self, place: QWidget, hint: str, *, pastes: bool = True) -> None:
        super().__init__(place)
        self._veil = Veil(place, hint)
        place.setAcceptDrops(True)
        place.installEventFilter(self)
        if pastes:
            shortcut(place, "Ctrl+V", self.paste)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the events of a drop."""
        _unused = watched
        sort = event.type()
        if sort in {QEvent.Type.DragEnter, QEvent.Type.DragMove} and isinstance(event, QDragEnterEvent | QDropEvent):
            if not _files(event):
                return False
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._veil.cover()
            return True
        if sort in {QEvent.Type.DragLeave, QEvent.Type.Hide}:
            self._veil.hide()
        if sort == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self._veil.hide()
            files = _files(event)
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(files)
            return True
        return False

    def paste(self) -> None:
        """Take the picture or the files that the clipboard holds; a text is nobody's here."""
        held = QGuiApplication.clipboard().mimeData()
        files = [Incoming.at(Path(url.toLocalFile())) for url in held.urls() if url.isLocalFile()]
        image = QGuiApplication.clipboard().image() if held.hasImage() and not files else QImage()
        if not image.isNull():
            files = [
                Incoming(_("Picture {when}").format(when=f"{clock.now():%Y-%m-%d %H.%M.%S}") + ".png", data=_png(image))
            ]
        if files:
            self.dropped.emit(files)


class Veil(QWidget):
    """A dashed frame over a part of the window that would take what is dragged."""

    def __init__(self, over: QWidget, hint: str) -> None:
        super().__init__(over)
        self._hint = hint
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self) -> None:
        """Show it over all of its place."""
        parent = self.parentWidget()
        if parent is not None and not self.isVisible():
            self.setGeometry(parent.rect())
            self.raise_()
            self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame and hint."""
        _unused = event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.token("accent-bg")
        ground.setAlpha(235)
        painter.setBrush(ground)
        painter.setPen(QPen(theme.token("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(5, 5, -5, -5), 8, 8)
        painter.setPen(theme.token("accent"))
        painter.drawText(
            self.rect().adjusted(16, 8, -16, -8), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._hint
        )
        painter.end()


def _files(event: QDropEvent) -> Sequence[Incoming]:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [Incoming.at(path) for path in paths if path.is_file()]


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
