"""Proven backups of the open file: made when something changed, listed, thinned out, copied to a second place."""

import contextlib
import datetime as dt
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from crm_desktop.base.errors import NotFoundError, UserFacingError
from crm_desktop.base.i18n import N_, _
from crm_desktop.base.progress import Progress, Silent
from crm_desktop.services.settings import MachineSettings
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.backup import folder as folders
from crm_desktop.storage.backup.bundle import Bundle, prove
from crm_desktop.storage.backup.make_backup import Wanted, make_backup, mark_of
from crm_desktop.storage.backup.manifest import open_note
from crm_desktop.storage.backup.second_place import bring_over
from crm_desktop.storage.customer_file import CustomerFile
from crm_desktop.storage.keys import Key

Reason = Literal["manual", "scheduled", "exit", "start", "import", "bulk", "merge", "upgrade", "restore", "password"]
REASONS: Mapping[str, str] = {
    "manual": N_("By hand"),
    "scheduled": N_("Scheduled"),
    "exit": N_("On exit"),
    "start": N_("On opening"),
    "import": N_("Before an import"),
    "bulk": N_("Before a bulk change"),
    "merge": N_("Before a merge"),
    "upgrade": N_("Before an upgrade"),
    "restore": N_("Before a restore"),
    "password": N_("Before a change of password"),
}
_one_at_a_time = threading.Lock()  # backups of a file have numbers, and one workshop


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """A backup as lists show it; `counts` are rows by table, `note` what it was made for, in the user's words.

    `verified` is None for one made under another password: whether it is whole is told by `restores.verify`.
    """

    path: Path
    sequence: int
    made_at: dt.datetime
    reason: str
    note: str
    counts: Mapping[str, int]
    size_bytes: int
    verified: bool | None
    app: str
    schema: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A file's backups in one folder, newest first, and the names there that are called backups and are none."""

    folder: Path
    backups: tuple[BackupInfo, ...]
    unreadable: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """What became of the second place: `trouble` says in a sentence why the newest backup is not there."""

    folder: Path
    copied: tuple[Path, ...] = ()
    trouble: str = ""


def backup_folder(workspace: Workspace, machine: MachineSettings | None = None) -> Path:
    """Tell where this computer keeps the open file's backups."""
    return backup_folder_of(workspace.path, machine)


def backup_folder_of(customer_file: Path, machine: MachineSettings | None = None) -> Path:
    """Tell where this computer keeps a customer file's backups: where the user said, else beside the file."""
    chosen = str((machine or MachineSettings())["backup_folder"] or "")
    return Path(chosen) if chosen else folders.usual_folder(customer_file)


def before(
    workspace: Workspace, reason: Reason, *, note: str = "", progress: Progress | None = None
) -> BackupInfo | None:
    """Make sure that the file as it is now can be had back; call it before something large is changed.

    Gives the backup that was made, or None when the newest one is proven and nothing changed since: then that one
    serves. `note` says what for (the name of the sheet). Raises what `make` raises: without a backup, do not go on.
    """
    info, made = ensured(workspace, reason, note=note, progress=progress)
    return info if made else None


def ensured(
    workspace: Workspace,
    reason: Reason,
    *,
    note: str = "",
    folder: Path | None = None,
    progress: Progress | None = None,
) -> tuple[BackupInfo, bool]:
    """Give the proven backup of the file as it is now, and whether it had to be made: see `before`."""
    where = folder or backup_folder(workspace)
    with _one_at_a_time:
        serves = _that_serves(workspace.file, where)
        if serves is not None:
            return serves, False
        return _make(workspace.file, where, reason, note, progress or Silent()), True


def before_upgrade(file: CustomerFile) -> None:
    """Make sure that a file of an earlier version can be had back as it is; call it before its tables are changed.

    It holds nothing that has to be asked of the file's new tables. Raises what `make` raises: then leave the file as
    it is.
    """
    where = backup_folder_of(file.path)
    with _one_at_a_time:
        if _that_serves(file, where) is None:
            _make(file, where, "upgrade", "", Silent())


def make(
    workspace: Workspace,
    *,
    reason: Reason = "manual",
    note: str = "",
    folder: Path | None = None,
    progress: Progress | None = None,
) -> BackupInfo:
    """Make a backup now, also when nothing changed, in the usual folder or in `folder`; older ones are thinned out.

    Raises `DiskFullError`, `ReadOnlyError`, `DamagedFileError`, `BadBackupError`, `CancelledError`; nothing half stays.
    """
    with _one_at_a_time:
        return _make(workspace.file, folder or backup_folder(workspace), reason, note, progress or Silent())


