"""What noting costs beside the bare statements, and how long taking back takes (run with -m bench -s)."""

import time
from collections.abc import Callable

import pytest
from sqlalchemy import insert, text, update

from crm_desktop.base.i18n import N_
from crm_desktop.entities.address import Address
from crm_desktop.entities.channel import Channel
from crm_desktop.entities.contact import Contact
from crm_desktop.entities.customer import Customer
from crm_desktop.services.work_details import details
from crm_desktop.services.work_history import count_by_day, work_page
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.later_work import EVERY

pytestmark = pytest.mark.bench
COUNT, UPDATED = 100_000, 10_000


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _rows() -> dict[type, list[dict[str, object]]]:
    numbers = range(1, COUNT + 1)
    return {
        Customer: [
            {
                "id": n,
                "number": f"KH-{n:06d}",
                "name": f"杭州禾木家具{n}行",
                "level": "A",
                "industry": "文教",
                "remark": "周日不收货",
            }
            for n in numbers
        ],
        Contact: [{"id": n, "customer_id": n, "name": "王女士"} for n in numbers],
        Channel: [
            *({"customer_id": n, "type": "mobile", "value": f"+86138{n:08d}"} for n in numbers),
            *({"customer_id": n, "type": "email", "value": f"a{n}@example.com"} for n in numbers),
        ],
        Address: [{"customer_id": n, "province": "浙江省", "city": "杭州市", "street": "清泰街"} for n in numbers],
    }


def test_noting_and_taking_back(workspace: Workspace) -> None:
    rows = _rows()

    def write() -> None:
        with workspace.work(N_("Import of {file}"), kind="import", file="bench") as work:
            for entity, values in rows.items():
                work.connection.execute(insert(entity), values)

    def change() -> None:
        with workspace.work(N_("Bulk change"), kind="bulk") as work:
            work.connection.execute(update(Customer).values(level="B"))

    def change_bare() -> None:
        with workspace.file.engine.begin() as connection:
            connection.execute(text("UPDATE customer SET level = 'A'"))

    written = _timed(write)
    bare, noted = _timed(change_bare), _timed(change)
    undone_change = _timed(workspace.undo)
    looked = _timed(workspace.look_at_undo)
    undone = _timed(workspace.undo)
    redone = _timed(workspace.redo)
    print(f"\n{COUNT} customers, {5 * COUNT} rows written, noted, indexed: {written:.1f} s")
    print(f"bulk change: {noted:.2f} s noted, {bare:.2f} s bare: {noted / bare:.1f} x (goal 3)")
    print(f"undo of the bulk change: {undone_change:.2f} s")
    print(f"look at the undo of the import: {looked:.2f} s")
    print(f"undo of the import: {undone:.2f} s (goal 3 s), redo {redone:.1f} s")


def test_undo_of_an_import_that_updated_some_and_added_the_rest(workspace: Workspace) -> None:
    """90,000 customers with four parts each are added, 10,000 that were there are changed; 100 are edited since."""
    rows = {entity: [dict(each) for each in values] for entity, values in _rows().items()}
    old = {entity: [each for each in values if _owner(entity, each) <= UPDATED] for entity, values in rows.items()}
    new = {entity: [each for each in values if _owner(entity, each) > UPDATED] for entity, values in rows.items()}
    with workspace.work(N_("Import of {file}"), kind="import", file="before") as work:
        for entity, values in old.items():
            work.connection.execute(insert(entity), values)
    with workspace.work(N_("Import of {file}"), kind="import", file="bench") as work:
        for entity, values in new.items():
            work.connection.execute(insert(entity), values)
        changed = update(Customer).where(Customer.id <= UPDATED)
        work.connection.execute(changed.values(level="B", industry="零售", remark="周一收货"))
        imported = work.id
    with workspace.work(N_("Bulk change"), kind="bulk") as work:
        work.connection.execute(update(Customer).where(Customer.id % 1000 == 0).values(level="C"))

    def open_page() -> None:
        with workspace.read() as session:
            info = next(each for each in work_page(session) if each.id == imported)
            count_by_day(session)
            details(session, info)

    page = _timed(open_page)
    looked, looked_dropping = (
        _timed(lambda: workspace.look_at_undo(imported)),
        _timed(lambda: workspace.look_at_undo(imported, drop=EVERY)),
    )
    dropped = _timed(lambda: workspace.undo(imported, drop=EVERY))
    redone = _timed(lambda: workspace.redo(imported))
    undone = _timed(lambda: workspace.undo(imported))
    print(f"\nthe page with the import opened: {page * 1000:.0f} ms")
    print(f"look at its undo: {looked:.2f} s, with every later edit dropped {looked_dropping:.2f} s")
    print(f"undo: {undone:.2f} s (goal 5 s), with every later edit dropped {dropped:.2f} s; redo {redone:.1f} s")


def _owner(entity: type, row: dict[str, object]) -> int:
    return int(str(row["id"] if entity is Customer else row["customer_id"]))
