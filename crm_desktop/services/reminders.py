"""What is due, counted for a reminder: only how many, never whose."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, not_, select

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.entities.interaction import Interaction
from crm_desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Due:
    """How many things are to be done up to a day, and how many of them are late already."""

    all: int
    late: int

    def said(self) -> str:
        """Say it in one line; nothing where nothing is due."""
        if not self.all:
            return ""
        due = ngettext("{n} thing is due", "{n} things are due", self.all)
        return _("{due}, {n} of them overdue").format(due=due, n=self.late) if self.late else due


def due(workspace: Workspace, today: dt.date, days_ahead: int = 0) -> Due:
    """Count the open follow-ups up to so many days from today; an index answers."""
    day = Interaction.follow_up_on
    until = today + dt.timedelta(days=days_ahead)
    statement = select(func.count(), func.count().filter(day < today)).where(
        day <= until, not_(Interaction.follow_up_done)
    )
    with workspace.read() as session:
        every, late = session.execute(statement).one()
    return Due(every, late)
