"""Rows of an import to decide about, as a table: which row, what becomes of it, why; more columns by subclasses."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crm_desktop.base.i18n import _
from crm_desktop.exchange.importing.draft import Problem
from crm_desktop.ui.exchange.decisions import Decisions
from crm_desktop.ui.exchange.row_decisions import Offer, ToDecide, offers, said_decision
from crm_desktop.ui.look.theme import token
from crm_desktop.ui.look.tooltip import plain_tooltip

ROW, BECOMES, WHY = range(3)
OWN_COLUMNS = 3
Index = QModelIndex | QPersistentModelIndex


class DecidingModel(QAbstractTableModel):
    """Keeps the rows in view while one works on them: another check changes them in place."""

    def __init__(self, decisions: Decisions, parent: QObject) -> None:
        super().__init__(parent)
        self.decisions = decisions
        self.rows: list[ToDecide] = []

    def show_rows(self, rows: Sequence[ToDecide]) -> None:
        """Show rows; where they are the same as before only what is told of them changes."""
        if [each.key for each in rows] == [each.key for each in self.rows]:
            self.rows = list(rows)
            if self.rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def offers_at(self, row: int) -> list[Offer]:
        """Give what may be decided about a row."""
        return offers(self.rows[row])

    def chosen_at(self, row: int) -> int:
        """Tell which of the offers is chosen."""
        choice = self.decisions.of(self.rows[row].key)
        made = [(each.decision, each.record) for each in self.offers_at(row)]
        return made.index((choice.decision, choice.record)) if (choice.decision, choice.record) in made else 0

    def problems_of(self, row: int) -> Sequence[Problem]:
        """Give what there is to tell of a row."""
        return self.rows[row].problems

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Tell how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Tell how many columns there are."""
        return 0 if parent.isValid() else OWN_COLUMNS

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let what becomes of a row be chosen."""
        known = super().flags(index)
        return known | Qt.ItemFlag.ItemIsEditable if index.column() == BECOMES else known

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Say row, decision and reason; colours only repeat what the words say."""
        row = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            said = self._text(index.row(), index.column(), row)
            return plain_tooltip(said) if role == Qt.ItemDataRole.ToolTipRole else said
        if role == Qt.ItemDataRole.ForegroundRole:
            decided = self.decisions.of(row.key).decision is not None
            tones = {ROW: "muted", BECOMES: "accent" if decided else self._tone(index.row()), WHY: "secondary"}
            return token(tones.get(index.column(), "text"))
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == ROW:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def _text(self, at: int, column: int, row: ToDecide) -> str:
        if column == ROW:
            return str(row.row)
        if column == BECOMES:
            return said_decision(row, self.decisions.of(row.key))
        return " ".join(dict.fromkeys(each.message for each in self.problems_of(at))) or self._nothing_wrong(row)

    def _nothing_wrong(self, row: ToDecide) -> str:
        return _("mended") if self.decisions.of(row.key).cells else ""

    def _tone(self, row: int) -> str:
        return "danger" if self.rows[row].refused else "text"

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Decide: `value` is the place among the offers."""
        if index.column() != BECOMES or role != Qt.ItemDataRole.EditRole:
            return False
        offer = self.offers_at(index.row())[int(value)]
        self.decisions.decide([self.rows[index.row()].key], offer.decision, offer.record)
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), self.columnCount() - 1))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Row"), _("What becomes of it"), _("Why"))[section]
        return None
