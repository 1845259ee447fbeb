"""Keeps what is being typed in the file: within two seconds, beside the window, and at once when it is left."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, QTimer

from crm_desktop.base.errors import UserFacingError
from crm_desktop.services import drafts
from crm_desktop.services.drafts import Draft
from crm_desktop.services.workspace import Workspace

WITHIN_MS = 1_000
LAST_WORDS_SECONDS = 2.0  # how long a closing window waits for work under way

Typed = Callable[[], Mapping[str, Any]]


class DraftKeeper(QObject):
    """Asks `typed` what stands at `place` after each `touch`, and keeps it where it is something new.

    What was kept before stays until something else is typed, or until `forget`.
    """

    def __init__(self, workspace: Workspace, place: str, typed: Typed, parent: QObject) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.place = place
        self._typed = typed
        self._kept: dict[str, Any] = {}
        self._last: Future[None] | None = None
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drafts")
        # It is not put off by further keys: who types without a pause is kept all the same.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(WITHIN_MS)
        self._soon.timeout.connect(self.keep)
        pool = self._pool
        self.destroyed.connect(lambda: pool.shutdown(wait=False))

    def touch(self) -> None:
        """Hear that something was typed."""
        if self.place and not self._soon.isActive():
            self._soon.start()

    def found(self) -> Draft | None:
        """Give what was typed here before and not saved."""
        with suppress(UserFacingError):
            return drafts.kept(self.workspace, self.place)
        return None

    def keep(self) -> None:
        """Keep what is typed now, unless it is kept already."""
        self._soon.stop()
        if not self.place:
            return
        typed = dict(self._typed())
        if typed != self._kept:
            self._kept = typed
            self._write(typed)

    def forget(self) -> None:
        """Forget what is kept here: it was saved, or is not wanted."""
        self._soon.stop()
        self._kept = {}
        self._write({})

    def go_on(self, draft: Draft) -> None:
        """Take a draft for what is typed here now."""
        self._kept = dict(draft.value)

    def move(self, place: str) -> None:
        """Keep what is typed here, and go on at another place; at none ("") nothing is kept."""
        self.keep()
        self.place, self._kept = place, {}

    def finish(self) -> None:
        """Keep what is typed and see it written; the file is about to be closed."""
        self.keep()
        if self._last is not None:
            wait([self._last], timeout=LAST_WORDS_SECONDS)
        self._pool.shutdown(wait=False)

    def _write(self, typed: Mapping[str, Any]) -> None:
        workspace, place = self.workspace, self.place

        def write() -> None:
            with suppress(UserFacingError):  # a full disk is told by the save itself
                drafts.keep(workspace, place, typed)

        with suppress(RuntimeError):  # finished already
            self._last = self._pool.submit(write)
