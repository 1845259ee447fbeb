"""What an import would change in records that are here already: old and new, value by value."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.base.i18n import _
from crm_desktop.exchange.importing.import_result import Difference, ImportResult, RowOutcome
from crm_desktop.ui.look.theme import token
from crm_desktop.ui.look.tooltip import plain_tooltip

ROW, WHO, FIELD, OLD, NEW, STAYS = range(6)
WIDTHS = {ROW: 48, WHO: 130, FIELD: 110}
LEAST = 110  # of the values, which share what is left
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Change:
    """One value of one row that differs."""

    outcome: RowOutcome
    difference: Difference


def changes_of(result: ImportResult) -> list[Change]:
    """Give all values that differ, row by row."""
    return [Change(each, difference) for each in result.outcomes for difference in each.differences]


class DifferencesModel(QAbstractTableModel):
    """Row, customer, field, what is here, what the sheet says, what stays."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.changes: Sequence[Change] = ()

    def show_changes(self, changes: Sequence[Change]) -> None:
        """Show other values."""
        self.beginResetModel()
        self.changes = changes
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Tell how many values differ."""
        return 0 if parent.isValid() else len(self.changes)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Tell how many columns there are."""
        return 0 if parent.isValid() else STAYS + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say a value; what stays is in the colour of whose it is."""
        change = self.changes[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            said = _texts(change)[index.column()]
            return plain_tooltip(said) if role == Qt.ItemDataRole.ToolTipRole else said
        if role == Qt.ItemDataRole.ForegroundRole:
            kept = change.difference.settled == change.difference.old
            tones = {ROW: "muted", FIELD: "secondary", OLD: "secondary", STAYS: "text" if kept else "ok"}
            return token(tones.get(index.column(), "text"))
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == ROW:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Row"), _("Record"), _("Field"), _("Here now"), _("In the sheet"), _("Stays"))[section]
        return None


def _texts(change: Change) -> tuple[str, ...]:
    outcome, difference = change.outcome, change.difference
    who = outcome.record.title if outcome.record else outcome.title
    said = (difference.old, difference.new, difference.settled)
    return (str(outcome.row), who, difference.label, *(each or _("(empty)") for each in said))
