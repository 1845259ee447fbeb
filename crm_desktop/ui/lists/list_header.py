"""The head of a list: names of columns, those sorted by, their widths and order, and the tick for all."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.lists.columns import NARROWEST, Column
from crm_desktop.ui.lists.record_delegate import PADDING, paint_tick, tick_rect
from crm_desktop.ui.look.brush import Brush

HEAD_HEIGHT = 32
ARROW = 18
NUMBER = 9


class ListHeader(QHeaderView):
    """Paints itself, because a style sheet knows no accent for the sorted columns."""

    dragged = Signal(int, int)  # a section and its new width at 100 %
    moved = Signal(int, int)  # a section and the place (both from 1) that it was dragged to
    menu_wanted = Signal(int, QPoint)  # a section (0: none) and where on the screen

    def __init__(self, columns: tuple[Column, ...], brush: Brush, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.sorted_by: dict[int, tuple[int, bool]] = {}  # by section: which key it is from 1, and whether descending
        self.ticked = "off"
        self._columns = columns
        self._brush = brush
        self._scale = 1.0
        self._shown_widths: list[int] = []
        self.setAccessibleName(_("Columns"))
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setHighlightSections(False)
        self.setFixedHeight(HEAD_HEIGHT)
        self.setMinimumSectionSize(36)
        self.sectionMoved.connect(self._section_moved)

    def show_columns(self, columns: tuple[Column, ...]) -> None:
        """Name other columns."""
        self._columns = columns
        self.viewport().update()

    def show_widths(self, widths: Sequence[int], scale: float) -> None:
        """Make the sections so wide; `scale` is what 100 % is multiplied by."""
        self._shown_widths, self._scale = list(widths), scale
        for section, width in enumerate(widths[: self.count()]):
            self.resizeSection(section, width)

    def show_ticked(self, state: str) -> None:
        """Tell whether none, some or all rows are selected."""
        if state != self.ticked:
            self.ticked = state
            self.viewport().update()

    def show_sorted(self, keys: Sequence[tuple[int, bool]]) -> None:
        """Mark the columns that the list is sorted by: sections in order, and whether each is descending."""
        self.sorted_by = {
            section: (number, descending) for number, (section, descending) in enumerate(keys, 1) if section
        }
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Keep the height of the design."""
        return QSize(super().sizeHint().width(), HEAD_HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint the name of one column."""
        brush = self._brush
        painter.fillRect(rect, brush.colour("subtle"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, brush.colour("line"))
        if section == 0:
            paint_tick(brush, painter, tick_rect(rect), self.ticked)
            return
        if section > len(self._columns):
            return
        column = self._columns[section - 1]
        inner = rect.adjusted(PADDING, 0, -PADDING, -1)
        right = column.right
        if section not in self.sorted_by:
            brush.text(painter, inner, _(column.label), "small", "secondary", right=right)
            return
        self._paint_sorted(painter, inner, section, right=right)

    def _paint_sorted(self, painter: QPainter, inner: QRect, section: int, *, right: bool) -> None:
        """Paint name, arrow and, where there are several keys, which of them it is."""
        brush = self._brush
        number, descending = self.sorted_by[section]
        sign = ARROW + (NUMBER if len(self.sorted_by) > 1 else 0)
        text = _(self._columns[section - 1].label)
        shown = min(brush.width("small-strong", text), max(inner.width() - sign, 0))
        left = inner.right() + 1 - sign - shown if right else inner.left()
        brush.text(painter, QRect(left, inner.top(), shown, inner.height()), text, "small-strong", "accent")
        brush.icon(
            painter, left + shown + 4, inner.center().y() + 1, "arrow-down" if descending else "arrow-up", "accent"
        )
        if len(self.sorted_by) > 1:
            place = QRect(left + shown + ARROW, inner.top(), NUMBER + 2, inner.height())
            brush.text(painter, place, str(number), "caption", "accent")

    def _section_moved(self, section: int, old: int, new: int) -> None:
        """Tell where a column was dragged to; the columns then come in that order, so nothing stays moved here."""
        if new == section:
            return  # put back
        _ = old
        self.blockSignals(True)
        self.moveSection(new, section)
        self.blockSignals(False)
        # Still inside the drag: other columns now would take the section away from under the pointer.
        QTimer.singleShot(0, self, lambda: self.moved.emit(section, max(new, 1)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell the width that a column was dragged to."""
        super().mouseReleaseEvent(event)
        for section, width in enumerate(self._shown_widths[: self.count()]):
            now = self.sectionSize(section)
            if section and now != width:
                self._shown_widths[section] = now
                self.dragged.emit(section, max(round(now / self._scale), NARROWEST))
                return

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the column under the pointer."""
        self.menu_wanted.emit(max(self.logicalIndexAt(event.pos()), 0), event.globalPos())
