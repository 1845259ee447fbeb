"""Puts a whole backup in a new place, or in the place of the open file's content."""

import contextlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from crm_desktop.base import clock
from crm_desktop.base.progress import Progress
from crm_desktop.storage import functions
from crm_desktop.storage.backup.bundle import read_bundle
from crm_desktop.storage.backup.folder import workshop
from crm_desktop.storage.backup.verify_backup import FindKey, Proven, proven
from crm_desktop.storage.bring_up import bring_up
from crm_desktop.storage.customer_file import CustomerFile
from crm_desktop.storage.driver_errors import spoken
from crm_desktop.storage.engine import unlocked, writing_engine
from crm_desktop.storage.lock import FileLock
from crm_desktop.storage.new_file import check_free, give_name
from crm_desktop.storage.recovery_sidecar import sidecar_path
from crm_desktop.storage.write_whole import sync_folder, write_whole


@contextlib.contextmanager
def restored_to(path: Path, find_key: FindKey, target: Path, progress: Progress) -> Iterator[Proven]:
    """Make the customer file `target` of the backup at `path`, with its recovery file; its password is the backup's.

    A file of that name is never overwritten, a -wal that lies there from another is put aside. Raises what `proven`
    raises, and `InvalidValueError` for a name that is taken.
    """
    file_id = read_bundle(path).manifest.file_id
    check_free(target)
    with workshop(target.parent, file_id) as place, proven(path, find_key, progress, folder=place) as backup:
        lock = FileLock.take(target)
        try:
            with spoken(target):
                _put_aside(sidecar_path(target))
                write_whole(sidecar_path(target), sidecar_path(backup.database).read_bytes())
                give_name(backup.database, target)
                sync_folder(target.parent)
        finally:
            lock.release()
        yield backup


def _put_aside(recovery: Path) -> None:
    """Keep the recovery file that a lost customer file of that name has left."""
    if recovery.exists():
        recovery.replace(recovery.with_name(f"{recovery.name}-{clock.now():%Y%m%d%H%M%S}"))


def complete(backup: Proven) -> None:
    """Bring the unpacked copy of a file of an earlier version up, as opening such a file does."""

    def connector() -> Any:
        connection = unlocked(backup.database, backup.key)
        functions.register(connection)
        return connection

    engine = writing_engine(backup.bundle.path, connector)
    try:
        with engine.begin() as connection:
            bring_up(connection)
    finally:
        engine.dispose()


def fit_in(backup: Proven, file: CustomerFile, title: str, args: Mapping[str, str]) -> None:
    """Make the unpacked copy ready to take the place of the open file's content.

    Its recovery code becomes the present one, no number that was ever given is given again, and the history says
    what happened, under `title`.
    """
    with file.connected() as (connection, _key):
        given = connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall()
    with backup.connected() as copy:
        copy.execute("BEGIN")
        copy.execute("UPDATE file_identity SET recovery_public = ?", (file.recovery_public,))
        for name, number in given:
            _give_no_number_twice(copy, name, number)
        (last,) = copy.execute("SELECT coalesce(max(id), 0) FROM note").fetchone()
        copy.execute(
            "INSERT INTO work (title, args, kind, at, first_note, last_note) VALUES (?, ?, 'restore_all', ?, ?, ?)",
            (title, json.dumps(dict(args), ensure_ascii=False), clock.now().isoformat(), last + 1, last),
        )
        copy.execute("COMMIT")


def _give_no_number_twice(copy: Any, table: str, number: int) -> None:
    changed = copy.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (number, table))
    if not changed.rowcount:
        copy.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, number))


def replace_content(backup: Proven, file: CustomerFile) -> None:
    """Copy the whole backup into the open file, as one transaction: a power cut leaves the one or the other.

    Through SQLite, never by renaming a file over another whose -wal would bring the old content back.
    """
    with backup.connected() as copy, file.connected() as (connection, _key):
        copy.backup(connection, pages=-1)
