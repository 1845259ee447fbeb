"""The recycle bin is the notes: what was removed is found, looked into, and brought back one by one."""

import pytest

from crm_desktop.base.errors import NotFoundError, UndoConflictError
from crm_desktop.services import records, recycle_bin
from crm_desktop.services.merge import merge
from crm_desktop.services.recycle_bin import Removed
from crm_desktop.services.workspace import Workspace
from tests.dump import changed_tables, dump


def _bin(workspace: Workspace, search: str = "") -> list[Removed]:
    with workspace.read() as session:
        return recycle_bin.removed(session, search=search)


def _first_part(workspace: Workspace, customer_id: int, entity: str) -> int:
    with workspace.read() as session:
        return int(records.parts(session, "customer", customer_id)[entity][0]["id"])


def test_an_untouched_file_has_an_empty_bin(filled: Workspace):
    with filled.read() as session:
        assert (recycle_bin.removed(session), recycle_bin.count(session)) == ([], 0)


def test_a_removed_customer_is_listed_once_with_all_that_went_with_it(filled: Workspace):
    work_id = records.remove(filled, "customer", [4])
    [found] = _bin(filled)
    assert (found.entity, found.id, found.title, found.work_id) == ("customer", 4, "青石巷文具店", work_id)
    assert found.parts == {"contact": 1, "channel": 2, "address": 1, "interaction": 2, "task": 1}
    with filled.read() as session:
        content = recycle_bin.content(session, found)
    assert ("Level", "A") in content.fields
    assert "136 0000 4410" in content.parts["channel"]


def test_one_customer_comes_back_out_of_a_removal_of_many(filled: Workspace):
    before = dump(filled)
    records.remove(filled, "customer", list(range(1, 11)))
    done = recycle_bin.restore(filled, [each for each in _bin(filled) if each.id == 4])
    assert filled.work_info(done.work_id).title == "Restored Customer: 青石巷文具店"
    now = dump(filled)
    assert [row for row in before["customer"] if row[0] == 4] == [row for row in now["customer"] if row[0] == 4]
    assert len(now["channel"]) == len(before["channel"]) - 18
    assert sorted(each.id for each in _bin(filled)) == [1, 2, 3, 5, 6, 7, 8, 9, 10]
    recycle_bin.restore(filled, _bin(filled))
    assert changed_tables(before, dump(filled)) == {}
    assert _bin(filled) == []


def test_a_restore_can_be_undone_and_the_whole_removal_too(filled: Workspace):
    before = dump(filled)
    removal = records.remove(filled, "customer", [1, 2])
    gone = dump(filled)
    done = recycle_bin.restore(filled, _bin(filled)[:1])
    filled.undo(done.work_id)
    assert changed_tables(gone, dump(filled)) == {}
    assert len(_bin(filled)) == 2
    recycle_bin.restore(filled, _bin(filled)[:1])
    filled.undo(removal)
    assert changed_tables(before, dump(filled)) == {}


def test_a_removed_contact_comes_back_with_its_channels_and_where_it_was_named(filled: Workspace):
    contact = _first_part(filled, 1, "contact")
    records.add(filled, "channel", {"customer_id": 1, "contact_id": contact, "type": "wechat", "value": "hemu_1207"})
    records.change(filled, "interaction", _first_part(filled, 1, "interaction"), {"contact_id": contact})
    before = dump(filled)
    records.remove(filled, "contact", [contact])
    [found] = _bin(filled)
    assert (found.entity, found.owner, found.parts) == ("contact", "禾木家具行", {"channel": 1})
    recycle_bin.restore(filled, [found])
    assert changed_tables(before, dump(filled)) == {}


def test_a_part_whose_customer_is_gone_says_so_and_comes_back_with_it(filled: Workspace):
    before = dump(filled)
    records.remove(filled, "interaction", [_first_part(filled, 3, "interaction")])
    records.remove(filled, "customer", [3])
    customer, interaction = _bin(filled)
    with pytest.raises(UndoConflictError, match="“松果儿童书屋”, was removed too"):
        recycle_bin.restore(filled, [interaction])
    done = recycle_bin.restore(filled, [interaction, customer])
    assert filled.work_info(done.work_id).title.startswith("Restored 2 records")
    assert changed_tables(before, dump(filled)) == {}


def test_the_search_looks_into_the_record_and_its_parts(filled: Workspace):
    records.remove(filled, "customer", [4, 11])
    assert [each.id for each in _bin(filled, "13600004410")] == [4]
    assert [each.id for each in _bin(filled, "bluestone")] == [11]
    assert _bin(filled, "100%") == []


def test_merged_undone_and_brought_back_records_are_not_in_the_bin(filled: Workspace):
    merge(filled, 1, 2)
    added = records.add(filled, "customer", {"name": "临时"})
    filled.undo(added.work_id)
    removed = records.remove(filled, "customer", [5])
    filled.undo(removed)
    assert _bin(filled) == []
    filled.redo(removed)
    assert [each.id for each in _bin(filled)] == [5]


def test_pages_follow_one_another_and_a_record_is_found_by_its_number(filled: Workspace):
    records.remove(filled, "customer", [1, 2, 3])
    records.remove(filled, "customer", [7])
    with filled.read() as session:
        first = recycle_bin.removed(session, limit=2)
        rest = recycle_bin.removed(session, before=first[-1].note, limit=2)
        assert first[0].id == 7
        assert sorted(each.id for each in (*first, *rest)) == [1, 2, 3, 7]
        assert recycle_bin.count(session) == 4
        assert recycle_bin.find(session, "customer", 2).title == "半山茶社"
        with pytest.raises(NotFoundError):
            recycle_bin.find(session, "customer", 9)
