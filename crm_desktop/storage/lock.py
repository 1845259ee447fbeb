"""One program at a time: a lock of the operating system, which ends with the process that holds it."""

import os
import sys
from pathlib import Path
from typing import Self

from crm_desktop.base.errors import FileInUseError
from crm_desktop.base.i18n import _


class FileLock:
    """Holds a customer file for this process.

    The lock lies on a file beside the customer file (closing a handle on the database itself would
    drop SQLite's own locks). That file stays there and means nothing: only the held handle counts,
    so after a crash nobody is asked anything.
    """

    def __init__(self, handle: int) -> None:
        self._handle = handle

    @classmethod
    def take(cls, path: Path) -> Self:
        """Hold the customer file at `path`, or raise FileInUseError at once."""
        handle = os.open(lock_path(path), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
        except OSError as error:
            os.close(handle)
            raise FileInUseError(
                _("“{name}” is open in another window or program: close it there first.").format(name=path.name)
            ) from error
        return cls(handle)

    def release(self) -> None:
        """Let others have the file; doing it twice is harmless."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def lock_path(path: Path) -> Path:
    """Give the place of the lock of the customer file at `path`."""
    return path.with_name(path.name.removesuffix(".kebu") + ".kebu-lock")


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
