"""Damage is found, and never taken for a wrong password."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from crm_desktop.base.errors import DamagedFileError, UserFacingError
from crm_desktop.storage.customer_file import CustomerFile, open_file
from crm_desktop.storage.integrity import check_file
from tests.storage.people import PASSWORD, add

Opener = Callable[..., CustomerFile]


def found(path: Path) -> str:
    """Open the damaged file and look through it; give what was said first."""
    try:
        file = open_file(path, PASSWORD)
    except UserFacingError as error:
        return error.code
    try:
        findings = check_file(file)
    finally:
        file.close()
    return findings[0].code if findings else "nothing"


@pytest.mark.parametrize("deep", [False, True])
def test_a_whole_file_gives_no_findings(path: Path, opened: Opener, deep: bool):
    file = opened(path)
    add(file, "still in the -wal")
    assert check_file(file, deep) == []


def test_a_flipped_bit_anywhere_is_found_and_never_called_a_wrong_password(path: Path):
    dice = random.Random(1)  # noqa: S311 - not a secret
    whole = path.read_bytes()
    places = [0, 15, 16, 100, 4095, *(dice.randrange(len(whole)) for _number in range(8))]
    for place in places:
        flipped = bytearray(whole)
        flipped[place] ^= 1 << dice.randrange(8)
        path.write_bytes(flipped)
        assert found(path) in {"damaged_file", "page"}, place
    path.write_bytes(whole)
    assert found(path) == "nothing"


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda data: data[:-4096], {"damaged_file"}),
        (lambda data: data[:-1000], {"page", "size"}),
        (lambda data: data[:4096], {"damaged_file"}),
        (lambda data: data[:5000], {"damaged_file"}),
        (lambda data: data[:4000], {"damaged_file"}),
        (lambda data: data[:1], {"damaged_file"}),
        (lambda data: data + b"x", {"size"}),
        (lambda data: data + os.urandom(4096), {"size"}),
        (lambda data: data[:8192] + data[12288:16384] + data[8192:12288] + data[16384:], {"page", "damaged_file"}),
        (lambda data: data[4096:8192] + data[:4096] + data[8192:], {"damaged_file"}),
        (lambda data: bytes(4096) + data[4096:], {"damaged_file"}),
        (lambda data: bytes(len(data)), {"damaged_file"}),
        (lambda data: os.urandom(len(data)), {"damaged_file"}),
    ],
)
def test_cut_swapped_and_overwritten_files_are_found(path: Path, spoil: Callable[[bytes], bytes], expected: set[str]):
    path.write_bytes(spoil(path.read_bytes()))
    assert found(path) in expected


def test_a_damaged_file_of_another_computer_is_still_not_called_a_wrong_password(
    path: Path, private_home: Path, monkeypatch: pytest.MonkeyPatch
):
    data = bytearray(path.read_bytes())
    data[1000] ^= 1
    path.write_bytes(data)
    path.with_name("客户.kebu-recovery").unlink()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(private_home / "another computer"))
    with pytest.raises(DamagedFileError):
        open_file(path, PASSWORD)


def test_damage_met_while_working_is_said_in_the_users_words(path: Path, opened: Opener):
    data = bytearray(path.read_bytes())
    for page in range(3, len(data) // 4096):
        data[page * 4096 + 50] ^= 1
    path.write_bytes(data)
    file = opened(path)
    with pytest.raises(DamagedFileError, match="is damaged"), file.reading.begin() as connection:
        connection.execute(text("SELECT name FROM person")).all()


def test_a_reference_to_nothing_is_found(file: CustomerFile):
    raw = file.engine.raw_connection()
    raw.cursor().execute("PRAGMA foreign_keys = OFF")
    raw.cursor().execute("INSERT INTO person (name, boss) VALUES ('李明', 77)")
    raw.cursor().execute("PRAGMA foreign_keys = ON")
    raw.close()
    findings = check_file(file)
    assert [finding.code for finding in findings] == ["reference"]
    assert "李明" not in findings[0].message


def test_the_check_waits_for_no_reader_and_blames_nobody(file: CustomerFile):
    add(file, "one")
    with file.reading.begin() as connection:
        connection.exec_driver_sql("SELECT * FROM person").all()
        add(file, "two")
        file.engine.dispose()
        assert check_file(file) == []
