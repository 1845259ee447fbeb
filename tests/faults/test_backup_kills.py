"""kill -9 in a backup or a restore leaves no half backup under a good name, and the old state or the new one."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crm_desktop.base.errors import BadBackupError
from crm_desktop.services import backups, records, restores
from crm_desktop.services.file_info import check_workspace, file_info
from crm_desktop.services.open_file import create, open_file
from crm_desktop.services.restores import Secret
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.backup.bundle import prove, read_bundle
from tests.benchmarks.crowd import fill_crowd
from tests.conftest import PASSWORD

pytestmark = pytest.mark.faults
ROUNDS = int(os.environ.get("KEBU_FAULT_COUNT", "5"))
CUSTOMERS = 3_000
WORKER = [sys.executable, "-m", "tests.faults.backup_worker"]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Give a closed file of some megabytes."""
    workspace, _code = create(tmp_path / "shop.kebu", PASSWORD)
    fill_crowd(workspace, CUSTOMERS)
    workspace.close()
    return tmp_path / "shop.kebu"


def run_and_kill(told: list[str], after: float) -> list[str]:
    """Start the worker, kill it `after` seconds from its first “begun”; give all it said."""
    with subprocess.Popen(WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("".join(f"{line}\n" for line in told))
        process.stdin.flush()
        assert process.stdout.readline() == "begun\n"
        time.sleep(after)  # the moment of the kill is the point of the test
        process.kill()
        return process.stdout.read().splitlines()


def seconds_of_a_restore(told: list[str]) -> float:
    """Let the worker come to its end once, so that kills fall in all of a restore on any machine."""
    with subprocess.Popen(WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("".join(f"{line}\n" for line in told))
        process.stdin.flush()
        assert process.stdout.readline() == "begun\n"
        start = time.monotonic()
        assert process.stdout.readline() == "done\n"
        process.stdin.close()
        return time.monotonic() - start


def sound(path: Path) -> Workspace:
    workspace = open_file(path, PASSWORD)
    assert check_workspace(workspace) == []
    return workspace


def test_a_kill_during_a_backup_leaves_no_half_one_and_the_file_whole(shop: Path):
    dice = random.Random()  # noqa: S311 - not a secret
    folder = shop.with_name("shop.kebu-backups")
    ever: set[str] = set()
    for trial in range(ROUNDS):
        ever |= {
            word for word in run_and_kill([str(shop), PASSWORD, "backup", ""], dice.uniform(0.0, 1.2)) if "-" in word
        }
        workspace = sound(shop)
        found = backups.listed(workspace)
        assert found.unreadable == (), trial
        assert {each.path.name for each in found.backups} == {path.name for path in folder.glob("*.kebu-backup")}, trial
        assert all(restores.verify(each.path, Secret(PASSWORD)).verified for each in found.backups[:3]), trial
        assert file_info(workspace).counts["customer"] == CUSTOMERS + trial + 1
        newest = backups.make(workspace)  # sweeps what was left
        assert newest.sequence > max((each.sequence for each in found.backups), default=0), trial
        assert not [path.name for path in folder.iterdir() if path.suffix != ".kebu-backup"], trial
        workspace.close()
    assert ROUNDS < 5 or ever


def test_a_kill_during_a_restore_leaves_the_old_content_or_the_restored_one(shop: Path):
    dice = random.Random()  # noqa: S311 - not a secret
    workspace = sound(shop)
    info = backups.make(workspace)
    records.add(workspace, "customer", {"name": "后来"})  # so that a backup of the present is made first, as below
    workspace.close()
    told = [str(shop), PASSWORD, "restore", str(info.path)]
    usual, ends = seconds_of_a_restore(told), set()
    for trial in range(ROUNDS):
        workspace = sound(shop)
        added = [records.add(workspace, "customer", {"name": f"后来 {trial} {each}"}).id for each in range(2)]
        now = file_info(workspace).counts["customer"]
        workspace.close()
        run_and_kill(told, dice.uniform(0.0, 1.5 * usual))
        workspace = sound(shop)
        counted = file_info(workspace).counts["customer"]
        assert counted in {now, CUSTOMERS}, trial
        ends.add(counted == CUSTOMERS)
        assert records.add(workspace, "customer", {"name": "x"}).id > max(added), trial
        workspace.undo()
        workspace.close()
    assert ROUNDS < 20 or ends == {True, False}


def test_a_flipped_byte_anywhere_in_a_backup_is_always_seen(shop: Path):
    dice = random.Random()  # noqa: S311 - not a secret
    workspace = sound(shop)
    path = backups.make(workspace).path
    whole = path.read_bytes()
    with workspace.file.connected() as (_connection, key), path.open("r+b") as raw:
        for _trial in range(ROUNDS * 20):
            place = dice.randrange(len(whole))
            raw.seek(place)
            raw.write(bytes([whole[place] ^ 1 << dice.randrange(8)]))
            raw.flush()
            with pytest.raises(BadBackupError):
                prove(read_bundle(path), key, lambda _done: None)
            raw.seek(place)
            raw.write(whole[place : place + 1])
            raw.flush()
        prove(read_bundle(path), key, lambda _done: None)
    workspace.close()
