"""Imports a workbook in one piece of work: everything that can be taken in is, or nothing."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import N_, _
from crm_desktop.base.progress import Progress, Silent
from crm_desktop.exchange.check_rows import RowChecker
from crm_desktop.exchange.choices import POLICIES, ImportChoices
from crm_desktop.exchange.draft import Problem
from crm_desktop.exchange.find_record import Finder, chosen_keys
from crm_desktop.exchange.import_customers import CustomerImport
from crm_desktop.exchange.import_linked import LinkedImport
from crm_desktop.exchange.import_result import ImportResult, Rejected, SheetMatch
from crm_desktop.exchange.known_records import Records
from crm_desktop.exchange.match_columns import refuse_conflicts
from crm_desktop.exchange.plan_import import plan_sheets, refuse_missing
from crm_desktop.exchange.workbook import MAX_ROWS, Workbook
from crm_desktop.fields.kind import Context
from crm_desktop.services.workspace import Work, Workspace

CHUNK = 1_000  # rows that are checked, matched and written together


class _NotKeptError(Exception):
    """Ends the work of a dry run, so that nothing of it stays."""


def run_import(
    workspace: Workspace,
    workbook: Workbook,
    choices: ImportChoices | None = None,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportResult:
    """Import the sheets of a workbook; refused rows are left out and told, with everything about them.

    A dry run does all of it and keeps nothing. Raises `UserFacingError` where the workbook as a whole
    cannot be imported.
    """
    chosen = choices or ImportChoices()
    for policy in (chosen.policy, *chosen.policies.values()):
        if policy not in POLICIES:
            message = _("“{policy}” is no policy. Known: {known}.")
            raise InvalidValueError(message.format(policy=policy, known=", ".join(POLICIES)))
    keys = chosen_keys(chosen.match)
    sheets = plan_sheets(workbook, chosen)
    for each in sheets:
        refuse_missing(each)
        refuse_conflicts(list(each.matches), each.entity)
    result = ImportResult(sheets=sheets, mapping=[column for each in sheets for column in each.matches])
    result.problems += [_cut(each.table.sheet) for each in sheets if each.table.cut]
    result.problems += [_not_read(sheets[0].table.sheet, told) for told in workbook.left_out]
    taken = {each.table.sheet for each in sheets}
    result.left_out = tuple(each.name for each in workbook.sheets if each.name not in taken)
    try:
        with _left_alone(), workspace.work(N_("Import of {file}"), kind="import", file=workbook.path.name) as work:
            context = replace(workspace.context, date_order=chosen.date_order)
            _import_sheets(context, work, sheets, keys, chosen, result, progress or Silent())
            if dry_run:
                raise _NotKeptError  # noqa: TRY301 - leaving the work by an error is what takes it back
        result.batch = work.id if result.added or result.updated else 0
    except _NotKeptError:
        pass
    return result


def _import_sheets(  # noqa: PLR0913, PLR0917 - what an import is made of
    context: Context,
    work: Work,
    sheets: list[SheetMatch],
    keys: tuple[str, ...] | None,
    chosen: ImportChoices,
    result: ImportResult,
    progress: Progress,
) -> None:
    records = Records(work.connection)
    finder = Finder(records, "customer", keys)
    total = sum(len(each.table.rows) for each in sheets)
    told: dict[str, int] = {}
    done = 0
    for each in sheets:
        checker = RowChecker(each.table, list(each.matches), each.entity, context)
        if each.entity == "customer":
            taker: CustomerImport | LinkedImport = CustomerImport(work, records, finder, chosen.policy, each)
        else:
            taker = LinkedImport(records, finder, chosen.policy, each.entity)
        for chunk in _chunks(len(each.table.rows)):
            progress.report(done, total, _("Importing"))
            drafts = [checker.check(index) for index in chunk]
            finder.prepare(drafts)
            taker.prepare()
            for index, draft in zip(chunk, drafts, strict=True):
                outcome = taker.take(draft)
                result.count(each.entity, outcome)
                result.tell(draft.problems, told)
                if outcome == "rejected":
                    cells = each.table.rows[index]
                    result.rejects.append(Rejected(each.table, draft.row, cells, tuple(draft.problems)))
            records.write()
            done += len(chunk)
        result.columns |= checker.counts()
    progress.report(total, total, _("Updating the lists and the search"))


def _cut(sheet: str) -> Problem:
    message = _("Cells beyond column 1,024 or row {rows} were left out.").format(rows=f"{MAX_ROWS:,}")
    return Problem(sheet, 0, "", "", "cut", message, None, "warn")


def _not_read(sheet: str, told: str) -> Problem:
    return Problem(sheet, 0, "", "", "left_out", told, None, "warn")


@contextmanager
def _left_alone() -> Iterator[None]:
    """Spare the collector the sheet: walking its million cells again and again took a quarter of the time."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _chunks(count: int) -> Iterator[range]:
    for start in range(0, count, CHUNK):
        yield range(start, min(start + CHUNK, count))
