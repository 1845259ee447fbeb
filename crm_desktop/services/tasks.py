"""What is to be done: open tasks by their day, finishing them and putting them off."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_, select, update
from sqlalchemy.orm import Session

from crm_desktop.base import clock
from crm_desktop.base.i18n import N_, _
from crm_desktop.entities.customer import Customer
from crm_desktop.entities.task import Task
from crm_desktop.fields.plans import find_plan
from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace

SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class OpenTask:
    """One open task: for whom, what, when."""

    id: int
    customer_id: int
    customer: str
    what: str
    due_on: dt.date | None
    due_at: dt.time | None


def due_tasks(session: Session, today: dt.date, limit: int = 8) -> tuple[list[OpenTask], int]:
    """Give the open tasks that are due within a week, longest overdue first, and how many there are."""
    wanted = and_(is_open(), Task.due_on <= today + dt.timedelta(days=SOON_DAYS))
    total = session.scalar(select(func.count()).select_from(Task).where(wanted))
    return _found(session, wanted, limit), int(total or 0)


def open_tasks(session: Session, customer_id: int) -> list[OpenTask]:
    """Give a customer's open tasks, the earliest first, those without a day last."""
    return _found(session, and_(is_open(), Task.customer_id == customer_id))


def overdue_count(session: Session, today: dt.date) -> int:
    """Count the open tasks whose day is past."""
    return int(session.scalar(select(func.count()).select_from(Task).where(is_open(), Task.due_on < today)) or 0)


def is_open() -> ColumnElement[bool]:
    """Say that a task is not done."""
    return Task.done_at.is_(None)


def finish(workspace: Workspace, ids: Sequence[int]) -> int:
    """Say that tasks are done; gives the piece of work, 0 where none was open."""
    found = _those(workspace, ids, is_open())
    return _write(workspace, found, {"done_at": clock.now()}, N_("Done: {title}"), N_("Done: {n} tasks"))


def reopen(workspace: Workspace, ids: Sequence[int]) -> int:
    """Say that tasks are not done after all; gives the piece of work, 0 where all are open."""
    found = _those(workspace, ids, not_(is_open()))
    one, many = N_("Not done after all: {title}"), N_("Not done after all: {n} tasks")
    return _write(workspace, found, {"done_at": None}, one, many)


def put_off(workspace: Workspace, ids: Sequence[int], day: dt.date) -> int:
    """Plan open tasks for another day, at the time of day they had; gives the piece of work."""
    found = _those(workspace, ids, is_open())
    one, many = N_("Put off to {day}: {title}"), N_("Put off to {day}: {n} tasks")
    return _write(workspace, found, {"due_on": day}, one, many)


def said_task(text: str, now: dt.datetime) -> dict[str, object]:
    """Read a task from one line, “周三 10 点回访”: what it is, its day and time, for `records.add` and `change`."""
    plan = find_plan(text, now, past=True)
    if plan is None:
        return {"what": text.strip(), "due_on": None, "due_at": None}
    return {"what": plan.text or _("Follow up"), "due_on": plan.day, "due_at": plan.time}


def task_line(what: str, due_on: dt.date | None, due_at: dt.time | None) -> str:
    """Write a task as one line, which `said_task` reads."""
    when = [f"{due_on}"] if due_on else []
    when += [f"{due_at:%H:%M}"] if due_on and due_at else []
    return " ".join((*when, " ".join(what.split())))


def later_days(today: dt.date) -> Mapping[str, dt.date]:
    """Give the days to which a task is put off with one key, by what they are called."""
    return {
        N_("Tomorrow"): today + dt.timedelta(days=1),
        N_("In a week"): today + dt.timedelta(days=7),
        N_("Next Monday"): today + dt.timedelta(days=7 - today.weekday()),
    }


def _found(session: Session, wanted: ColumnElement[bool], limit: int | None = None) -> list[OpenTask]:
    rows = session.execute(
        select(Task.id, Customer.id, Customer.name, Task.what, Task.due_on, Task.due_at)
        .join(Customer, Customer.id == Task.customer_id)
        .where(wanted)
        .order_by(Task.due_on.nulls_last(), Task.due_at.nulls_last(), Task.id)
        .limit(limit)
    )
    return [OpenTask(*row) for row in rows]


def _those(workspace: Workspace, ids: Sequence[int], wanted: ColumnElement[bool]) -> dict[int, str]:
    """Give those of the tasks that are wanted, and what they are about."""
    with workspace.read() as session:
        found = session.execute(select(Task.id, Task.what).where(_among(ids), wanted))
        return {row.id: row.what for row in found}


def _write(workspace: Workspace, found: Mapping[int, str], values: Mapping[str, Any], one: str, many: str) -> int:
    """Write values to some tasks in one piece of work, called `one` where it is one."""
    if not found:
        return 0
    title = records.title_of("task", {"what": next(iter(found.values()))})
    day = str(values.get("due_on", ""))
    with workspace.work(one if len(found) == 1 else many, title=title, n=len(found), day=day) as work:
        work.connection.execute(update(Task).where(_among(list(found))).values(**values))
    return work.id if work.kept else 0


def _among(ids: Sequence[int]) -> ColumnElement[bool]:
    # as JSON: a list of any length in one variable
    return Task.id.in_(select(func.json_each(json.dumps(list(ids))).table_valued("value").c.value))
