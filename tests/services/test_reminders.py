"""A reminder counts what is due and names nobody."""

import datetime as dt

import pytest

from crm_desktop.base import clock
from crm_desktop.services import records
from crm_desktop.services.reminders import Due, due
from crm_desktop.services.tasks import finish
from crm_desktop.services.workspace import Workspace


@pytest.fixture
def busy(workspace: Workspace) -> Workspace:
    today = clock.today()
    customer = records.add(workspace, "customer", {"name": "禾木家具"}).id
    for days in (-3, 0, 2):
        day = (today + dt.timedelta(days=days)).isoformat()
        records.add(workspace, "task", {"customer_id": customer, "what": "回访", "due_on": day})
    records.add(workspace, "task", {"customer_id": customer, "what": "有空再说"})
    return workspace


def test_open_tasks_up_to_the_day_are_counted(busy: Workspace):
    today = clock.today()
    assert due(busy, today) == Due(2, 1)
    assert due(busy, today, 2) == Due(3, 1)
    with busy.read() as session:
        (late, *_rest) = records.parts(session, "customer", 1)["task"]
    finish(busy, [late["id"]])
    assert due(busy, today).late == 0


def test_it_is_said_in_one_line_without_a_name(busy: Workspace):
    assert due(busy, clock.today()).said() == "2 tasks are due, 1 of them overdue"
    assert Due(0, 0).said() == ""
    assert Due(1, 0).said() == "1 task is due"
