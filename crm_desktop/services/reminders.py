"""What is due, counted for a reminder: only how many, never whose."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.entities.task import Task
from crm_desktop.services.tasks import is_open
from crm_desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Due:
    """How many tasks are to be done up to a day, and how many of them are late already."""

    all: int
    late: int

    def said(self) -> str:
        """Say it in one line; nothing where nothing is due."""
        if not self.all:
            return ""
        due = ngettext("{n} task is due", "{n} tasks are due", self.all)
        return _("{due}, {n} of them overdue").format(due=due, n=self.late) if self.late else due


def due(workspace: Workspace, today: dt.date, days_ahead: int = 0) -> Due:
    """Count the open tasks up to so many days from today."""
    until = today + dt.timedelta(days=days_ahead)
    statement = select(func.count(), func.count().filter(Task.due_on < today)).where(Task.due_on <= until, is_open())
    with workspace.read() as session:
        every, overdue = session.execute(statement).one()
    return Due(every, overdue)
