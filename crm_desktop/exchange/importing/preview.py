"""Looks at what an import would bring, column by column, without touching the file."""

from dataclasses import dataclass, field, replace

from crm_desktop.base.i18n import _
from crm_desktop.base.progress import Progress, Silent
from crm_desktop.exchange.importing.check_rows import RowChecker
from crm_desktop.exchange.importing.choices import ImportChoices
from crm_desktop.exchange.importing.draft import Problem
from crm_desktop.exchange.importing.import_result import MOST_PROBLEMS, SheetMatch
from crm_desktop.exchange.importing.plan_import import plan_sheets
from crm_desktop.exchange.importing.read_column import ColumnCount
from crm_desktop.exchange.importing.remembered_columns import recall
from crm_desktop.exchange.importing.value_maps import new_options, with_options
from crm_desktop.exchange.reading.workbook import Workbook
from crm_desktop.fields import declarations
from crm_desktop.fields.declarations import declared
from crm_desktop.services.workspace import Workspace


@dataclass(slots=True)
class Preview:
    """What the columns of each sheet mean and how their cells fare.

    `ready` rows come in as they are or tidied, `to_mend` rows would be refused. `columns` holds the
    counts by sheet and column number; columns that are left out have none.
    """

    sheets: list[SheetMatch]
    rows: int = 0
    ready: int = 0
    to_mend: int = 0
    columns: dict[tuple[str, int], ColumnCount] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def preview(
    workspace: Workspace,
    workbook: Workbook,
    choices: ImportChoices | None = None,
    *,
    progress: Progress | None = None,
) -> Preview:
    """Check every row of the sheets that would be imported; two columns on one field are not refused here."""
    watch = progress or Silent()
    chosen = choices or ImportChoices()
    with declared(workspace.declared):
        found = Preview(plan_sheets(workbook, chosen, recall(workspace)))
    with declared(found.sheets[0].declared or workspace.declared):
        return _checked(workspace, found, chosen, watch)


def _checked(workspace: Workspace, found: Preview, chosen: ImportChoices, watch: Progress) -> Preview:
    context = replace(workspace.context, date_order=chosen.date_order, added=declarations.now().options)
    context = with_options(context, new_options(found.sheets, context))
    total = sum(len(each.table.rows) for each in found.sheets)
    for each in found.sheets:
        checker = RowChecker.of(each, context)
        for index in range(len(each.table.rows)):
            if found.rows % 500 == 0:
                watch.report(found.rows, total, _("Checking"))
            draft = checker.check(index)
            found.rows += 1
            found.to_mend += draft.refused
            if len(found.problems) < MOST_PROBLEMS:
                found.problems.extend(draft.problems)
        found.columns |= checker.counts()
    found.ready = found.rows - found.to_mend
    return found
