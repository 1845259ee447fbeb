"""Writes and draws on a sheet in millimetres, black on white."""

import re
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QTextLayout, QTextOption

from crm_desktop.printing.fonts import POINTS_PER_INCH, UNITS_PER_INCH, paper_font

LINE_ENDS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
Align = Literal["left", "centre", "right"]
MM_PER_INCH = 25.4
UNITS_PER_MM = UNITS_PER_INCH / MM_PER_INCH
HAIRLINE, THIN, THICK = 0.15, 0.2, 0.4  # line weights in mm
HAIR = QColor("#B8B8B8")  # of hairlines between rows; thin enough to stay visible on a one-bit printer
BAR = QColor("#C9CFCC")
SHADE = QColor("#F1F1F1")  # behind totals; a one-bit printer makes it white or a few dots


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set: its size in points and the share of it that is added between lines."""

    size: float = 9.5
    bold: bool = False
    spacing: float = 1.42  # distance of lines, in sizes

    @property
    def font(self) -> QFont:
        """Give the font on the layout grid."""
        return paper_font(self.size, self.bold)

    @property
    def em(self) -> float:
        """Give the size in mm."""
        return self.size / POINTS_PER_INCH * MM_PER_INCH

    @property
    def leading(self) -> float:
        """Give the height of one line in mm."""
        return self.em * self.spacing


BODY = Style()
STRONG = Style(bold=True)
SMALL = Style(8.2)
SMALL_STRONG = Style(8.2, bold=True)


class Ink:
    """A painter in millimetres from the sheet's left upper corner."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter

    def text(  # noqa: PLR0913 - a line of text has a place, a style and a side
        self, x: float, y: float, line: str, style: Style = BODY, *, width: float = 0, align: Align = "left"
    ) -> None:
        """Write one line whose upper edge is at `y`; `width` is what right and centre refer to."""
        if align != "left":
            free = width - text_width(line, style)
            x += free if align == "right" else free / 2
        # Chinese characters are centred 0.37 of their size above the baseline
        baseline = y + style.leading / 2 + style.em * 0.37
        self._painter.setFont(style.font)
        self._painter.setPen(QColor(Qt.GlobalColor.black))
        self._painter.drawText(QPointF(x * UNITS_PER_MM, baseline * UNITS_PER_MM), line)

    def rule(self, x: float, y: float, width: float, weight: float = THIN) -> None:
        """Draw a horizontal line whose upper edge is at `y`."""
        colour = HAIR if weight == HAIRLINE else QColor(Qt.GlobalColor.black)
        self._painter.fillRect(_rect(x, y, width, weight), colour)

    def stroke(self, x: float, y: float, height: float, weight: float = THIN) -> None:
        """Draw a vertical line whose left edge is at `x`."""
        self._painter.fillRect(_rect(x, y, weight, height), Qt.GlobalColor.black)

    def box(self, x: float, y: float, width: float, height: float, weight: float = THIN) -> None:
        """Draw an empty box."""
        self._painter.setPen(QPen(QColor(Qt.GlobalColor.black), weight * UNITS_PER_MM))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(_rect(x, y, width, height))

    def ring(self, x: float, y: float, width: float, weight: float = THIN) -> None:
        """Draw a dashed circle so wide, as a place for a stamp."""
        pen = QPen(QColor("#777777"), weight * UNITS_PER_MM)
        pen.setDashPattern([7, 7])
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawEllipse(_rect(x, y, width, width))

    def shade(self, x: float, y: float, width: float, height: float) -> None:
        """Fill an area with the light grey of totals."""
        self._painter.fillRect(_rect(x, y, width, height), SHADE)

    def bar(self, x: float, y: float, width: float, height: float) -> None:
        """Fill an area with the grey that stands for text of no meaning."""
        self._painter.fillRect(_rect(x, y, width, height), BAR)

    def image(self, x: float, y: float, width: float, height: float, image: QImage) -> None:
        """Paint a picture into an area."""
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._painter.drawImage(_rect(x, y, width, height), image)


def text_width(line: str, style: Style = BODY) -> float:
    """Measure a line in mm."""
    return QFontMetricsF(style.font).horizontalAdvance(line) / UNITS_PER_MM


def wrap(text: str, width: float, style: Style = BODY) -> list[str]:
    """Break a text into lines no wider than `width` mm: at words, inside a word only where it must be."""
    lines: list[str] = []
    for paragraph in printable(text).split("\n"):
        lines += _wrap_paragraph(paragraph.rstrip(), width, style)
    return lines


def printable(text: str) -> str:
    """Take out what paper cannot show: control characters, and odd line ends and tabs."""
    plain = LINE_ENDS.sub("\n", text).replace("\t", "    ")
    return "".join(character for character in plain if character == "\n" or character >= " ")


def _wrap_paragraph(paragraph: str, width: float, style: Style) -> list[str]:
    if not paragraph or text_width(paragraph, style) <= width:
        return [paragraph]
    layout = QTextLayout(paragraph, style.font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    coded = paragraph.encode("utf-16-le", "surrogatepass")  # Qt counts in UTF-16 units
    lines: list[str] = []
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(width * UNITS_PER_MM)
        start, length = line.textStart(), line.textLength()
        lines.append(coded[start * 2 : (start + length) * 2].decode("utf-16-le", "surrogatepass").rstrip())
        line = layout.createLine()
    layout.endLayout()
    return lines


def _rect(x: float, y: float, width: float, height: float) -> QRectF:
    return QRectF(x * UNITS_PER_MM, y * UNITS_PER_MM, width * UNITS_PER_MM, height * UNITS_PER_MM)
