"""Attachments opened in other programs: private, read-only copies that are removed again."""

import os
import shutil
import stat
import time
import uuid
from contextlib import suppress
from pathlib import Path

from crm_desktop.base.errors import FileInUseError, UserFacingError
from crm_desktop.base.paths import cache_folder, private_folder
from crm_desktop.base.progress import Progress
from crm_desktop.fields.file_names import file_name
from crm_desktop.services import attachments
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.lock import FileLock

FRESH = 60.0  # seconds in which a program may still be starting that was asked to open a copy


class PrivateCopies:
    """The copies of one run of the program, in a folder of their own that a lock marks as in use."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._lock: FileLock | None = None

    def copy(self, workspace: Workspace, attachment_id: int, name: str, *, progress: Progress | None = None) -> Path:
        """Write an attachment where only its owner may read it, and give the path; raises `NotFoundError`."""
        place = private_folder(self._own_folder() / uuid.uuid4().hex[:8])
        path = place / file_name(name)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.close(handle)
        try:
            attachments.write_to(workspace, attachment_id, path, progress=progress)
        except UserFacingError:
            _remove(place)
            raise
        path.chmod(stat.S_IRUSR)  # who changes it learns at once that it is not kept
        return path

    def remove_old(self) -> None:
        """Remove the copies that are older than a minute: their record was left."""
        if self._folder is None:
            return
        for place in self._folder.iterdir():
            if place.is_dir() and time.time() - place.stat().st_mtime > FRESH:
                _remove(place)

    def close(self) -> None:
        """Remove all; what another program holds fast is swept at the next start."""
        if self._folder is not None:
            _remove(self._folder)
        if self._lock is not None:
            self._lock.release()
        self._folder = self._lock = None

    def _own_folder(self) -> Path:
        if self._folder is None:
            folder = private_folder(_all_runs() / uuid.uuid4().hex)
            self._lock = FileLock.take(folder / "run")
            self._folder = folder
        return self._folder


def sweep() -> None:
    """Remove what earlier runs left behind; those of runs that still go on stay."""
    for folder in _all_runs().iterdir():
        with suppress(FileInUseError, OSError):
            lock = FileLock.take(folder / "run")
            lock.release()  # before the folder goes: Windows removes no open file
            _remove(folder)


def _all_runs() -> Path:
    return private_folder(cache_folder() / "opened")


def _remove(folder: Path) -> None:
    for path in folder.rglob("*"):
        with suppress(OSError):
            path.chmod(
                stat.S_IRWXU if path.is_dir() else stat.S_IRUSR | stat.S_IWUSR
            )  # Windows removes no read-only file
    shutil.rmtree(folder, ignore_errors=True)
