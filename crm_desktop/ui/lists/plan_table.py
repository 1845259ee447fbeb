"""The preview of a bulk edit: record, field, before and after, or why it is refused."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from crm_desktop.base.i18n import N_, _
from crm_desktop.services.bulk_edit import Line, Plan
from crm_desktop.ui.look.theme import token
from crm_desktop.ui.look.tooltip import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
HEADS = (N_("Record"), N_("Before"), N_("After"), N_("Why not"))
ROW = 30


class PlanModel(QAbstractTableModel):
    """The first lines of a plan, refused ones on top."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    def show_plan(self, plan: Plan | None) -> None:
        """Show the lines of another plan."""
        self.beginResetModel()
        self.lines = (*plan.refusals, *plan.changes) if plan is not None else ()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Tell how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Tell how many columns there are."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Say a cell; what is empty is said so."""
        line, column = self.lines[index.row()], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            text = (line.title, line.before or "—", line.after or _("empty"), line.reason)[column]
            return " ".join(text.split()) if role == Qt.ItemDataRole.DisplayRole else plain_tooltip(text)
        if role == Qt.ItemDataRole.ForegroundRole:
            name = "danger" if line.reason and column else ("text", "secondary", "ok", "danger")[column]
            return token(name)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(HEADS[section])
        return None


def plan_table() -> QTableView:
    """Make the table of a plan; it is only looked at."""
    table = QTableView()
    table.setModel(PlanModel())
    table.setProperty("role", "framed")
    table.setAccessibleName(_("What would change"))
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    rows = table.verticalHeader()
    rows.hide()
    rows.setDefaultSectionSize(ROW)
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    head = table.horizontalHeader()
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    head.setHighlightSections(False)
    head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    return table


def show_plan(table: QTableView, plan: Plan | None) -> None:
    """Show a plan; the column of reasons only where something is refused."""
    model = table.model()
    if isinstance(model, PlanModel):
        model.show_plan(plan)
    refused = plan is not None and bool(plan.refused)
    table.setColumnHidden(len(HEADS) - 1, not refused)
    table.horizontalHeader().setStretchLastSection(refused)
    mode = QHeaderView.ResizeMode.Interactive if refused else QHeaderView.ResizeMode.Stretch
    table.horizontalHeader().setSectionResizeMode(mode)
    if refused:
        for column, width in enumerate((170, 100, 120)):
            table.setColumnWidth(column, width)
