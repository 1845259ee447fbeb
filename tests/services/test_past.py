"""A record as of any day, how it differs from now, and having it back."""

import datetime as dt

import pytest
from sqlalchemy import text

from crm_desktop.base import clock
from crm_desktop.base.errors import NotFoundError
from crm_desktop.services import records
from crm_desktop.services.merge import merge
from crm_desktop.services.past import differences, past_of, restore_day
from crm_desktop.services.workspace import Workspace

CUSTOMER = 4
THEN = dt.date(2026, 10, 1)
LATER = dt.datetime(2026, 10, 20, 9, tzinfo=dt.UTC)


@pytest.fixture
def aged(filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Let what the file holds be done on the first of October, and what a test does on the twentieth."""
    with filled.file.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE work SET at = '2026-10-01T09:00:00+00:00'")
    monkeypatch.setattr(clock, "now", lambda: LATER)
    return filled


def snapshot(workspace: Workspace) -> tuple[dict[str, object], dict[str, list[dict[str, object]]]]:
    with workspace.read() as session:
        values = records.get(session, "customer", CUSTOMER)
        parts = records.parts(session, "customer", CUSTOMER)
    return values, {name: parts[name] for name in ("contact", "channel", "address")}


def rearrange(workspace: Workspace) -> None:
    """Change, remove and add what belongs to the customer."""
    _values, parts = snapshot(workspace)
    records.change(workspace, "customer", CUSTOMER, {"level": "C", "name": "青石巷文具"})
    records.change(workspace, "channel", parts["channel"][0]["id"], {"value": "13600009999"})
    records.remove(workspace, "channel", [parts["channel"][1]["id"]])
    records.remove(workspace, "contact", [parts["contact"][0]["id"]])
    records.add(workspace, "contact", {"customer_id": CUSTOMER, "name": "刘先生", "mobile": "13600004411"})
    records.change(workspace, "address", parts["address"][0]["id"], {"street": "青石巷 20 号"})


def test_a_record_is_seen_with_its_parts_as_of_any_day(aged: Workspace):
    values, parts = snapshot(aged)
    rearrange(aged)
    with aged.read() as session:
        past = past_of(session, "customer", CUSTOMER, THEN)
    assert past.values["name"] == values["name"]
    assert past.values["level"] == "A"
    assert {name: past.parts[name] for name in parts} == parts
    assert len(past.parts["interaction"]) == 2


def test_what_differs_is_told_field_by_field_and_part_by_part(aged: Workspace):
    rearrange(aged)
    with aged.read() as session:
        found = differences(session, "customer", past_of(session, "customer", CUSTOMER, THEN))
    told = [(each.entity, set(each.fields), each.then is None, each.now is None) for each in found]
    assert told[0] == ("customer", {"level", "name"}, False, False)
    assert ("channel", {"value"}, False, False) in told
    assert ("channel", set(), False, True) in told
    assert ("contact", set(), False, True) in told
    assert ("contact", set(), True, False) in told
    assert ("address", {"street"}, False, False) in told


def test_all_of_a_day_comes_back_as_one_work_that_can_be_undone(aged: Workspace):
    before = snapshot(aged)
    rearrange(aged)
    after = snapshot(aged)
    work = restore_day(aged, "customer", CUSTOMER, THEN)
    assert snapshot(aged) == before
    aged.undo(work)
    assert snapshot(aged) == after


def test_what_happened_since_stays_when_a_day_comes_back(aged: Workspace):
    records.add(aged, "interaction", {"customer_id": CUSTOMER, "channel": "note", "content": "new"})
    assert restore_day(aged, "customer", CUSTOMER, THEN) == 0
    with aged.read() as session:
        assert len(records.parts(session, "customer", CUSTOMER)["interaction"]) == 3


def test_a_merged_record_is_seen_as_it_was_before_the_merge(aged: Workspace):
    values, parts = snapshot(aged)
    merge(aged, 1, CUSTOMER)
    with aged.read() as session:
        past = past_of(session, "customer", CUSTOMER, THEN)
        kept = past_of(session, "customer", 1, THEN)
    assert past.values["name"] == values["name"]
    assert {name: past.parts[name] for name in parts} == parts
    assert [each["name"] for each in kept.parts["contact"]] == ["王女士"]


def test_a_part_that_moved_on_twice_and_was_removed_is_seen_where_it_was(aged: Workspace):
    _values, parts = snapshot(aged)
    moved = parts["channel"][0]["id"]
    for owner in (1, 2):
        with aged.work("move", kind="merge") as work:
            work.connection.execute(
                text(f"UPDATE channel SET customer_id = {owner}, contact_id = NULL WHERE id = {moved}")
            )
    records.change(aged, "channel", moved, {"value": "13600009999"})
    records.remove(aged, "channel", [moved])
    with aged.read() as session:
        then = past_of(session, "customer", CUSTOMER, THEN).parts["channel"]
        assert not [each for each in past_of(session, "customer", 1, THEN).parts["channel"] if each["id"] == moved]
    assert then == parts["channel"]


def test_before_it_was_added_there_is_nothing_to_see(aged: Workspace):
    with aged.read() as session, pytest.raises(NotFoundError, match="was not in the file"):
        past_of(session, "customer", CUSTOMER, THEN - dt.timedelta(days=1))
