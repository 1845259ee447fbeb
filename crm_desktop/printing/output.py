"""Where pages go: into a PDF, onto a printer, into a picture."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter

from crm_desktop import __version__
from crm_desktop.printing.fonts import UNITS_PER_INCH, ensure_application
from crm_desktop.printing.ink import MM_PER_INCH
from crm_desktop.printing.page import Page
from crm_desktop.printing.sheets import Sheet

CREATOR = f"客簿 Kebu {__version__}"


def pdf_bytes(sheets: Sequence[Sheet], title: str) -> bytes:
    """Make a PDF of the pages."""
    ensure_application()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(UNITS_PER_INCH)
    writer.setTitle(title)
    writer.setCreator(CREATOR)
    paint_on(writer, sheets, UNITS_PER_INCH)
    return bytes(buffer.data().data())


def print_on(printer: QPrinter, sheets: Sequence[Sheet], title: str) -> None:
    """Send the pages to a printer; where the user chose some pages only, those."""
    printer.setFullPage(True)
    printer.setDocName(title)
    printer.setCreator(CREATOR)
    first, last = printer.fromPage() or 1, printer.toPage() or len(sheets)
    paint_on(printer, sheets[first - 1 : last], printer.resolution())


def paint_on(device: QPagedPaintDevice, sheets: Sequence[Sheet], dots_per_inch: float) -> None:
    """Paint each page on a sheet of the device."""
    if not sheets:
        return
    set_page(device, sheets[0].page)
    painter = QPainter(device)
    for position, sheet in enumerate(sheets):
        if position:
            device.newPage()
        sheet.paint(painter, dots_per_inch)
    painter.end()


def set_page(device: QPagedPaintDevice, page: Page) -> None:
    """Tell the device the sheet's size; the margins are ours."""
    width, height = page.size
    size = QPageSize(QSizeF(min(page.size), max(page.size)), QPageSize.Unit.Millimeter)
    turned = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    device.setPageLayout(QPageLayout(size, turned, QMarginsF(), QPageLayout.Unit.Millimeter))


def page_image(sheet: Sheet, dots_per_inch: float) -> QImage:
    """Paint a page as a picture."""
    ensure_application()
    width, height = (round(edge / MM_PER_INCH * dots_per_inch) for edge in sheet.page.size)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    sheet.paint(painter, dots_per_inch)
    painter.end()
    return image
