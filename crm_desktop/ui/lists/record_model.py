"""A list that holds ids and reads the rows of a page when it comes into view."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.base.i18n import _
from crm_desktop.services.groups import Head
from crm_desktop.ui.lists.columns import Column
from crm_desktop.ui.look.tooltip import plain_tooltip

PAGE = 200
PAGES_KEPT = 24
HEAD_FLAGS = Qt.ItemFlag.ItemIsEnabled
ROW_FLAGS = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
Index = QModelIndex | QPersistentModelIndex
Row = tuple[Any, ...]
FetchRows = Callable[[Sequence[int], Sequence[str]], Sequence[Row]]
ShowCell = Callable[[Column, Sequence[Any]], str]


class RecordModel(QAbstractTableModel):
    """All ids of a result and the rows of the pages last looked at; the first column is for ticks.

    `fetch_rows(ids, fields)` gives the values of some records in their order; `show(column, values)`
    says a cell in words, for tooltips, copying and screen readers. Where the list is grouped, the heads
    of the groups are rows too: `rows` holds the ids and, for a head, minus the number of its group.
    """

    def __init__(
        self, columns: Sequence[Column], fetch_rows: FetchRows, show: ShowCell, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.ids: list[int] = []
        self.rows: list[int] = []
        self.heads: tuple[Head, ...] = ()
        self.folded: set[Any] = set()  # keys of groups whose records are not shown
        self._fetch_rows = fetch_rows
        self._show = show
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._row_of: dict[int, int] | None = None
        self.say_group: Callable[[Any], str] = str
        self._take_columns(columns)

    def _take_columns(self, columns: Sequence[Column]) -> None:
        self.columns = tuple(columns)
        self.fields = tuple(dict.fromkeys(name for column in columns for name in column.fields))
        self.places = tuple(tuple(self.fields.index(name) for name in column.fields) for column in columns)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns of the same records; whoever keeps a selection puts it back by id afterwards."""
        self.beginResetModel()
        self._take_columns(columns)
        self._pages.clear()
        self.endResetModel()

    def set_ids(self, ids: list[int], heads: tuple[Head, ...] = ()) -> None:
        """Show another result; whoever keeps a selection puts it back by id afterwards."""
        self.beginResetModel()
        self.ids, self.heads = ids, heads
        self.folded &= {head.key for head in heads}
        self._arrange()
        self.endResetModel()

    def fold(self, keys: set[Any]) -> None:
        """Show the records of all groups but these."""
        self.beginResetModel()
        self.folded = keys
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        self.rows = with_heads(self.ids, self.heads, self.folded) if self.heads else self.ids
        self._row_of = None
        self._pages.clear()

    def head_at(self, row: int) -> Head | None:
        """Give the head that a row is, None for the row of a record."""
        number = self.rows[row]
        return self.heads[-number - 1] if number < 0 else None

    def place_of(self, record_id: int) -> int:
        """Give the place of a record among all of the result, folded or not; -1 if it is not in it."""
        if not self.heads:
            return self.row_of(record_id)
        return self.ids.index(record_id) if record_id in self.ids else -1

    def record_at(self, row: int) -> int:
        """Give the record of a row, 0 for a head and for no row."""
        return max(self.rows[row], 0) if 0 <= row < len(self.rows) else 0

    def shown_count(self) -> int:
        """Tell how many records have a row."""
        return len(self.rows) - len(self.heads)

    def forget_rows(self) -> None:
        """Read the rows in view again: their records changed, the order did not."""
        self._pages.clear()
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns)))

    def row_of(self, record_id: int) -> int:
        """Give the row of a record, -1 if it is not in the result."""
        if self._row_of is None:
            self._row_of = {each: row for row, each in enumerate(self.rows)}
        return self._row_of.get(record_id, -1)

    def values(self, row: int) -> Row:
        """Give the values of a row in the order of `fields`; reads its page when it is not at hand."""
        number, place = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._fetch_rows(self.rows[number * PAGE : (number + 1) * PAGE], self.fields)
            self._pages[number] = page
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        # A record removed by another window of the same file may be missing until the ids come anew.
        return page[place] if place < len(page) else (None,) * len(self.fields)

    def cell(self, row: int, column: int) -> list[Any]:
        """Give the values that a column takes from a row."""
        values = self.values(row)
        return [values[place] for place in self.places[column - 1]]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Tell how many records the result holds."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Tell how many columns there are, ticks included."""
        return 0 if parent.isValid() else len(self.columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say a cell in words; painting goes through `cell` instead."""
        if not index.isValid():
            return None
        if self.rows[index.row()] < 0:
            return self._head_data(index, role)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            if index.column() == 0:
                return None
            said = self._show(self.columns[index.column() - 1], self.cell(index.row(), index.column()))
            return (plain_tooltip(said) if role == Qt.ItemDataRole.ToolTipRole else said) or None
        if role == Qt.ItemDataRole.UserRole:
            return self.rows[index.row()]
        return None

    def _head_data(self, index: Index, role: int) -> Any:
        head = self.head_at(index.row())
        said = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        if head is None or role not in said or index.column() != 1:
            return None
        return f"{self.say_group(head.key)}, {head.count}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let heads be passed through, but not selected."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        # Asked for every painted cell: what a table's own `flags` makes anew each time is kept.
        return HEAD_FLAGS if self.heads and self.rows[index.row()] < 0 else ROW_FLAGS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and section > 0:
            return _(self.columns[section - 1].label)
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.AccessibleTextRole and section == 0:
            return _("Selected")
        return None


def with_heads(ids: Sequence[int], heads: Sequence[Head], folded: set[Any]) -> list[int]:
    """Put minus the number of a group before its ids, and leave the ids of folded groups out."""
    rows: list[int] = []
    start = 0
    for number, head in enumerate(heads, start=1):
        rows.append(-number)
        if head.key not in folded:
            rows += ids[start : start + head.count]
        start += head.count
    return rows
