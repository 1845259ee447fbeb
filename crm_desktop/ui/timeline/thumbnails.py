"""Small pictures of attachments: decoded beside the window, small from the first byte, and kept for a while."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap, QPixmapCache

from crm_desktop.base.errors import UserFacingError
from crm_desktop.services import attachments
from crm_desktop.services.workspace import Workspace

MOST_MEMORY = 128  # megabytes of a picture that Qt has to decode whole before it makes it small, as a PNG
MOST_DOTS = 120_000_000  # of a JPEG: it is read small, but some kinds of it are gathered whole before
LARGEST_FILE = 40_000_000  # bytes that are read for a small picture
ROOM_KB = 32_768  # of all pixmaps that the program keeps


class Thumbnails(QObject):
    """Gives small pictures as they come; `arrived` says that one may be painted now."""

    arrived = Signal(str)  # sha256
    _decoded = Signal(str, QImage)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._asked: set[str] = set()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="thumbnails")
        self._decoded.connect(self._keep)
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), ROOM_KB))
        pool = self._pool
        self.destroyed.connect(lambda: pool.shutdown(wait=True, cancel_futures=True))

    def picture(self, sha256: str, size: QSize, byte_count: int) -> QPixmap | None:
        """Give the picture that fills `size` (in pixels of the screen), or None and ask for it once."""
        key = f"{sha256}:{size.width()}x{size.height()}"
        found = QPixmap()
        if QPixmapCache.find(key, found):
            return found
        if key not in self._asked and byte_count <= LARGEST_FILE:
            self._asked.add(key)
            with suppress(RuntimeError):  # stopped: nothing is asked any more
                self._pool.submit(self._read, key, size)
        return None

    def stop(self) -> None:
        """Read nothing any more and wait until the file is no longer looked at."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _read(self, key: str, size: QSize) -> None:
        image = QImage()
        with suppress(UserFacingError), self._workspace.read() as session:
            image = small_image(attachments.bytes_by_hash(session, key.split(":", maxsplit=1)[0]), size)
        self._decoded.emit(key, image)

    def _keep(self, key: str, image: QImage) -> None:
        if not image.isNull():
            QPixmapCache.insert(key, QPixmap.fromImage(image))
            self._asked.discard(key)  # it may be asked for again when the cache has dropped it
            self.arrived.emit(key.split(":", maxsplit=1)[0])


def small_image(data: bytes, size: QSize) -> QImage:
    """Decode a picture so that it fills `size`, cut evenly; an empty one where it cannot or would need too much."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    whole = reader.size()
    if _needs_much(reader, whole):
        return QImage()
    if whole.isValid():
        reader.setScaledSize(whole.scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    if image.isNull():
        return image
    image = image.scaled(
        size, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    middle = QRect(0, 0, size.width(), size.height())
    middle.moveCenter(image.rect().center())
    return image.copy(middle)


def _needs_much(reader: QImageReader, whole: QSize) -> bool:
    """Tell whether a picture would need more memory than it may."""
    QImageReader.setAllocationLimit(MOST_MEMORY)  # for what does not say how large it is
    dots = max(whole.width(), 0) * max(whole.height(), 0)
    return dots > MOST_DOTS if reader.format() == b"jpeg" else dots * 4 > MOST_MEMORY << 20
