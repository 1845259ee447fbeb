"""A list that holds ids and reads the rows of a page when it comes into view."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.base.i18n import _
from crm_desktop.ui.lists.columns import Column

PAGE = 200
PAGES_KEPT = 24
Index = QModelIndex | QPersistentModelIndex
Row = tuple[Any, ...]
FetchRows = Callable[[Sequence[int], Sequence[str]], Sequence[Row]]
ShowCell = Callable[[Column, Sequence[Any]], str]


class RecordModel(QAbstractTableModel):
    """All ids of a result and the rows of the pages last looked at; the first column is for ticks.

    `fetch_rows(ids, fields)` gives the values of some records in their order; `show(column, values)`
    says a cell in words, for tooltips, copying and screen readers.
    """

    def __init__(
        self, columns: Sequence[Column], fetch_rows: FetchRows, show: ShowCell, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.ids: list[int] = []
        self._fetch_rows = fetch_rows
        self._show = show
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._row_of: dict[int, int] | None = None
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

    def set_ids(self, ids: list[int]) -> None:
        """Show another result; whoever keeps a selection puts it back by id afterwards."""
        self.beginResetModel()
        self.ids = ids
        self._row_of = None
        self._pages.clear()
        self.endResetModel()

    def forget_rows(self) -> None:
        """Read the rows in view again: their records changed, the order did not."""
        self._pages.clear()
        if self.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, len(self.columns)))

    def row_of(self, record_id: int) -> int:
        """Give the row of a record, -1 if it is not in the result."""
        if self._row_of is None:
            self._row_of = {each: row for row, each in enumerate(self.ids)}
        return self._row_of.get(record_id, -1)

    def values(self, row: int) -> Row:
        """Give the values of a row in the order of `fields`; reads its page when it is not at hand."""
        number, place = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._fetch_rows(self.ids[number * PAGE : (number + 1) * PAGE], self.fields)
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
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Tell how many columns there are, ticks included."""
        return 0 if parent.isValid() else len(self.columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say a cell in words; painting goes through `cell` instead."""
        if not index.isValid():
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            if index.column() == 0:
                return None
            return self._show(self.columns[index.column() - 1], self.cell(index.row(), index.column())) or None
        if role == Qt.ItemDataRole.UserRole:
            return self.ids[index.row()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole and section > 0:
            return _(self.columns[section - 1].label)
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.AccessibleTextRole and section == 0:
            return _("Selected")
        return None
