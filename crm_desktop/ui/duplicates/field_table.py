"""Two records side by side, field by field; each row is chosen from by mouse or by the arrow keys."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.base.i18n import _
from crm_desktop.ui.duplicates.choosing import SIDES, Cell, Row, Side
from crm_desktop.ui.look.controls import label, set_variant
from crm_desktop.ui.look.elided import ElidedLabel
from crm_desktop.ui.look.note import icon_label

LABEL_WIDTH = 92
ROW_HEIGHT = 34
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
SIDE_KEYS: dict[int, Side] = {Qt.Key.Key_Left: "keep", Qt.Key.Key_Right: "drop"}


class FieldTable(QScrollArea):
    """`chosen` (row, side) tells of a click; what it makes of the rows is shown by `show_rows`."""

    chosen = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._views: dict[str, RowView] = {}

    def views(self) -> list["RowView"]:
        """Give the rows that are shown, from the top."""
        return list(self._views.values())

    def show_rows(self, rows: Sequence[Row], titles: tuple[str, str]) -> None:
        """Show rows; where they are the same as before, the focus stays in them."""
        if [row.key for row in rows] == list(self._views):
            for row in rows:
                self._views[row.key].show_row(row, titles)
            return
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._views = {row.key: RowView(row) for row in rows}
        for join, title, hint in ((False, _("Choose one"), ""), (True, _("Join"), _("what is not ticked is left out"))):
            some = [row for row in rows if row.join == join]
            if some:
                column.addWidget(_head(title, hint))
            for row in some:
                view = self._views[row.key]
                view.show_row(row, titles)
                view.chosen.connect(self._choose)
                view.left.connect(self._go)
                column.addWidget(view)
        column.addStretch(1)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)  # a scroll area fills it else

    def take_focus(self) -> None:
        """Go to the first row that can be chosen from."""
        self._go("", 1)

    def _choose(self, row: Row, side: Side) -> None:
        self.chosen.emit(row, side)

    def _go(self, key: str, step: int) -> None:
        """Go to the next row in a direction that can be chosen from."""
        keys = list(self._views)
        place = keys.index(key) + step if key else 0
        while 0 <= place < len(keys):
            if self._views[keys[place]].take_focus():
                self.ensureWidgetVisible(self._views[keys[place]], 0, ROW_HEIGHT)
                return
            place += step


class RowView(QFrame):
    """A label and two sides; ← and → choose, ↑ and ↓ leave for the next row."""

    chosen = Signal(object, str)
    left = Signal(str, int)

    def __init__(self, row: Row) -> None:
        super().__init__()
        self.row = row
        self._name = ElidedLabel("field")
        self._name.setFixedWidth(LABEL_WIDTH)
        self._name.setContentsMargins(0, 0, 0, 0)
        self.cells = (CellView(row), CellView(row))
        self._group = QButtonGroup(self)
        self._group.setExclusive(not row.join)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        held = QFrame()
        held.setProperty("role", "choice-label")
        inner = QHBoxLayout(held)
        inner.setContentsMargins(16, 0, 6, 0)
        inner.addWidget(self._name)
        line.addWidget(held)
        for side, cell in zip(SIDES, self.cells, strict=True):
            line.addWidget(cell, 1)
            self._group.addButton(cell.mark)
            cell.mark.installEventFilter(self)
            cell.mark.clicked.connect(lambda _on, side=side: self.chosen.emit(self.row, side))
        self.setFixedHeight(ROW_HEIGHT)

    def show_row(self, row: Row, titles: tuple[str, str]) -> None:
        """Show what is chosen."""
        self.row = row
        self._name.setText(row.label)
        self._group.setExclusive(False)
        for cell, shown, title in zip(self.cells, row.cells, titles, strict=True):
            cell.show_cell(shown, same=row.same, name=f"{row.label}: {shown.text} ({title})")
        self._group.setExclusive(not row.join)

    def take_focus(self) -> bool:
        """Go to what is chosen, else to what can be."""
        marks = [cell.mark for cell in self.cells if cell.mark.isVisible()]
        marks.sort(key=lambda mark: not mark.isChecked())
        if marks:
            marks[0].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(marks)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the arrow keys of the marks."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            if event.key() in SIDE_KEYS:
                self._to_side(SIDE_KEYS[event.key()])
                return True
            if event.key() in STEPS:
                self.left.emit(self.row.key, STEPS[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)

    def _to_side(self, side: Side) -> None:
        mark = self.cells[SIDES.index(side)].mark
        if not mark.isVisible():
            return
        mark.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.row.join and not mark.isChecked():
            mark.click()


class CellView(QFrame):
    """One side: its mark where it can be chosen, and what it says; tinted where it is chosen."""

    def __init__(self, row: Row) -> None:
        super().__init__()
        self.setProperty("role", "choice")
        self.mark: QAbstractButton = QCheckBox() if row.join else QRadioButton()
        self.mark.setProperty("bare", True)
        self._equal = icon_label("equal", "ok", 14)
        self._text = ElidedLabel()
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._room = QWidget()
        for each in (self.mark, self._equal, self._room):
            each.setFixedWidth(19)
        line = QHBoxLayout(self)
        line.setContentsMargins(11, 0, 10, 0)
        line.setSpacing(7)
        for each in (self.mark, self._equal, self._room):
            line.addWidget(each)
        line.addWidget(self._text, 1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def show_cell(self, cell: Cell, *, same: bool, name: str) -> None:
        """Show a side; `name` is what a screen reader says."""
        self.mark.setVisible(cell.live)
        self.mark.setChecked(cell.on)
        self.mark.setAccessibleName(name)
        self._equal.setVisible(same and bool(cell.text))
        self._room.setVisible(not cell.live and not self._equal.isVisibleTo(self))
        self._text.setText(" ".join(cell.text.split()) or "—")
        set_variant(self._text, "role", "body" if cell.on else "muted")
        set_variant(self, "on", "true" if cell.on and cell.live else "")
        self.setCursor(Qt.CursorShape.PointingHandCursor if cell.live else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose by a click anywhere in the cell."""
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self.mark.isVisible() and inside:
            self.mark.click()
        super().mouseReleaseEvent(event)


def _head(title: str, hint: str) -> QFrame:
    made = QFrame()
    made.setProperty("role", "table-head")
    made.setFixedHeight(28)
    line = QHBoxLayout(made)
    line.setContentsMargins(16, 0, 16, 0)
    line.addWidget(label(title, "heading"))
    line.addStretch(1)
    said: QLabel = label(hint, "caption")
    line.addWidget(said)
    return made
