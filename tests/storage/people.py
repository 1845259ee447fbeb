"""A small table for tests of the file itself, with rows to write and read."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text
from sqlcipher3 import dbapi2

from crm_desktop.storage.customer_file import CustomerFile

PASSWORD = "北风 算盘 2 斤盐"


def make_tables(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT, boss INTEGER REFERENCES person)"))
    connection.execute(text("CREATE INDEX person_name ON person (name)"))


def add(file: CustomerFile, *names: str) -> None:
    with file.engine.begin() as connection:
        connection.execute(text("INSERT INTO person (name) VALUES (:name)"), [{"name": name} for name in names])


def names(file: CustomerFile) -> list[str]:
    with file.reading.begin() as connection:
        return list(connection.execute(text("SELECT name FROM person ORDER BY id")).scalars())


def bare_connection(path: Path, key: bytes) -> Any:
    """Connect as any other SQLCipher program does."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.set_key(key)
    return connection
