"""kill -9 at any moment loses nothing that was acknowledged, and leaves exactly one password."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crm_desktop.base.errors import NotFoundError, WrongPasswordError
from crm_desktop.storage.customer_file import CustomerFile, create_file, open_file, open_with_recovery_code
from crm_desktop.storage.integrity import check_file
from tests.storage.people import PASSWORD, add, make_tables, names

pytestmark = pytest.mark.faults
ROUNDS = int(os.environ.get("KEBU_FAULT_COUNT", "20"))
WORKER = [sys.executable, "-m", "tests.faults.customer_file_worker"]


def run_and_kill(told: list[str], ready: str, after: float) -> list[str]:
    """Start the worker, kill it `after` seconds from its word `ready`; give all it said."""
    with subprocess.Popen(WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("".join(f"{line}\n" for line in told))
        process.stdin.flush()
        said = [process.stdout.readline().rstrip("\n")]
        while said[-1] != ready:
            assert said[-1], said
            said.append(process.stdout.readline().rstrip("\n"))
        time.sleep(after)  # the moment of the kill is the point of the test
        process.kill()
        return said + process.stdout.read().splitlines()


def test_a_kill_during_commits_loses_no_acknowledged_row_and_tears_no_pair(tmp_path: Path):
    dice = random.Random()  # noqa: S311 - not a secret
    path = tmp_path / "a.kebu"
    create_file(path, PASSWORD, make_tables)[0].close()
    for trial in range(ROUNDS):
        said = run_and_kill([str(path), PASSWORD, "commit", ""], "open", dice.uniform(0.0, 0.4))
        acknowledged = [int(word) for word in said if word.isdigit()]
        file = open_file(path, PASSWORD)  # without any question about the process that held it
        pairs = [name.split()[0] for name in names(file)]
        assert pairs == [f"{number}{half}" for number in range(len(pairs) // 2) for half in ("a", "b")], trial
        assert not acknowledged or len(pairs) // 2 > acknowledged[-1], trial
        assert check_file(file, deep=True) == [], trial
        file.close()


def test_a_kill_during_a_change_of_password_leaves_exactly_one_password_and_a_good_code(tmp_path: Path):
    dice = random.Random()  # noqa: S311 - not a secret
    path = tmp_path / "a.kebu"
    file, code = create_file(path, "password 0", make_tables)
    add(file, *(f"{number} " + "x" * 1000 for number in range(4000)))
    file.close()
    current, ends = "password 0", set()
    for trial in range(ROUNDS):
        new = f"password {trial + 1}"
        run_and_kill([str(path), current, "password", new], "changing", dice.uniform(0.0, 1.2))
        if trial % 2:
            opened = opens(path, current, new)
        else:  # the password is forgotten at the worst moment
            opened = "found again"
            open_with_recovery_code(path, code, opened).close()
        ends.add(opened == new)
        file = open_file(path, opened)
        assert len(names(file)) == 4000, trial
        assert check_file(file) == [], trial
        file.close()
        current = opened
    assert ROUNDS < 20 or ends == {True, False}


def opens(path: Path, old: str, new: str) -> str:
    """Give the one of two passwords that opens the file; the other must be called wrong, not the file damaged."""
    good = []
    for password in (old, new):
        try:
            open_file(path, password).close()
        except WrongPasswordError:
            continue
        good.append(password)
    assert len(good) == 1
    return good[0]


def test_a_kill_during_creation_leaves_a_whole_file_or_none(tmp_path: Path):
    dice = random.Random()  # noqa: S311 - not a secret
    for trial in range(ROUNDS):
        path = tmp_path / f"{trial}.kebu"
        run_and_kill([str(path), PASSWORD, "create", ""], "creating", dice.uniform(0.0, 0.4))
        file: CustomerFile
        try:
            file = open_file(path, PASSWORD)
        except NotFoundError:
            file, _code = create_file(path, PASSWORD, make_tables)
        assert check_file(file) == [], trial
        file.close()
        assert {each.name for each in tmp_path.glob(f"{trial}.*")} == {
            f"{trial}.kebu",
            f"{trial}.kebu-lock",
            f"{trial}.kebu-recovery",
        }, trial
