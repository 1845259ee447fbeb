"""Brings a file of an earlier version to the tables that are declared now."""

import importlib
import pkgutil
from collections.abc import Iterator

from sqlalchemy import Column, Connection, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateColumn
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from crm_desktop.entities import all_entities
from crm_desktop.fields.declarations import declared
from crm_desktop.storage import facts, search_index, upgrades
from crm_desktop.storage.read_declarations import read_declarations
from crm_desktop.storage.schema import SCHEMA_VERSION, write_triggers
from crm_desktop.storage.tables import metadata, noted_tables


def is_earlier(connection: Connection) -> bool:
    """Tell whether the file was made by an earlier version, so that data in it will be changed."""
    return _version(connection) < SCHEMA_VERSION


def bring_up(connection: Connection) -> bool:
    """Add what the file has not, change its data step by step; tells whether there was anything to do.

    Inside the caller's transaction: after a power cut the file is wholly the old or wholly the new one.
    """
    version = _version(connection)
    changed = _complete(connection)
    if version < SCHEMA_VERSION:
        for number, module in _steps():
            if number > version:
                importlib.import_module(module).upgrade(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
    if changed or version < SCHEMA_VERSION:
        with declared(read_declarations(connection)):  # own fields are found by the search too
            for entity in all_entities().values():
                if entity.facts:
                    facts.refresh(connection, entity)
            search_index.create(connection)
            search_index.rebuild(connection)
    return changed or version < SCHEMA_VERSION


def _version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _complete(connection: Connection) -> bool:
    """Make the tables and columns that are missing; what the file has besides is left as it is."""
    noted = {table.name for table in noted_tables()}
    fact_tables = {table.name for entity in all_entities().values() if (table := facts.fact_table(entity)) is not None}
    present = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    changed = False
    for table in metadata.sorted_tables:
        missing = _missing(connection, table) if table.name in present else []
        if missing and table.name in fact_tables:  # computed from the others: made anew
            table.drop(connection)
            present.discard(table.name)
        if table.name not in present:
            table.create(connection)
        elif missing:
            _add_columns(connection, table, missing)
        else:
            continue
        changed = True
        if table.name in noted:
            write_triggers(connection, table)
    return changed


def _missing(connection: Connection, table: Table) -> list[Column[object]]:
    there = {row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table.name})")}
    return [column for column in table.columns if column.name not in there]


def _add_columns(connection: Connection, table: Table, missing: list[Column[object]]) -> None:
    for column in missing:
        words = str(CreateColumn(column).compile(dialect=sqlite.dialect()))
        if column.server_default is None and isinstance(column.default, ScalarElementColumnDefault):
            default = column.default.arg
            words += f" DEFAULT {int(default)}" if isinstance(default, int) else f" DEFAULT '{default}'"
        for key in column.foreign_keys:
            words += f" REFERENCES {key.column.table.name} (id) ON DELETE {key.ondelete}"
        connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {words}")
    for index in table.indexes:
        index.create(connection, checkfirst=True)


def _steps() -> Iterator[tuple[int, str]]:
    """Give number and module of each step that is there, in order."""
    for module in sorted(pkgutil.iter_modules(upgrades.__path__), key=lambda each: each.name):
        yield int(module.name[1:5]), f"{upgrades.__name__}.{module.name}"
