"""How long work tells how far it is, and learns that it is to stop."""

from typing import Protocol

from crm_desktop.base.errors import CancelledError
from crm_desktop.base.i18n import _


class Progress(Protocol):
    """What long work reports to."""

    def report(self, done: int, total: int, stage: str = "") -> None:
        """Tell that `done` of `total` units are through; raises `CancelledError` when to stop."""


class Silent:
    """Progress that nobody watches and nobody stops."""

    def report(self, done: int, total: int, stage: str = "") -> None:
        """Take the report and do nothing."""


class Stoppable:
    """Progress that another thread may stop and read."""

    def __init__(self) -> None:
        self.done, self.total, self.stage = 0, 0, ""
        self._stopped = False

    def stop(self) -> None:
        """Make the next report raise `CancelledError`."""
        self._stopped = True

    def report(self, done: int, total: int, stage: str = "") -> None:
        """Keep the figures for who looks; raises `CancelledError` after `stop`."""
        self.done, self.total, self.stage = done, total, stage
        if self._stopped:
            raise CancelledError(_("Cancelled. Nothing was changed."))
