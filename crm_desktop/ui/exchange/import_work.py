"""What an import does beside the window: reads the file, matches sheets, checks all rows, brings them in."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.progress import Progress
from crm_desktop.exchange.importing.choices import ImportChoices, SheetChoice
from crm_desktop.exchange.importing.import_result import ImportResult, SheetMatch
from crm_desktop.exchange.importing.plan_import import plan_sheets
from crm_desktop.exchange.importing.remembered_columns import recall
from crm_desktop.exchange.importing.run_import import Before, run_import
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.exchange.reading.workbook import Workbook
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.exchange.check_all import Checked, check_all
from crm_desktop.ui.exchange.checking import Checking
from crm_desktop.ui.jobs.runner import Job, Runner


class ImportWork(QObject):
    """One piece of work after the other; what can be asked again (`plan`, `check`) gives only its last answer.

    `workbook`, `planned` and `checked` are what is known by now; `halted` tells that the user stopped what was
    asked last. Cancelled work leaves nothing behind.
    """

    started = Signal(object)  # a Job, to be watched
    has_read = Signal(object)  # a Workbook
    unreadable = Signal(object)  # a UserFacingError
    has_planned = Signal(object)  # a list of SheetMatch
    unplanned = Signal(str)
    has_checked = Signal(object)  # a Checked
    halted_by_user = Signal()
    imported = Signal(object)  # an ImportResult
    taken_back = Signal(object)  # an UndoResult
    failed = Signal(str)
    cancelled = Signal()

    def __init__(self, workspace: Workspace, runner: Runner, before: Before | None, parent: QObject) -> None:
        super().__init__(parent)
        self.workbook: Workbook | None = None
        self.planned: list[SheetMatch] = []
        self.halted = False
        self.job: Job | None = None
        self.planning, self.checking = Checking(runner, self), Checking(runner, self)
        self._workspace, self._runner, self._before = workspace, runner, before
        self._path = Path()
        self.planning.checked.connect(self._keep_planned)
        self.planning.failed.connect(self.unplanned)
        self.checking.checked.connect(self.has_checked)
        self.checking.failed.connect(self.failed)
        for asking in (self.planning, self.checking):
            asking.started.connect(self.started)
            asking.stopped.connect(self._halt)

    @property
    def busy(self) -> bool:
        """Tell whether something is under way that must end before anything else is chosen."""
        return self.job is not None and self.job.running

    @property
    def checked(self) -> ImportResult | None:
        """Give what the last check found, None while one is under way."""
        latest = self.checking.latest
        return latest.result if isinstance(latest, Checked) else None

    def read(
        self, path: Path, encoding: str | None = None, delimiter: str | None = None, *, first_part: bool = False
    ) -> None:
        """Read a file; what was known of another is forgotten."""
        self.workbook, self.planned, self.halted, self._path = None, [], False, path
        self.planning.stop()
        self.checking.stop()
        self._run(
            lambda progress: read_workbook(
                path, encoding=encoding, delimiter=delimiter, first_part=first_part, progress=progress
            ),
            self._keep_read,
            self.unreadable.emit,
        )

    def read_otherwise(self, encoding: str, delimiter: str) -> None:
        """Read the same file in another encoding, with another separator; empty ones are found out."""
        self.read(self._path, encoding or None, delimiter or None)

    def read_first_part(self) -> None:
        """Read as much of the same file as can be."""
        self.read(self._path, first_part=True)

    def plan(self, sheets: Mapping[str, SheetChoice]) -> None:
        """Match the sheets."""
        workbook, choices = self.workbook, ImportChoices(sheets=sheets)
        if workbook is None:
            return
        self.planned, self.halted = [], False
        self.planning.ask(lambda _progress: plan_sheets(workbook, choices, recall(self._workspace)))

    def check(self, choices: ImportChoices) -> None:
        """Check all rows."""
        workbook = self.workbook
        if workbook is None or not self.planned:
            return
        self.halted = False
        self.checking.ask(lambda progress: check_all(self._workspace, workbook, choices, progress))

    def bring_in(self, choices: ImportChoices) -> None:
        """Import all that can be taken in."""
        workbook = self.workbook
        if workbook is None:
            return
        self._run(
            lambda progress: run_import(self._workspace, workbook, choices, progress=progress, before=self._before),
            self.imported.emit,
            lambda error: self.failed.emit(error.message),
        )

    def take_back(self, batch: int) -> None:
        """Undo what was brought in."""
        self._run(
            lambda _progress: self._workspace.undo(batch),
            self.taken_back.emit,
            lambda error: self.failed.emit(error.message),
        )

    def cancel(self) -> None:
        """Stop what is under way; what is known stays known."""
        if self.job is not None:
            self.job.stop()

    def stop(self) -> None:
        """Stop everything and forget what was asked."""
        self.planning.stop()
        self.checking.stop()
        self.cancel()

    def _run(
        self,
        function: Callable[[Progress], object],
        done: Callable[[object], None],
        failed: Callable[[UserFacingError], None],
    ) -> None:
        self.job = self._runner.run(function, owner=self, done=done, failed=failed, cancelled=self.cancelled.emit)
        self.started.emit(self.job)

    def _keep_read(self, workbook: object) -> None:
        if isinstance(workbook, Workbook):
            self.workbook = workbook
            self.has_read.emit(workbook)

    def _keep_planned(self, planned: list[SheetMatch]) -> None:
        self.planned = planned
        self.has_planned.emit(planned)

    def _halt(self) -> None:
        self.halted = True
        self.halted_by_user.emit()
