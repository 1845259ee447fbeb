"""What painted lists draw with: fonts, colours and laid-out texts, made once and kept."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap, QStaticText

from crm_desktop.ui.look import icons, theme

Face = Literal["body", "strong", "small", "small-strong", "caption", "badge", "phone"]
BODY = 13.0
FACES: dict[Face, tuple[float, int]] = {
    "body": (13, QFont.Weight.Normal),
    "strong": (13, QFont.Weight.DemiBold),
    "phone": (12.5, QFont.Weight.Normal),
    "small": (12, QFont.Weight.Normal),
    "small-strong": (12, QFont.Weight.DemiBold),
    "caption": (11.5, QFont.Weight.Normal),
    "badge": (11, QFont.Weight.Bold),
}
TEXTS_KEPT = 6000


class Brush:
    """Caches of one painted view; `refresh` after a change of theme or font."""

    def __init__(self, font: QFont) -> None:
        self._fonts: dict[Face, QFont] = {}
        self._metrics: dict[Face, QFontMetrics] = {}
        self._colours: dict[str, QColor] = {}
        self._texts: dict[tuple[Face, str, int], tuple[QStaticText, float]] = {}
        self._icons: dict[tuple[str, str, int], QPixmap] = {}
        self._stamps: dict[tuple[str, ...], QPixmap] = {}
        self.scale = 1.0
        self.refresh(font)

    def refresh(self, font: QFont) -> None:
        """Forget all and start from `font`, the body text of the view."""
        size = font.pixelSize() if font.pixelSize() > 0 else QFontMetrics(font).height() / 1.4
        self.scale = max(size / BODY, 0.5)
        for face, (pixels, weight) in FACES.items():
            made = QFont(font)
            made.setPixelSize(round(pixels * self.scale))
            made.setWeight(QFont.Weight(weight))
            self._fonts[face] = made
            self._metrics[face] = QFontMetrics(made)
        self._colours.clear()
        self._texts.clear()
        self._icons.clear()
        self._stamps.clear()

    def colour(self, token: str) -> QColor:
        """Give a colour of the theme."""
        colour = self._colours.get(token)
        if colour is None:
            colour = self._colours[token] = theme.token(token)
        return colour

    def font(self, face: Face) -> QFont:
        """Give one of the few fonts of a list."""
        return self._fonts[face]

    def metrics(self, face: Face) -> QFontMetrics:
        """Give the measures of a font."""
        return self._metrics[face]

    def width(self, face: Face, text: str) -> int:
        """Measure a text on one line, in whole pixels."""
        return round(self._laid_out(face, text, 0)[1] + 0.49)

    def text(self, painter: QPainter, rect: QRect, text: str, face: Face, token: str, *, right: bool = False) -> int:
        """Draw one line in the middle of `rect`, shortened with … where it is too long; gives its width."""
        if not text or rect.width() <= 0:
            return 0
        laid_out, width = self._laid_out(face, text, 0)
        if width > rect.width():
            laid_out, width = self._laid_out(face, text, rect.width())
        painter.setFont(self._fonts[face])
        painter.setPen(self.colour(token))
        left = rect.right() + 1 - width if right else rect.left()
        painter.drawStaticText(QPointF(left, rect.top() + (rect.height() - self._metrics[face].height()) / 2), laid_out)
        return round(width + 0.49)

    def box(self, painter: QPainter, rect: QRectF, radius: float, fill: str, line: str = "") -> None:
        """Draw a rounded box with an inner hairline."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        if line:
            painter.setPen(self.colour(line))
            rect = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def stamp(
        self, painter: QPainter, at: QPoint, size: QSize, key: tuple[str, ...], draw: Callable[[QPainter], None]
    ) -> None:
        """Draw something small that comes again and again (a tag, a badge), painted once and kept under `key`."""
        pixmap = self._stamps.get(key)
        if pixmap is None:
            ratio = painter.device().devicePixelRatioF()
            pixmap = QPixmap(size * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            inner = QPainter(pixmap)
            draw(inner)
            inner.end()
            if len(self._stamps) > TEXTS_KEPT:
                self._stamps.clear()
            self._stamps[key] = pixmap
        painter.drawPixmap(at, pixmap)

    def icon(self, painter: QPainter, left: int, middle: int, name: str, token: str, size: int = 14) -> None:  # noqa: PLR0917
        """Draw an icon of `size` pixels whose middle is at the height `middle`."""
        painter.drawPixmap(left, middle - size // 2, self._pixmap(painter, name, token, size))

    def _pixmap(self, painter: QPainter, name: str, token: str, size: int) -> QPixmap:
        key = (name, token, size)
        pixmap = self._icons.get(key)
        if pixmap is None:
            pixmap = self._icons[key] = icons.pixmap(name, token, size, painter.device().devicePixelRatioF())
        return pixmap

    def _laid_out(self, face: Face, text: str, width: int) -> tuple[QStaticText, float]:
        key = (face, text, width)
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) > TEXTS_KEPT:
                self._texts.clear()
            shown = self._metrics[face].elidedText(text, Qt.TextElideMode.ElideRight, width) if width else text
            laid_out = QStaticText(shown)
            laid_out.setTextFormat(Qt.TextFormat.PlainText)
            laid_out.prepare(font=self._fonts[face])
            found = self._texts[key] = (laid_out, laid_out.size().width())
        return found
