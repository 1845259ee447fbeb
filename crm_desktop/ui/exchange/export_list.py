"""Writing the list as it is shown to a spreadsheet."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desktop.base import clock
from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _, ngettext
from crm_desktop.exchange.export import ExportResult, export_list
from crm_desktop.services.lists import ListQuery
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.runner import Runner


def ask_and_export(
    workspace: Workspace, runner: Runner, query: ListQuery, tell: Callable[[str], object], parent: QWidget
) -> None:
    """Ask where to, then write beside the window; `tell` says how it ended."""
    proposed = f"{_('customers')} {clock.today().isoformat()}.xlsx"
    kinds = "Excel (*.xlsx);;CSV (*.csv)"
    chosen, kind = QFileDialog.getSaveFileName(parent, _("Export customers"), proposed, kinds)
    if not chosen:
        return
    path = Path(chosen)
    if not path.suffix:
        path = path.with_suffix(".csv" if "csv" in kind else ".xlsx")

    def told(result: ExportResult) -> None:
        text = ngettext("{n} customer exported", "{n} customers exported", result.rows)
        tell(f"{text} · {result.file.name}")

    def refused(error: UserFacingError) -> None:
        tell(error.message)

    tell(_("Exporting …"))
    runner.run(
        lambda progress: export_list(workspace, path, "customer", query, progress=progress),
        owner=parent,
        done=told,
        failed=refused,
    )
