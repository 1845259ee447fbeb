"""Imports a workbook in one piece of work: everything that can be taken in is, or nothing."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Literal, Protocol

from crm_desktop.base.i18n import N_, _
from crm_desktop.base.progress import Progress, Silent
from crm_desktop.exchange.declared_sheets import is_of_declarations
from crm_desktop.exchange.importing.check_rows import RowChecker
from crm_desktop.exchange.importing.choices import ImportChoices
from crm_desktop.exchange.importing.draft import Problem
from crm_desktop.exchange.importing.find_record import Finder
from crm_desktop.exchange.importing.import_customers import CustomerImport
from crm_desktop.exchange.importing.import_linked import LinkedImport
from crm_desktop.exchange.importing.import_result import ImportResult, SheetMatch
from crm_desktop.exchange.importing.known_records import Records
from crm_desktop.exchange.importing.match_columns import refuse_conflicts
from crm_desktop.exchange.importing.match_keys import KeyReader, chosen_keys, nobodys
from crm_desktop.exchange.importing.new_fields import keep_declared
from crm_desktop.exchange.importing.own_links import OwnLinkReader
from crm_desktop.exchange.importing.plan_import import plan_sheets, refuse_missing, refuse_policies, tell_left_out
from crm_desktop.exchange.importing.remembered_columns import recall, remember
from crm_desktop.exchange.importing.row_outcomes import keep_outcome
from crm_desktop.exchange.importing.value_maps import keep_options, new_options, with_options
from crm_desktop.exchange.reading.find_header import Table
from crm_desktop.exchange.reading.workbook import MAX_ROWS, Workbook
from crm_desktop.fields import declarations
from crm_desktop.fields.declarations import declared
from crm_desktop.services.file_info import is_empty
from crm_desktop.services.workspace import Work, Workspace

CHUNK = 1_000  # rows that are checked, matched and written together


class Before(Protocol):
    """What is to happen before a file is changed: its backup."""

    def __call__(self, workspace: Workspace, reason: Literal["import"], *, note: str, progress: Progress) -> object:
        """Do it; `note` says what comes. Raises `UserFacingError` where the import is not to go on."""


class _NotKeptError(Exception):
    """Ends the work of a dry run, so that nothing of it stays."""


def run_import(  # noqa: PLR0913 - the rest are words for it
    workspace: Workspace,
    workbook: Workbook,
    choices: ImportChoices | None = None,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
    before: Before | None = None,
) -> ImportResult:
    """Import the sheets of a workbook; refused rows are left out and told, with everything about them.

    A dry run does all of it and keeps nothing. `before` is called, on this thread, when the import is about
    to change a file in which something is. Raises `UserFacingError` where the workbook as a whole cannot be
    imported, and what `before` raises; then nothing was changed.
    """
    chosen = choices or ImportChoices()
    with declared(workspace.declared):
        sheets = plan_sheets(workbook, chosen, recall(workspace))
    with declared(sheets[0].declared or workspace.declared):
        return _run(workspace, workbook, chosen, sheets, dry_run=dry_run, progress=progress, before=before)


def _run(  # noqa: PLR0913 - the rest are words for it
    workspace: Workspace,
    workbook: Workbook,
    chosen: ImportChoices,
    sheets: list[SheetMatch],
    *,
    dry_run: bool,
    progress: Progress | None,
    before: Before | None,
) -> ImportResult:
    keys = chosen_keys(chosen.match)
    for each in sheets:
        refuse_missing(each)
        refuse_conflicts(list(each.matches), each.entity)
    refuse_policies(chosen)
    result = ImportResult(sheets=sheets, mapping=[column for each in sheets for column in each.matches])
    result.problems += [problem for each in sheets for problem in _of_sheet(each.table)]
    taken = {each.table.sheet for each in sheets}
    others = (each for each in workbook.sheets if not is_of_declarations(each))
    result.left_out = tuple(each.name for each in others if each.name not in taken)
    result.problems += tell_left_out(workbook, sheets, chosen)
    watch = progress or Silent()
    if before is not None and not dry_run and not is_empty(workspace):
        watch.report(0, sum(len(each.table.rows) for each in sheets), _("Backing up first"))
        before(workspace, "import", note=workbook.path.name, progress=watch)
    try:
        planned = declarations.now()
        with (
            _left_alone(),
            workspace.work(N_("Import of {file}"), kind="import", file=workbook.path.name) as work,
            declared(planned),
        ):
            declares = keep_declared(work.connection, workspace.declared, planned)
            records = Records(work.connection)
            finder = Finder(records, "customer", keys, KeyReader(nobodys(workspace, sheets)))
            _import_sheets(workspace, work, records, finder, chosen, result, watch)
            if result.added or result.updated:
                remember(work.connection, sheets)
            if dry_run:
                raise _NotKeptError  # noqa: TRY301 - leaving the work by an error is what takes it back
        result.batch = work.id if result.added or result.updated or declares else 0
    except _NotKeptError:
        pass
    return result


def _import_sheets(  # noqa: PLR0913, PLR0917 - what an import is made of
    workspace: Workspace,
    work: Work,
    records: Records,
    finder: Finder,
    chosen: ImportChoices,
    result: ImportResult,
    progress: Progress,
) -> None:
    known = replace(workspace.context, date_order=chosen.date_order, added=declarations.now().options)
    added = new_options(result.sheets, known)
    keep_options(work.connection, added)
    context = with_options(known, added)
    total = sum(len(each.table.rows) for each in result.sheets)
    links = OwnLinkReader(work.connection)
    for each in result.sheets:
        checker = RowChecker.of(each, context)
        result.problems += checker.told()
        if each.entity == "customer":
            taker: CustomerImport | LinkedImport = CustomerImport(work, records, finder, chosen, each)
        else:
            taker = LinkedImport(records, finder, chosen, each)
        for chunk in _chunks(len(each.table.rows)):
            progress.report(result.rows, total, _("Importing"))
            drafts = [checker.check(index) for index in chunk]
            links.read(drafts, each.entity)
            finder.prepare(drafts, taker.named(drafts))
            taker.prepare()
            for index, draft in zip(chunk, drafts, strict=True):
                became = taker.take(draft)
                result.count(each.entity, became.outcome)
                if draft.problems:
                    result.tell(draft.problems)
                if became.is_notable:
                    keep_outcome(result, each, each.table.rows[index], draft, became)
            records.write()
        result.columns |= checker.counts()
    result.tell(list(links.finish()))
    progress.report(total, total, _("Updating the lists and the search"))


def _of_sheet(table: Table) -> Iterator[Problem]:
    """Give what there is to tell of a sheet as a whole, as problems of row 0."""
    if table.cut:
        message = _("Cells beyond column 1,024 or row {rows} were left out.").format(rows=f"{MAX_ROWS:,}")
        yield Problem(table.sheet, 0, "", "", "cut", message, None, "warn")
    for note in table.told:
        yield Problem(table.sheet, 0, "", "", note.code, note.message, note.suggestion, note.severity)


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
