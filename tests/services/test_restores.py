"""What was backed up comes back: as a file of its own, in place, or single customers beside what there is now."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text, update

from crm_desktop.base.errors import (
    BadBackupError,
    InvalidValueError,
    NotFoundError,
    NothingToUndoError,
    WrongPasswordError,
)
from crm_desktop.entities.channel import Channel
from crm_desktop.entities.contact import Contact
from crm_desktop.entities.customer import Customer
from crm_desktop.services import attachments, backups, records, restores
from crm_desktop.services.duplicates.find import find_duplicates
from crm_desktop.services.file_info import check_workspace
from crm_desktop.services.merge import merge
from crm_desktop.services.open_file import create, open_file, recover
from crm_desktop.services.restores import Secret
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.bring_up import bring_up
from tests.conftest import PASSWORD
from tests.dump import changed_tables, dump

SECRET = Secret(password=PASSWORD)


def remove(workspace: Workspace, record_id: int) -> None:
    records.remove(workspace, "customer", [record_id])


def test_a_lost_file_comes_back_under_its_name_with_password_and_recovery_code(tmp_path: Path):
    workspace, code = create(tmp_path / "shop.kebu", PASSWORD)
    records.add(workspace, "customer", {"name": "禾木", "mobile": "13800001207"})
    before, info = dump(workspace), backups.make(workspace)
    workspace.close()
    for lost in ("shop.kebu", "shop.kebu-recovery", "shop.kebu-lock"):
        (tmp_path / lost).unlink()
    restores.restore_file(info.path, SECRET, tmp_path / "shop.kebu")
    again = open_file(tmp_path / "shop.kebu", PASSWORD)
    assert dump(again) == before
    assert check_workspace(again, deep=True) == []
    again.close()
    recover(tmp_path / "shop.kebu", code, "new").close()


def test_an_old_wal_that_lies_around_changes_nothing(shop: Workspace, tmp_path: Path):
    """Copied over a file whose -wal remains, a restore would be undone in silence."""
    before, info = dump(shop), backups.make(shop)
    remove(shop, 1)
    wal = shop.path.with_name("shop.kebu-wal")
    assert wal.stat().st_size > 0
    shutil.copy(wal, tmp_path / "again.kebu-wal")
    restores.restore_file(info.path, SECRET, tmp_path / "again.kebu")
    again = open_file(tmp_path / "again.kebu", PASSWORD)
    assert dump(again) == before
    again.close()


def test_a_restore_to_a_name_that_is_taken_touches_nothing(shop: Workspace, tmp_path: Path):
    info = backups.make(shop)
    (tmp_path / "taken.kebu").write_bytes(b"mine")
    with pytest.raises(InvalidValueError):
        restores.restore_file(info.path, SECRET, tmp_path / "taken.kebu")
    with pytest.raises(WrongPasswordError):
        restores.restore_file(info.path, Secret(password="wrong"), tmp_path / "new.kebu")
    assert (tmp_path / "taken.kebu").read_bytes() == b"mine"
    assert not list(tmp_path.glob("new.*"))


def test_the_open_file_is_restored_in_place_and_that_is_taken_back_by_the_backup_made_before(shop: Workspace):
    then, info = dump(shop), backups.make(shop)
    remove(shop, 1)
    records.add(shop, "customer", {"name": "后来的"})
    now = dump(shop)
    heard: list[bool] = []
    shop.on_change(lambda changes: heard.append(changes.many))
    done = restores.restore_all(shop, info.path)
    assert changed_tables(then, dump(shop)) == {}
    assert heard == [True]
    assert shop.history()[0].title == f"Restored from the backup of {info.made_at:%Y-%m-%d %H:%M}"
    assert check_workspace(shop, deep=True) == []
    with pytest.raises(NothingToUndoError, match="backup that was made just before"):
        shop.undo(shop.history()[0].id)
    restores.restore_all(shop, done.before.path)
    assert changed_tables(now, dump(shop)) == {}


def test_after_a_restore_nothing_older_is_offered_to_undo_or_redo_until_something_is_done(shop: Workspace):
    records.change(shop, "customer", 1, {"level": "B"})
    info = backups.make(shop)
    restores.restore_all(shop, info.path)
    assert (shop.can_undo(), shop.can_redo()) == (None, None)
    with pytest.raises(NothingToUndoError):
        shop.undo()
    shop.undo(shop.history()[1].id)  # by name it can be
    shop.redo()
    saved = records.change(shop, "customer", 1, {"level": "C"})
    offered = shop.can_undo()
    assert offered is not None
    assert offered.id == saved.work_id


def test_a_restored_file_stays_restored_when_it_is_opened_again(shop: Workspace):
    then, info = dump(shop), backups.make(shop)
    remove(shop, 2)
    restores.restore_all(shop, info.path)
    shop.close()
    again = open_file(shop.path, PASSWORD)
    assert dump(again) == then
    again.close()


def test_no_number_is_given_twice_after_a_restore_and_work_goes_on_as_usual(shop: Workspace):
    info = backups.make(shop)
    later = records.add(shop, "customer", {"name": "后来的"}).id
    restores.restore_all(shop, info.path)
    new = records.add(shop, "customer", {"name": "新的"})
    assert new.id > later
    before = dump(shop)
    remove(shop, new.id)
    shop.undo()
    assert dump(shop) == before
    assert check_workspace(shop, deep=True) == []


def test_a_backup_under_an_old_password_is_restored_with_that_and_the_new_one_stays(shop: Workspace):
    then, info = dump(shop), backups.make(shop)
    shop.file.change_password("new")
    remove(shop, 1)
    with pytest.raises(WrongPasswordError):
        restores.restore_all(shop, info.path)
    restores.restore_all(shop, info.path, SECRET)
    assert changed_tables(then, dump(shop)) == {}
    shop.close()
    again = open_file(shop.path, "new")
    assert changed_tables(then, dump(again)) == {}
    again.close()


def test_a_recovery_code_renewed_since_stays_the_good_one(tmp_path: Path):
    from crm_desktop.services.passwords import renew_recovery_code

    workspace, old = create(tmp_path / "a.kebu", PASSWORD)
    info = backups.make(workspace)
    new = renew_recovery_code(workspace, PASSWORD)
    restores.restore_all(workspace, info.path)
    workspace.close()
    open_file(workspace.path, PASSWORD).close()
    with pytest.raises(WrongPasswordError):
        recover(workspace.path, old, "other")
    recover(workspace.path, new, "other").close()


def test_a_backup_of_another_file_is_refused_in_place(shop: Workspace, tmp_path: Path):
    other, _code = create(tmp_path / "other.kebu", PASSWORD)
    info = backups.make(other)
    other.close()
    before = dump(shop)
    for restore in (restores.restore_all, restores.differences):
        with pytest.raises(BadBackupError, match="another customer file"):
            restore(shop, info.path, SECRET)
    assert dump(shop) == before


def test_a_damaged_backup_changes_nothing(shop: Workspace):
    info = backups.make(shop)
    data = bytearray(info.path.read_bytes())
    data[50_000] ^= 4
    info.path.write_bytes(data)
    remove(shop, 1)
    before = dump(shop)
    with pytest.raises(BadBackupError):
        restores.restore_all(shop, info.path)
    assert dump(shop) == before


def test_a_backup_from_before_a_table_was_there_is_compared_and_restored(shop: Workspace):
    with shop.file.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE not_duplicate")
    info = backups.make(shop)
    with shop.file.engine.begin() as connection:
        bring_up(connection)
    remove(shop, 1)
    _info, tables = restores.differences(shop, info.path)
    assert {each.table: each.then for each in tables}["not_duplicate"] == 0
    restores.restore_customers(shop, info.path, [1])
    restores.restore_all(shop, info.path)
    find_duplicates(shop)
    assert check_workspace(shop, deep=True) == []
    records.add(shop, "customer", {"name": "新的"})


def test_differences_are_told_by_table_and_by_customer(shop: Workspace):
    info = backups.make(shop)
    remove(shop, 1)
    records.change(shop, "customer", 2, {"level": "C", "remark": "搬了"})
    records.add(shop, "customer", {"name": "后来的"})
    _info, tables = restores.differences(shop, info.path)
    found = {each.table: (each.then, each.now, each.added, each.changed, each.removed) for each in tables}
    assert found["customer"] == (12, 12, 1, 1, 1)
    assert found["interaction"] == (24, 22, 0, 0, 2)
    customers = {each.name: (each.state, each.changes) for each in restores.customers_then(shop, info.path)}
    assert customers == {"禾木家具行": ("removed", 7), "半山茶社": ("changed", 2), "后来的": ("added", 0)}


def test_a_removed_customer_comes_back_whole_and_as_one_piece_of_work(shop: Workspace, tmp_path: Path):
    (tmp_path / "offer.pdf").write_bytes(b"%PDF of ours")
    attached = attachments.attach(shop, 3, tmp_path / "offer.pdf")
    then, info = dump(shop), backups.make(shop)
    remove(shop, 3)
    with shop.work("bytes that nobody needs are gone") as work:
        work.connection.execute(text("DELETE FROM blob"))
    now = dump(shop)
    done = restores.restore_customers(shop, info.path, [3])
    assert changed_tables(then, dump(shop)) == {}
    with shop.read() as session:
        assert attachments.bytes_of(session, attached) == b"%PDF of ours"
    assert {each.table: each.added for each in done.tables}["interaction"] == 2
    shop.undo(done.work_id)
    assert changed_tables(now, dump(shop)) == {}


def test_others_and_what_came_later_are_not_touched(shop: Workspace):
    info = backups.make(shop)
    records.change(shop, "customer", 1, {"level": "C"})
    records.change(shop, "customer", 2, {"level": "C"})
    later = records.add(
        shop, "interaction", {"customer_id": 1, "channel": "call", "content": "后来说的", "happened_at": "2026-11-23"}
    )
    restores.restore_customers(shop, info.path, [1])
    with shop.read() as session:
        assert [session.get(Customer, each).level for each in (1, 2)] == ["A", "C"]
        assert records.get(session, "interaction", later.id)["content"] == "后来说的"
    again = restores.restore_customers(shop, info.path, [1])
    assert again.work_id is None
    assert all(each.added == each.changed == 0 for each in again.tables)


def test_a_part_that_belongs_to_somebody_else_by_now_stays_there_and_a_copy_comes_back(shop: Workspace):
    """As after a merge: the customer is gone, what belonged to it is at the one that was kept."""
    info = backups.make(shop)
    with shop.work("merge", kind="merge") as work:
        for table in (Contact, Channel):
            work.connection.execute(update(table).where(table.customer_id == 1).values(customer_id=2))
        work.connection.execute(delete(Customer).where(Customer.id == 1))
    with shop.read() as session:
        others = list(session.execute(select(Channel.id, Channel.value).where(Channel.customer_id == 2)))
    restores.restore_customers(shop, info.path, [1])
    with shop.read() as session:
        assert list(session.execute(select(Channel.id, Channel.value).where(Channel.customer_id == 2))) == others
        back = set(session.scalars(select(Channel.value).where(Channel.customer_id == 1)))
        names = list(session.scalars(select(Contact.name).where(Contact.customer_id == 1)))
        uids = list(session.scalars(select(Channel.uid)))
    assert back == {"+8613800001207", "hello0@example.com"}
    assert names == ["王女士"]
    assert len(set(uids)) == len(uids)


def test_customers_come_back_where_others_have_their_ids_by_now(shop: Workspace, tmp_path: Path):
    older = backups.make(shop)
    for number in range(4):
        records.add(shop, "customer", {"name": f"后来 {number}", "mobile": f"1390000000{number}"})
    newer = backups.make(shop)
    restores.restore_file(older.path, SECRET, tmp_path / "again.kebu")
    again = open_file(tmp_path / "again.kebu", PASSWORD)
    records.add(again, "customer", {"name": "别人"})
    restores.restore_customers(again, newer.path, [13, 14, 15, 16])
    with again.read() as session:
        joined = select(Customer.name, Channel.value).join(Channel, Channel.customer_id == Customer.id)
        found = {tuple(row) for row in session.execute(joined.where(Customer.id > 13))}
    assert found == {(f"后来 {each}", f"+861390000000{each}") for each in range(4)}
    again.close()


def test_both_customers_of_a_merge_come_back_without_their_parts_doubled(shop: Workspace):
    then, info = dump(shop), backups.make(shop)
    merge(shop, 1, 2)
    restores.restore_customers(shop, info.path, [1, 2])
    assert not changed_tables(then, dump(shop)).keys() & {"customer", "contact", "channel", "interaction"}


def test_a_number_that_somebody_else_has_by_now_is_not_taken_from_them(shop: Workspace):
    info = backups.make(shop)
    with shop.read() as session:
        number = session.get(Customer, 1).number
    remove(shop, 1)
    other = records.add(shop, "customer", {"name": "新的", "number": number})
    restores.restore_customers(shop, info.path, [1])
    with shop.read() as session:
        assert session.get(Customer, other.id).number == number
        assert session.get(Customer, 1).number == f"{number}-2"


def test_a_trial_tells_what_would_come_back_and_changes_nothing(shop: Workspace):
    info = backups.make(shop)
    remove(shop, 1)
    before, kept = dump(shop), backups.listed(shop)
    done = restores.restore_customers(shop, info.path, [1], only_try=True)
    assert {each.table: each.added for each in done.tables}["customer"] == 1
    assert done.work_id is None
    assert (dump(shop), backups.listed(shop)) == (before, kept)


def test_a_customer_that_is_not_in_the_backup_is_not_found(shop: Workspace):
    info = backups.make(shop)
    with pytest.raises(NotFoundError, match="99"):
        restores.restore_customers(shop, info.path, [1, 99])
