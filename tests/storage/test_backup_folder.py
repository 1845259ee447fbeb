"""A folder of backups: only the file's own are listed and thinned out, leftovers are swept, copies are proven."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop.base.errors import BadBackupError, InvalidValueError
from crm_desktop.base.progress import Silent
from crm_desktop.services.open_file import create
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.backup import folder as folders
from crm_desktop.storage.backup import second_place
from crm_desktop.storage.backup.bundle import read_bundle
from crm_desktop.storage.backup.second_place import bring_over
from tests.conftest import PASSWORD
from tests.storage.backup_of import back_up, files_in, new_shop, verify


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, Path]]:
    """An open, empty file and a folder with three backups of it, for all tests here."""
    folder = tmp_path_factory.mktemp("made")
    workspace = new_shop(folder)
    for number in (1, 2, 3):
        back_up(workspace, folder / "kept", number)
    yield workspace, folder / "kept"
    workspace.close()


@pytest.fixture
def shop(made: tuple[Workspace, Path]) -> Workspace:
    return made[0]


@pytest.fixture
def kept(made: tuple[Workspace, Path], tmp_path: Path) -> Path:
    """A copy of the folder."""
    return shutil.copytree(made[1], tmp_path / "kept")


def numbers(folder: Path, workspace: Workspace) -> list[int]:
    return [bundle.manifest.sequence for bundle in folders.bundles_in(folder, workspace.file.file_id).bundles]


def test_backups_are_listed_by_number_whatever_the_clock_said(shop: Workspace, kept: Path):
    assert numbers(kept, shop) == [3, 2, 1]
    assert [int(folders.number_of(path)) for path in folders.named(kept, "shop")] == [1, 2, 3]


def test_a_folder_that_is_not_there_holds_nothing_and_is_not_made(shop: Workspace, tmp_path: Path):
    assert folders.bundles_in(tmp_path / "none", shop.file.file_id) == folders.Shelf((), ())
    assert not (tmp_path / "none").exists()


def test_other_files_backups_and_strange_files_are_neither_listed_nor_touched(shop: Workspace, kept: Path):
    other, _code = create(kept.parent / "other.kebu", PASSWORD)
    back_up(other, kept, 9)
    other.close()
    (kept / "notes.txt").write_text("mine")
    (kept / "broken.kebu-backup").write_bytes(b"x" * 4000)
    (kept / "a folder.kebu-backup").mkdir()
    shelf = folders.bundles_in(kept, shop.file.file_id)
    assert [bundle.manifest.sequence for bundle in shelf.bundles] == [3, 2, 1]
    assert shelf.unreadable == (kept / "broken.kebu-backup",)
    before = files_in(kept)
    with shop.file.connected() as (_connection, key):
        folders.thin_out(shelf, key)
    assert files_in(kept) == before


def test_thinning_out_removes_what_the_rules_let_go_but_nothing_that_was_renamed(
    shop: Workspace, kept: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(folders, "kept", lambda aged: {max(each.sequence for each in aged)})
    oldest = folders.named(kept, "shop")[0]
    oldest.rename(kept / "before the fair.kebu-backup")
    with shop.file.connected() as (_connection, key):
        gone = folders.thin_out(folders.bundles_in(kept, shop.file.file_id), key)
    assert [int(folders.number_of(path)) for path in gone] == [2]
    assert numbers(kept, shop) == [3, 1]


def test_what_a_killed_program_left_is_swept_at_the_next_backup(shop: Workspace, kept: Path):
    left = kept / f".{shop.file.file_id}.kebu-new"
    left.mkdir()
    (left / "bundle").write_bytes(b"half")
    back_up(shop, kept, 4)
    assert not left.exists()
    assert numbers(kept, shop) == [4, 3, 2, 1]


def test_a_number_is_never_given_twice_even_when_every_backup_is_gone(shop: Workspace, kept: Path):
    back_up(shop, kept, 12)
    shutil.rmtree(kept)
    assert folders.last_sequence(shop.file.file_id, folders.bundles_in(kept, shop.file.file_id)) == 12


def test_the_second_place_gets_what_it_lacks_newest_first_and_proven(shop: Workspace, kept: Path, tmp_path: Path):
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "holiday.jpg").write_bytes(b"mine")
    shutil.copy(folders.named(kept, "shop")[1], stick)
    with shop.file.connected() as (_connection, key):
        shelf = folders.bundles_in(kept, shop.file.file_id)
        copied = bring_over(shelf, stick, shop.file.file_id, key, Silent())
        again = bring_over(shelf, stick, shop.file.file_id, key, Silent())
    assert [read_bundle(path).manifest.sequence for path in copied] == [3, 1]
    assert again == []
    assert files_in(stick) == files_in(kept) | {"holiday.jpg"}
    assert [verify(path).manifest.sequence for path in copied] == [3, 1]


def test_a_copy_that_does_not_read_back_gets_no_name(
    shop: Workspace, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def copy_badly(source: Path, target: Path) -> None:
        data = bytearray(source.read_bytes())
        data[5000] ^= 1
        target.write_bytes(data)

    monkeypatch.setattr(second_place, "_copy", copy_badly)
    with shop.file.connected() as (_connection, key), pytest.raises(BadBackupError):
        bring_over(folders.bundles_in(kept, shop.file.file_id), tmp_path / "stick", shop.file.file_id, key, Silent())
    assert files_in(tmp_path / "stick") == set()


def test_a_file_where_the_folder_should_be_is_told(shop: Workspace, tmp_path: Path):
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(InvalidValueError):
        back_up(shop, tmp_path / "taken")
    assert (tmp_path / "taken").read_text() == "mine"
