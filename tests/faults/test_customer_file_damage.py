"""Thousands of damaged files: each is found, none is called a wrong password, none hangs the program."""

import os
import random
from pathlib import Path

import pytest

from crm_desktop.base.errors import DamagedFileError
from crm_desktop.storage import customer_file
from crm_desktop.storage.customer_file import create_file, open_file
from crm_desktop.storage.integrity import check_file
from crm_desktop.storage.keys import Key, derive
from tests.storage.people import PASSWORD, add, make_tables

pytestmark = pytest.mark.faults
ROUNDS = int(os.environ.get("KEBU_FAULT_COUNT", "20"))


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a closed file; its key is derived once a salt, so that thousands of openings fit in the time."""
    file, _code = create_file(tmp_path / "a.kebu", PASSWORD, make_tables)
    add(file, *(f"person {number} " + "x" * 400 for number in range(300)))
    file.close()
    derived: dict[bytes, bytes] = {}

    def derive_once(password: str, salt: bytes) -> Key:
        if salt not in derived:
            derived[salt] = bytes(derive(password, salt).raw)
        return Key(bytearray(derived[salt]), salt)

    monkeypatch.setattr(customer_file, "derive", derive_once)
    return file.path


def is_found(path: Path) -> bool:
    try:
        file = open_file(path, PASSWORD)
    except DamagedFileError:
        return True
    findings = check_file(file)
    file.close()
    return bool(findings)


def test_random_damage_of_every_kind_is_found(path: Path):
    dice = random.Random()  # noqa: S311 - not a secret
    whole = path.read_bytes()
    pages = len(whole) // 4096
    for trial in range(ROUNDS * 5):
        data = bytearray(whole)
        kind = trial % 5
        if kind == 0:
            place = dice.randrange(len(data))
            data[place] ^= 1 << dice.randrange(8)
        elif kind == 1:
            del data[dice.randrange(4096, len(data)) :]
        elif kind == 2:
            del data[dice.randrange(1, pages) * 4096 :]
        elif kind == 3:
            data += os.urandom(dice.choice([1, 100, 4096, 8192]))
        else:
            one, other = (number * 4096 for number in dice.sample(range(pages), 2))
            data[one : one + 4096], data[other : other + 4096] = data[other : other + 4096], data[one : one + 4096]
        path.write_bytes(data)
        assert is_found(path), (trial, kind)
    path.write_bytes(whole)
    assert not is_found(path)


def test_a_file_cut_at_any_place_is_found_at_once(path: Path):
    whole = path.read_bytes()
    for size in range(len(whole) - 1, -1, -max(97, len(whole) // (ROUNDS * 4))):
        path.write_bytes(whole[:size])
        assert is_found(path), size
