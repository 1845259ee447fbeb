"""Paints the rows of a list: ground, hairline, tick, and the cells by the look of their column."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm_desktop.fields.kind import Context
from crm_desktop.ui.lists.cells import LOOKS, Canvas
from crm_desktop.ui.lists.record_model import RecordModel
from crm_desktop.ui.look.brush import Brush
from crm_desktop.ui.values.shown import Shown

ROW_HEIGHT = 36
TICK = 15
BAR = 3
PADDING = 8


class RecordDelegate(QStyledItemDelegate):
    """Paints without asking the style, which costs ten times as much a cell."""

    def __init__(
        self,
        model: RecordModel,
        shown: list[list[Shown]],
        brush: Brush,
        context: Callable[[], Context],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.hovered = -1
        self.focused = False
        self._model = model
        self.shown = shown
        self._brush = brush
        self._context = context

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell; the first column holds the tick and the bar of a selected row."""
        rect, brush = option.rect, self._brush
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        row, column = index.row(), index.column()
        if self._model.head_at(row) is not None:
            return  # the table paints it over all columns
        ground = "selected" if selected else "hover" if row == self.hovered else "surface"
        painter.fillRect(rect, brush.colour(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, brush.colour("line-row"))
        if column == 0:
            if selected:
                bar = brush.colour("accent" if self.focused else "line-strong")
                painter.fillRect(rect.left(), rect.top(), BAR, rect.height(), bar)
            paint_tick(brush, painter, tick_rect(rect), "on" if selected else "off")
            return
        inner = rect.adjusted(PADDING, 0, -PADDING, -1)
        canvas = Canvas(brush, painter, inner, selected, self._context())
        LOOKS[self._model.columns[column - 1].look](canvas, self.shown[column - 1], self._model.cell(row, column))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give the height of a row; widths are the table's."""
        _ = option, index
        return QSize(80, ROW_HEIGHT)


def tick_rect(cell: QRect) -> QRect:
    """Place the tick of a row or of the head."""
    return QRect(cell.left() + 12, cell.center().y() - TICK // 2, TICK, TICK)


def paint_tick(brush: Brush, painter: QPainter, rect: QRect, state: str) -> None:
    """Paint a tick box: off, on, or part for some of many."""

    def draw(inner: QPainter) -> None:
        box = QRect(0, 0, TICK, TICK)
        if state == "off":
            brush.box(inner, QRectF(box), 3.5, "surface", "line-strong")
            return
        brush.box(inner, QRectF(box), 3.5, "accent")
        brush.icon(inner, 2, box.center().y() + 1, "check" if state == "on" else "minus", "on-accent", 11)

    brush.stamp(painter, rect.topLeft(), rect.size(), ("tick", state), draw)
