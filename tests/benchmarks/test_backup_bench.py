"""How long a backup with all its proofs takes, what a writer feels of it, and how long a restore takes."""

import threading
import time
from pathlib import Path

import pytest

from crm_desktop.services import backups, records, restores
from crm_desktop.services.open_file import create
from crm_desktop.services.restores import Secret
from crm_desktop.services.workspace import Workspace
from tests.benchmarks.crowd import fill_crowd
from tests.conftest import PASSWORD

pytestmark = pytest.mark.bench
CUSTOMERS = 100_000


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("crowd")
    workspace, _code = create(folder / "shop.kebu", PASSWORD)
    fill_crowd(workspace, CUSTOMERS)
    workspace.file.checkpoint()
    return workspace


def test_a_backup_with_all_its_proofs(crowd: Workspace):
    size = crowd.path.stat().st_size / 1e6
    start = time.perf_counter()
    info = backups.make(crowd)
    took = time.perf_counter() - start
    print(f"\nbackup of {size:.0f} MB, proven: {took:.2f} s = {took * 50 / size:.2f} s per 50 MB (goal 2)")
    start = time.perf_counter()
    assert backups.before(crowd, "import") is None
    print(f"nothing changed, the newest proven again: {time.perf_counter() - start:.2f} s")
    start = time.perf_counter()
    assert restores.verify(info.path, Secret(PASSWORD)).verified
    print(f"verify: {time.perf_counter() - start:.2f} s")


def test_a_writer_beside_it(crowd: Workspace):
    alone = _writes(crowd, threading.Event(), 60)
    ended = threading.Event()
    beside: list[float] = []
    writer = threading.Thread(target=lambda: beside.extend(_writes(crowd, ended, 100_000)))
    writer.start()
    backups.make(crowd)
    ended.set()
    writer.join()
    print(f"\na writer's edits alone: {_told(alone)}; beside a backup: {_told(beside)} (goal: p99 of 50 ms)")


def test_restores_of_a_hundred_thousand(crowd: Workspace, tmp_path: Path):
    info = backups.make(crowd)
    records.remove(crowd, "customer", list(range(1, 1001)))
    start = time.perf_counter()
    restores.restore_customers(crowd, info.path, range(1, 101))
    print(f"\n100 customers brought back: {time.perf_counter() - start:.2f} s")
    start = time.perf_counter()
    restores.restore_all(crowd, info.path)
    print(f"all restored, backed up before: {time.perf_counter() - start:.2f} s (goal 10)")
    start = time.perf_counter()
    restores.restore_file(info.path, Secret(PASSWORD), tmp_path / "new.kebu")
    print(f"restored to a new file: {time.perf_counter() - start:.2f} s (goal 10)")


def _writes(workspace: Workspace, ended: threading.Event, most: int) -> list[float]:
    """Edit a customer again and again; gives the seconds of each edit."""
    took = []
    for number in range(most):
        if ended.is_set():
            break
        start = time.perf_counter()
        records.change(workspace, "customer", number % 500 + 1, {"remark": f"remark {number} {time.monotonic()}"})
        took.append(time.perf_counter() - start)
    return took


def _told(took: list[float]) -> str:
    ordered = sorted(took)
    middle, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
    return f"{len(ordered)} edits, median {middle * 1000:.0f} ms, p99 {late * 1000:.0f} ms"
