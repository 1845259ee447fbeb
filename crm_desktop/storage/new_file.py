"""Makes a customer file under another name and gives it its own only when it is whole."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection

from crm_desktop.base import clock
from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.storage.change_key import checkpoint
from crm_desktop.storage.engine import connect, writing_engine
from crm_desktop.storage.identity import Identity, write_identity
from crm_desktop.storage.keys import Key
from crm_desktop.storage.write_whole import sync_folder

COMPANIONS = ("-wal", "-shm", "-journal")


def build(path: Path, key: Key, identity: Identity, prepare: Callable[[Connection], None]) -> None:
    """Make the file at `path`, whose lock the caller holds; whatever fails, nothing is left of it."""
    check_free(path)
    temporary = path.with_name(path.name + ".new")
    _remove(temporary)  # left by a creation that was killed; the lock says that nobody works on it
    try:
        os.close(os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        _fill(temporary, key, identity, prepare)
        give_name(temporary, path)
    except BaseException:
        _remove(temporary)
        raise
    sync_folder(path.parent)


def _fill(path: Path, key: Key, identity: Identity, prepare: Callable[[Connection], None]) -> None:
    engine = writing_engine(path, lambda: connect(path, key))
    try:
        with engine.begin() as connection:
            write_identity(connection, identity, clock.now())
            prepare(connection)
    finally:
        engine.dispose()
    connection = connect(path, key)
    checkpoint(connection)
    connection.close()


def check_free(path: Path) -> None:
    """Refuse a name that is taken, and put aside what a file of that name left behind."""
    if path.exists():
        message = _("There is already a file “{name}” here: open it, or choose another name.")
        raise InvalidValueError(message.format(name=path.name))
    for ending in COMPANIONS:
        # SQLite would play the changes of a file that is gone into the new one.
        leftover = path.with_name(path.name + ending)
        if leftover.exists():
            leftover.replace(leftover.with_name(f"{leftover.name}-{clock.now():%Y%m%d%H%M%S}"))


def give_name(temporary: Path, path: Path) -> None:
    """Rename without ever overwriting what somebody else put there meanwhile."""
    try:
        if sys.platform == "win32":
            temporary.rename(path)
            return
        try:
            path.hardlink_to(temporary)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links, such as a USB stick's
            check_free(path)
            temporary.rename(path)
        else:
            temporary.unlink()
    except FileExistsError:
        check_free(path)
        raise


def _remove(temporary: Path) -> None:
    for ending in ("", *COMPANIONS):
        temporary.with_name(temporary.name + ending).unlink(missing_ok=True)
