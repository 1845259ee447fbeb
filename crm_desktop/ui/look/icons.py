"""The shipped icons in the colour of a token: sharp at every scale, and following the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from crm_desktop.ui.look.stylesheet import svg
from crm_desktop.ui.look.theme import token


@cache
def icon(name: str, colour: str = "text", size: int = 16, gap: int = 0) -> QIcon:
    """Give an icon that is never larger than `size` and takes the theme's colour each time it is painted.

    `gap` is room at its right, before the text of a button: a style sheet cannot ask for it.
    """
    return QIcon(_TintedEngine(name, colour, size, gap))


def pixmap(name: str, colour: str, size: int, scale: float = 1.0) -> QPixmap:
    """Give an icon as pixels for a delegate: `size` is logical, `scale` the screen's device pixel ratio."""
    drawn = QPixmap(_drawn(name, token(colour).name(), round(size * scale)))
    drawn.setDevicePixelRatio(scale)
    return drawn


class _TintedEngine(QIconEngine):
    def __init__(self, name: str, colour: str, size: int, gap: int) -> None:
        super().__init__()
        self._name, self._colour, self._size, self._gap = name, colour, size, gap

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        return size.boundedTo(QSize(self._size + self._gap, self._size))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        name = "disabled" if mode == QIcon.Mode.Disabled else self._colour
        return _drawn(self._name, token(name).name(), min(size.width(), size.height()), size.width())

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        device = painter.device()
        scale = device.devicePixelRatio() if device else 1.0
        side = min(rect.width(), rect.height(), self._size)
        drawn = QPixmap(self.pixmap(QSize(round(side * scale), round(side * scale)), mode, state))
        drawn.setDevicePixelRatio(scale)
        target = QRect(0, 0, side, side)
        target.moveCenter(rect.center())
        painter.drawPixmap(target.topLeft(), drawn)

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._colour, self._size, self._gap)


def _drawn(name: str, colour: str, side: int, width: int = 0) -> QPixmap:
    """Draw an icon `side` high, at the left of a picture that may be wider."""
    key = f"kebu:{name}:{colour}:{side}:{width}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    drawn = QPixmap(max(side, width), side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg(name, colour))).render(painter, QRectF(0, 0, side, side))
    painter.end()
    QPixmapCache.insert(key, drawn)
    return drawn
