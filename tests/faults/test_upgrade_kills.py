"""kill -9 at any statement of an upgrade leaves the old file or the new one, and one good backup of the old one."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from crm_desktop.services import backups
from crm_desktop.services.file_info import check_workspace
from crm_desktop.services.open_file import open_file
from tests.conftest import PASSWORD
from tests.storage.version_1 import make_version_1

pytestmark = pytest.mark.faults
ROUNDS = int(os.environ.get("KEBU_FAULT_COUNT", "5"))
WORKER = [sys.executable, "-m", "tests.faults.upgrade_worker"]


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_version_1(tmp_path_factory.mktemp("earlier") / "shop.kebu")


def copied(earlier: Path, folder: Path) -> Path:
    folder.mkdir()
    for path in (earlier, earlier.with_suffix(".kebu-recovery")):
        shutil.copy2(path, folder)
    return folder / earlier.name


def upgrade(path: Path, until: int) -> str:
    """Open the file in a process that is killed before statement `until`; gives what it said."""
    with subprocess.Popen(WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{path}\n{PASSWORD}\n{until}\n")
        process.stdin.flush()
        said = process.stdout.readline().strip()
        process.kill()
        return said


def test_a_kill_during_an_upgrade_leaves_the_old_file_or_the_new_one(earlier: Path, tmp_path: Path):
    dice = random.Random()  # noqa: S311 - not a secret
    statements = int(upgrade(copied(earlier, tmp_path / "whole"), 0))
    for until in {2, statements, *(dice.randrange(2, statements) for _trial in range(ROUNDS))}:
        path = copied(earlier, tmp_path / str(until))
        assert upgrade(path, until) == "there"
        workspace = open_file(path, PASSWORD)
        with workspace.read() as session:
            tasks = session.connection().exec_driver_sql("SELECT what FROM task ORDER BY id").scalars().all()
        assert tasks == ["Follow up: 谈了价格", "Follow up: 回访"], until
        assert check_workspace(workspace, deep=True) == [], until
        found = backups.listed(workspace)
        assert [(each.reason, each.schema) for each in found.backups] == [("upgrade", 1)], until
        assert found.unreadable == (), until
        workspace.close()
