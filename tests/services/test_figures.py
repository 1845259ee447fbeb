"""The figures of the first page count what they say, as of the day they are asked for."""

import datetime as dt

from crm_desktop.services import records, tasks
from crm_desktop.services.figures import Figures, figures
from crm_desktop.services.workspace import Workspace

TODAY = dt.date(2026, 11, 22)


def counted(workspace: Workspace) -> Figures:
    with workspace.read() as session:
        return figures(session, TODAY)


def customer(workspace: Workspace, name: str, since: str) -> int:
    return records.add(workspace, "customer", {"name": name, "created_on": since}).id


def talk(workspace: Workspace, customer_id: int, at: str, task: str | None = None) -> int:
    raw = {"customer_id": customer_id, "channel": "call", "content": f"谈话 {at}", "happened_at": f"{at} 10:00"}
    return records.add(workspace, "interaction", {**raw, "task": task}).id


def test_an_empty_file_counts_nothing(workspace: Workspace):
    assert counted(workspace) == Figures(0, 0, 0, 0, 0, 0, 0, 0)


def test_new_customers_are_counted_by_calendar_month(workspace: Workspace):
    for number, day in enumerate(["2026-11-01", "2026-11-22", "2026-10-31", "2026-10-01", "2026-09-30"]):
        customer(workspace, f"客户 {number}", day)
    found = counted(workspace)
    assert (found.customers, found.new_this_month, found.new_last_month) == (5, 2, 2)


def test_follow_ups_are_overdue_before_today_due_today_and_soon_after(workspace: Workspace):
    someone = customer(workspace, "半山茶社", "2026-01-01")
    for day in ("2026-11-12", "2026-11-21", "2026-11-22", "2026-11-29", "2026-11-30"):
        talk(workspace, someone, "2026-11-10", day)
    found = counted(workspace)
    assert (found.overdue, found.longest_overdue, found.due_today, found.due_soon) == (2, 10, 1, 1)


def test_a_follow_up_that_was_done_is_not_due(workspace: Workspace):
    someone = customer(workspace, "半山茶社", "2026-01-01")
    talk(workspace, someone, "2026-11-10", "2026-11-20")
    tasks.finish(workspace, [1])
    with workspace.read() as session:
        assert tasks.due_tasks(session, TODAY) == ([], 0)
    assert counted(workspace).overdue == 0


def test_quiet_is_who_had_no_contact_for_sixty_days(workspace: Workspace):
    talk(workspace, customer(workspace, "近来谈过", "2025-01-01"), "2026-11-01")
    talk(workspace, customer(workspace, "久未联系", "2025-01-01"), "2026-09-01")
    customer(workspace, "从未联系", "2025-01-01")
    customer(workspace, "刚刚认识", "2026-11-20")
    refusing = customer(workspace, "请勿打扰", "2025-01-01")
    records.change(workspace, "customer", refusing, {"do_not_contact": True})
    assert counted(workspace).quiet == 2


def test_the_longest_overdue_follow_up_comes_first_and_all_are_counted(workspace: Workspace):
    someone = customer(workspace, "半山茶社", "2026-01-01")
    for day in ("2026-11-25", "2026-11-12", "2026-11-22"):
        talk(workspace, someone, "2026-11-10", day)
    with workspace.read() as session:
        found, total = tasks.due_tasks(session, TODAY, limit=2)
    assert [str(each.due_on) for each in found] == ["2026-11-12", "2026-11-22"]
    assert (found[0].customer, found[0].customer_id, total) == ("半山茶社", someone, 3)
