"""Leads links away from records that are about to be removed: what hangs on them would go with them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, Table, text


class Change(Protocol):
    """What a piece of work changed in a record: the values before and after it, by column."""

    before: dict[str, Any]
    after: dict[str, Any]


def lead_away(
    connection: Connection,
    tables: Sequence[Table],
    changes: Mapping[str, Mapping[int, Change]],
    shapes: Mapping[str, Sequence[int]],
    span: Mapping[str, int],
) -> None:
    """Put those changed links back that lead to a record which the notes of `span` added.

    Without it the removal of such a record would take along, by cascade, what had been moved to it.
    `changes` are by table and id, `shapes` the shapes of each table.
    """
    for table in tables:
        for column in (each for each in table.columns if each.info.get("link") is not None):
            target = next(iter(column.foreign_keys)).column.table.name
            changed = [
                (row_id, change) for row_id, change in changes.get(table.name, {}).items() if column.name in change.after
            ]
            added = _added(connection, shapes.get(target, ()), span) if changed else frozenset()
            moves = [
                {"own": row_id, "before": change.before[column.name], "after": change.after[column.name]}
                for row_id, change in changed
                if change.after[column.name] in added
            ]
            if moves:
                statement = f"UPDATE {table.name} SET {column.name} = :before WHERE id = :own AND {column.name} = :after"
                connection.execute(text(statement), moves)


def present_ids(connection: Connection, table: str, wanted: Iterable[int]) -> frozenset[int]:
    """Give those of the ids that are in the table."""
    some = ",".join(str(int(each)) for each in wanted)
    return frozenset(connection.exec_driver_sql(f"SELECT id FROM {table} WHERE id IN ({some})").scalars())


def _added(connection: Connection, shapes: Sequence[int], span: Mapping[str, int]) -> frozenset[int]:
    own = ",".join(map(str, shapes)) or "NULL"
    statement = f"SELECT row_id FROM note WHERE id BETWEEN :first AND :last AND op = 'I' AND shape IN ({own})"
    return frozenset(connection.execute(text(statement), dict(span)).scalars())
