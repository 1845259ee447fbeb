"""A table of few rows that can be put in another order, by the handle or the keys, with a menu for each."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QIcon, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableWidget, QTableWidgetItem

from crm_desktop.base.i18n import _
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.look.theme import token
from crm_desktop.ui.look.tooltip import plain_tooltip

ROW, HEAD, HANDLE, MORE = 36, 30, 28, 36
KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its words, its width (0: what is left), what can be done with its cells."""

    text: str
    width: int = 0
    right: bool = False
    edited: bool = False  # by F2 or a double click
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell; `on` where it is a tick, None for none."""

    text: str = ""
    icon: QIcon | None = None
    on: bool | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row by its key; a `faint` one is not offered any more."""

    key: str
    cells: Sequence[Cell]
    faint: bool = False


class OrderTable(QTableWidget):
    """Emits what a person did by the row's key; who hears it changes the data and shows the rows anew."""

    moved = Signal(str, int)
    edited = Signal(str, int, str)
    ticked = Signal(str, int, bool)
    menu_wanted = Signal(str, QPoint)
    opened = Signal(str)  # by Enter, or a double click on what is not edited in place

    def __init__(self, name: str, headings: Sequence[Heading], *, ordered: bool = True) -> None:
        super().__init__(0, len(headings) + 2)
        self._headings, self._ordered, self._showing = headings, ordered, False
        self._dragged, self._target = -1, -1
        self.setAccessibleName(name)
        self.setProperty("role", "rows")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self._build_head()
        self.itemChanged.connect(self._changed)
        self.cellDoubleClicked.connect(self._double_clicked)
        self.cellClicked.connect(self._clicked)

    def _build_head(self) -> None:
        head = self.horizontalHeader()
        head.setFixedHeight(HEAD)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head.setAccessibleName(_("Columns"))
        self.setHorizontalHeaderLabels([""] * self.columnCount())
        for column, width in enumerate(
            (HANDLE if self._ordered else 8, *(each.width for each in self._headings), MORE)
        ):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed if width else QHeaderView.ResizeMode.Stretch)
            if width:
                self.setColumnWidth(column, width)
        for column, each in enumerate(self._headings, 1):
            words = QTableWidgetItem(each.text)
            words.setTextAlignment(_side(right=each.right))
            self.setHorizontalHeaderItem(column, words)

    def show_lines(self, lines: Sequence[Line], limit: int = 0) -> None:
        """Show these rows as high as they are (or `limit` rows, and scroll); the chosen one stays chosen."""
        chosen = self.key()
        self._showing = True
        self.setRowCount(len(lines))
        for row, line in enumerate(lines):
            self._put(row, 0, Cell(icon=icon("grip-vertical", "muted", 14) if self._ordered else None), line)
            for column, cell in enumerate(line.cells, 1):
                self._put(row, column, cell, line)
            self._put(row, len(line.cells) + 1, Cell(icon=icon("ellipsis", "secondary", 16)), line)
            if line.key == chosen:
                self.setCurrentCell(row, max(self.currentColumn(), 1))
        self._showing = False
        shown = min(len(lines), limit) if limit else len(lines)
        self.setFixedHeight(HEAD + ROW * max(shown, 1) + 2)

    def _put(self, row: int, column: int, cell: Cell, line: Line) -> None:
        item = QTableWidgetItem(cell.text)
        item.setData(KEY, line.key)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        heading = self._headings[column - 1] if 0 < column <= len(self._headings) else Heading("")
        if heading.edited:
            flags |= Qt.ItemFlag.ItemIsEditable
        if cell.on is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
            item.setCheckState(Qt.CheckState.Checked if cell.on else Qt.CheckState.Unchecked)
            said = _("yes") if cell.on else _("no")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{heading.text}: {said}")
        item.setFlags(flags)
        if cell.icon is not None:
            item.setIcon(cell.icon)
        item.setTextAlignment(_side(right=heading.right))
        if line.faint:
            item.setForeground(token("muted"))
            font = item.font()
            font.setItalic(True)
            item.setFont(font)
        if cell.text:
            item.setToolTip(plain_tooltip(cell.text))
        elif column == len(self._headings) + 1:
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _("More …"))
            item.setToolTip(_("More …"))
        elif column == 0 and self._ordered:
            item.setToolTip(_("Drag to another place (Alt+↑, Alt+↓)"))
        self.setItem(row, column, item)

    def key(self) -> str:
        """Give the key of the chosen row."""
        item = self.item(self.currentRow(), 0)
        return str(item.data(KEY)) if item is not None else ""

    def sizeHint(self) -> QSize:
        """Ask for all rows."""
        return QSize(400, self.height())

    def begin_edit(self, key: str) -> None:
        """Begin to edit the first cell of a row in place."""
        for row in range(self.rowCount()):
            item = self.item(row, 1)
            if item is not None and item.data(KEY) == key:
                self.setCurrentItem(item)
                self.editItem(item)

    # --- what a person does ---

    def _changed(self, item: QTableWidgetItem) -> None:
        if self._showing:
            return
        heading = self._headings[item.column() - 1]
        if heading.ticked:
            self.ticked.emit(item.data(KEY), item.column() - 1, item.checkState() == Qt.CheckState.Checked)
        elif heading.edited:
            self.edited.emit(item.data(KEY), item.column() - 1, item.text())

    def _clicked(self, row: int, column: int) -> None:
        item = self.item(row, column)
        if item is not None and column == len(self._headings) + 1:
            below = self.visualItemRect(item).bottomLeft()
            self.menu_wanted.emit(self.key(), self.viewport().mapToGlobal(below))

    def _double_clicked(self, _row: int, column: int) -> None:
        inside = 0 < column <= len(self._headings)
        if inside and not self._headings[column - 1].edited and not self._headings[column - 1].ticked:
            self.opened.emit(self.key())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row."""
        if self.key():
            self.menu_wanted.emit(self.key(), event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with the arrows moves the row, Enter opens it, the space bar ticks."""
        key = event.key()
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._move(self.currentRow(), self.currentRow() + (1 if key == Qt.Key.Key_Down else -1))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.state() != QAbstractItemView.State.EditingState:
            self.opened.emit(self.key())
        else:
            super().keyPressEvent(event)

    def _move(self, row: int, to: int) -> None:
        item = self.item(row, 0)
        if self._ordered and item is not None and row != to and 0 <= to < self.rowCount():
            self.moved.emit(str(item.data(KEY)), to)

    # --- dragging by the handle ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a row by its handle."""
        place = event.position().toPoint()
        if self._ordered and self.columnAt(place.x()) == 0:
            self._dragged = self._target = self.rowAt(place.y())
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the row would go."""
        if self._dragged < 0:
            super().mouseMoveEvent(event)
            return
        row = self.rowAt(event.position().toPoint().y())
        self._target = row if row >= 0 else self._target
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put the row there."""
        dragged, target = self._dragged, self._target
        self._dragged = self._target = -1
        self.viewport().update()
        super().mouseReleaseEvent(event)
        if dragged >= 0:
            self._move(dragged, target)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line where a dragged row would go."""
        super().paintEvent(event)
        if self._dragged < 0 or self._target == self._dragged:
            return
        painter = QPainter(self.viewport())
        below = self._target > self._dragged
        y = self.rowViewportPosition(self._target) + (ROW - 2 if below else 0)
        painter.fillRect(0, y, self.viewport().width(), 2, token("accent"))
        painter.end()


def _side(*, right: bool) -> Qt.AlignmentFlag:
    return (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
