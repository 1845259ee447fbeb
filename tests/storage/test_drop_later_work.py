"""Taking an import back after edits of its records: those of each record are kept or dropped by choice."""

from pathlib import Path

import pytest
from sqlalchemy import text

from crm_desktop.base.errors import UndoConflictError
from crm_desktop.entities.customer import Customer
from crm_desktop.exchange.importing.choices import ImportChoices
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.later_work import EVERY
from tests.dump import Dump, changed_tables, dump

SHEET = """客户编号,客户名称,手机,联系人,级别,行业
KH-00001,禾木家具行,13800001207,王女士,C,家具
KH-00002,半山茶社,13900005521,李先生,B,茶叶
KH-00003,松果儿童书屋,13700008834,周店长,C,图书
,新店一,13300000001,张一,A,
,新店二,13300000002,张二,A,
,新店三,13300000003,张三,A,
"""
OLD_CHANNELS = 24
ADDED = {"新店一": 13, "新店二": 14, "新店三": 15}


@pytest.fixture
def before(filled: Workspace) -> Dump:
    return dump(filled)


@pytest.fixture
def imported(filled: Workspace, before: Dump, tmp_path: Path) -> int:
    """Import a sheet that updates three customers and adds three; gives the piece of work."""
    sheet = tmp_path / "客户.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    result = run_import(filled, read_workbook(sheet), ImportChoices(policy="overwrite", match=("number",)))
    assert (result.added, result.updated) == (3, 3)
    return result.batch


def _customer(workspace: Workspace, record_id: int) -> dict[str, object]:
    with workspace.read() as session:
        return records.get(session, "customer", record_id)


def _edit_some(workspace: Workspace) -> None:
    records.change(
        workspace, "customer", 1, {"level": "B", "remark": "周日不收货"}
    )  # both a field of the import and not
    records.change(workspace, "customer", 2, {"industry": "餐饮"})
    records.change(workspace, "customer", ADDED["新店一"], {"remark": "老客户介绍"})
    records.add(workspace, "interaction", {"customer_id": ADDED["新店二"], "content": "来电", "channel": "call"})


def test_dropping_every_later_edit_gives_what_was_before(filled: Workspace, before: Dump, imported: int):
    _edit_some(filled)
    assert filled.undo(imported, drop=EVERY).conflicts == ()
    assert changed_tables(before, dump(filled)) == {}


def test_keeping_all_keeps_exactly_what_was_edited(filled: Workspace, before: Dump, imported: int):
    _edit_some(filled)
    result = filled.undo(imported)
    assert {(each.entity, each.root) for each in result.conflicts if each.entity == "customer"} == {
        ("customer", 1),
        ("customer", 2),
        ("customer", ADDED["新店一"]),
        ("customer", ADDED["新店二"]),
    }
    assert [_customer(filled, each)["level"] for each in (1, 2, 3)] == ["B", "A", "B"]
    assert _customer(filled, 2)["industry"] == "餐饮"
    assert _customer(filled, ADDED["新店一"])["remark"] == "老客户介绍"
    after = dump(filled)
    assert {row[0] for row in after["customer"]} - {row[0] for row in before["customer"]} == {13, 14}


def test_a_mix_of_kept_and_dropped_differs_from_before_in_the_kept_alone(
    filled: Workspace, before: Dump, imported: int
):
    _edit_some(filled)
    filled.undo(imported, drop=[("customer", 1), ("customer", ADDED["新店二"])])
    state = dump(filled)
    changed = {
        name: {row[0] for rows in changed_tables(before, state).get(name, ()) for row in rows}
        for name in ("customer", "interaction")
    }
    assert changed == {"customer": {2, ADDED["新店一"]}, "interaction": set()}
    new_parts = [row for name in ("contact", "channel") for row in state[name] if row not in before[name]]
    assert {row[2] for row in new_parts} == {ADDED["新店一"]}


