"""Strokes that delegates and drawn widgets share."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter


def hairline(painter: QPainter, rect: QRect, colour: QColor, edge: Qt.Edge = Qt.Edge.BottomEdge) -> None:
    """Draw one sharp pixel along an edge inside `rect`; an antialiased line would blur over two."""
    if edge == Qt.Edge.BottomEdge:
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colour)
    elif edge == Qt.Edge.TopEdge:
        painter.fillRect(rect.left(), rect.top(), rect.width(), 1, colour)
    elif edge == Qt.Edge.LeftEdge:
        painter.fillRect(rect.left(), rect.top(), 1, rect.height(), colour)
    else:
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), colour)


def rounded(painter: QPainter, rect: QRectF, radius: float, fill: QColor) -> None:
    """Fill a box with round corners (tags, badges, bars)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(rect, radius, radius)
