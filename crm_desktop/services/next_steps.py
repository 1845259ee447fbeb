"""One next step for many customers: a task each, planned in one piece of work."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import insert

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import N_, _
from crm_desktop.base.progress import Progress, Silent
from crm_desktop.entities.task import Task
from crm_desktop.fields.check import check
from crm_desktop.services.tasks import said_task
from crm_desktop.services.workspace import Workspace

CHUNK = 1_000


def plan_for_each(
    workspace: Workspace, customer_ids: Sequence[int], said: str, now: dt.datetime, *, progress: Progress | None = None
) -> int:
    """Plan what was said in one line (“周三 10 点回访”) for each customer; gives the piece of work.

    Raises `InvalidValueError` where nothing was said, or a rule of tasks refuses it.
    """
    if not said.strip():
        raise InvalidValueError(_("Say what is to be done, and when."))
    watch = progress or Silent()
    checked = check(Task, said_task(said, now), workspace.context)
    checked.raise_if_refused(Task)
    title, what = N_("Planned for {n} customers: {what}"), str(checked.values["what"])
    with workspace.work(title, kind="bulk", n=len(customer_ids), what=what) as work:
        for start in range(0, len(customer_ids), CHUNK):
            watch.report(start, len(customer_ids), _("Changing"))
            some = customer_ids[start : start + CHUNK]
            work.connection.execute(insert(Task), [{**checked.values, "customer_id": each} for each in some])
    return work.id
