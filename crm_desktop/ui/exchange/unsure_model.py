"""Rows of which it is not sure whom they are about, with what stands in them."""

from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHeaderView

from crm_desktop.base.i18n import _
from crm_desktop.fields.kind import plain_text
from crm_desktop.ui.exchange.deciding_model import OWN_COLUMNS, WHY, DecidingModel, Index
from crm_desktop.ui.exchange.deciding_table import DecidingTable
from crm_desktop.ui.exchange.row_decisions import ToDecide

SAYS = OWN_COLUMNS
SAYS_WIDTH = 200


class UnsureModel(DecidingModel):
    """One more column: the cells of the row, as one text."""

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Tell how many columns there are."""
        return 0 if parent.isValid() else SAYS + 1

    def _text(self, at: int, column: int, row: ToDecide) -> str:
        if column != SAYS:
            return super()._text(at, column, row)
        return " · ".join(plain_text(cell) for cell in row.cells if cell not in {None, ""})

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name the columns."""
        if section == SAYS and orientation == Qt.Orientation.Horizontal:
            return _("In the sheet") if role == Qt.ItemDataRole.DisplayRole else None
        return super().headerData(section, orientation, role)


def unsure_table(model: UnsureModel) -> DecidingTable:
    """Make the table: row, what it says, what becomes of it, and why, which takes the rest of the width."""
    made = DecidingTable(model, _("Rows of which it is not sure whom they are about"))
    head = made.horizontalHeader()
    head.moveSection(SAYS, 1)
    head.setSectionResizeMode(WHY, QHeaderView.ResizeMode.Stretch)
    made.setColumnWidth(SAYS, SAYS_WIDTH)
    return made
