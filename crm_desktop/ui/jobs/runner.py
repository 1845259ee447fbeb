"""One thread for long work; its end comes back to the window's thread, exactly once."""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from crm_desktop.base.errors import CancelledError, UserFacingError
from crm_desktop.base.i18n import N_, _
from crm_desktop.base.progress import Progress, Stoppable

T = TypeVar("T")

_OUR_FAULT = N_("The program made a mistake and stopped this work. Nothing of it was kept.")


class Job:
    """A piece of work under way: look at `progress`, `stop` it, or wait for its one end."""

    def __init__(
        self,
        owner: QObject,
        done: Callable[..., None],
        failed: Callable[[UserFacingError], None],
        cancelled: Callable[[], None] | None,
    ) -> None:
        self.progress = Stoppable()
        self.running = True
        self._owner, self._done, self._failed, self._cancelled = owner, done, failed, cancelled

    def stop(self) -> None:
        """Ask the work to stop at its next report; all of it is rolled back."""
        self.progress.stop()

    def end(self, result: object, error: BaseException | None) -> None:
        """Tell the owner how it ended, unless its window is gone (called by the runner on the window's thread)."""
        self.running = False
        if not isValid(self._owner):
            return
        if error is None:
            self._done(result)
        elif isinstance(error, CancelledError):
            (self._cancelled or (lambda: None))()
        elif isinstance(error, UserFacingError):
            self._failed(error)
        else:
            self._failed(UserFacingError(_(_OUR_FAULT)))
            sys.excepthook(type(error), error, error.__traceback__)


class Runner(QObject):
    """Runs one job after the other on its own thread.

    Each job ends in exactly one of `done(result)`, `failed(error)` and `cancelled()`, called on the
    thread of the window. `owner` is the widget that waits: when it is gone, nobody is called.
    """

    _ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="kebu-job")
        self._jobs: set[Job] = set()
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        function: Callable[[Progress], T],
        *,
        owner: QObject,
        done: Callable[[T], None],
        failed: Callable[[UserFacingError], None],
        cancelled: Callable[[], None] | None = None,
    ) -> Job:
        """Start `function(progress)` as soon as the thread is free."""
        job = Job(owner, done, failed, cancelled)
        self._jobs.add(job)
        self._thread.submit(self._work, job, function)
        return job

    @property
    def busy(self) -> bool:
        """Whether work is under way or waits for its turn."""
        return bool(self._jobs)

    def close(self) -> None:
        """Stop what is under way and wait until the thread is free; nobody is called any more."""
        for job in self._jobs:
            job.stop()
        self._thread.shutdown(wait=True, cancel_futures=True)
        self._jobs.clear()

    def _work(self, job: Job, function: Callable[[Progress], object]) -> None:
        try:
            result = function(job.progress)
        except Exception as error:  # noqa: BLE001 - an error of a thread must reach the window, whatever it is
            self._ended.emit(job, None, error)
        else:
            self._ended.emit(job, result, None)

    @Slot(object, object, object)
    def _end(self, job: Job, result: object, error: BaseException | None) -> None:
        if job in self._jobs:
            self._jobs.remove(job)
            job.end(result, error)
