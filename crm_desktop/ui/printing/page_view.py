"""Shows finished pages, one or two beside each other; only those in view are painted."""

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from crm_desktop.base.i18n import _
from crm_desktop.printing.ink import MM_PER_INCH
from crm_desktop.printing.output import page_image
from crm_desktop.printing.sheets import Sheet
from crm_desktop.ui.look.theme import token

GAP = 12
LEAST, MOST, STEP = 0.25, 3.0, 1.2
SCREEN = 96.0  # dots per inch at 100 %
KEPT = 12  # painted pages


class PageView(QAbstractScrollArea):
    """A scrolling view of pages; `moved` tells the pages in view, from 1, and the zoom."""

    moved = Signal(int, int, float)

    def __init__(self) -> None:
        super().__init__()
        self._sheets: Sequence[Sheet] = ()
        self._beside = 1
        self._zoom = 0.0  # 0: the whole page fits
        self._painted: OrderedDict[tuple[int, float, float], QImage] = OrderedDict()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Pages"))
        self.verticalScrollBar().valueChanged.connect(self._tell)

    @property
    def zoom(self) -> float:
        """Give the scale in force, 1 being the size of the paper on a usual screen."""
        return self._zoom or self._fitting()

    def show_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Show other pages, from the first on."""
        self._sheets = sheets
        self._painted.clear()
        self._arrange()
        self.verticalScrollBar().setValue(0)
        self._tell()

    def show_beside(self, count: int) -> None:
        """Put one or two pages beside each other."""
        page = self.first_in_view()
        self._beside = count
        self._look_anew(page)

    def zoom_to(self, zoom: float) -> None:
        """Show pages at a scale; 0 lets a whole page fit."""
        page = self.first_in_view()
        self._zoom = min(max(zoom, LEAST), MOST) if zoom else 0.0
        self._look_anew(page)

    def zoom_in(self) -> None:
        """Show pages larger."""
        self.zoom_to(self.zoom * STEP)

    def zoom_out(self) -> None:
        """Show pages smaller."""
        self.zoom_to(self.zoom / STEP)

    def first_in_view(self) -> int:
        """Give the first page of the row that fills most of the view, from 0."""
        if not self._sheets:
            return 0
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return min(middle // self._row_height() * self._beside, len(self._sheets) - 1)

    def go_to(self, page: int) -> None:
        """Scroll to a page, counted from 0."""
        page = min(max(page, 0), max(len(self._sheets) - 1, 0))
        self.verticalScrollBar().setValue(page // self._beside * self._row_height())

    def turn(self, rows: int) -> None:
        """Go so many rows on, or back."""
        self.go_to(self.first_in_view() + rows * self._beside)

    def _look_anew(self, page: int) -> None:
        self._arrange()
        self.go_to(page)
        self._tell()

    def _page_size(self, zoom: float) -> QSize:
        if not self._sheets:
            return QSize(1, 1)
        width, height = (edge / MM_PER_INCH * SCREEN * zoom for edge in self._sheets[0].page.size)
        return QSize(round(width), round(height))

    def _fitting(self) -> float:
        whole = self._page_size(1)
        room = self.viewport().size()
        across = (room.width() - GAP * (self._beside + 1)) / (whole.width() * self._beside)
        down = (room.height() - 2 * GAP) / whole.height()
        return max(min(across, down), LEAST)

    def _row_height(self) -> int:
        return self._page_size(self.zoom).height() + GAP

    def _arrange(self) -> None:
        rows = -(-len(self._sheets) // self._beside)
        size = self._page_size(self.zoom)
        wide = size.width() * self._beside + GAP * (self._beside + 1)
        room = self.viewport().size()
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(rows * self._row_height() + GAP - room.height(), 0))
        vertical.setPageStep(self._row_height())
        vertical.setSingleStep(40)
        horizontal.setRange(0, max(wide - room.width(), 0))
        horizontal.setPageStep(room.width())
        self.viewport().update()

    def _tell(self) -> None:
        first = self.first_in_view()
        last = min(first + self._beside, len(self._sheets))
        self.moved.emit(min(first + 1, last), last, self.zoom)
        self.viewport().update()

    def _place(self, number: int) -> QRect:
        """Give where a page stands in the viewport."""
        size = self._page_size(self.zoom)
        row, column = divmod(number, self._beside)
        wide = size.width() * self._beside + GAP * (self._beside - 1)
        left = max((self.viewport().width() - wide) // 2, GAP) - self.horizontalScrollBar().value()
        top = GAP + row * self._row_height() - self.verticalScrollBar().value()
        return QRect(left + column * (size.width() + GAP), top, size.width(), size.height())

    def _image(self, number: int) -> QImage:
        scale = self.devicePixelRatioF()
        key = (number, self.zoom, scale)
        if key not in self._painted:
            image = page_image(self._sheets[number], SCREEN * self.zoom * scale)
            image.setDevicePixelRatio(scale)
            self._painted[key] = image
            while len(self._painted) > KEPT:
                self._painted.popitem(last=False)
        return self._painted[key]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in view, white on the desk."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), token("line"))
        first = max(self.verticalScrollBar().value() // self._row_height() * self._beside, 0)
        for number in range(first, len(self._sheets)):
            place = self._place(number)
            if place.top() > self.viewport().height():
                break
            painter.fillRect(place.adjusted(-1, -1, 1, 1), token("line-strong"))
            painter.drawImage(place.topLeft(), self._image(number))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._arrange()
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages with the page keys; scroll with the arrows."""
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.turn(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.key() == Qt.Key.Key_Home:
            self.go_to(0)
        elif event.key() == Qt.Key.Key_End:
            self.go_to(len(self._sheets))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_to(self.zoom * (STEP if event.angleDelta().y() > 0 else 1 / STEP))
            event.accept()
        else:
            super().wheelEvent(event)
