"""A full disk: said clearly, nothing acknowledged is lost, and space makes all well again."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop.base.errors import DiskFullError
from crm_desktop.storage.customer_file import create_file, open_file
from crm_desktop.storage.integrity import check_file
from tests.storage.people import PASSWORD, add, make_tables, names

pytestmark = pytest.mark.faults
ROUNDS = int(os.environ.get("KEBU_FAULT_COUNT", "20"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of 2 MB of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], check=False)  # noqa: S607
    if mounted.returncode:
        pytest.skip("only the system's administrator can make a small disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)  # noqa: S607


def fill_up(folder: Path, leave: int) -> Path:
    stuffing = folder / "stuffing"
    free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
    stuffing.write_bytes(bytes(max(0, free - leave)))
    return stuffing


@pytest.mark.parametrize("fill_point", range(min(ROUNDS, 20)))
def test_a_disk_that_fills_up_while_working(small_disk: Path, fill_point: int):
    file, _code = create_file(small_disk / "a.kebu", PASSWORD, make_tables)
    add(file, "before")
    stuffing = fill_up(small_disk, fill_point * 6000)
    acknowledged = ["before"]

    def add_on_and_on() -> None:
        while True:
            name = f"{len(acknowledged)} " + "x" * 2000
            add(file, name)
            acknowledged.append(name)

    with pytest.raises(DiskFullError, match="Nothing was lost"):
        add_on_and_on()
    assert names(file) == acknowledged
    stuffing.unlink()
    add(file, "after")
    file.close()
    again = open_file(small_disk / "a.kebu", PASSWORD)
    assert names(again) == [*acknowledged, "after"]
    assert check_file(again) == []
    again.close()


def test_a_change_of_password_without_room_keeps_the_old_one(small_disk: Path):
    file, _code = create_file(small_disk / "a.kebu", PASSWORD, make_tables)
    add(file, *["x" * 2000] * 100)
    file.checkpoint()
    stuffing = fill_up(small_disk, 100_000)
    with pytest.raises(DiskFullError):
        file.change_password("another")
    assert len(names(file)) == 100
    stuffing.unlink()
    file.close()
    again = open_file(small_disk / "a.kebu", PASSWORD)
    assert check_file(again) == []
    again.change_password("another")
    again.close()
    open_file(small_disk / "a.kebu", "another").close()


def test_creating_without_room_leaves_nothing(small_disk: Path):
    fill_up(small_disk, 9000)
    with pytest.raises(DiskFullError):
        create_file(small_disk / "a.kebu", PASSWORD, make_tables)
    assert not [each for each in small_disk.iterdir() if each.name not in {"stuffing", "a.kebu-lock"}]


def test_a_file_on_a_full_disk_opens_as_soon_as_there_is_room(small_disk: Path):
    file, _code = create_file(small_disk / "a.kebu", PASSWORD, make_tables)
    add(file, "张伟")
    file.close()
    stuffing = fill_up(small_disk, 0)
    with pytest.raises(DiskFullError):
        open_file(small_disk / "a.kebu", PASSWORD)
    stuffing.unlink()
    again = open_file(small_disk / "a.kebu", PASSWORD)
    assert names(again) == ["张伟"]
    again.close()
