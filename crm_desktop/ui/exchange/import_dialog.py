"""Bringing a spreadsheet in: the file, what its columns mean, what came of it."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _, ngettext
from crm_desktop.exchange.choices import ImportChoices
from crm_desktop.exchange.import_result import ImportResult
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.exchange.run_import import run_import
from crm_desktop.exchange.workbook import Workbook
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.exchange.checking import Checking
from crm_desktop.ui.exchange.columns_page import ColumnsPage
from crm_desktop.ui.exchange.file_page import FilePage
from crm_desktop.ui.exchange.result_page import ResultPage
from crm_desktop.ui.jobs.progress_panel import ProgressPanel
from crm_desktop.ui.jobs.runner import Job, Runner
from crm_desktop.ui.look.controls import set_variant
from crm_desktop.ui.look.step_dialog import StepDialog

FILE, COLUMNS, RESULT = range(3)
SIZE, RAIL = (1248, 784), 196


class ImportDialog(StepDialog):
    """Reads, checks and imports beside the window; cancelling leaves nothing behind.

    `result` is what the import did, None as long as nothing was imported.
    """

    def __init__(
        self, workspace: Workspace, runner: Runner, path: Path | None = None, parent: QWidget | None = None
    ) -> None:
        steps = (
            (_("Choose file"), _("Excel, CSV or a web table")),
            (_("Match columns"), _("Checked as you choose")),
            (_("Result"), ""),
        )
        super().__init__(steps, RAIL, parent)
        self.result_of_import: ImportResult | None = None
        self._workspace, self._runner = workspace, runner
        self._workbook: Workbook | None = None
        self._job: Job | None = None
        self.setWindowTitle(_("Import customers"))
        room = self.screen().availableSize()
        self.resize(min(SIZE[0], room.width() - 40), min(SIZE[1], room.height() - 60))
        self.file, self.columns, self.outcome = FilePage(), ColumnsPage(), ResultPage(workspace)
        for page in (self.file, self.columns, self.outcome):
            self.pages.addWidget(page)
        self.checking = Checking(workspace, runner, self)
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
        self.go(FILE)
        self.file.choose.setFocus()
        if path is not None:
            self.read(path)

    def _connect(self) -> None:
        self.file.path_chosen.connect(self.read)
        self.file.encoding_chosen.connect(self._read_again)
        self.columns.changed.connect(self._check)
        self.checking.started.connect(self._panel.watch)
        self.checking.checked.connect(self._show_checked)
        self.checking.failed.connect(self._say_failed)

    def go(self, step: int) -> None:
        """Show a step and what can be done there."""
        super().go(step)
        self.back.setVisible(step == COLUMNS)
        self.extra.setVisible(step != RESULT)
        self._look()

    def _look(self) -> None:
        busy = self._job is not None and self._job.running
        ready = (self._workbook is not None, self.checking.latest is not None, True)
        self.next.setEnabled(ready[self.step] and not busy)
        self.back.setEnabled(not busy)
        self.pages.setEnabled(not busy)
        count = self.checking.latest.rows - self.checking.latest.rejected if self.checking.latest else 0
        begin = ngettext("Import {n} row", "Import {n} rows", count) if count else _("Import")
        self.next.setText((_("Next: columns"), begin, _("Done"))[self.step])

    def _say(self, text: str, role: str = "caption") -> None:
        self.hint.setText(text)
        self.hint.setToolTip(text)
        set_variant(self.hint, "role", role)

    def _say_failed(self, message: str) -> None:
        self._say(message, "error")
        self._look()

    # --- the file ---

    def read(self, path: Path, encoding: str | None = None) -> None:
        """Read a file beside the window and show what is in it."""
        self._workbook = None
        self.file.show_reading(path)
        self._start(
            self._runner.run(
                lambda progress: read_workbook(path, encoding=encoding, progress=progress),
                owner=self,
                done=self._show_workbook,
                failed=self._unreadable,
                cancelled=self._cancelled,
            )
        )

    def _read_again(self, encoding: str) -> None:
        if self._workbook is not None:
            self.read(self._workbook.path, encoding)

    def _show_workbook(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._say("")
        self.file.show_workbook(workbook)
        self.next.setEnabled(True)
        self.next.setFocus()
        self.rail.set_caption(FILE, workbook.path.name)
        self._look()

    def _unreadable(self, error: UserFacingError) -> None:
        self.file.show_refused(error.message)
        self._look()

    # --- the columns ---

    def on_next(self) -> None:
        """Go on: to the columns, to the import itself, to the end."""
        if self.step == FILE and self._workbook is not None:
            self._match(self._workbook)
        elif self.step == COLUMNS:
            self._import()
        else:
            self.accept()

    def on_extra(self) -> None:
        """Stop what is under way, or close."""
        if self._job is not None and self._job.running:
            self._job.stop()
        else:
            self.reject()

    def _match(self, workbook: Workbook) -> None:
        try:
            sheets = self.file.planned(workbook)
        except UserFacingError as error:
            self.file.show_refused(error.message)
            return
        self.columns.show_sheets(sheets)
        self.rail.set_caption(COLUMNS, self.columns.said_matched())
        self.go(COLUMNS)
        self.columns.take_focus()
        self._check()

    def _choices(self) -> ImportChoices:
        return ImportChoices(sheet=self.file.sheet, mapping=self.columns.mapping(), policy=self.columns.policy())

    def _check(self) -> None:
        if self._workbook is None:
            return
        self.rail.set_caption(COLUMNS, self.columns.said_matched())
        self._say(_("Checking …"))
        self.checking.ask(self._workbook, self._choices())
        self._look()

    def _show_checked(self, result: ImportResult) -> None:
        self._say("")
        self.columns.show_checked(result)
        self._look()

    def _import(self) -> None:
        workbook, choices = self._workbook, self._choices()
        if workbook is None:
            return
        self.checking.stop()
        self._start(
            self._runner.run(
                lambda progress: run_import(self._workspace, workbook, choices, progress=progress),
                owner=self,
                done=self._imported,
                failed=self._refused,
                cancelled=self._cancelled,
            )
        )

    # --- the result ---

    def _imported(self, result: ImportResult) -> None:
        self.result_of_import = result
        self.outcome.show_result(result)
        self.go(RESULT)
        self.next.setFocus()
        self._say("")

    def _refused(self, error: UserFacingError) -> None:
        self._say_failed(error.message)

    def _cancelled(self) -> None:
        self._say(_("Cancelled. Nothing was changed."))
        self._look()

    def _start(self, job: Job) -> None:
        self._job = job
        self._say("")
        self._panel.watch(job)
        self._look()

    def reject(self) -> None:
        """Close; work under way is stopped and leaves nothing behind."""
        self.checking.stop()
        if self._job is not None and self._job.running:
            self._job.stop()
        super().reject()
