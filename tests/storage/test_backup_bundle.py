"""A backup is whole, private, opens on any computer, and shows the smallest change."""

import errno
import hashlib
import json
import random
import stat
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crm_desktop.base.errors import BadBackupError, CancelledError, DiskFullError, NotFoundError, WrongPasswordError
from crm_desktop.base.progress import Silent, Stoppable
from crm_desktop.services.open_file import create
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage import keys
from crm_desktop.storage.backup import make_backup as making
from crm_desktop.storage.backup.bundle import DATABASE, MANIFEST, RECOVERY, SEALS_BYTES, prove, read_bundle
from crm_desktop.storage.backup.manifest import open_note
from crm_desktop.storage.backup.verify_backup import by_code, by_password, proven
from crm_desktop.storage.customer_file import open_file, open_with_recovery_code
from crm_desktop.storage.integrity import Finding
from tests.conftest import PASSWORD
from tests.customers import ROWS, fill
from tests.storage.backup_of import back_up, files_in, new_shop, verify
from tests.storage.people import bare_connection


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """An open file with the dozen customers, for all tests here: none of them changes it."""
    workspace = new_shop(tmp_path_factory.mktemp("shop"))
    fill(workspace)
    yield workspace
    workspace.close()


@pytest.fixture
def whole(shop: Workspace, tmp_path: Path) -> Path:
    """A whole backup of it."""
    return back_up(shop, tmp_path / "whole").path


