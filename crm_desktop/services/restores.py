"""Proving backups, looking into them, and having back what is in them: all of it, or chosen customers."""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crm_desktop.base.errors import BadBackupError
from crm_desktop.base.i18n import N_, _
from crm_desktop.base.progress import Progress, Silent
from crm_desktop.services import backups
from crm_desktop.services.backups import BackupInfo
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.backup import differences as compare
from crm_desktop.storage.backup.bring_back import BroughtBack, bring_back
from crm_desktop.storage.backup.chosen_rows import OWNER, Row, chosen_rows
from crm_desktop.storage.backup.differences import OwnerDifference, TableDifference
from crm_desktop.storage.backup.folder import remember_place
from crm_desktop.storage.backup.restore import complete, fit_in, replace_content, restored_to
from crm_desktop.storage.backup.verify_backup import FindKey, Proven, by_code, by_key, by_password, proven
from crm_desktop.storage.driver_errors import spoken

NAMED = 3  # customers in a title of work


@dataclass(frozen=True, slots=True)
class Secret:
    """What opens a backup: the password that the file had then, or its recovery code of then."""

    password: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Restored:
    """A file restored from `backup`; `before` is the backup of what was there, by which this is taken back."""

    backup: BackupInfo
    before: BackupInfo
    differences: tuple[TableDifference, ...]


@dataclass(frozen=True, slots=True)
class ReturnedCustomers:
    """Chosen customers brought back as the work `work_id`; None where all was as it had been, or it was only tried."""

    backup: BackupInfo
    tables: tuple[BroughtBack, ...]
    work_id: int | None


def verify(path: Path, secret: Secret, *, progress: Progress | None = None) -> BackupInfo:
    """Prove any backup, of any file; raises `BadBackupError`, `WrongPasswordError`, `NotFoundError`."""
    with proven(path, _finder(secret), progress or Silent(), deep=True) as backup:
        return backups.told(backup.bundle, backup.key)


def restore_file(path: Path, secret: Secret, target: Path, *, progress: Progress | None = None) -> BackupInfo:
    """Make the file `target` of a backup; it has the password of the backup. Nothing is ever overwritten."""
    with restored_to(path, _finder(secret), target.resolve(), progress or Silent()) as backup:
        remember_place(path.parent, backup.identity.file_id)
        return backups.told(backup.bundle, backup.key)


def differences(
    workspace: Workspace, path: Path, secret: Secret | None = None, *, progress: Progress | None = None
) -> tuple[BackupInfo, tuple[TableDifference, ...]]:
    """Compare a backup with the open file, by table; without `secret` the open file's key is tried."""
    with _of_this_file(workspace, path, secret, progress) as backup, compare.compared(backup, workspace.file) as both:
        return backups.told(backup.bundle, backup.key), tuple(compare.by_table(both))


def customers_then(
    workspace: Workspace, path: Path, secret: Secret | None = None, *, progress: Progress | None = None
) -> tuple[OwnerDifference, ...]:
    """Give the customers that were in a backup and are gone or changed, and those that came since."""
    with _of_this_file(workspace, path, secret, progress) as backup, compare.compared(backup, workspace.file) as both:
        return tuple(compare.by_owner(both))


def restore_all(
    workspace: Workspace, path: Path, secret: Secret | None = None, *, progress: Progress | None = None
) -> Restored:
    """Let the open file hold what the backup holds; its password and recovery code stay the present ones.

    What is there now is backed up first: restoring that backup takes this back. Either all is replaced or nothing.
    """
    with _of_this_file(workspace, path, secret, progress) as backup:
        info = backups.told(backup.bundle, backup.key)
        with workspace.replacing():
            saved, _made = backups.ensured(workspace, "restore")
            with compare.compared(backup, workspace.file) as both:
                found = tuple(compare.by_table(both))
            when = {"when": f"{info.made_at:%Y-%m-%d %H:%M}"}
            fit_in(backup, workspace.file, N_("Restored from the backup of {when}"), when)
            replace_content(backup, workspace.file)
        remember_place(path.parent, workspace.file.file_id)
    return Restored(info, saved, found)


def restore_customers(  # noqa: PLR0913 - the last three are asked for by name
    workspace: Workspace,
    path: Path,
    ids: Iterable[int],
    *,
    secret: Secret | None = None,
    only_try: bool = False,
    progress: Progress | None = None,
) -> ReturnedCustomers:
    """Bring customers (their ids in the backup) back with all that belongs to them, as one piece of work.

    Later records stay. `only_try` tells what would happen and changes nothing. Raises `NotFoundError` for a
    customer that is not in the backup.
    """
    with _of_this_file(workspace, path, secret, progress) as backup, backup.connected() as source:
        info = backups.told(backup.bundle, backup.key)
        rows = chosen_rows(source, ids)
        if not only_try:
            backups.before(workspace, "restore")
        tables: list[BroughtBack] = []
        work_id = None
        title = N_("Restored from a backup: {names}")
        with contextlib.suppress(_OnlyTriedError), workspace.work(title, kind="restore", names=_names(rows)) as work:
            with spoken(workspace.path):
                tables = bring_back(source, work.connection, rows)
            if only_try:
                raise _OnlyTriedError
        if not only_try and work.kept:
            work_id = work.id
    return ReturnedCustomers(info, tuple(tables), work_id)


class _OnlyTriedError(Exception):
    """Rolls back what was only tried."""


def _names(rows: dict[str, list[Row]]) -> str:
    names = [str(row["name"]) for row in rows[OWNER]]
    return ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")


def _finder(secret: Secret) -> FindKey:
    return by_code(secret.code) if secret.code else by_password(secret.password)


@contextlib.contextmanager
def _of_this_file(
    workspace: Workspace, path: Path, secret: Secret | None, progress: Progress | None
) -> Iterator[Proven]:
    """Prove a backup of the open file and give it today's tables; another file's may only become a file of its own."""
    with workspace.file.connected() as (_connection, key):
        find_key = by_key(key) if secret is None else _finder(secret)
        with proven(path, find_key, progress or Silent()) as backup:
            if backup.identity.file_id != workspace.file.file_id:
                message = _("“{name}” is a backup of another customer file: restore it to a new file.")
                raise BadBackupError(message.format(name=path.name))
            complete(backup)
            yield backup
