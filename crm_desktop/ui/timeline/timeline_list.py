"""A painted list of rows of any height: only those in view are read and measured, however many there are."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyleOptionViewItem

from crm_desktop.base.i18n import _
from crm_desktop.ui.look.brush import Brush
from crm_desktop.ui.timeline.row_heights import TOP, RowHeights
from crm_desktop.ui.timeline.thumbnails import Thumbnails
from crm_desktop.ui.timeline.timeline_delegate import TimelineDelegate
from crm_desktop.ui.timeline.timeline_model import TimelineModel

Index = QModelIndex | QPersistentModelIndex
Action = QAbstractItemView.CursorAction
STEPS = {Action.MoveUp: -1, Action.MovePrevious: -1, Action.MoveLeft: -1}
OPENING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2})


class TimelineList(QListView):
    """The painted list.

    QListView would ask for the height of every row before it shows the first. Here rows that were
    never in view have a guessed height; when one comes into view it is measured, and what is
    looked at does not move.
    """

    opened = Signal(int)  # a row, to be edited
    removed = Signal(int)
    menu_wanted = Signal(int, QPoint)
    file_opened = Signal(object)  # the values of an attachment

    def __init__(self, model: TimelineModel, pictures: Thumbnails) -> None:
        super().__init__()
        self._brush = Brush(self.font())
        self._timeline = model
        self._rows = RowHeights()
        self._delegate = TimelineDelegate(self, model, self._brush, pictures)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("Timeline"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().setSingleStep(24)
        model.modelReset.connect(self._begin)
        model.dataChanged.connect(lambda first, _last: self._measure_again(first.row()))
        pictures.arrived.connect(lambda _sha: self.viewport().update())
        self._begin()

    # --- where rows stand ---

    def first_row(self) -> int:
        """Give the first row in view."""
        return self._rows.row_at(self.verticalOffset())

    def anchor(self) -> tuple[int, int]:
        """Give the first row in view and how far its top is above the upper edge."""
        row = self.first_row()
        return row, self.verticalOffset() - self._rows.top(row) if row >= 0 else 0

    def go_to(self, row: int, offset: int = 0) -> None:
        """Bring a row to the upper edge."""
        if 0 <= row < len(self._rows):
            self.verticalScrollBar().setValue(self._rows.top(row) + offset)

    def _begin(self) -> None:
        self._rows = RowHeights(self._delegate.guessed_heights())
        self.updateGeometries()

    def _measure_again(self, row: int) -> None:
        self._rows.forget(row)
        self.viewport().update()

    def _measure_view(self) -> None:
        moved = self._rows.measure(self.verticalOffset(), self.viewport().height(), self._delegate.height)
        if moved is not None:
            self._set_range()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + moved)

    def _set_range(self) -> None:
        bar, seen = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(seen)
        bar.setRange(0, max(self._rows.whole - seen, 0))

    # --- what Qt asks of a view ---

    def doItemsLayout(self) -> None:
        """Lay nothing out ahead: heights are guessed until rows come into view."""
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        """Fit the scroll bar."""
        QAbstractItemView.updateGeometries(self)
        self._set_range()

    def verticalOffset(self) -> int:
        """Tell how far it is scrolled."""
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        """Tell that it is never scrolled sideways."""
        return 0

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint what is in view now."""
        _unused = dx, dy
        self.viewport().update()

    def visualRect(self, index: Index) -> QRect:
        """Give where a row stands in the view."""
        row = index.row()
        if not index.isValid() or row >= len(self._rows):
            return QRect()
        return QRect(0, self._rows.top(row) - self.verticalOffset(), self._delegate.width(), self._rows.height(row))

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Give the row at a point of the view."""
        height = point.y() + self.verticalOffset()
        if not TOP <= height < self._rows.whole:
            return QModelIndex()
        return self._timeline.index(self._rows.row_at(height), 0)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a row into view, its top rather than its end."""
        _unused = hint
        row = index.row()
        if not index.isValid() or row >= len(self._rows):
            return
        bar, seen = self.verticalScrollBar(), self.viewport().height()
        above = row - 1 if row and self._timeline.rows[row - 1].key is None else row  # its month with it
        if self._rows.top(above) - TOP < bar.value():
            bar.setValue(self._rows.top(above) - TOP)
        elif self._rows.top(row + 1) > bar.value() + seen:
            bar.setValue(min(self._rows.top(row + 1) - seen, self._rows.top(row)))

    def moveCursor(self, action: Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Go from entry to entry; months are passed over."""
        _unused = modifiers
        last = len(self._timeline.rows) - 1
        row = self.currentIndex().row()
        if action in {Action.MovePageUp, Action.MovePageDown}:
            step = self.viewport().height() * (1 if action == Action.MovePageDown else -1)
            wanted, step = (
                self._rows.row_at(self._rows.top(max(row, 0)) + step),
                1 if action == Action.MovePageDown else -1,
            )
        elif action in {Action.MoveHome, Action.MoveEnd}:
            wanted, step = (0, 1) if action == Action.MoveHome else (last, -1)
        else:
            step = STEPS.get(action, 1)
            wanted = row + step
        while 0 <= wanted <= last and self._timeline.rows[wanted].key is None:
            wanted += step
        return self._timeline.index(wanted, 0) if 0 <= wanted <= last else self.currentIndex()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the row in the middle of a rectangle."""
        self.selectionModel().select(self.indexAt(rect.center()), command)

    def visualRegionForSelection(self, selection: Any) -> QRegion:
        """Give where the selected rows stand."""
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in view."""
        self._measure_view()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._brush.colour("surface"))
        option = QStyleOptionViewItem()
        focused = self.currentIndex().row() if self.hasFocus() else -1
        bottom = self.verticalOffset() + self.viewport().height()
        for row in range(max(self.first_row(), 0), len(self._rows)):
            if self._rows.top(row) >= bottom:
                break
            index = self._timeline.index(row, 0)
            option.rect = self.visualRect(index)
            option.state = QStyle.StateFlag.State_HasFocus if row == focused else QStyle.StateFlag.State_None
            self._delegate.paint(painter, option, index)
        painter.end()

    # --- keys and mouse ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 open, Delete removes, Ctrl+C copies, Space unfolds."""
        row = self.currentIndex().row()
        if row < 0:
            super().keyPressEvent(event)
        elif event.key() in OPENING and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.opened.emit(row)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit(row)
        elif event.key() == Qt.Key.Key_Space:
            self._timeline.toggle(row)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy(row)
        else:
            super().keyPressEvent(event)

    def copy(self, row: int) -> None:
        """Put the words of a row into the clipboard."""
        QGuiApplication.clipboard().setText(self._timeline.line(row).said())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand where a click does something."""
        super().mouseMoveEvent(event)
        row, place = self._under(event.position().toPoint())
        acts = row >= 0 and (self._delegate.is_more_at(row, place) or self._file_at(row, place) is not None)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if acts else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Unfold, or open the file that was clicked."""
        super().mouseReleaseEvent(event)
        row, place = self._under(event.position().toPoint())
        if row < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._delegate.is_more_at(row, place):
            self._timeline.toggle(row)
        elif (values := self._file_at(row, place)) is not None:
            self.file_opened.emit(values)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit what is under the pointer."""
        row, place = self._under(event.position().toPoint())
        if row >= 0 and not self._delegate.is_more_at(row, place) and self._file_at(row, place) is None:
            self.opened.emit(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the entry under the pointer, or of the current one by the menu key."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid() and self._timeline.rows[index.row()].key is not None:
            self.setCurrentIndex(index)
            below = self.visualRect(index).topLeft() + QPoint(38, 22)
            self.menu_wanted.emit(index.row(), event.globalPos() if by_mouse else self.viewport().mapToGlobal(below))

    def _under(self, point: QPoint) -> tuple[int, QPoint]:
        index = self.indexAt(point)
        return index.row(), point - self.visualRect(index).topLeft()

    def _file_at(self, row: int, place: QPoint) -> Mapping[str, Any] | None:
        return self._delegate.file_at(row, place)

    # --- changes of size and look ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap for the new width."""
        if event.size().width() != event.oldSize().width():
            self._delegate.forget()
            self._rows.forget()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme or font."""
        super().changeEvent(event)
        kinds = {QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange}
        if event.type() in kinds and hasattr(self, "_delegate"):
            self._brush.refresh(self.font())
            self._delegate.forget()
            self._rows.forget()
            self.viewport().update()
