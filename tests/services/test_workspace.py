"""Pieces of work: all or nothing, told, taken back at any time."""

import threading
from collections.abc import Callable

import pytest

from crm_desktop.base.errors import NotFoundError, NothingToUndoError
from crm_desktop.base.i18n import N_, set_language
from crm_desktop.services import records
from crm_desktop.services.work_info import ChangeSet
from crm_desktop.services.workspace import Workspace
from tests.dump import changed_tables, dump


def test_work_that_fails_leaves_nothing_behind(workspace: Workspace):
    before, history = dump(workspace), workspace.history()

    def fail_halfway() -> None:
        with workspace.work(N_("Bulk change")) as work:
            work.connection.exec_driver_sql("INSERT INTO setting (name, value) VALUES ('region', '\"DE\"')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    assert changed_tables(before, dump(workspace)) == {}
    assert workspace.history() == history


def test_work_in_which_nothing_changed_leaves_no_trace(workspace: Workspace):
    with workspace.work(N_("Bulk change")):
        pass
    assert workspace.history() == []


def test_work_inside_work_is_a_mistake(workspace: Workspace):
    with (
        workspace.work(N_("Bulk change")),
        pytest.raises(RuntimeError, match="inside"),
        workspace.work(N_("Bulk change")),
    ):
        pass


def test_reading_cannot_change_the_file(workspace: Workspace):
    with workspace.read() as session, pytest.raises(Exception, match=r"readonly|cannot be written|read-only"):
        session.connection().exec_driver_sql("DELETE FROM customer")


def test_who_listens_hears_of_the_customer_whose_part_changed(filled: Workspace):
    heard: list[ChangeSet] = []
    end = filled.on_change(heard.append)
    records.change(filled, "customer", 3, {"contact": "周先生"})
    end()
    records.change(filled, "customer", 3, {"level": "A"})
    assert [each.ids["customer"] for each in heard] == [frozenset({3})]


def test_undo_survives_a_restart(workspace: Workspace, reopen: Callable[[], Workspace]):
    records.add(workspace, "customer", {"name": "禾木家具行"})
    again = reopen()
    assert again.undo().undone.title == "Added Customer: 禾木家具行"
    with again.read() as session, pytest.raises(NotFoundError):
        records.get(session, "customer", 1)


def test_titles_are_told_in_the_readers_language(workspace: Workspace):
    records.add(workspace, "customer", {"name": "禾木家具行"})
    workspace.undo()
    set_language("zh_CN")
    assert [each.title for each in workspace.history()] == ["撤销：新增客户：禾木家具行", "新增客户：禾木家具行"]


def test_new_work_ends_what_could_be_done_again(workspace: Workspace):
    records.add(workspace, "customer", {"name": "禾木家具行"})
    workspace.undo()
    assert workspace.can_redo() is not None
    records.add(workspace, "customer", {"name": "半山茶社"})
    with pytest.raises(NothingToUndoError):
        workspace.redo()


def test_two_threads_lose_no_change(workspace: Workspace):
    customer = records.add(workspace, "customer", {"name": "禾木家具行", "payment_days": 0})

    def count() -> None:
        for _turn in range(40):
            with workspace.work(N_("Bulk change")) as work:
                work.connection.exec_driver_sql(
                    "UPDATE customer SET payment_days = payment_days + 1 WHERE id = ?", (customer.id,)
                )

    threads = [threading.Thread(target=count) for _each in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with workspace.read() as session:
        assert records.get(session, "customer", customer.id)["payment_days"] == 120
