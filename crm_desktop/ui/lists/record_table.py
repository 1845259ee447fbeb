"""The table of a list: only the rows in view are read, the selection belongs to ids."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.fields.kind import Context
from crm_desktop.services.groups import Head
from crm_desktop.ui.lists.columns import Column, share_width
from crm_desktop.ui.lists.group_heads import HeadLook, paint_head
from crm_desktop.ui.lists.list_header import ListHeader
from crm_desktop.ui.lists.record_delegate import ROW_HEIGHT, RecordDelegate
from crm_desktop.ui.lists.record_model import RecordModel
from crm_desktop.ui.look.brush import Brush
from crm_desktop.ui.values.shown import Shown

TICK_COLUMN = 36
Flag = QItemSelectionModel.SelectionFlag
_FOLDING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right}


class RecordTable(QTableView):
    """Shows a `RecordModel`; a tick is the selection of its row, typing starts a search."""

    opened = Signal(int)  # the id of a record
    selection_changed = Signal()
    current_changed = Signal(int)  # the id, 0 for none
    sort_wanted = Signal(int)  # a section
    sort_added = Signal(int)  # a section, behind the keys there are
    width_chosen = Signal(int, int)  # a section and its width at 100 %
    moved = Signal(int, int)  # a section and the place it was dragged to
    head_menu_wanted = Signal(int, QPoint)  # a section, 0 for none, and where on the screen
    preview_wanted = Signal()
    typed = Signal(str)

    def __init__(
        self,
        model: RecordModel,
        shown: list[list[Shown]],
        context: Callable[[], Context],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.records = model
        self._brush = Brush(self.font())
        self._delegate = RecordDelegate(model, shown, self._brush, context, self)
        self._head = ListHeader(model.columns, self._brush, self)
        self._restoring = False
        self._sharing = False
        self._sums: Mapping[Any, Sequence[str]] = {}
        self.row_height = ROW_HEIGHT
        self._build(model)

    def _build(self, model: RecordModel) -> None:
        self.setObjectName("records")
        self.setAccessibleName(_("Records"))
        self.setHorizontalHeader(self._head)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(rows.ResizeMode.Fixed)
        self.set_row_height(ROW_HEIGHT)
        self._head.sectionClicked.connect(self._head_clicked)
        self._head.dragged.connect(self.width_chosen)
        self._head.moved.connect(self.moved)
        self._head.menu_wanted.connect(self.head_menu_wanted)
        self.entered.connect(lambda index: self._hover(index.row()))
        self.doubleClicked.connect(self._double_clicked)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self.selectionModel().currentRowChanged.connect(self._current_changed)

    # --- what the page asks ---

    def show_ids(self, ids: list[int], heads: tuple[Head, ...] = (), *, keep: bool = True) -> None:
        """Show another result; with `keep` the selection, the current record and the place stay."""
        self._reset(lambda: self.records.set_ids(ids, heads), keep=keep)

    def show_group_sums(self, sums: Mapping[Any, Sequence[str]]) -> None:
        """Show what the groups add up to, by their keys."""
        self._sums = sums
        self.viewport().update()

    def fold(self, row: int) -> None:
        """Show the records under the head in a row no more, or again."""
        head = self.records.head_at(row)
        if head is None:
            return
        self._reset(lambda: self.records.fold(self.records.folded ^ {head.key}), keep=True)
        place = self.records.rows.index(-1 - self.records.heads.index(head))
        self.selectionModel().setCurrentIndex(self.records.index(place, 1), Flag.NoUpdate)

    def show_columns(self, columns: Sequence[Column], shown: list[list[Shown]]) -> None:
        """Show other columns of the same records; selection and place stay."""
        if tuple(columns) == self.records.columns:
            return
        self._delegate.shown = shown
        self._head.show_columns(tuple(columns))
        self._reset(lambda: self.records.set_columns(columns), keep=True)
        self.columns_changed()

    def set_row_height(self, height: int) -> None:
        """Give the rows their height; the first one in view stays so."""
        top = max(self.rowAt(0), 0)
        self.row_height = height
        self.verticalHeader().setDefaultSectionSize(height)
        self.verticalScrollBar().setSingleStep(height)
        self.verticalScrollBar().setValue(top * height)

    def _reset(self, change: Callable[[], object], *, keep: bool) -> None:
        current, column, chosen = self.current_id(), max(self.currentIndex().column(), 1), set(self.selected_ids())
        offset = self.verticalScrollBar().value()
        top = self.rowAt(0)
        top_id = self.records.record_at(top)
        self._restoring = True
        change()
        self._select(chosen)
        row = self.records.row_of(current) if current else -1
        if row >= 0:
            place = self.records.index(row, min(column, len(self.records.columns)))
            self.selectionModel().setCurrentIndex(place, Flag.NoUpdate)
        if keep and top_id:
            now = self.records.row_of(top_id)
            self.verticalScrollBar().setValue(offset + (now - top) * self.row_height if now >= 0 else offset)
        else:
            self.verticalScrollBar().setValue(0)
        self._restoring = False
        self._selection_changed()
        if self.current_id() != current:
            self.current_changed.emit(self.current_id())

    def show_shown(self, shown: list[list[Shown]]) -> None:
        """Say values anew, after a change of language or of a list of options."""
        self._delegate.shown = shown
        self.restyle()

    def show_sorted(self, keys: Sequence[tuple[int, bool]]) -> None:
        """Mark the columns that the list is sorted by: sections in order, and whether each is descending."""
        self._head.show_sorted(keys)

    def current_id(self) -> int:
        """Give the record with the focus, 0 for none."""
        row = self.currentIndex().row()
        return self.records.record_at(row)

    def selected_ids(self) -> list[int]:
        """Give the selected records in the order of the list."""
        rows = self.records.rows
        return [rows[row] for row in sorted(self._selected_rows())]

    def selected_count(self) -> int:
        """Tell how many are selected without naming them."""
        return len(self._selected_rows())

    def invert_selection(self) -> None:
        """Select what is not selected, and nothing else."""
        self._select({each for each in self.records.rows if each > 0} - set(self.selected_ids()))

    def go_to(self, record_id: int) -> None:
        """Make a record the current and only selected one."""
        row = self.records.row_of(record_id)
        if row >= 0:
            self.setCurrentIndex(self.records.index(row, 1))
            self.scrollTo(self.records.index(row, 1))

    def show_row(self, row: int) -> None:
        """Bring a row to the top of what is in view and make it the current one; the selection stays."""
        self.selectionModel().setCurrentIndex(self.records.index(row, 1), Flag.NoUpdate)
        self.verticalScrollBar().setValue(row * self.row_height)

    def columns_changed(self) -> None:
        """Share the width out: fixed columns first, the rest by their stretch."""
        if self._sharing:
            return
        # Both scroll bars are there or not depending on the widths, and say so by another resizing.
        self._sharing = True
        widths = share_width(self.records.columns, self.viewport().width() - TICK_COLUMN, self._brush.scale)
        self._head.show_widths([TICK_COLUMN, *widths], self._brush.scale)
        self._sharing = False

    def restyle(self) -> None:
        """Take the fonts and colours of the theme anew."""
        self._brush.refresh(self.font())
        self.viewport().update()
        self._head.viewport().update()

    # --- what happens ---

    def _selected_rows(self) -> set[int]:
        # selectedRows() would make an index for each of 100,000 rows.
        selection = self.selectionModel().selection()
        spans = (selection.at(number) for number in range(selection.count()))
        rows = {row for span in spans for row in range(span.top(), span.bottom() + 1)}
        return {row for row in rows if self.records.rows[row] > 0} if self.records.heads else rows

    def _select(self, chosen: set[int]) -> None:
        selection = QItemSelection()
        rows = sorted(row for row in map(self.records.row_of, chosen) if row >= 0)
        last = len(self.records.columns)
        for top, bottom in runs(rows):
            selection.select(self.records.index(top, 0), self.records.index(bottom, last))
        self.selectionModel().select(selection, Flag.ClearAndSelect)

    def _head_clicked(self, section: int) -> None:
        if section:
            adding = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
            (self.sort_added if adding else self.sort_wanted).emit(section)
        elif self._head.ticked == "on":
            self.clearSelection()
        else:
            self.selectAll()

    def _selection_changed(self) -> None:
        if self._restoring:
            return
        count, total = self.selected_count(), self.records.shown_count()
        self._head.show_ticked("off" if not count else "on" if count == total else "part")
        self.selection_changed.emit()

    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        _ = previous
        if not self._restoring:
            self.current_changed.emit(self.records.record_at(current.row()))

    def _on_head(self, index: QModelIndex) -> bool:
        return index.isValid() and self.records.head_at(index.row()) is not None

    def _double_clicked(self, index: QModelIndex) -> None:
        if not self._on_head(index):
            self.opened.emit(self.records.record_at(index.row()))

    def _hover(self, row: int) -> None:
        before, self._delegate.hovered = self._delegate.hovered, row
        for each in {before, row} - {-1}:
            top = self.rowViewportPosition(each)
            self.viewport().update(0, top, self.viewport().width(), self.row_height)

    # --- Qt ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space previews, Ctrl+Space ticks; letters go to the search field."""
        key = event.key()
        if key in _FOLDING and self._on_head(self.currentIndex()):
            self.fold(self.currentIndex().row())
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current_id():
            self.opened.emit(self.current_id())
        elif key == Qt.Key.Key_Space and not event.modifiers():
            self.preview_wanted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Start a search; Qt's own would read every row."""
        if search.strip():
            self.typed.emit(search)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Toggle the row where its tick is clicked."""
        index = self.indexAt(event.position().toPoint())
        if self._on_head(index):
            self.fold(index.row())
            return
        if index.isValid() and index.column() == 0 and event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.selectionModel().setCurrentIndex(index, Flag.NoUpdate)
            self.selectionModel().select(index, Flag.Toggle | Flag.Rows)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks on a tick are two ticks, not an opening."""
        if self.columnAt(event.position().toPoint().x()) == 0:
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the heads of groups over all columns."""
        super().paintEvent(event)
        if not self.records.heads:
            return
        painter = QPainter(self.viewport())
        first, last = max(self.rowAt(0), 0), self.rowAt(self.viewport().height() - 1)
        for row in range(first, (last if last >= 0 else len(self.records.rows) - 1) + 1):
            head = self.records.head_at(row)
            if head is not None:
                rect = QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.row_height)
                current = self._delegate.focused and row == self.currentIndex().row()
                label, folded = self.records.say_group(head.key), head.key in self.records.folded
                look = HeadLook(label, head.count, self._sums.get(head.key, ()), folded, current)
                paint_head(self._brush, painter, rect, look)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        self.columns_changed()

    def viewportEvent(self, event: QEvent) -> bool:
        """End the hovering when the pointer leaves."""
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme or font."""
        super().changeEvent(event)
        kinds = {QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange}
        if event.type() in kinds and hasattr(self, "_brush"):
            self.restyle()

    def focusInEvent(self, event: object) -> None:
        """Give the selected rows their accent; the first row is current when none is."""
        super().focusInEvent(event)  # type: ignore[arg-type] # a QFocusEvent
        self._delegate.focused = True
        if not self.currentIndex().isValid() and self.records.rows:
            self.selectionModel().setCurrentIndex(self.records.index(0, 1), Flag.NoUpdate)
        self.viewport().update()

    def focusOutEvent(self, event: object) -> None:
        """Take the accent away: keys go elsewhere."""
        super().focusOutEvent(event)  # type: ignore[arg-type] # a QFocusEvent
        self._delegate.focused = False
        self.viewport().update()


def runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Join sorted row numbers into spans from first to last."""
    spans: list[tuple[int, int]] = []
    for row in rows:
        if spans and spans[-1][1] == row - 1:
            spans[-1] = (spans[-1][0], row)
        else:
            spans.append((row, row))
    return spans
