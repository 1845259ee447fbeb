"""A customer's timeline as rows: months, entries, changes folded together; their words are read by page."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.services.timeline import WORK, Entry, Key
from crm_desktop.ui.look.tooltip import plain_tooltip
from crm_desktop.ui.timeline.timeline_lines import Line, line_of, more_words
from crm_desktop.ui.values import dates

Index = QModelIndex | QPersistentModelIndex
PAGE = 40
LINES_KEPT = 4000
Read = Callable[[Sequence[Key]], Sequence[Entry]]


class Row(NamedTuple):
    """One row: an entry with the changes `folded` behind it, or (without a key) the head of a month."""

    key: Key | None
    month: dt.date
    folded: tuple[Key, ...] = ()
    is_open: bool = False


class TimelineModel(QAbstractListModel):
    """All keys of a customer's stream as rows; `read(keys)` gives the entries of a page that comes into view."""

    def __init__(self, read: Read, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.expanded: set[tuple[str, int]] = set()  # long texts that are shown whole
        self._read = read
        self._keys: Sequence[Key] = ()
        self._today = dt.date.min
        self._filter = ""
        self.found: frozenset[Key] | None = None  # of a search; None where nothing is sought
        self._open: set[int] = set()
        self._lines: dict[Key, Line] = {}

    def show_keys(self, keys: Sequence[Key], today: dt.date) -> None:
        """Show another stream, newest first, or the same one anew."""
        self._keys, self._today = keys, today
        self._lines.clear()
        self.arrange()

    def keep(self, name: str, found: frozenset[Key] | None) -> None:
        """Keep the entries under one filter, all with "", and of these the `found` ones where something is sought."""
        if (name, found) != (self._filter, self.found):
            self._filter, self.found = name, found
            self.arrange()

    def arrange(self) -> None:
        """Lay the rows out anew."""
        self.beginResetModel()
        kept = [key for key in self._keys if self._filter in {"", key.filter}]
        if self.found is not None:
            kept = [key for key in kept if key in self.found]
        self.rows = []
        # One pass without a call for each entry: there may be tens of thousands.
        month, in_month, run = dt.date.min, (0, 0), list[Key]()
        for key in kept:
            if (key.at.year, key.at.month) != in_month:
                self._fold(month, run)
                in_month = (key.at.year, key.at.month)
                month = dt.date(*in_month, 1)
                self.rows.append(Row(None, month))
            if key.sort == WORK:
                run.append(key)
                continue
            if run:
                self._fold(month, run)
            self.rows.append(Row(key, month))
        self._fold(month, run)
        self.endResetModel()

    def toggle(self, row: int) -> None:
        """Open or close a fold of changes, or the whole of a long text."""
        key = self.rows[row].key
        if key is None:
            return
        if key.sort != WORK:
            self.expanded ^= {key[1:3]}
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
        elif self.rows[row].folded:
            self._open ^= {key.record_id}
            self.arrange()

    def line(self, row: int) -> Line:
        """Give the words of a row; reads its page when they are not at hand."""
        at = self.rows[row]
        if at.key is None:
            return Line(dates.month(at.month))
        if at.key not in self._lines:
            if len(self._lines) > LINES_KEPT:
                self._lines.clear()
            start = max(row - PAGE // 4, 0)
            wanted = [each.key for each in self.rows[start : start + PAGE] if each.key]
            missing = [key for key in wanted if key not in self._lines]
            self._lines |= dict.fromkeys(missing, Line())
            self._lines |= {entry.key: line_of(entry, self._today) for entry in self._read(missing)}
        return self._lines[at.key]

    def more(self, row: int) -> str:
        """Say what opens or closes the fold of a row."""
        return more_words(len(self.rows[row].folded), is_open=self.rows[row].is_open)

    def row_of(self, key: Key | None) -> int:
        """Give the row of an entry, -1 where it is not shown."""
        return next((place for place, row in enumerate(self.rows) if key is not None and row.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Tell how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say a row in words; painting takes the line itself."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return " · ".join(part for part in (self.line(index.row()).said(), self.more(index.row())) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self.line(index.row()).full_when) or None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let months be passed over."""
        if index.isValid() and self.rows[index.row()].key is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def _fold(self, month: dt.date, run: list[Key]) -> None:
        """Add changes that follow one another: one row, or each its own where the fold is open."""
        if not run:
            return
        is_open = run[0].record_id in self._open
        self.rows.append(Row(run[0], month, tuple(run[1:]), is_open))
        if is_open:
            self.rows += [Row(key, month) for key in run[1:]]
        run.clear()
