"""Makes a backup: a whole copy of the open file, proven before it gets its name."""

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from crm_desktop import __version__
from crm_desktop.base import clock
from crm_desktop.base.errors import BadBackupError
from crm_desktop.base.i18n import N_, _
from crm_desktop.base.progress import Progress
from crm_desktop.storage.backup.bundle import DATABASE, Bundle, Contents, prove, read_bundle, write_bundle
from crm_desktop.storage.backup.folder import put, remember_sequence, workshop
from crm_desktop.storage.backup.manifest import Manifest, seal_note
from crm_desktop.storage.customer_file import CustomerFile
from crm_desktop.storage.driver_errors import CANTOPEN, FULL, IOERR, disk_full, explain, primary_code, spoken
from crm_desktop.storage.engine import unlocked
from crm_desktop.storage.integrity import check_connection
from crm_desktop.storage.keys import Key

ROOM = 1 << 20  # bytes left for everybody else on the disk
STAGES = (N_("Copying"), N_("Checking"), N_("Writing the backup"), N_("Reading it again"))
STEPS = 100  # of progress, per stage


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a backup is to be called and to say: its number, why it is made, and a note that only the key opens."""

    sequence: int
    reason: str
    note: str = ""


def make_backup(file: CustomerFile, folder: Path, wanted: Wanted, progress: Progress) -> Bundle:
    """Make a backup of the open file in `folder`, which is made if it is missing; others may work meanwhile.

    Nothing has the name of a backup before every check has passed. Raises `DiskFullError`, `DamagedFileError` for a
    customer file that cannot be copied, `BadBackupError` for a copy that did not pass, and the folder's errors.
    """
    with workshop(folder, file.file_id) as place:
        database, made = place / DATABASE, place / "bundle"
        _check_room(file.path, folder)
        with file.connected() as (connection, key):
            progress.report(0, len(STAGES) * STEPS, _(STAGES[0]))
            newest = _newest_work(connection)
            _copy(connection, file.path, database)
            progress.report(STEPS, len(STAGES) * STEPS, _(STAGES[1]))
            manifest = _described(file, database, key, wanted, newest)
            size = max(1, database.stat().st_size)
            with spoken(folder):
                write_bundle(made, Contents(database, file.sidecar(key), manifest), key, _Share(progress, 2, size))
            bundle = read_bundle(made)
            prove(bundle, key, _Share(progress, 3, size))
        path = put(made, folder, bundle.manifest)
    remember_sequence(file.file_id, wanted.sequence)
    return read_bundle(path)


def mark_of(connection: Any) -> str:
    """Give what stands for the state of a file's records: last work and numbers given, schema, recovery code."""
    last = connection.execute("SELECT * FROM work ORDER BY id DESC LIMIT 1").fetchone()
    identity = connection.execute("SELECT file_id, hex(recovery_public) FROM file_identity").fetchone()
    numbers = connection.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name").fetchall()
    schema = connection.execute("PRAGMA user_version").fetchone()
    return hashlib.sha256(json.dumps([last, identity, numbers, schema]).encode()).hexdigest()


def _newest_work(connection: Any) -> int:
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'work'").fetchone()
    return int(row[0]) if row else 0


def _check_room(path: Path, folder: Path) -> None:
    """Refuse before a disk is filled to the brim, which would stop the work on the file itself."""
    with spoken(folder):
        waiting = path.with_name(path.name + "-wal")
        size = path.stat().st_size + (waiting.stat().st_size if waiting.exists() else 0)
        if shutil.disk_usage(folder).free < 2 * size + ROOM:
            raise disk_full(folder)


def _copy(connection: Any, path: Path, database: Path) -> None:
    """Copy one state of the file with its key, as one statement: no writer can hold it up or get into it."""
    os.close(os.open(database, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))  # SQLite's own would be open to all
    try:
        connection.execute("VACUUM INTO ?", (str(database),))
    except dbapi2.Error as error:
        theirs = primary_code(error) in {FULL, IOERR, CANTOPEN}  # of the folder, not of the customer file
        said = explain(error, database.parent.parent if theirs else path)
        if said is None:
            raise
        raise said from error


def _described(file: CustomerFile, database: Path, key: Key, wanted: Wanted, newest: int) -> Manifest:
    """Check the copy as any reader of it will, and write down what is in it."""
    connection = unlocked(database, key)
    try:
        findings = [each.message for each in check_connection(connection)]
        if _newest_work(connection) < newest:
            findings.append(_("The latest work is missing in it."))
        if findings:
            message = _("The copy of “{name}” did not pass its checks, so no backup was made of it: {finding}")
            raise BadBackupError(message.format(name=file.path.name, finding=findings[0]))
        (schema,) = connection.execute("PRAGMA user_version").fetchone()
        return Manifest(
            file_id=file.file_id,
            name=file.path.stem,
            sequence=wanted.sequence,
            reason=wanted.reason,
            note=seal_note(wanted.note, key),
            created=clock.now().isoformat(),
            app=__version__,
            schema=schema,
            counts=counts_in(connection),
            mark=mark_of(connection),
            size=0,
            sha256="",
            salt=key.salt.hex(),
            key_check=key.check_value(),
        )
    finally:
        connection.close()


def counts_in(connection: Any) -> dict[str, int]:
    """Count the rows of every table but those of the search index."""
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%'"
    ).fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in sorted(names)}


class _Share:
    """Turns bytes of one stage into the progress of all."""

    def __init__(self, progress: Progress, stage: int, size: int) -> None:
        self._progress, self._stage, self._size = progress, stage, size

    def __call__(self, done: int) -> None:
        through = self._stage * STEPS + min(STEPS, done * STEPS // self._size)
        self._progress.report(through, len(STAGES) * STEPS, _(STAGES[self._stage]))
