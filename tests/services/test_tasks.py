"""Tasks: by their day, finished and put off in one undoable work, reached from customers and what was said."""

import datetime as dt

import pytest
from sqlalchemy import select

from crm_desktop.base import clock
from crm_desktop.base.errors import InvalidValueError
from crm_desktop.entities.task import Task
from crm_desktop.services import records, tasks
from crm_desktop.services.lists import ListQuery, list_ids
from crm_desktop.services.merge import merge
from crm_desktop.services.views import all_views
from crm_desktop.services.workspace import Workspace

NOW = dt.datetime(2026, 11, 24, 14, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def customer(workspace: Workspace) -> int:
    return records.add(workspace, "customer", {"name": "半山茶社"}).id


def plan(workspace: Workspace, customer: int, line: str) -> int:
    return records.add(workspace, "task", {"customer_id": customer, **tasks.said_task(line, NOW)}).id


def found(workspace: Workspace, customer: int = 1) -> list[str]:
    with workspace.read() as session:
        return [tasks.task_line(each.what, each.due_on, each.due_at) for each in tasks.open_tasks(session, customer)]


def next_step(workspace: Workspace, customer: int) -> object:
    with workspace.read() as session:
        return records.get(session, "customer", customer)["next_step"]


def test_a_line_is_read_and_written_as_itself(workspace: Workspace, customer: int):
    for line in ("周五回访", "周三 10 点回访大单报价", "整理样品", "2026-11-02 催款"):
        plan(workspace, customer, line)
    lines = ["2026-11-02 催款", "2026-11-25 10:00 回访大单报价", "2026-11-27 回访", "整理样品"]
    assert found(workspace, customer) == lines
    assert [tasks.task_line(**tasks.said_task(line, NOW)) for line in lines] == lines  # type: ignore[arg-type]
    assert next_step(workspace, customer) == dt.date(2026, 11, 2)


def test_what_is_done_is_done_until_it_is_taken_back(workspace: Workspace, customer: int):
    ids = [plan(workspace, customer, line) for line in ("周三回访", "周五送样")]
    work = tasks.finish(workspace, ids)
    assert (found(workspace, customer), next_step(workspace, customer)) == ([], None)
    assert workspace.work_info(work).title == "Done: 2 tasks"
    assert tasks.finish(workspace, ids) == 0
    workspace.undo()
    assert len(found(workspace, customer)) == 2
    tasks.finish(workspace, ids[:1])
    assert tasks.reopen(workspace, ids)
    assert len(found(workspace, customer)) == 2


def test_what_is_put_off_keeps_its_time_of_day(workspace: Workspace, customer: int):
    task = plan(workspace, customer, "周三 10 点回访")
    work = tasks.put_off(workspace, [task], tasks.later_days(NOW.date())["Next Monday"])
    assert found(workspace, customer) == ["2026-11-30 10:00 回访"]
    assert workspace.work_info(work).title == "Put off to 2026-11-30: 回访"


@pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31"])
def test_a_day_in_another_century_is_a_day(day: str, workspace: Workspace, customer: int):
    plan(workspace, customer, f"{day} 回访")
    assert found(workspace, customer) == [f"{day} 回访"]
    with workspace.read() as session:
        assert tasks.overdue_count(session, NOW.date()) == (day < "2000")


def test_a_title_of_ten_thousand_characters_is_refused(workspace: Workspace, customer: int):
    with pytest.raises(InvalidValueError, match="Too long"):
        plan(workspace, customer, "很" * 10_000)


def test_the_views_part_the_open_tasks_by_their_day(workspace: Workspace, customer: int):
    for line in ("11-24 收款", "2026-11-20 逾期", "11-29 盘点", "11-30 交货", "没有日子"):
        plan(workspace, customer, line)
    tasks.finish(workspace, [plan(workspace, customer, "2026-11-10 做完")])
    said = {}
    with workspace.read() as session:
        for view in all_views(workspace, "task"):
            ids = list_ids(session, view.query())
            said[view.key] = [session.get_one(Task, each).what for each in ids]
    assert said == {
        "all": ["逾期", "收款", "盘点", "交货", "没有日子"],
        "today": ["收款"],
        "overdue": ["逾期"],
        "week": ["收款", "盘点"],
        "later": ["交货", "没有日子"],
        "done": ["做完"],
    }


def test_a_customer_is_reached_with_what_comes_next(workspace: Workspace):
    added = records.add(
        workspace, "customer", {"name": "禾木", "task": "下周三", "task.what": "回访", "task.due_at": "10点"}
    )
    assert found(workspace, added.id) == ["2026-12-02 10:00 回访"]
    tasks.finish(workspace, [1])
    records.change(workspace, "customer", added.id, {"task": "+7"})
    assert found(workspace, added.id) == ["2026-12-01 Follow up"]
    records.change(workspace, "customer", added.id, {"task": "+8"})
    assert found(workspace, added.id) == ["2026-12-02 Follow up"]
    assert records.change(workspace, "customer", added.id, {"name": "禾木家具", "task.remark": ""}).id == added.id
    with workspace.read() as session:
        assert len(list_ids(session, ListQuery("task"))) == 2


def test_removing_what_was_said_leaves_what_is_to_be_done(workspace: Workspace, customer: int):
    raw = {"customer_id": customer, "content": "谈价", "task": "周三", "task.what": "报价"}
    said = records.add(workspace, "interaction", raw).id
    records.remove(workspace, "interaction", [said])
    assert found(workspace, customer) == ["2026-11-25 报价"]
    workspace.undo()
    with workspace.read() as session:
        assert session.scalar(select(Task.interaction_id)) == said


def test_a_merge_brings_all_tasks_along(workspace: Workspace, customer: int):
    other = records.add(workspace, "customer", {"name": "半山茶社杭州店"}).id
    for each in (customer, other):
        plan(workspace, each, "周三回访")
    merge(workspace, customer, other)
    assert found(workspace, customer) == ["2026-11-25 回访"] * 2
    workspace.undo()
    assert (found(workspace, customer), found(workspace, other)) == (["2026-11-25 回访"],) * 2


def test_a_clock_that_was_set_back_makes_nothing_late(
    workspace: Workspace, customer: int, monkeypatch: pytest.MonkeyPatch
):
    task = plan(workspace, customer, "周三回访")
    tasks.finish(workspace, [task])
    monkeypatch.setattr(clock, "now", lambda: NOW - dt.timedelta(days=400))
    tasks.reopen(workspace, [task])
    with workspace.read() as session:
        assert tasks.due_tasks(session, clock.today()) == ([], 0)
        assert tasks.overdue_count(session, clock.today()) == 0
