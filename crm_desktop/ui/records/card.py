"""A titled part of a record's page: a heading with its actions, rows below, a hairline under all."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.ui.look.controls import label, rule


class Card(QWidget):
    """Heading and rows; `clear` before showing another record."""

    def __init__(self, title: str, *, last: bool = False) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._action: QPushButton | None = None
        self._head = QHBoxLayout()
        self._head.setContentsMargins(16, 7, 12, 3)
        self._head.setSpacing(4)
        self._title = label(title, "heading")
        self._title.setMinimumHeight(26)
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        column.addLayout(self._head)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(10, 0, 10, 10)
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        if not last:
            column.addWidget(rule())

    def show_title(self, title: str) -> None:
        """Say another title, as with a count."""
        self._title.setText(title)

    def add_action(self, action: QPushButton) -> None:
        """Put a small button at the right of the heading."""
        self._head.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)
        self._action = action

    def add(self, row: QWidget) -> None:
        """Add a row behind the others, for the eye and for the Tab key; a button keeps its own width."""
        last = self.rows()[-1] if self.rows() else self._action
        place = Qt.AlignmentFlag.AlignLeft if isinstance(row, QPushButton) else Qt.AlignmentFlag(0)
        self._rows.addWidget(row, 0, place)
        before = _stops(last)[-1] if last is not None else None
        for each in _stops(row):
            if before is not None:
                QWidget.setTabOrder(before, each)
            before = each

    def insert(self, place: int, row: QWidget) -> None:
        """Put a row among the others, for as long as something is typed in it."""
        self._rows.insertWidget(place, row)

    def rows(self) -> list[QWidget]:
        """Give the rows."""
        items = (self._rows.itemAt(place) for place in range(self._rows.count()))
        return [widget for item in items if item is not None and (widget := item.widget()) is not None]

    def clear(self) -> None:
        """Take all rows away."""
        for widget in self.rows():
            self._rows.removeWidget(widget)
            widget.hide()
            widget.deleteLater()


def _stops(row: QWidget) -> list[QWidget]:
    """Give the row and what in it the Tab key stops at."""
    inside = [each for each in row.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return [row, *inside]
