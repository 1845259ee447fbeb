"""Asks for something long beside the window, again after each change, and only the last answer counts."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.progress import Progress
from crm_desktop.ui.jobs.runner import Job, Runner

PATIENCE_MS = 150
Question = Callable[[Progress], object]


class Checking(QObject):
    """Such as a dry run of the import: all of it is done and nothing of it is kept.

    `latest` is the answer to what was asked last, None as long as there is none.
    """

    started = Signal(object)
    checked = Signal(object)
    failed = Signal(str)
    stopped = Signal()  # by the user, while the answer was still wanted

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self.latest: object = None
        self.job: Job | None = None
        self._runner = runner
        self._asked: Question | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self._start)

    def ask(self, question: Question) -> None:
        """Ask in a moment: the next choice may come at once."""
        self.stop()
        self._asked = question
        self._timer.start()

    def stop(self) -> None:
        """Forget what was asked."""
        self.latest = self._asked = None
        self._timer.stop()
        if self.job is not None:
            self.job.stop()

    @property
    def waiting(self) -> bool:
        """Tell whether an answer is still to come."""
        return self._timer.isActive() or (self._asked is not None and self.job is not None and self.job.running)

    def _start(self) -> None:
        asked = self._asked
        if asked is None:
            return
        self.job = self._runner.run(
            asked,
            owner=self,
            done=lambda answer: self._take(asked, answer),
            failed=lambda error: self._refuse(asked, error),
            cancelled=lambda: self._give_up(asked),
        )
        self.started.emit(self.job)

    def _take(self, asked: Question, answer: object) -> None:
        if asked is self._asked:
            self.latest = answer
            self.checked.emit(answer)

    def _refuse(self, asked: Question, error: UserFacingError) -> None:
        if asked is self._asked:
            self.failed.emit(error.message)

    def _give_up(self, asked: Question) -> None:
        if asked is self._asked:
            self._asked = None
            self.stopped.emit()
