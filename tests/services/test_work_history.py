"""The history by pages and sorts, and what a piece of work changed in a person's words."""

from pathlib import Path

import pytest
from sqlalchemy import update

from crm_desktop.base.errors import CancelledError, InvalidValueError
from crm_desktop.base.i18n import N_
from crm_desktop.entities.customer import Customer
from crm_desktop.exchange.importing.choices import ImportChoices
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.services import records
from crm_desktop.services.work_details import Change, details, later_edits, place_of
from crm_desktop.services.work_history import ALL, count_by_day, shows, sort_named, work_page
from crm_desktop.services.workspace import Workspace
from tests.dump import changed_tables, dump


def _changes(workspace: Workspace, work_id: int) -> list[tuple[str, str, str, str]]:
    with workspace.read() as session:
        found = details(session, workspace.work_info(work_id))
    return [(each.owner, each.label, each.before, each.after) for each in found.changes]


def test_pages_follow_one_another_without_gap_or_double(filled: Workspace):
    with filled.read() as session:
        whole = [each.id for each in work_page(session, limit=1000)]
        paged: list[int] = []
        while page := work_page(session, before=paged[-1] if paged else None, limit=7):
            paged += [each.id for each in page]
        assert paged == whole
        assert sum(count_by_day(session).values()) == len(whole)


def test_undoing_is_told_with_what_was_undone(filled: Workspace):
    removed = records.remove(filled, "customer", [1])
    filled.undo()
    with filled.read() as session:
        newest = work_page(session, sort_named("remove"))[0]
    assert (newest.id, newest.undone, newest.undone_at is not None) == (removed, True, True)
    assert shows("remove", newest)
    assert shows("all", newest)
    assert not shows("edit", newest)
    assert not shows(ALL.name, filled.history(limit=1)[0])


class _GivenUp:
    """Stops the second time it is asked, in the midst of the work."""

    asked = 0

    def report(self, done: int, total: int, stage: str = "") -> None:
        self.asked += 1
        if self.asked > 1:
            raise CancelledError("given up")


def test_a_look_at_an_undo_can_be_given_up_and_changes_nothing(filled: Workspace, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("crm_desktop.storage.interrupt.STEPS", 100)
    removed = records.remove(filled, "customer", list(range(1, 13)))
    before = dump(filled)
    with pytest.raises(CancelledError):
        filled.look_at_undo(removed, progress=_GivenUp())
    assert changed_tables(before, dump(filled)) == {}
    assert filled.look_at_undo(removed).brought_back["customer"] == 12


def test_an_unknown_sort_is_refused():
    with pytest.raises(InvalidValueError, match="import"):
        sort_named("nonsense")


def test_an_edit_is_told_before_and_after_also_of_parts(filled: Workspace):
    saved = records.change(filled, "customer", 1, {"level": "B", "mobile": "13800001208"})
    assert _changes(filled, saved.work_id) == [
        ("禾木家具行", "Level", "A", "B"),
        ("禾木家具行", "Mobile", "138 0000 1207", "138 0000 1208"),
    ]


def test_what_later_work_changed_again_is_told_beside_it(filled: Workspace):
    first = records.change(filled, "customer", 1, {"level": "B"})
    records.change(filled, "customer", 1, {"level": "C"})
    with filled.read() as session:
        change = details(session, filled.work_info(first.work_id))
    assert change.changes == (Change("customer", 1, "禾木家具行", "changed", "Level", "A", "B", "C"),)


def test_what_was_added_is_told_as_it_was_added(workspace: Workspace):
    added = records.add(workspace, "customer", {"name": "禾木家具行", "mobile": "13800001207"})
    records.change(workspace, "customer", added.id, {"mobile": "13800001208", "name": "禾木家居"})
    assert _changes(workspace, added.work_id) == [
        ("禾木家居", "Customer", "", "禾木家具行"),
        ("禾木家居", "Mobile", "", "138 0000 1207"),
    ]


def test_what_was_removed_is_told_by_its_name(filled: Workspace):
    work_id = records.remove(filled, "customer", [1])
    changes = _changes(filled, work_id)
    assert ("禾木家具行", "Customer", "禾木家具行", "") in changes
    assert ("禾木家具行", "Mobile", "138 0000 1207", "") in changes


def test_a_moved_part_is_told_by_the_names_of_its_owners(filled: Workspace):
    with filled.work(N_("Moved"), kind="merge") as work:
        work.connection.exec_driver_sql("UPDATE contact SET customer_id = 2 WHERE customer_id = 1")
    assert ("半山茶社", "Contact · Customer", "禾木家具行", "半山茶社") in _changes(filled, work.id)


def test_a_setting_is_told_by_its_label(workspace: Workspace):
    workspace.settings.set(business_name="栖木")
    workspace.settings.set(business_name="栖木文具")
    assert _changes(workspace, workspace.history()[0].id) == [("Name", "Value", "栖木", "栖木文具")]


def test_of_much_work_the_first_records_are_told_and_how_many_more(filled: Workspace):
    with filled.work(N_("Bulk change"), kind="bulk") as work:
        work.connection.execute(update(Customer).values(remark="周日不收货"))
    with filled.read() as session:
        found = details(session, filled.work_info(work.id), limit=5)
    assert (len(found.changes), found.more) == (5, 7)


def test_later_edits_are_told_by_customer_with_what_was_done(filled: Workspace, tmp_path: Path):
    sheet = tmp_path / "客户.csv"
    sheet.write_text("客户编号,客户名称,级别\nKH-00001,禾木家具行,C\nKH-00002,半山茶社,B\n", encoding="utf-8")
    batch = run_import(filled, read_workbook(sheet), ImportChoices(policy="overwrite", match=("number",))).batch
    records.change(filled, "customer", 1, {"level": "B"})
    dropped = records.change(filled, "customer", 2, {"level": "C"})
    filled.undo(dropped.work_id)
    look = filled.look_at_undo(batch)
    with filled.read() as session:
        edits, more = later_edits(session, look)
        assert place_of(session, look.conflicts[0]) == "禾木家具行 · Level"
    assert [(each.entity, each.record_id, each.title, len(each.works), more) for each in edits] == [
        ("customer", 1, "禾木家具行", 1, 0)
    ]
    assert edits[0].works[0].changes[0].after == "B"
