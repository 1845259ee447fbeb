"""Proves a backup from its first byte to its last row, and gives its database to look into."""

import contextlib
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from crm_desktop.base.errors import DamagedFileError
from crm_desktop.base.paths import cache_folder, private_folder
from crm_desktop.base.progress import Progress
from crm_desktop.storage.backup.bundle import DATABASE, Bundle, bad, other_password, prove, read_bundle, recovery_of
from crm_desktop.storage.backup.make_backup import counts_in
from crm_desktop.storage.driver_errors import spoken
from crm_desktop.storage.engine import unlocked
from crm_desktop.storage.identity import Identity, read_identity
from crm_desktop.storage.integrity import CHECKING_CACHE, check_connection
from crm_desktop.storage.keys import Key, derive
from crm_desktop.storage.recovery_sidecar import sidecar_path, unsealed_keys

LEFT_OVER = 24 * 3600  # seconds after which a folder of ours is surely nobody's any more
STEPS = 100

FindKey = Callable[[Bundle, Path], Key]  # of a bundle whose database and recovery file lie in a folder


@dataclass(frozen=True, slots=True)
class Proven:
    """A backup that proved to be whole, its database unpacked (encrypted as it was), and the key that opens it."""

    bundle: Bundle
    database: Path
    key: Key
    identity: Identity

    @contextlib.contextmanager
    def connected(self) -> Iterator[Any]:
        """Open the unpacked database; what is changed in it changes nothing in the backup."""
        with spoken(self.bundle.path), contextlib.closing(unlocked(self.database, self.key)) as connection:
            connection.execute(f"PRAGMA cache_size = {CHECKING_CACHE}")
            yield connection


def by_password(password: str) -> FindKey:
    """Find the key by the password that the file had when the backup was made."""

    def find(bundle: Bundle, _place: Path) -> Key:
        key = derive(password, bytes.fromhex(bundle.manifest.salt))
        if not bundle.manifest.fits(key):
            key.wipe()
            raise other_password(bundle.path)
        return key

    return find


def by_code(code: str) -> FindKey:
    """Find the key by the recovery code that the file had when the backup was made."""

    def find(bundle: Bundle, place: Path) -> Key:
        try:
            keys = unsealed_keys(place / DATABASE, code)
        except DamagedFileError as error:
            raise bad(bundle.path) from error
        fitting = [key for key in keys if bundle.manifest.fits(key)]
        if not fitting:
            raise bad(bundle.path)
        return fitting[0]

    return find


def by_key(key: Key) -> FindKey:
    """Use the key of the open file."""

    def find(bundle: Bundle, _place: Path) -> Key:
        if not bundle.manifest.fits(key):
            raise other_password(bundle.path)
        return Key(bytearray(key.raw), key.salt)

    return find


@contextlib.contextmanager
def proven(
    path: Path, find_key: FindKey, progress: Progress, *, folder: Path | None = None, deep: bool = False
) -> Iterator[Proven]:
    """Prove the backup at `path` and keep its database at hand inside the block, in `folder` if it is to stay.

    Every byte is compared with the seals, so it is just what passed all checks when it was made; the database is
    opened and its rows are counted. `deep` makes the checks themselves again. Raises `BadBackupError` for what is not
    whole, altered or no backup, `WrongPasswordError`, `NotFoundError`, `NewerVersionError`, `DiskFullError` where it
    cannot be unpacked.
    """
    bundle = read_bundle(path)
    with _place(folder) as place:
        database = place / DATABASE
        with spoken(place):
            prove(bundle, None, _told(progress, bundle.manifest.size), database)
            sidecar_path(database).write_bytes(recovery_of(bundle))
        key = find_key(bundle, place)
        try:
            if not bundle.is_sealed_with(key):
                raise bad(path)
            yield Proven(bundle, database, key, _checked(bundle, database, key, deep=deep))
        finally:
            key.wipe()


def _checked(bundle: Bundle, database: Path, key: Key, *, deep: bool) -> Identity:
    """Open the unpacked database as any reader of it will, and look what is in it."""
    try:
        with contextlib.closing(unlocked(database, key)) as connection:
            identity = read_identity(connection, bundle.path)
            if (deep and check_connection(connection)) or counts_in(connection) != bundle.manifest.counts:
                raise bad(bundle.path)
    except (dbapi2.DatabaseError, DamagedFileError) as error:
        raise bad(bundle.path) from error
    if identity.file_id != bundle.manifest.file_id:
        raise bad(bundle.path)
    return identity


@contextlib.contextmanager
def _place(folder: Path | None) -> Iterator[Path]:
    """Give a private folder to unpack in: the given one, or one of our own that goes afterwards."""
    if folder is not None:
        yield folder
        return
    ours = cache_folder() / "backups"
    with spoken(ours):
        private_folder(ours)
        for old in ours.iterdir():  # left by a killed program
            if old.stat().st_mtime < time.time() - LEFT_OVER:
                shutil.rmtree(old, ignore_errors=True)
        place = Path(tempfile.mkdtemp(dir=ours))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _told(progress: Progress, size: int) -> Callable[[int], None]:
    return lambda done: progress.report(done * STEPS // max(1, size), STEPS)
