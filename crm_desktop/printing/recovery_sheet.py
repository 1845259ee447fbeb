"""The recovery sheet: the code that opens a file when its password is forgotten, on paper."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPagedPaintDevice, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter

from crm_desktop.base.i18n import _
from crm_desktop.printing.fonts import UNITS_PER_INCH, ensure_application
from crm_desktop.printing.ink import HAIRLINE, MM_PER_INCH, THICK, Ink, Style, wrap
from crm_desktop.printing.output import set_page
from crm_desktop.printing.page import Page

WIDTH, HEIGHT = 127.0, 191.0  # of the sheet in mm; it stands in the middle of an A4 page
_SIDE, _TOP = 8.0, 9.0
_QR = 41.0
_COLUMN_GAP = 9.0
_TITLE, _TEXT, _STRONG, _CODE = Style(19, bold=True), Style(12), Style(12, bold=True), Style(17)
_BLANK = "·"


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What the sheet says; an empty code shows dots, as before the file is made."""

    file_name: str
    folder: str
    made_on: dt.date
    code: str = ""

    @property
    def groups(self) -> tuple[str, ...]:
        """Give the eight groups of five characters."""
        return tuple(self.code.split("-")) if self.code else (_BLANK * 5,) * 8


def sheet_image(sheet: RecoverySheet, pixels_wide: int) -> QImage:
    """Paint the sheet as a picture of this width."""
    ensure_application()
    scale = pixels_wide / WIDTH
    image = QImage(pixels_wide, round(HEIGHT * scale), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    _paint(painter, sheet, scale * MM_PER_INCH, 0, 0)
    painter.end()
    return image


def sheet_pdf(sheet: RecoverySheet) -> bytes:
    """Make a PDF of the sheet on A4 paper."""
    ensure_application()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(UNITS_PER_INCH)
    writer.setTitle(_("Kebu recovery sheet"))
    _paint_page(writer, sheet, UNITS_PER_INCH)
    return bytes(buffer.data().data())


def print_sheet(printer: QPrinter, sheet: RecoverySheet) -> None:
    """Send the sheet to a printer."""
    printer.setFullPage(True)
    printer.setDocName(_("Kebu recovery sheet"))
    _paint_page(printer, sheet, printer.resolution())


def _paint_page(device: QPagedPaintDevice, sheet: RecoverySheet, dots_per_inch: float) -> None:
    page = Page()
    set_page(device, page)
    painter = QPainter(device)
    left, top = (page.size[0] - WIDTH) / 2, (page.size[1] - HEIGHT) / 3
    _paint(painter, sheet, dots_per_inch, left, top)
    painter.end()


def _paint(painter: QPainter, sheet: RecoverySheet, dots_per_inch: float, left: float, top: float) -> None:
    painter.save()
    painter.scale(dots_per_inch / UNITS_PER_INCH, dots_per_inch / UNITS_PER_INCH)
    ink = Ink(painter)
    x, width = left + _SIDE, WIDTH - 2 * _SIDE
    y = _head(ink, x, top + _TOP, width)
    y = _where(ink, x, y, width, sheet)
    _code(ink, x, y, width, sheet.groups)
    _how(ink, x, top + HEIGHT - _TOP - _QR, width, sheet.code)
    painter.restore()


def _head(ink: Ink, x: float, y: float, width: float) -> float:
    ink.text(x, y, _("Kebu · Recovery sheet"), _TITLE)
    y += _TITLE.leading
    for line in wrap(_("Opens the file and every backup when the password is forgotten"), width, _TEXT):
        ink.text(x, y, line, _TEXT)
        y += _TEXT.leading
    ink.rule(x, y + 2.5, width, THICK)
    return y + 6


def _where(ink: Ink, x: float, y: float, width: float, sheet: RecoverySheet) -> float:
    facts = ((_("File"), sheet.file_name), (_("Place"), sheet.folder), (_("Date"), sheet.made_on.isoformat()))
    for name, value in facts:
        ink.text(x, y, name, _TEXT)
        ink.text(x + 18, y, wrap(value, width - 18, _TEXT)[0], _TEXT)
        y += _TEXT.leading
    return y + 2.5


def _code(ink: Ink, x: float, y: float, width: float, groups: tuple[str, ...]) -> None:
    ink.rule(x, y, width, HAIRLINE)
    column, row = (width - _COLUMN_GAP) / 2, 14.8
    for position, group in enumerate(groups):
        left, top = x + position % 2 * (column + _COLUMN_GAP), y + position // 2 * row
        ink.text(left, top + 5.6, str(position + 1), _TEXT)
        for place, letter in enumerate(group):  # each in a cell of its own: as even as a typewriter
            ink.text(left + 7 + place * 5.6, top + 4.3, letter, _CODE, width=5.6, align="centre")
        ink.rule(left, top + row, column, HAIRLINE)


def _how(ink: Ink, x: float, y: float, width: float, code: str) -> None:
    if code:
        ink.image(x, y, _QR, _QR, _qr_image(code))
    else:
        ink.box(x, y, _QR, _QR, HAIRLINE)
    x, width = x + _QR + 6, width - _QR - 6
    ink.text(x, y, _("How to use it"), _STRONG)
    y += _STRONG.leading
    steps = (_("Choose “Use recovery code”"), _("Copy the 8 groups, or scan"), _("Set a new password"))
    for number, step in enumerate(steps, 1):
        for position, line in enumerate(wrap(step, width - 6, _TEXT)):
            if not position:
                ink.text(x, y, str(number), _TEXT)
            ink.text(x + 6, y, line, _TEXT)
            y += _TEXT.leading
    for line in wrap(_("Keep it in a drawer or a safe, not on a phone."), width, _TEXT):
        ink.text(x, y + 1.5, line, _TEXT)
        y += _TEXT.leading


@cache
def _qr_image(code: str) -> QImage:
    import segno

    rows = [bytes(row) for row in segno.make(code, error="m", micro=False).matrix]
    image = QImage(len(rows), len(rows), QImage.Format.Format_RGB32)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            image.setPixel(x, y, 0xFF000000 if dark else 0xFFFFFFFF)
    return image
