"""A file of schema version 1 is backed up, brought up, and loses nothing; its old backups stay good."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop.base.errors import InvalidValueError, UndoConflictError
from crm_desktop.services import backups, own_fields, records, recycle_bin, restores
from crm_desktop.services.file_info import check_workspace
from crm_desktop.services.open_file import open_file
from crm_desktop.services.restores import Secret
from crm_desktop.services.search import search
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage import customer_file
from tests.conftest import PASSWORD
from tests.storage.version_1 import make_version_1

OLD = [("Follow up: 谈了价格", "2026-12-01", None), ("Follow up: 回访", "2026-12-06", None)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_version_1(tmp_path / "shop.kebu")


@pytest.fixture
def opened(path: Path) -> Iterator[Workspace]:
    workspace = open_file(path, PASSWORD)
    yield workspace
    workspace.close()


def version(path: Path) -> int:
    file = customer_file.open_file(path, PASSWORD)
    with file.reading.connect() as connection:
        found = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    file.close()
    return found


def tasks(workspace: Workspace) -> list[tuple[object, ...]]:
    with workspace.read() as session:
        rows = session.connection().exec_driver_sql("SELECT what, due_on, done_at FROM task ORDER BY id")
        return [tuple(row) for row in rows]


def test_what_it_was_lies_in_a_backup_before_it_is_brought_up(opened: Workspace, tmp_path: Path):
    (made,) = backups.listed(opened).backups
    assert (made.reason, made.schema, made.verified) == ("upgrade", 1, True)
    restores.restore_file(made.path, Secret(PASSWORD), tmp_path / "then" / "shop.kebu")
    assert version(tmp_path / "then" / "shop.kebu") == 1


def test_without_a_backup_it_is_left_as_it_is(path: Path):
    in_the_way = path.with_name("shop.kebu-backups")
    in_the_way.touch()
    with pytest.raises(InvalidValueError, match=r"“shop.kebu” is of an earlier version.*choose a folder"):
        open_file(path, PASSWORD)
    assert version(path) == 1
    in_the_way.unlink()
    open_file(path, PASSWORD).close()


def test_everything_is_there_and_follow_ups_are_tasks(opened: Workspace):
    assert tasks(opened) == OLD
    with opened.read() as session:
        assert records.get(session, "customer", 1)["name"] == "禾木家具"
        assert str(records.get(session, "customer", 3)["next_step"]) == "2026-12-06"
        parts = records.parts(session, "customer", 1)
        assert [len(parts[name]) for name in ("contact", "channel", "address", "interaction")] == [1, 1, 1, 1]
        assert [hit.id for hit in search(session, "hemu", 5)] == [1]
    assert check_workspace(opened, deep=True) == []


def test_what_the_program_of_now_can_do_works_in_it(opened: Workspace):
    own_fields.add_field(opened, "customer", "Hobby", "text")
    records.change(opened, "customer", 3, {"hobby": "风筝"})
    with opened.read() as session:
        assert [hit.id for hit in search(session, "风筝", 5)] == [3]
    assert check_workspace(opened, deep=True) == []


def test_work_of_then_is_taken_back_and_done_again(opened: Workspace):
    assert opened.undo(10).conflicts == ()
    with opened.read() as session:
        assert records.get(session, "customer", 1)["name"] == "禾木家具行"
    opened.undo(3, drop="every")
    assert tasks(opened) == OLD[:1]
    opened.redo(3)
    assert tasks(opened) == OLD
    assert check_workspace(opened, deep=True) == []


def test_an_edit_of_a_field_that_is_no_longer_kept_is_told_as_such(opened: Workspace):
    (kept,) = opened.look_at_undo(9).conflicts
    assert (kept.field, kept.reason, kept.for_later_edits) == ("follow_up_on", "no_field", False)
    with pytest.raises(UndoConflictError, match="no longer keeps the fields"):
        opened.undo(9)


def test_bringing_customers_of_then_back_twice_doubles_nothing(opened: Workspace):
    (made,) = backups.listed(opened).backups
    records.remove(opened, "task", [1])
    for _time in range(2):
        restores.restore_customers(opened, made.path, [1, 3])
    assert sorted(tasks(opened)) == sorted(OLD)
    assert check_workspace(opened, deep=True) == []


def test_what_was_removed_then_comes_back_with_its_follow_up(opened: Workspace):
    def bring_back(entity: str, record_id: int) -> None:
        with opened.read() as session:
            found = recycle_bin.find(session, entity, record_id)
        assert recycle_bin.restore(opened, [found]).conflicts == ()

    bring_back("interaction", 4)
    bring_back("customer", 2)
    back = [
        ("Follow up: 问了付款", "2026-12-09", None),
        ("Follow up: 送了样品", "2026-11-20", "2026-11-10T10:30:00+00:00"),
    ]
    assert tasks(opened) == [*OLD, *back]
    opened.undo()
    assert tasks(opened) == [*OLD, *back[:1]]
    assert opened.look_at_undo(12).brought_back["task"] == 1
    opened.undo(12)
    assert tasks(opened) == [*OLD, *back]
    assert check_workspace(opened, deep=True) == []
