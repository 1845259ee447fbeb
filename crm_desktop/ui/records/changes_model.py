"""Each change of a record's fields as a row: when, which fact, what it was and became, and through which work."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.base.i18n import _
from crm_desktop.services.history import FieldChange, RecordWork
from crm_desktop.services.work_info import WorkInfo
from crm_desktop.ui.look.theme import token
from crm_desktop.ui.look.tooltip import plain_tooltip
from crm_desktop.ui.values import dates

WHEN, FACT, BEFORE, AFTER, THROUGH = range(5)
Index = QModelIndex | QPersistentModelIndex


class ChangeRow(NamedTuple):
    """A changed fact, or (without one) a piece of work that added or removed something."""

    work: WorkInfo
    change: FieldChange | None


def rows_of(works: Sequence[RecordWork], fact: tuple[str, int, str] | None = None) -> list[ChangeRow]:
    """Give the changes of a record, newest first; with `fact` (entity, record, field) those of one field."""
    rows = []
    for each in works:
        rows += [
            ChangeRow(each.work, change)
            for change in each.changes
            if fact is None or fact == (change.entity, change.record_id, change.field)
        ]
        if not each.changes and fact is None:
            rows.append(ChangeRow(each.work, None))
    return rows


class ChangesModel(QAbstractTableModel):
    """Shows change rows; only texts, the tab knows what can be done."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[ChangeRow] = []
        self._today = dt.date.min

    def show_rows(self, rows: list[ChangeRow], today: dt.date) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows, self._today = rows, today
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Tell how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Tell how many columns there are."""
        return 0 if parent.isValid() else 5

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say a cell; the whole date and long values are in the tooltip."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(self._text(row, index.column()).split())
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            at = row.work.at.astimezone()
            said = dates.full(at) if index.column() == WHEN else self._text(row, index.column())
            return plain_tooltip(said) if role == Qt.ItemDataRole.ToolTipRole else said
        if role == Qt.ItemDataRole.ForegroundRole:
            tones = {WHEN: "muted", FACT: "secondary", BEFORE: "muted", THROUGH: "muted"}
            return token(tones.get(index.column(), "text"))
        return None

    def _text(self, row: ChangeRow, column: int) -> str:
        if column == WHEN:
            at = row.work.at.astimezone()
            return f"{dates.short(at.date(), self._today)} {at:%H:%M}"
        if column == THROUGH or (column == FACT and row.change is None):
            undone = _("{title} (undone)") if row.work.undone else "{title}"
            return undone.format(title=row.work.title)
        if row.change is None:
            return ""
        return {FACT: row.change.label, BEFORE: row.change.seen[0] or "—", AFTER: row.change.seen[1] or "—"}[column]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("When"), _("Fact"), _("Before"), _("After"), _("Through"))[section]
        return None
