"""What waits behind other work sees what that work did: nothing of it is lost, and nothing breaks."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from sqlalchemy import delete, update

from crm_desktop.base.errors import InvalidValueError, NotFoundError
from crm_desktop.entities.customer import Customer
from crm_desktop.entities.interaction import Interaction
from crm_desktop.fields.check import check
from crm_desktop.services import records
from crm_desktop.services.merge import merge
from crm_desktop.services.unmerge import unmerge
from crm_desktop.services.workspace import Work, Workspace

Behind = Callable[[Callable[[], object], Callable[[Work], object]], Future[object]]


@pytest.fixture
def behind(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[Behind]:
    """Give a function: let something be asked while other work is open, which then changes the file and ends."""
    work = workspace.work

    with ThreadPoolExecutor(1) as threads:

        def ask(wanted: Callable[[], object], meanwhile: Callable[[Work], object]) -> Future[object]:
            waits = threading.Event()

            def work_after_telling(*said: str, **more: object) -> object:
                waits.set()
                return work(*said, **more)

            with work("import") as busy:
                monkeypatch.setattr(workspace, "work", work_after_telling)
                done = threads.submit(wanted)
                assert waits.wait(60), "it never came to its work"
                meanwhile(busy)
            return done

        yield ask


@pytest.fixture
def two(workspace: Workspace) -> tuple[int, int]:
    """Two records of one shop."""
    raws = ({"name": "禾木家具行", "remark": "旧"}, {"name": "禾木家具", "remark": "周日不收货"})
    one, other = (records.add(workspace, "customer", raw).id for raw in raws)
    return one, other


def values(workspace: Workspace, record_id: int, entity: str = "customer") -> dict[str, object]:
    with workspace.read() as session:
        return records.get(session, entity, record_id)


def without(record_id: int) -> Callable[[Work], object]:
    return lambda busy: busy.connection.execute(delete(Customer).where(Customer.id == record_id))


def test_a_merge_keeps_what_was_written_while_it_waited(workspace: Workspace, two: tuple[int, int], behind: Behind):
    new = update(Customer).where(Customer.id == two[0]).values(remark="导入的")
    behind(lambda: merge(workspace, *two), lambda busy: busy.connection.execute(new)).result()
    assert values(workspace, two[0])["remark"] == "导入的\n周日不收货"
    workspace.undo()
    assert values(workspace, two[0])["remark"] == "导入的"


@pytest.mark.parametrize("gone", [0, 1])
def test_a_merge_says_that_one_went_while_it_waited(
    workspace: Workspace, two: tuple[int, int], behind: Behind, gone: int
):
    done = behind(lambda: merge(workspace, *two), without(two[gone]))
    with pytest.raises(NotFoundError):
        done.result()
    assert values(workspace, two[1 - gone])["remark"] is not None


def test_what_is_added_while_taking_apart_waits_goes_where_one_says(
    workspace: Workspace, two: tuple[int, int], behind: Behind
):
    merged = merge(workspace, *two)

    def said(busy: Work) -> None:
        raw = {"customer_id": two[0], "channel": "call", "content": "导入的"}
        records.insert_record(busy, Interaction, check(Interaction, raw, workspace.context, None).values)

    behind(lambda: unmerge(workspace, merged.work_id, later="move"), said).result()
    with workspace.read() as session:
        moved = records.parts(session, "customer", two[1])["interaction"]
    assert [row["content"] for row in moved] == ["导入的"]


def test_taking_apart_says_that_the_kept_one_went_while_it_waited(
    workspace: Workspace, two: tuple[int, int], behind: Behind
):
    merged = merge(workspace, *two)
    done = behind(lambda: unmerge(workspace, merged.work_id), without(two[0]))
    with pytest.raises(InvalidValueError, match="no longer there"):
        done.result()
