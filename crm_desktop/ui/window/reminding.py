"""Says once a day how many things are due, in the line below: the window's only reminder, and it names nobody."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from crm_desktop.base import clock
from crm_desktop.services import reminders
from crm_desktop.services.settings import MachineSettings
from crm_desktop.services.workspace import Workspace

LOOK_AGAIN_MS = 10 * 60_000  # a computer that slept over midnight is reminded soon after it wakes


class Reminding(QObject):
    """`begin` reminds at once and then on each new day; `tell` gets the words."""

    def __init__(
        self, workspace: Workspace, machine: MachineSettings, tell: Callable[[str], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace, self._machine, self._tell = workspace, machine, tell
        self._told: dt.date | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_AGAIN_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Remind now, and watch for the next day."""
        self.look()
        self._timer.start()

    def look(self) -> None:
        """Remind where this was not done today, and something is due."""
        today = clock.today()
        if self._told == today or not self._machine["remind_at_start"]:
            return
        self._told = today
        said = reminders.due(self._workspace, today, self._machine["remind_days_ahead"]).said()
        if said:
            self._tell(said)
