"""Says in the user's words what SQLCipher or the operating system answered."""

import errno
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, ExceptionContext, event
from sqlcipher3 import dbapi2

from crm_desktop.base.errors import (
    DamagedFileError,
    DiskFullError,
    FileInUseError,
    NotFoundError,
    ReadOnlyError,
    UserFacingError,
)
from crm_desktop.base.i18n import _

# Primary result codes of SQLite; the extended ones hold them in their low byte.
BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB = 5, 6, 8, 10, 11, 13, 14, 26
UNFINISHED = frozenset({".part", ".new"})  # endings of what takes its name when it is whole
ROOM_NEEDED = 1 << 20  # SQLite calls a full disk an I/O error where it grows its shared memory


@contextmanager
def spoken(path: Path) -> Iterator[None]:
    """Turn errors of the driver and of the system inside the block into errors a user can act on."""
    try:
        yield
    except (dbapi2.Error, OSError) as error:
        said = explain(error, path)
        if said is None:
            raise
        raise said from error


def speak(engine: Engine, path: Path, may_write: bool) -> None:
    """Let every statement through `engine` fail with an error a user can act on."""

    @event.listens_for(engine, "handle_error")
    def _translate(context: ExceptionContext) -> UserFacingError | None:
        error = context.original_exception
        if not may_write and getattr(error, "sqlite_errorcode", None) == READONLY:
            return None  # a reader was asked to write: our bug, not the disk's
        return explain(error, path)


def explain(error: BaseException, path: Path) -> UserFacingError | None:
    """Give the user's error for the driver's or the system's; None where the fault is ours."""
    if isinstance(error, OSError):
        return _explain_system(error, path)
    code = getattr(error, "sqlite_errorcode", None)
    return _explain_driver(code, path) if isinstance(code, int) else None


def primary_code(error: BaseException) -> int:
    """Give SQLite's primary result code of a driver's error, 0 where there is none."""
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def _explain_driver(code: int, path: Path) -> UserFacingError | None:
    primary = code & 0xFF
    if primary == CANTOPEN and not path.exists():
        return missing(path)
    say = SAYINGS.get(primary)
    return say(path) if say else None


def _explain_system(error: OSError, path: Path) -> UserFacingError | None:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return disk_full(path)
        case errno.ENOENT:
            return read_only(path) if _is_unfinished(error.filename, path) else missing(path)
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return read_only(path)
        case errno.EIO | errno.ENODEV | errno.ENXIO | errno.ESTALE:
            return disk_trouble(path)
        case _:
            return None


def _is_unfinished(name: object, path: Path) -> bool:
    """Tell whether a new file could not be made beside `path`: folders such as /proc say that it is not there."""
    said = Path(name) if isinstance(name, str | Path) else path
    return said.suffix in UNFINISHED and said.parent == path.parent and path.parent.is_dir()


def damaged(path: Path) -> DamagedFileError:
    """Say that the file at `path` is not whole any more."""
    text = _("“{name}” is damaged. Nothing more was written to it; restore the latest backup.")
    return DamagedFileError(text.format(name=path.name))


def missing(path: Path) -> NotFoundError:
    """Say that there is no file at `path`."""
    text = _("There is no file “{name}” in “{folder}”. Has it been moved, or is a drive not connected?")
    return NotFoundError(text.format(name=path.name, folder=path.parent))


def read_only(path: Path) -> ReadOnlyError:
    """Say that the file at `path` or its folder cannot be written."""
    text = _("“{name}” or its folder cannot be written: allow writing, or move the file to a folder of your own.")
    return ReadOnlyError(text.format(name=path.name))


def disk_full(path: Path) -> DiskFullError:
    """Say that there is no room left where the file at `path` lies."""
    text = _("The disk of “{name}” is full. Nothing was lost; free some space and try again.")
    return DiskFullError(text.format(name=path.name))


def disk_trouble(path: Path) -> DamagedFileError:
    """Say that the disk itself failed."""
    text = _("The disk did not read or write “{name}”: check that the drive is connected, then open the file again.")
    return DamagedFileError(text.format(name=path.name))


def in_use(path: Path) -> FileInUseError:
    """Say that somebody else is writing the file."""
    return FileInUseError(_("Another program is using “{name}”: close it and try again.").format(name=path.name))


def no_room_or_trouble(path: Path, needed: int = ROOM_NEEDED) -> UserFacingError:
    """Say why writing failed where the answer itself does not tell."""
    try:
        full = shutil.disk_usage(path.parent).free < needed
    except OSError:
        full = False
    return disk_full(path) if full else disk_trouble(path)


SAYINGS: dict[int, Callable[[Path], UserFacingError]] = {
    BUSY: in_use,
    LOCKED: in_use,
    READONLY: read_only,
    CANTOPEN: read_only,
    IOERR: no_room_or_trouble,
    FULL: disk_full,
    CORRUPT: damaged,
    NOTADB: damaged,
}