def test_a_backup_is_verified_named_by_file_time_and_number_and_nothing_else_is_left(shop: Workspace, tmp_path: Path):
    bundle = back_up(shop, tmp_path / "kept", 7)
    assert files_in(tmp_path / "kept") == {f"shop-{bundle.manifest.moment:%Y%m%d-%H%M%S}-000007.kebu-backup"}
    assert bundle.manifest.counts["customer"] == len(ROWS)
    assert verify(bundle.path) == bundle


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_a_backup_and_its_folder_are_its_owners_alone(shop: Workspace, tmp_path: Path):
    bundle = back_up(shop, tmp_path / "kept")
    assert stat.S_IMODE(bundle.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(bundle.path.parent.stat().st_mode) == 0o700


def test_any_unzip_and_any_sqlcipher_open_it_with_the_password_alone(shop: Workspace, tmp_path: Path):
    bundle = back_up(shop, tmp_path / "kept")
    with zipfile.ZipFile(bundle.path) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [DATABASE, RECOVERY, MANIFEST]
        archive.extractall(tmp_path / "unzipped")
    connection = bare_connection(tmp_path / "unzipped" / DATABASE, PASSWORD.encode())
    assert connection.execute("SELECT count(*) FROM customer").fetchone() == (len(ROWS),)
    connection.close()


def test_it_holds_changes_that_still_wait_in_the_wal(workspace: Workspace, tmp_path: Path):
    fill(workspace)
    assert workspace.path.stat().st_size < workspace.path.with_name("shop.kebu-wal").stat().st_size
    assert back_up(workspace, tmp_path / "kept").manifest.counts["customer"] == len(ROWS)


def test_it_names_no_customer_to_who_has_no_key(shop: Workspace, tmp_path: Path):
    bundle = back_up(shop, tmp_path / "kept", note="禾木家具行.xlsx")
    data = bundle.path.read_bytes()
    assert not [name for name in (b"SQLite format 3", "禾木".encode(), b"hello0@") if name in data]
    with shop.file.connected() as (_connection, key):
        assert open_note(bundle.manifest.note, key) == "禾木家具行.xlsx"


def test_the_recovery_code_alone_proves_it_and_opens_what_is_unzipped(tmp_path: Path):
    workspace, code = create(tmp_path / "a.kebu", PASSWORD)
    bundle = back_up(workspace, tmp_path / "kept")
    workspace.close()
    with proven(bundle.path, by_code(code), Silent()) as backup:
        assert backup.bundle == bundle
    with zipfile.ZipFile(bundle.path) as archive:
        archive.extractall(tmp_path / "unzipped")
    open_with_recovery_code(tmp_path / "unzipped" / DATABASE, code, "new").close()
    open_file(tmp_path / "unzipped" / DATABASE, "new").close()


def test_another_password_or_code_is_called_wrong_and_the_backup_whole(shop: Workspace, tmp_path: Path):
    bundle = back_up(shop, tmp_path / "kept")
    with pytest.raises(WrongPasswordError, match="another password"):
        verify(bundle.path, "something else")
    other, code = create(tmp_path / "b.kebu", PASSWORD)
    other.close()
    with pytest.raises(WrongPasswordError), proven(bundle.path, by_code(code), Silent()):
        pass


def test_every_flipped_byte_is_seen_and_never_called_a_wrong_password(shop: Workspace, whole: Path, tmp_path: Path):
    data = whole.read_bytes()
    dice = random.Random(5)  # noqa: S311 - not a secret
    small = [*range(0, 120, 5), *range(len(data) - 2600, len(data), 9)]  # the zip's own bytes, the small parts, seals
    with shop.file.connected() as (_connection, key):
        for place in [*small, *(dice.randrange(len(data)) for _time in range(60))]:
            flip(whole, data, place, dice)
            with pytest.raises(BadBackupError):
                prove(read_bundle(whole), key, lambda _done: None)


def flip(path: Path, data: bytes, place: int, dice: random.Random) -> None:
    damaged = bytearray(data)
    damaged[place] ^= 1 << dice.randrange(8)
    path.write_bytes(damaged)


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[:-1],
        lambda data: data[: len(data) // 4096 * 4096],
        lambda data: data[: len(data) // 2],
        lambda data: data + b"\0",
        lambda data: data[:4096] + data[8192:12288] + data[4096:8192] + data[12288:],
        lambda _data: b"",
        lambda _data: b"PK\x05\x06" + bytes(18),
        lambda _data: b"x" * 5000,
    ],
    ids=["a byte less", "whole pages less", "half", "a byte more", "swapped pages", "empty", "an empty zip", "junk"],
)
def test_what_is_cut_mixed_up_or_something_else_is_no_backup(whole: Path, harm: Callable[[bytes], bytes]):
    whole.write_bytes(harm(whole.read_bytes()))
    with pytest.raises(BadBackupError, match="no whole backup"):
        verify(whole)


def test_a_forged_backup_with_digests_that_fit_is_refused(shop: Workspace, tmp_path: Path):
    """Who has no key can compute every digest anew, but not the seals."""
    bundle = back_up(shop, tmp_path / "kept")
    data = bundle.path.read_bytes()
    manifest = bundle.manifest.written()
    forged = data.replace(manifest, manifest.replace(b'"customer": 12', b'"customer": 99'))
    start, size = bundle.database
    parts = bytes.fromhex(bundle.manifest.sha256), forged[:start], forged[start + size : -SEALS_BYTES]
    digest = hashlib.sha256(b"".join(parts)).hexdigest()
    bundle.path.write_bytes(forged.replace(bundle.digest.encode(), digest.encode()))
    prove(read_bundle(bundle.path), None, lambda _done: None)  # no damage is seen …
    with pytest.raises(BadBackupError):  # … but the seals tell
        verify(bundle.path)


def test_a_missing_backup_is_not_found(tmp_path: Path):
    with pytest.raises(NotFoundError):
        verify(tmp_path / "none.kebu-backup")


def test_a_copy_that_does_not_pass_its_checks_gets_no_name(
    shop: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(making, "check_connection", lambda _connection: [Finding("page", "page 3 is damaged")])
    with pytest.raises(BadBackupError, match="page 3"):
        back_up(shop, tmp_path / "kept")
    assert files_in(tmp_path / "kept") == set()


def test_a_row_that_is_missing_behind_right_seals_is_seen(
    shop: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    honest = making.counts_in
    monkeypatch.setattr(making, "counts_in", lambda connection: {**honest(connection), "customer": 13})
    bundle = back_up(shop, tmp_path / "kept")
    with pytest.raises(BadBackupError):
        verify(bundle.path)


def test_a_full_disk_is_told_before_it_is_filled_and_leaves_nothing(
    shop: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    usage = making.shutil.disk_usage(tmp_path)
    monkeypatch.setattr(making.shutil, "disk_usage", lambda _path: usage._replace(free=100_000))
    with pytest.raises(DiskFullError):
        back_up(shop, tmp_path / "kept")
    assert files_in(tmp_path / "kept") == set()


def test_a_disk_that_fills_up_meanwhile_leaves_nothing(
    shop: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def no_room(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr("crm_desktop.storage.backup.bundle.os.fsync", no_room)
    with pytest.raises(DiskFullError):
        back_up(shop, tmp_path / "kept")
    assert files_in(tmp_path / "kept") == set()


def test_a_stopped_backup_leaves_nothing(shop: Workspace, tmp_path: Path):
    class StopsLate(Stoppable):
        def report(self, done: int, total: int, stage: str = "") -> None:
            if done > total // 2:
                self.stop()
            super().report(done, total, stage)

    with pytest.raises(CancelledError):
        making.make_backup(shop.file, tmp_path / "kept", making.Wanted(1, "manual"), StopsLate())
    assert files_in(tmp_path / "kept") == set()


def test_progress_only_grows_and_ends_full(shop: Workspace, tmp_path: Path):
    told: list[tuple[int, int]] = []

    class Listening(Silent):
        def report(self, done: int, total: int, stage: str = "") -> None:
            assert stage
            told.append((done, total))

    making.make_backup(shop.file, tmp_path / "kept", making.Wanted(1, "manual"), Listening())
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_proving_unpacks_into_a_private_place_and_leaves_nothing_there(shop: Workspace, tmp_path: Path):
    bundle = back_up(shop, tmp_path / "kept")
    with proven(bundle.path, by_password(PASSWORD), Silent()) as backup:
        place = backup.database.parent
        assert files_in(place) == {DATABASE, RECOVERY}
        if sys.platform != "win32":
            assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert not place.exists()


def test_the_manifest_says_what_scripts_need(shop: Workspace, tmp_path: Path):
    bundle = back_up(shop, tmp_path / "kept", 3)
    with zipfile.ZipFile(bundle.path) as archive:
        manifest = json.loads(archive.read(MANIFEST))
        data = archive.read(DATABASE)
    assert manifest["sequence"] == 3
    assert manifest["file_id"] == shop.file.file_id
    assert manifest["size"] == len(data)
    assert bytes.fromhex(manifest["salt"]) == data[: keys.SALT_BYTES]
