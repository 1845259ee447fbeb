"""What comes next is read from sheets of customers, of what was said, and of tasks, and never twice."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from crm_desktop.base import clock
from crm_desktop.entities.task import Task
from crm_desktop.exchange.cards.write_calendar import export_calendar
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.exchange.reading.workbook import Row
from crm_desktop.exchange.writing.export import export_all
from crm_desktop.services import records, tasks
from crm_desktop.services.open_file import create
from crm_desktop.services.workspace import Workspace
from tests.conftest import PASSWORD
from tests.exchange.books import book

HEAD: Row = ["客户名称", "联系人", "电话", "下次跟进时间"]


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Workspace]:
    made, _recovery_code = create(tmp_path / "other.kebu", PASSWORD)
    yield made
    made.close()


def found(workspace: Workspace) -> list[tuple[str, str]]:
    with workspace.read() as session:
        rows = session.execute(select(Task.what, Task.due_on).order_by(Task.due_on, Task.id))
        return [(row.what, str(row.due_on)) for row in rows]


def test_a_column_of_customers_makes_tasks_once(workspace: Workspace):
    sheet = book(["青石", "陈", "13800138000", "2026-12-01"], ["禾木", None, None, None], head=HEAD)
    result = run_import(workspace, sheet)
    assert (result.added, result.rejected, found(workspace)) == (2, 0, [("Follow up", "2026-12-01")])
    tasks.finish(workspace, [1])
    assert run_import(workspace, sheet).unchanged == 2
    assert len(found(workspace)) == 1
    later = book(["青石", "陈", "13800138000", "2026-12-24"], head=HEAD)
    assert run_import(workspace, later).updated == 1
    assert found(workspace) == [("Follow up", "2026-12-01"), ("Follow up", "2026-12-24")]


def test_undoing_an_import_takes_its_tasks_along_unless_they_were_worked_on(workspace: Workspace):
    result = run_import(
        workspace, book(["青石", None, None, "2026-12-01"], ["禾木", None, None, "2026-12-02"], head=HEAD)
    )
    tasks.put_off(workspace, [2], dt.date(2026, 12, 9))
    undone = workspace.undo(result.batch)
    assert found(workspace) == [("Follow up", "2026-12-09")]
    assert [(each.entity, each.reason) for each in undone.conflicts if each.entity == "task"] == [
        ("task", "later_work")
    ]


@pytest.mark.parametrize("cell", ["下周三", dt.date(2026, 12, 2), "2026年12月2日"])
def test_a_day_is_read_as_a_person_writes_it(cell: object, workspace: Workspace, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(clock, "now", lambda: dt.datetime(2026, 11, 24, 14, tzinfo=dt.UTC))
    run_import(workspace, book(["青石", None, None, cell], head=HEAD))  # type: ignore[list-item]
    assert found(workspace) == [("Follow up", "2026-12-02")]


def test_a_sheet_of_tasks_finds_customer_and_what_was_said_again(
    workspace: Workspace, other: Workspace, tmp_path: Path
):
    customer = records.add(workspace, "customer", {"name": "青石", "contact": "陈"}).id
    said = {"customer_id": customer, "contact_id": 1, "content": "谈价", "happened_at": "2026-11-19 15:20"}
    records.add(workspace, "interaction", {**said, "task": "2026-12-01", "task.what": "报价", "task.due_at": "10:00"})
    records.add(workspace, "task", {"customer_id": customer, "what": "整理样品"})
    export_all(workspace, tmp_path / "all.xlsx")
    for _again in range(2):
        run_import(other, read_workbook(tmp_path / "all.xlsx"))
        with other.read() as session:
            rows = session.execute(select(*Task.__table__.columns).order_by(Task.what)).all()
        assert [(row.what, row.interaction_id, row.contact_id, row.due_at) for row in rows] == [
            ("报价", 1, 1, dt.time(10)), ("整理样品", None, None, None),
        ]  # fmt: skip


def test_a_calendar_has_what_is_to_be_done(workspace: Workspace, tmp_path: Path):
    customer = records.add(
        workspace, "customer", {"name": "青石", "contact": "陈", "contact.birthday": "1990-02-03"}
    ).id
    for line in ("2026-12-01 10:00 回访", "2026-12-02 送样", "整理样品"):
        plan = tasks.said_task(line, dt.datetime(2026, 11, 24, 14, tzinfo=dt.UTC))
        records.add(workspace, "task", {"customer_id": customer, **plan})
    assert export_calendar(workspace, tmp_path / "all.ics").rows == 3
    text = (tmp_path / "all.ics").read_bytes().decode()
    assert "DTSTART:20261201T100000\r\n" in text
    assert "DTSTART;VALUE=DATE:20261202\r\n" in text
    assert "SUMMARY:回访 (青石)\r\n" in text
    assert "整理样品" not in text
    tasks.finish(workspace, [1, 2])
    assert export_calendar(workspace, tmp_path / "done.ics").rows == 1
