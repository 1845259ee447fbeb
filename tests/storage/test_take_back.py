"""Taking work back by its notes, as far as later work does not stand on it."""

import pytest

from crm_desktop.base.errors import UndoConflictError
from crm_desktop.base.i18n import N_
from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from tests.dump import changed_tables, dump


def test_what_was_added_goes_with_everything_that_was_added_with_it(workspace: Workspace):
    before = dump(workspace)
    records.add(workspace, "customer", {"name": "禾木家具行", "mobile": "13800001207", "contact": "王女士"})
    assert workspace.undo().conflicts == ()
    assert changed_tables(before, dump(workspace)) == {}


def test_an_added_customer_that_was_talked_to_since_is_kept_whole(workspace: Workspace):
    added = records.add(workspace, "customer", {"name": "禾木家具行", "mobile": "13800001207"})
    other = records.add(workspace, "customer", {"name": "半山茶社"})
    with workspace.work(N_("Import of {file}"), kind="import", file="x") as work:
        import_id = work.id
        work.connection.exec_driver_sql(
            "INSERT INTO customer (uid, number, name, kind, starred, do_not_contact, created_on)"
            " VALUES ('u', 'X-1', '松果', 'company', 0, 0, '2026-11-23')"
        )
    with workspace.read() as session:
        imported = session.connection().exec_driver_sql("SELECT id FROM customer WHERE number = 'X-1'").scalar_one()
    records.add(workspace, "interaction", {"customer_id": imported, "content": "来电询价", "channel": "call"})
    result = workspace.undo(added.work_id)
    assert result.conflicts == ()
    before = dump(workspace)
    with pytest.raises(UndoConflictError):
        workspace.undo(import_id)
    assert changed_tables(before, dump(workspace)) == {}
    with workspace.read() as session:
        assert records.get(session, "customer", other.id)["name"] == "半山茶社"


def test_a_contact_with_a_later_phone_is_kept(workspace: Workspace):
    customer = records.add(workspace, "customer", {"name": "禾木家具行"})
    contact = records.add(workspace, "contact", {"customer_id": customer.id, "name": "王女士"})
    phone = {"customer_id": customer.id, "contact_id": contact.id, "type": "mobile", "value": "13800001207"}
    channel = records.add(workspace, "channel", phone)
    records.change(workspace, "customer", customer.id, {"level": "A"})
    with workspace.read() as session:
        before = records.get(session, "channel", channel.id)
    with pytest.raises(UndoConflictError):
        workspace.undo(contact.work_id)
    with workspace.read() as session:
        assert records.get(session, "channel", channel.id) == before


def test_a_field_that_was_changed_again_keeps_the_later_value_and_says_so(workspace: Workspace):
    customer = records.add(workspace, "customer", {"name": "禾木家具行", "level": "C"})
    first = records.change(workspace, "customer", customer.id, {"level": "B", "industry": "家具"})
    records.change(workspace, "customer", customer.id, {"level": "A"})
    result = workspace.undo(first.work_id)
    with workspace.read() as session:
        values = records.get(session, "customer", customer.id)
    assert (values["level"], values["industry"]) == ("A", None)
    assert [(each.entity, each.record_id, each.field) for each in result.conflicts] == [
        ("customer", customer.id, "level")
    ]


def test_a_later_setting_does_not_keep_a_customer_of_the_same_number(workspace: Workspace):
    added = records.add(workspace, "customer", {"name": "禾木家具行"})
    workspace.settings.set(business_name="栖木")
    assert workspace.undo(added.work_id).conflicts == ()


def test_a_removed_customer_comes_back_with_its_number_and_parts(filled: Workspace):
    before = dump(filled)
    removed = records.remove(filled, "customer", [1, 2, 3])
    records.change(filled, "customer", 4, {"level": "C"})
    filled.undo(removed)
    filled.undo()
    assert changed_tables(before, dump(filled)) == {}


def test_a_number_that_was_given_again_is_not_given_twice(workspace: Workspace):
    first = records.add(workspace, "customer", {"name": "禾木家具行"})
    removed = records.remove(workspace, "customer", [first.id])
    records.add(workspace, "customer", {"name": "半山茶社", "number": "KH-00001"})
    before = dump(workspace)
    with pytest.raises(UndoConflictError):
        workspace.undo(removed)
    assert changed_tables(before, dump(workspace)) == {}
