"""Watches how long the window's thread is busy at a stretch, since for so long the window answers nobody."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractEventDispatcher

GOAL = 0.1  # seconds; told, never asserted: other programs share the machine


@dataclass  # no slots: Qt holds it by a weak reference
class Watchdog:
    """Collects stretches of work: what the owner did, and what the event loop did by itself."""

    pauses: list[tuple[float, str]] = field(default_factory=list)
    _since: float = 0.0
    _acting: bool = False

    @contextmanager
    def act(self, what: str) -> Iterator[None]:
        """Time one key or one text, until the window would take the next."""
        started, self._acting = time.perf_counter(), True
        yield
        self._acting, self._since = False, 0.0  # what follows is the test's own time, until the loop wakes again
        self.pauses.append((time.perf_counter() - started, what))

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Time what the event loop does between two rests."""
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(self._woke)
        dispatcher.aboutToBlock.connect(self._rests)
        yield
        dispatcher.awake.disconnect(self._woke)
        dispatcher.aboutToBlock.disconnect(self._rests)

    def _woke(self) -> None:
        self._since = time.perf_counter()

    def _rests(self) -> None:
        if self._since and not self._acting:
            self.pauses.append((time.perf_counter() - self._since, "the event loop"))
        self._since = 0.0

    def told(self) -> str:
        """Say the longest stretch, and how many were longer than the goal."""
        longest, what = max(self.pauses, default=(0.0, "nothing"))
        over = sum(seconds > GOAL for seconds, _what in self.pauses)
        return f"longest pause {longest * 1000:.0f} ms ({what}), {over} of {len(self.pauses)} over {GOAL * 1000:.0f} ms"
