"""Gives an encrypted file another key, all of it or nothing."""

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from crm_desktop.storage.driver_errors import NOTADB, in_use, no_room_or_trouble, primary_code
from crm_desktop.storage.engine import BUSY_TIMEOUT, connect
from crm_desktop.storage.keys import Key, wipe


def change_key(path: Path, old: Key, new: Key) -> None:
    """Encrypt the file at `path` with `new`, which has the same salt; nobody else may be connected.

    Either the whole file has the new key afterwards, or an error is raised and it has the old one.
    """
    connection = connect(path, old)
    try:
        if not checkpoint(connection):
            raise in_use(path)
        literal = new.raw_literal()
        # One transaction of SQLCipher's own. It does not tell whether it could commit; where it
        # could not (a full disk), closing the connection rolls it back.
        connection.reset_key(literal)
        wipe(literal)
    finally:
        connection.close()
    try:
        connection = connect(path, new)
    except dbapi2.Error as error:
        if primary_code(error) != NOTADB:
            raise
        raise no_room_or_trouble(path, path.stat().st_size) from error
    checkpoint(connection)
    connection.close()


def checkpoint(connection: Any) -> bool:
    """Move all changes from the -wal into the file; False when somebody still reads an older state."""
    # Writers wait as long as this does.
    connection.execute("PRAGMA busy_timeout = 250").fetchall()
    try:
        (busy, _frames, _moved) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}").fetchall()
    return not busy
