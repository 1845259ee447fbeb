"""Connections to a customer file: how each is keyed and set, and the pools they come from."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlcipher3 import dbapi2

from crm_desktop.storage import functions
from crm_desktop.storage.driver_errors import speak
from crm_desktop.storage.keys import Key, wipe

BUSY_TIMEOUT = 5000  # milliseconds that a writer waits for another
# Nothing reads before the key; the log level keeps SQLCipher from chatting on stderr. Memory security
# (mlock and wipe of each allocation) is left off: it can never be switched off again in a process and
# made a noted insert 10 to 25 times slower (ARCHITECTURE.md, Decisions).
BEFORE_KEY = {"cipher_log_level": "NONE", "cipher_memory_security": "OFF"}
# What each connection is told and must answer. WAL with FULL lost nothing in 900 simulated power
# cuts (SQLite's defaults lose the last commit); temporary tables in memory never reach the disk in plain.
AFTER_KEY: dict[str, tuple[str, object]] = {
    "cipher_memory_security": ("OFF", "0"),
    "cache_size": ("-65536", -65536),  # KiB; SQLite's 2 MB spills every larger piece of work
    "busy_timeout": (str(BUSY_TIMEOUT), BUSY_TIMEOUT),
    "journal_mode": ("WAL", "wal"),
    "synchronous": ("FULL", 2),
    "fullfsync": ("1", 1),
    "checkpoint_fullfsync": ("1", 1),
    "foreign_keys": ("ON", 1),
    "temp_store": ("MEMORY", 2),
    "secure_delete": ("ON", 1),
    "cell_size_check": ("ON", 1),
    "trusted_schema": ("OFF", 0),
    "journal_size_limit": ("67108864", 67108864),
}


def unlocked(path: Path, key: Key) -> Any:
    """Open a driver's connection to the existing file at `path` and read it once; changes nothing.

    Raises the driver's own errors: NOTADB where the key is wrong or the file's beginning damaged.
    """
    connection = dbapi2.connect(database_uri(path), uri=True, isolation_level=None, check_same_thread=False)
    try:
        for name, value in BEFORE_KEY.items():
            connection.execute(f"PRAGMA {name} = {value}")
        literal = key.literal()
        connection.set_key(literal)
        wipe(literal)
        # SQLCipher answers a wrong key only on the first read.
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def database_uri(path: Path) -> str:
    """Name the file so that SQLite never makes one; `as_uri` would name a network folder as SQLite does not know it."""
    name = path.as_posix()
    return f"file://{'' if name.startswith('/') else '/'}{quote(os.fsencode(name))}?mode=rw"


def connect(path: Path, key: Key) -> Any:
    """Open a driver's connection to the existing file at `path` with all settings; raises the driver's own errors."""
    connection = unlocked(path, key)
    try:
        _set_up(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_up(connection: Any) -> None:
    for name, (value, answer) in AFTER_KEY.items():
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        told = connection.execute(f"PRAGMA {name}").fetchone()
        if told != (answer,):
            message = f"PRAGMA {name} is {told} instead of {answer}"
            raise RuntimeError(message)
    connection.enable_load_extension(False)
    functions.register(connection)


def writing_engine(path: Path, connector: Callable[[], Any]) -> Engine:
    """Make the pool of those who change the file: each transaction takes the write lock when it begins."""
    engine = _engine(connector, pool_size=2)
    speak(engine, path, may_write=True)

    # A deferred transaction that reads, then writes, fails with BUSY as soon as two do it.
    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def reading_engine(path: Path, connector: Callable[[], Any]) -> Engine:
    """Make the pool of those who only read: each transaction sees one state and can change nothing."""
    engine = _engine(connector, pool_size=4)
    speak(engine, path, may_write=False)

    @event.listens_for(engine, "connect")
    def _read_only(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def _engine(connector: Callable[[], Any], pool_size: int) -> Engine:
    return create_engine(
        "sqlite://",
        module=dbapi2,
        creator=connector,
        poolclass=QueuePool,
        pool_size=pool_size,
        hide_parameters=True,  # texts of errors carry the customer's data otherwise
    )
