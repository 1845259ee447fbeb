"""The logo on paper: read from a picture file, kept small as text in the settings, painted sharp."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from crm_desktop.base.errors import NotFoundError, ReadOnlyError, TooLargeError
from crm_desktop.base.i18n import _
from crm_desktop.fields.kind import RefusedError
from crm_desktop.fields.kinds.picture import LARGEST, data_uri, picture_bytes
from crm_desktop.printing.fonts import ensure_application

SIDE = 1000  # dots that the longer side is painted with and kept with; 20 mm at 1,200 dots an inch
LEAST = 300  # dots under which print looks coarse
LARGEST_FILE = 20_000_000  # bytes of a file that is looked at


def logo_from_file(path: Path) -> str:
    """Give a picture file as the setting keeps it; large ones are made smaller.

    Raises `NotFoundError`, `ReadOnlyError`, `TooLargeError` (over 20 MB), and `RefusedError` for what is no picture.
    """
    data = _read(path)
    kept = data if len(data) <= LARGEST else _smaller(data)
    uri = data_uri(kept, path.name)
    if logo_image(uri).isNull():
        raise RefusedError("not_a_picture", _("“{name}” is damaged; it cannot be shown.").format(name=path.name))
    return uri


def logo_image(kept: str, side: int = SIDE) -> QImage:
    """Paint a kept logo so that its longer side has at most `side` dots; drawings (SVG) get exactly so many."""
    if not kept:
        return QImage()
    ensure_application()  # drawings may hold text, and fonts need one
    buffer = QBuffer()
    buffer.setData(QByteArray(picture_bytes(kept)))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    drawn = kept.startswith("data:image/svg")
    if size.isValid() and (drawn or max(size.width(), size.height()) > side):
        reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def dots(kept: str) -> int | None:
    """Give the dots of a kept picture's longer side; None for a drawing, which is sharp at any size."""
    if kept.startswith("data:image/svg"):
        return None
    image = QImage.fromData(QByteArray(picture_bytes(kept)))
    return max(image.width(), image.height())


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise TooLargeError(_("“{name}” is larger than 20 MB; save it smaller.").format(name=path.name))
        return path.read_bytes()
    except FileNotFoundError:
        raise NotFoundError(_("There is no file “{name}”.").format(name=path.name)) from None
    except OSError:
        raise ReadOnlyError(_("“{name}” cannot be read; check whose it is.").format(name=path.name)) from None


def _smaller(data: bytes) -> bytes:
    """Write a large photo or scan as a PNG of `SIDE` dots; a drawing stays as it is."""
    image = QImage.fromData(QByteArray(data))
    if image.isNull() or b"<svg" in data[:4096].lower():
        return data
    for form in (b"PNG", b"JPG"):  # a photo is much smaller as JPG
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        room = QSize(SIDE, SIDE)
        smooth = Qt.TransformationMode.SmoothTransformation
        QImageWriter(buffer, QByteArray(form)).write(image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, smooth))
        if buffer.size() <= LARGEST:
            break
    return bytes(buffer.data().data())
