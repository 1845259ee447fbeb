"""Whatever was done before a backup is there again after its restore, whatever was done in between."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, update

from crm_desktop.base.i18n import N_
from crm_desktop.entities.customer import Customer
from crm_desktop.services import backups, records, restores
from crm_desktop.services.file_info import check_workspace
from crm_desktop.services.open_file import create, open_file
from crm_desktop.services.restores import Secret
from crm_desktop.services.workspace import Workspace
from tests.dump import changed_tables, dump

ROUNDS = int(os.environ.get("KEBU_FAULT_COUNT", "3"))
Deed = Callable[[Workspace, int], object]


def add(workspace: Workspace, number: int) -> None:
    raw = {"name": f"禾木 {number}", "mobile": f"1380000{number:04d}", "contact": "王女士", "address": "浙江省杭州市"}
    saved = records.add(workspace, "customer", raw)
    row = {"customer_id": saved.id, "channel": "call", "content": f"约了 {number}", "happened_at": "2026-11-20 10:30"}
    records.add(workspace, "interaction", row)


def change(workspace: Workspace, number: int) -> None:
    with workspace.work(N_("Bulk change"), kind="bulk") as work:
        work.connection.execute(update(Customer).where(Customer.id % 3 == number % 3).values(level="C"))


def remove(workspace: Workspace, number: int) -> None:
    with workspace.work(N_("Removal"), kind="remove") as work:
        ids = list(work.session.scalars(select(Customer.id)))
        if ids:
            work.connection.execute(delete(Customer).where(Customer.id == ids[number % len(ids)]))


def take_back(workspace: Workspace, _number: int) -> None:
    if workspace.can_undo() is not None:
        workspace.undo()


def configure(workspace: Workspace, number: int) -> None:
    workspace.settings.set(business_name=f"商行 {number}")


DEEDS = st.lists(
    st.tuples(st.sampled_from([add, add, change, remove, take_back, configure]), st.integers(0, 9999)), max_size=6
)


def do(workspace: Workspace, deeds: list[tuple[Deed, int]]) -> None:
    for deed, number in deeds:
        deed(workspace, number)


@settings(max_examples=ROUNDS, deadline=None, suppress_health_check=list(HealthCheck))
@given(DEEDS, DEEDS)
def test_a_restore_gives_the_very_rows_of_the_backup(earlier: list[tuple[Deed, int]], later: list[tuple[Deed, int]]):
    folder = Path(tempfile.mkdtemp())
    workspace, _code = create(folder / "shop.kebu", "pw")
    try:
        do(workspace, earlier)
        then, info = dump(workspace), backups.make(workspace)
        do(workspace, later)
        shutil.copy(workspace.path.with_name("shop.kebu-wal"), folder / "other.kebu-wal")
        restores.restore_all(workspace, info.path)
        assert changed_tables(then, dump(workspace)) == {}
        assert check_workspace(workspace, deep=True) == []
        do(workspace, later)  # work goes on as usual
        assert check_workspace(workspace, deep=True) == []
        restores.restore_file(info.path, Secret(password="pw"), folder / "other.kebu")
        other = open_file(folder / "other.kebu", "pw")
        assert changed_tables(then, dump(other)) == {}
        other.close()
    finally:
        workspace.close()
        shutil.rmtree(folder)
