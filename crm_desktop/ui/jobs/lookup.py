"""Asks the file beside the window's thread: quick answers at once, slow ones when they come, stale ones never."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from crm_desktop.base.errors import UserFacingError

Answer = TypeVar("Answer")
# Most lists answer within this, and a window that waits so short a while does not stutter.
PATIENCE = 0.03


class Lookup(QObject, Generic[Answer]):
    """One question at a time; a new one makes the answer to the old one unwanted.

    `answered` is emitted on the window's thread, within `ask` when the answer is quick.
    """

    answered = Signal(object)
    failed = Signal(object)  # a UserFacingError
    _arrived = Signal(int, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._number = 0
        self._stopped = False
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="lookup")
        self._arrived.connect(self._take)
        pool = self._pool
        self.destroyed.connect(lambda: pool.shutdown(wait=True, cancel_futures=True))

    def ask(self, question: Callable[[], Answer], patience: float = PATIENCE) -> None:
        """Run `question` beside the window and emit what it gives, unless something newer is asked before."""
        if self._stopped:
            return
        self._number += 1
        number = self._number
        future = self._pool.submit(lambda: question() if number == self._number else None)
        wait([future], timeout=patience)
        if future.done():
            self._take(number, future)
        else:
            future.add_done_callback(lambda done: self._arrived.emit(number, done))

    def _take(self, number: int, future: "Future[Answer | None]") -> None:
        if number != self._number or future.cancelled():
            return
        if isinstance(error := future.exception(), UserFacingError):
            self.failed.emit(error)
        else:
            self.answered.emit(future.result())

    def stop(self) -> None:
        """Answer nothing any more and wait until the file is no longer looked at."""
        self._stopped = True
        self._number += 1
        self._pool.shutdown(wait=True, cancel_futures=True)
