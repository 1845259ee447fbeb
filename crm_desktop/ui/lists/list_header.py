"""The head of a list: names of columns, the one sorted by, and the tick for all."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.lists.columns import Column
from crm_desktop.ui.lists.record_delegate import PADDING, paint_tick, tick_rect
from crm_desktop.ui.look.brush import Brush, Face

HEAD_HEIGHT = 32


class ListHeader(QHeaderView):
    """Paints itself, because a style sheet knows no accent for the sorted column."""

    def __init__(self, columns: tuple[Column, ...], brush: Brush, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.sorted_by = 0  # section; 0 is none
        self.descending = False
        self.ticked = "off"
        self._columns = columns
        self._brush = brush
        self.setAccessibleName(_("Columns"))
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(HEAD_HEIGHT)
        self.setMinimumSectionSize(36)

    def show_ticked(self, state: str) -> None:
        """Tell whether none, some or all rows are selected."""
        if state != self.ticked:
            self.ticked = state
            self.viewport().update()

    def show_sorted(self, section: int, descending: bool) -> None:
        """Mark the column that the list is sorted by."""
        self.sorted_by, self.descending = section, descending
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
        column = self._columns[section - 1]
        inner = rect.adjusted(PADDING, 0, -PADDING, -1)
        on = section == self.sorted_by
        face: Face = "small-strong" if on else "small"
        token = "accent" if on else "secondary"
        if not on:
            brush.text(painter, inner, _(column.label), face, token, right=column.look == "figure")
            return
        width = brush.text(painter, inner.adjusted(0, 0, -18, 0), _(column.label), face, token)
        arrow = "arrow-down" if self.descending else "arrow-up"
        brush.icon(painter, inner.left() + min(width, inner.width() - 18) + 4, inner.center().y() + 1, arrow, token)