def listed(workspace: Workspace, folder: Path | None = None) -> Listing:
    """Give the file's backups in the usual folder or in `folder`."""
    where = folder or backup_folder(workspace)
    shelf = folders.bundles_in(where, workspace.file.file_id)
    with workspace.file.connected() as (_connection, key):
        found = [told(bundle, key) for bundle in shelf.bundles]
    altered = [each.path for each in found if each.verified is False]
    good = tuple(each for each in found if each.verified is not False)
    return Listing(where, good, (*shelf.unreadable, *altered))


def find(customer_file: Path, word: str, machine: MachineSettings | None = None) -> Path:
    """Give the backup that a word names: a path, a name in the usual folder, its number, or `newest`.

    Raises `NotFoundError`. Nothing is opened or proven.
    """
    if Path(word).is_file():
        return Path(word)
    where = backup_folder_of(customer_file, machine)
    if (where / word).is_file():
        return where / word
    found = [
        path
        for path in folders.named(where, customer_file.stem)
        if word.lstrip("0") in {"newest", folders.number_of(path)}
    ]
    if not found:
        message = _("There is no backup “{name}”, neither here nor in “{folder}”.")
        raise NotFoundError(message.format(name=word, folder=where))
    return found[-1]


def latest(workspace: Workspace) -> BackupInfo | None:
    """Give the newest proven backup in the usual folder."""
    return next((each for each in listed(workspace).backups if each.verified), None)


def to_second_place(
    workspace: Workspace,
    machine: MachineSettings | None = None,
    *,
    made: BackupInfo | None = None,
    progress: Progress | None = None,
) -> SecondPlace | None:
    """Copy what the second place lacks, and thin it out; None where none was chosen.

    `made` is a backup just made, perhaps in another folder than the usual one: then that folder is copied.
    A stick that is not plugged in or a full one is told, not raised: the backups here stay good.
    """
    machine = machine or MachineSettings()
    chosen = str(machine["second_place"] or "")
    if not chosen:
        return None
    place = Path(chosen)
    if not place.is_dir():
        return SecondPlace(place, trouble=_("The second place “{folder}” is not there now.").format(folder=place))
    file_id = workspace.file.file_id
    with _one_at_a_time, workspace.file.connected() as (_connection, key):
        try:
            here = folders.bundles_in(made.path.parent if made else backup_folder(workspace, machine), file_id)
            copied = bring_over(here, place, file_id, key, progress or Silent())
            newest = here.bundles[0].digest if here.bundles else ""
            folders.thin_out(folders.bundles_in(place, file_id), key, newest)
            there = {bundle.digest for bundle in folders.bundles_in(place, file_id).bundles}
        except UserFacingError as error:
            return SecondPlace(place, trouble=error.message)
    missing = _("The newest backup did not reach the second place “{folder}”.").format(folder=place)
    return SecondPlace(place, tuple(copied), "" if newest in there else missing)


def _that_serves(file: CustomerFile, where: Path) -> BackupInfo | None:
    """Give the newest backup if it holds just what the file holds, and is whole to the last byte."""
    bundles = folders.bundles_in(where, file.file_id).bundles
    with file.connected() as (connection, key):
        if not bundles or not bundles[0].manifest.fits(key) or bundles[0].manifest.mark != mark_of(connection):
            return None
        try:
            prove(bundles[0], key, lambda _done: None)
        except UserFacingError:  # damaged, or its disk does not read: a new one is needed
            return None
        return told(bundles[0], key)


def _make(file: CustomerFile, where: Path, reason: Reason, note: str, progress: Progress) -> BackupInfo:
    known = [folders.bundles_in(each, file.file_id) for each in {where, backup_folder_of(file.path)}]
    with contextlib.suppress(UserFacingError):  # a stick that does not read keeps nobody from a backup
        second = str(MachineSettings()["second_place"] or "")
        known += [folders.bundles_in(Path(second), file.file_id)] if second else []
    sequence = folders.last_sequence(file.file_id, *known) + 1
    bundle = make_backup(file, where, Wanted(sequence, reason, note), progress)
    with file.connected() as (_connection, key):
        folders.thin_out(folders.bundles_in(where, file.file_id), key)
        return told(bundle, key)


def told(bundle: Bundle, key: Key) -> BackupInfo:
    """Say of a bundle what lists show; `key` is the one that it is asked with."""
    manifest = bundle.manifest
    fits = manifest.fits(key)
    return BackupInfo(
        path=bundle.path,
        sequence=manifest.sequence,
        made_at=manifest.moment,
        reason=manifest.reason,
        note=open_note(manifest.note, key) if fits else "",
        counts=manifest.counts,
        size_bytes=bundle.path.stat().st_size,
        verified=bundle.is_sealed_with(key) if fits else None,
        app=manifest.app,
        schema=manifest.schema,
    )