def test_what_was_dropped_comes_back_by_redo(filled: Workspace, imported: int):
    _edit_some(filled)
    edited = dump(filled)
    filled.undo(imported, drop=EVERY)
    filled.redo(imported)
    assert changed_tables(edited, dump(filled)) == {}


def test_a_customer_that_was_removed_afterwards_comes_back_as_before_where_that_is_dropped(
    filled: Workspace, before: Dump, imported: int
):
    records.remove(filled, "customer", [3])
    look = filled.look_at_undo(imported)
    assert ("customer", 3, "removed_since") in {(e.entity, e.record_id, e.reason) for e in look.conflicts}
    filled.undo(imported, drop=[("customer", 3)])
    assert _customer(filled, 3)["level"] == "B"
    assert [row for row in dump(filled)["customer"] if row[0] == 3] == [r for r in before["customer"] if r[0] == 3]


def test_one_part_alone_can_be_dropped(workspace: Workspace):
    customer = records.add(workspace, "customer", {"name": "禾木家具行"})
    contact = records.add(workspace, "contact", {"customer_id": customer.id, "name": "王女士"})
    phone = {"customer_id": customer.id, "contact_id": contact.id, "type": "mobile", "value": "13800001207"}
    records.add(workspace, "channel", phone)
    with pytest.raises(UndoConflictError):
        workspace.undo(contact.work_id)
    workspace.undo(contact.work_id, drop=[("contact", contact.id)])
    state = dump(workspace)
    assert (state["contact"], state["channel"], len(state["customer"])) == ([], [], 1)


def test_dropping_never_takes_what_was_there_before_and_was_moved_to_an_added_record(filled: Workspace, imported: int):
    with filled.work("Moved", kind="merge") as work:
        moved = text("UPDATE channel SET customer_id = 14, contact_id = NULL WHERE customer_id = 5")
        work.connection.execute(moved)
    result = filled.undo(imported, drop=EVERY)
    assert ("customer", 14) in {(each.entity, each.record_id) for each in result.conflicts}
    with filled.read() as session:
        kept = session.scalars(text("SELECT id FROM channel WHERE customer_id = 14")).all()
    assert len([each for each in kept if each <= OLD_CHANNELS]) == 2


def test_a_part_that_the_work_moved_to_a_customer_it_added_goes_back(filled: Workspace, before: Dump):
    with filled.work("Split", kind="merge") as work:
        added = records.insert_record(work, Customer, {"name": "新店"})
        work.connection.execute(text("UPDATE contact SET customer_id = :id WHERE customer_id = 1"), {"id": added})
        work.connection.execute(text("UPDATE channel SET customer_id = :id WHERE customer_id = 1"), {"id": added})
    filled.undo()
    assert changed_tables(before, dump(filled)) == {}


def test_a_part_whose_old_owner_is_gone_stays_where_it_is_and_says_so(filled: Workspace):
    with filled.work("Moved", kind="merge") as work:
        work.connection.execute(text("UPDATE channel SET customer_id = 2, contact_id = NULL WHERE customer_id = 1"))
        work.connection.execute(text("UPDATE customer SET level = 'C' WHERE id = 2"))
        moved = work.id
    records.remove(filled, "customer", [1])
    result = filled.undo(moved)
    assert {each.reason for each in result.conflicts} == {"owner_gone"}
    assert _customer(filled, 2)["level"] == "A"


def test_the_look_says_what_the_undo_does_and_changes_nothing(filled: Workspace, imported: int):
    _edit_some(filled)
    state, works = dump(filled), filled.history()
    for drop in ((), EVERY, [("customer", 1)]):
        look = filled.look_at_undo(imported, drop=drop)
        assert changed_tables(state, dump(filled)) == {}
        assert filled.history() == works
        rows = {name: len(found) for name, found in state.items()}
        result = filled.undo(imported, drop=drop)
        assert result.conflicts == look.conflicts
        after = {name: len(found) for name, found in dump(filled).items()}
        assert rows["customer"] - after["customer"] == look.removed["customer"]
        filled.redo(imported)
        assert changed_tables(state, dump(filled)) == {}
        works = filled.history()
