"""Finds in a backup the rows of chosen customers and of everything that belongs to them."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table

from crm_desktop.base.errors import NotFoundError
from crm_desktop.base.i18n import _
from crm_desktop.storage.tables import noted_tables

OWNER = "customer"
AT_ONCE = 5_000

Row = dict[str, Any]  # as the database holds it, by column


def chosen_rows(source: Any, ids: Iterable[int]) -> dict[str, list[Row]]:
    """Give the rows of the customers `ids` in the backup and of what belongs to them, by table, owners first.

    Raises `NotFoundError` for a customer that is not in the backup.
    """
    wanted = set(ids)
    tables = record_tables()
    rows: dict[str, list[Row]] = {name: [] for name in tables}
    rows[OWNER] = rows_where(source, OWNER, "id", wanted)
    missing = wanted - {row["id"] for row in rows[OWNER]}
    if missing:
        raise NotFoundError(_("There is no customer number {id} in this backup.").format(id=min(missing)))
    for table in tables.values():
        found = {row["id"]: row for row in rows[table.name]}
        for column, target, owned in links_of(table):
            if owned:
                owners = {row["id"] for row in rows[target]}
                found |= {row["id"]: row for row in rows_where(source, table.name, column, owners)}
        rows[table.name] = [found[row_id] for row_id in sorted(found)]
    _add_what_they_need(source, tables, rows)
    return {name: some for name, some in rows.items() if some}


def _add_what_they_need(source: Any, tables: dict[str, Table], rows: dict[str, list[Row]]) -> None:
    """Add the records of others that a part cannot be without, as an order's line cannot without its product."""
    for table in reversed(tables.values()):
        for column, target, owned in links_of(table):
            if not owned and not table.columns[column].nullable:
                there = {row["id"] for row in rows[target]}
                rows[target] += rows_where(source, target, "id", {row[column] for row in rows[table.name]} - there)


def record_tables() -> dict[str, Table]:
    """Give the tables of records, which are known again by their uid, owners before what they own."""
    return {table.name: table for table in noted_tables() if "uid" in table.columns}


def links_of(table: Table) -> list[tuple[str, str, bool]]:
    """Give (column, target table, owned) of the table's links."""
    return [
        (column.name, next(iter(column.foreign_keys)).column.table.name, column.info["link"].owned)
        for column in table.columns
        if "link" in column.info
    ]


def rows_where(connection: Any, table: str, column: str, values: Iterable[int | str]) -> list[Row]:
    """Read rows through a driver's connection by the values of one column."""
    found: list[Row] = []
    wanted = sorted(values, key=str)
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        cursor = connection.execute(f'SELECT * FROM {table} WHERE "{column}" IN ({",".join("?" * len(some))})', some)
        names = [each[0] for each in cursor.description]
        found += [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return found
