"""Bringing a spreadsheet in: file, sheets, columns, what is here already, the last check, and what came of it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _, ngettext
from crm_desktop.exchange.importing.choices import ImportChoices
from crm_desktop.exchange.importing.import_result import ImportResult, SheetMatch
from crm_desktop.exchange.importing.run_import import Before
from crm_desktop.exchange.reading.refusals import LongTableError
from crm_desktop.exchange.reading.workbook import Workbook
from crm_desktop.services.work_history import sort_named, work_page
from crm_desktop.services.work_info import UndoResult
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.exchange.already_page import AlreadyPage
from crm_desktop.ui.exchange.check_all import Checked
from crm_desktop.ui.exchange.check_page import CheckPage
from crm_desktop.ui.exchange.columns_page import ColumnsPage
from crm_desktop.ui.exchange.decisions import Decisions
from crm_desktop.ui.exchange.file_page import FilePage
from crm_desktop.ui.exchange.import_work import ImportWork
from crm_desktop.ui.exchange.result_page import ResultPage
from crm_desktop.ui.exchange.save_template import ask_and_save_template
from crm_desktop.ui.exchange.sheets_page import SheetsPage
from crm_desktop.ui.jobs.progress_panel import ProgressPanel
from crm_desktop.ui.jobs.runner import Job, Runner
from crm_desktop.ui.look.controls import set_variant
from crm_desktop.ui.look.step_dialog import StepDialog
from crm_desktop.ui.look.tooltip import plain_tooltip

FILE, SHEETS, COLUMNS, ALREADY, CHECK, RESULT = range(6)
SIZE, RAIL = (1248, 784), 196


class ImportDialog(StepDialog):
    """Reads, checks and imports beside the window; cancelling leaves nothing behind.

    `result_of_import` is what the import did, None as long as nothing was imported; `before` is what is to
    happen before the file is changed. `history_wanted` asks for what happened, from the work with this id on.
    """

    history_wanted = Signal(int)

    def __init__(
        self,
        workspace: Workspace,
        runner: Runner,
        path: Path | None = None,
        parent: QWidget | None = None,
        *,
        before: Before | None = None,
    ) -> None:
        steps = (
            (_("Choose file"), _("Excel, CSV or a web table")),
            (_("Sheets, headings"), _("Found by themselves")),
            (_("Match columns"), _("Checked as you choose")),
            (_("Already here"), _("By number, phone, name …")),
            (_("Check and import"), ""),
        )
        super().__init__(steps, RAIL, parent)
        self.result_of_import: ImportResult | None = None
        self.work = ImportWork(workspace, runner, before, self)
        self._context = workspace.context
        self.setWindowTitle(_("Import customers"))
        room = self.screen().availableSize()
        self.resize(min(SIZE[0], room.width() - 40), min(SIZE[1], room.height() - 60))
        self.decisions = Decisions(self)
        self.file, self.sheets = FilePage(), SheetsPage()
        self.columns, self.already = ColumnsPage(workspace.context), AlreadyPage(self.decisions)
        self.check, self.outcome = CheckPage(self.decisions, workspace.context), ResultPage()
        for page in (self.file, self.sheets, self.columns, self.already, self.check, self.outcome):
            self.pages.addWidget(page)
        self._panel = ProgressPanel(self)
        self.footer.insertWidget(0, self._panel, 1)
        self.set_rail_note(
            "shield-check",
            _("Safe to try"),
            _("The whole import is one step: one undo takes all of it back, even weeks later."),
        )
        self.extra.setText(_("Cancel"))
        self.extra.show()
        self._connect()
        with workspace.read() as session:
            self.file.show_imports([each for each in work_page(session, sort_named("import")) if not each.undone])
        self.go(FILE)
        self.file.choose.setFocus()
        if path is not None:
            self.read(path)

    def _connect(self) -> None:
        work = self.work
        self.file.path_chosen.connect(self.read)
        self.file.written_otherwise.connect(work.read_otherwise)
        self.file.first_part_chosen.connect(work.read_first_part)
        self.file.template_wanted.connect(self._save_template)
        self.sheets.changed.connect(self._plan)
        self.columns.problems.mended.connect(self.decisions.mend)
        for asks in (self.columns.changed, self.already.changed, self.decisions.changed):
            asks.connect(self._check)
        self.outcome.undo_wanted.connect(work.take_back)
        self.outcome.history_wanted.connect(self._show_history)
        work.started.connect(self._watch)
        work.has_read.connect(self._show_workbook)
        work.unreadable.connect(self._show_unreadable)
        work.has_planned.connect(self._show_planned)
        work.unplanned.connect(self._show_unplanned)
        work.has_checked.connect(self._show_checked)
        work.halted_by_user.connect(self._show_halted)
        work.imported.connect(self._show_imported)
        work.taken_back.connect(self._show_taken_back)
        work.failed.connect(self._say_failed)
        work.cancelled.connect(self._show_cancelled)

    # --- from step to step ---

    def go(self, step: int) -> None:
        """Show a step and what can be done there."""
        self.pages.setCurrentIndex(step)
        self.rail.show_step(min(step, CHECK))
        self.back.setVisible(FILE < step < RESULT)
        self.extra.setVisible(step != RESULT)
        self._look()

    def _look(self) -> None:
        work, checked = self.work, self.work.checked is not None
        ready = (work.workbook is not None, bool(work.planned), checked, checked, checked, True)
        self.next.setEnabled((ready[self.step] or work.halted) and not work.busy)
        self.back.setEnabled(not work.busy)
        self.pages.setEnabled(not work.busy)
        onwards = (_("Next: sheets"), _("Next: columns"), _("Next: already here"), _("Next: check"))
        texts = (*onwards, self._said_import(), _("Done"))
        self.next.setText(_("Check again") if work.halted else texts[self.step])

    def _said_import(self) -> str:
        result = self.work.checked
        count = result.rows - result.rejected - result.skipped if result is not None else 0
        return ngettext("Import {n} row", "Import {n} rows", count) if count else _("Import")

    def _save_template(self) -> None:
        ask_and_save_template(self, lambda text, *_way: self._say(text), self._context)

    def on_next(self) -> None:
        """Go on: to the next page, to the import itself, to the end."""
        if self.work.halted:
            self._ask_again()
        elif self.step == FILE:
            self._begin_sheets()
        elif self.step == SHEETS:
            self._begin_columns()
        elif self.step == COLUMNS:
            self.go(ALREADY)
            self.already.take_focus()
        elif self.step == ALREADY:
            self.go(CHECK)
            self.check.begin()
            self.check.table.setFocus()
        elif self.step == CHECK:
            self.work.bring_in(self._choices())
        else:
            self.accept()

    def on_extra(self) -> None:
        """Stop what is under way, or close."""
        if self.work.busy:
            self.work.cancel()
        else:
            self.reject()

    def _ask_again(self) -> None:
        if self.step == SHEETS:
            self._plan()
        else:
            self._check()

    # --- the file and its sheets ---

    def read(self, path: Path) -> None:
        """Read a file beside the window and show what is in it."""
        self.file.show_reading(path)
        self.work.read(path)

    def _show_workbook(self, workbook: Workbook) -> None:
        self._say("")
        self.decisions.forget()
        self.already.begin()
        self.file.show_workbook(workbook)
        self.sheets.show_workbook(workbook)
        self.rail.set_caption(FILE, workbook.path.name)
        self._look()
        self.next.setFocus()

    def _show_unreadable(self, error: UserFacingError) -> None:
        self.file.show_refused(error.message, too_long=isinstance(error, LongTableError))
        self._look()

    def _begin_sheets(self) -> None:
        self.go(SHEETS)
        if not self.work.planned:
            self._plan()
        self.sheets.take_focus()

    def _plan(self) -> None:
        self.work.plan(self.sheets.choices())
        self._look()

    def _show_planned(self, planned: list[SheetMatch]) -> None:
        self.sheets.show_planned(planned)
        self.rail.set_caption(SHEETS, self.sheets.said())
        self._look()

    def _show_unplanned(self, message: str) -> None:
        self.sheets.show_refused(message)
        self._look()

    # --- the columns, what is here already, the last check ---

    def _begin_columns(self) -> None:
        if self.columns.shown is not self.work.planned:
            self.decisions.forget()  # other headings, other columns: what was mended there may mean another cell
            self.columns.show_sheets(self.work.planned)
        self.go(COLUMNS)
        self.columns.take_focus()
        self._check()

    def _choices(self) -> ImportChoices:
        return ImportChoices(
            mapping=self.columns.mapping(),
            match=self.already.keys.match(),
            policy=self.already.policy(),
            policies=dict(self.already.fields.policies),
            date_orders=dict(self.columns.date_orders),
            values=dict(self.columns.values),
            constants=self.columns.constants.constants(),
            leftover=self.columns.leftover(),
            rows=dict(self.decisions.rows),
            sheets=self.sheets.choices(),
        )

    def _check(self) -> None:
        self.rail.set_caption(COLUMNS, self.columns.said_matched())
        self.rail.set_caption(ALREADY, self.already.keys.said())
        for page in (self.columns, self.already, self.check):
            page.totals.show_checking()
        self._say("")
        self.work.check(self._choices())
        self._look()

    def _show_checked(self, checked: Checked) -> None:
        self._say("")
        self.columns.show_checked(checked.result, checked.texts)
        for page in (self.already, self.check):
            page.show_checked(checked.result)
        self._look()

    def _show_halted(self) -> None:
        self._say(_("Stopped. Nothing was changed; without a check there is no going on."))
        self._look()

    # --- the result ---

    def _show_imported(self, result: ImportResult) -> None:
        self.result_of_import = result
        self.outcome.show_result(result, self.work.workbook.path if self.work.workbook else None)
        self.go(RESULT)
        self.next.setFocus()
        self._say("")

    def _show_taken_back(self, result: UndoResult) -> None:
        self.outcome.show_undone(result)
        self._look()

    def _show_cancelled(self) -> None:
        self._say(_("Cancelled. Nothing was changed."))
        if self.step == FILE:
            self.file.show_refused(_("The file was not read to its end."))
        self._look()

    def _show_history(self, batch: int) -> None:
        self.history_wanted.emit(batch)
        self.accept()

    # --- what is told below ---

    def _watch(self, job: Job) -> None:
        self._panel.watch(job)
        if self.work.busy:
            self._say("")
        self._look()

    def _say(self, text: str, role: str = "caption") -> None:
        self.hint.setText(text)
        self.hint.setToolTip(plain_tooltip(text))
        set_variant(self.hint, "role", role)

    def _say_failed(self, message: str) -> None:
        self._say(message, "error")
        self._look()

    def reject(self) -> None:
        """Close; work under way is stopped and leaves nothing behind."""
        super().reject()
        self.work.stop()  # last: a cell that is being typed in is taken as the dialog goes, and asks for a check
