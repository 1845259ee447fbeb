"""Checks all rows beside the window, again after each change, and only the last answer counts."""

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.base.errors import UserFacingError
from crm_desktop.exchange.choices import ImportChoices
from crm_desktop.exchange.import_result import ImportResult
from crm_desktop.exchange.run_import import run_import
from crm_desktop.exchange.workbook import Workbook
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.runner import Job, Runner

PATIENCE_MS = 150


class Checking(QObject):
    """A dry run of the import: all of it is done and nothing of it is kept."""

    started = Signal(object)
    checked = Signal(object)
    failed = Signal(str)

    def __init__(self, workspace: Workspace, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self.latest: ImportResult | None = None
        self.job: Job | None = None
        self._workspace, self._runner = workspace, runner
        self._asked: tuple[Workbook, ImportChoices] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self._start)

    def ask(self, workbook: Workbook, choices: ImportChoices) -> None:
        """Check with these choices, in a moment: the next choice may come at once."""
        self.stop()
        self._asked = (workbook, choices)
        self._timer.start()

    def stop(self) -> None:
        """Forget what was asked."""
        self.latest = None
        self._timer.stop()
        if self.job is not None:
            self.job.stop()

    def _start(self) -> None:
        if self._asked is None:
            return
        workbook, choices = asked = self._asked
        self.job = self._runner.run(
            lambda progress: run_import(self._workspace, workbook, choices, dry_run=True, progress=progress),
            owner=self,
            done=lambda result: self._take(asked, result),
            failed=lambda error: self._refuse(asked, error),
        )
        self.started.emit(self.job)

    def _take(self, asked: object, result: ImportResult) -> None:
        if asked is self._asked:
            self.latest = result
            self.checked.emit(result)

    def _refuse(self, asked: object, error: UserFacingError) -> None:
        if asked is self._asked:
            self.failed.emit(error.message)
