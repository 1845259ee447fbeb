import pytest
from sqlalchemy import text, update

from crm_desktop.base.errors import CancelledError
from crm_desktop.base.progress import Stoppable
from crm_desktop.entities.customer import Customer
from crm_desktop.services import records
from crm_desktop.services.search import search
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage import search_index


def titles(workspace: Workspace, typed: str) -> set[str]:
    with workspace.read() as session:
        return {hit.title for hit in search(session, typed)}


def wrong(workspace: Workspace) -> int:
    with workspace.file.engine.begin() as connection:
        return search_index.check(connection, deep=True)


def test_the_index_of_a_new_file_is_right(workspace: Workspace):
    assert wrong(workspace) == 0


def test_a_changed_name_is_found_and_the_old_one_is_not(workspace: Workspace):
    owner = records.add(workspace, "customer", {"name": "半山茶社"}).id
    records.change(workspace, "customer", owner, {"name": "云杉装饰"})
    assert titles(workspace, "云杉") == {"云杉装饰"}
    assert titles(workspace, "半山") == set()
    assert wrong(workspace) == 0


def test_a_part_is_found_at_its_owner_from_its_first_to_its_last_day(workspace: Workspace):
    owner = records.add(workspace, "customer", {"name": "半山茶社"}).id
    contact = records.add(workspace, "contact", {"customer_id": owner, "name": "曾国强"}).id
    assert titles(workspace, "zengguoqiang") == {"半山茶社"}
    records.change(workspace, "contact", contact, {"name": "李四"})
    assert titles(workspace, "zengguoqiang") == set()
    assert titles(workspace, "李四") == {"半山茶社"}
    records.remove(workspace, "contact", [contact])
    assert titles(workspace, "李四") == set()
    assert wrong(workspace) == 0


def test_what_was_removed_and_brought_back_is_found_again(filled: Workspace):
    with filled.read() as session:
        ids = [hit.id for hit in search(session, "禾木") if hit.entity == "customer"]
    records.remove(filled, "customer", ids)
    assert titles(filled, "1207") == set()
    assert wrong(filled) == 0
    filled.undo()
    assert titles(filled, "1207") == {"禾木家具行"}
    assert wrong(filled) == 0


def test_bulk_statements_are_seen(filled: Workspace):
    with filled.work("Test") as work:
        work.connection.execute(update(Customer).values(industry="烘焙原料"))
    assert len(titles(filled, "烘焙原料")) == 12
    assert wrong(filled) == 0


def test_work_that_was_given_up_leaves_no_trace(workspace: Workspace):
    def given_up() -> None:
        with workspace.work("Test") as work:
            work.session.add(Customer(name="半山茶社", number="1"))
            work.session.flush()
            search_index.refresh(work.connection, "customer", [1])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        given_up()
    assert titles(workspace, "半山") == set()
    assert wrong(workspace) == 0


def test_a_rebuilt_index_finds_the_same(filled: Workspace):
    before = {typed: titles(filled, typed) for typed in ("禾", "hm", "1207", "example", "杭州")}
    with filled.file.engine.begin() as connection:
        search_index.rebuild(connection)
    assert {typed: titles(filled, typed) for typed in before} == before
    assert wrong(filled) == 0


def test_a_rebuild_that_is_stopped_leaves_the_index_as_it_was(filled: Workspace):
    stopped = Stoppable()
    stopped.stop()
    with pytest.raises(CancelledError), filled.file.engine.begin() as connection:
        search_index.rebuild(connection, stopped)
    assert wrong(filled) == 0


def test_the_check_counts_missing_left_over_and_outdated_rows(filled: Workspace):
    with filled.file.engine.begin() as connection:
        search_index.drop_rows(connection, "customer", [1])
        assert search_index.check(connection) == 1
        connection.execute(text("DELETE FROM interaction WHERE id = 1"))
        assert search_index.check(connection) == 2
        connection.execute(text("UPDATE customer SET remark = 'outdated' WHERE id = 2"))
        assert search_index.check(connection) == 2
        assert search_index.check(connection, deep=True) == 3
        search_index.refresh(connection, "customer", [1, 2])
        search_index.refresh(connection, "interaction", [1])
        assert search_index.check(connection, deep=True) == 0


def test_refreshing_what_did_not_change_writes_nothing(filled: Workspace):
    with filled.file.engine.begin() as connection:
        before = connection.execute(text("SELECT total_changes()")).scalar_one()
        search_index.refresh(connection, "customer", range(1, 13))
        assert connection.execute(text("SELECT total_changes()")).scalar_one() == before


def test_every_piece_of_text_is_in_the_index_only_as_terms(filled: Workspace):
    with filled.read() as session:
        kept = session.connection().exec_driver_sql("SELECT name, words FROM search_customer").all()
    assert kept == [(None, None)] * 12
