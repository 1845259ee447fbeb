"""Leads links away from records that are about to be removed: what hangs on them would go with them."""

from collections.abc import Mapping, Sequence
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
            known = changes.get(table.name, {}).items()
            changed = [(row_id, change) for row_id, change in known if column.name in change.after]
            added = _added(connection, shapes.get(target, ()), span) if changed else frozenset()
            moves = [
                {"own": row_id, "before": change.before[column.name], "after": change.after[column.name]}
                for row_id, change in changed
                if change.after[column.name] in added
            ]
            if moves:
                back = f"UPDATE {table.name} SET {column.name} = :before"
                connection.execute(text(f"{back} WHERE id = :own AND {column.name} = :after"), moves)


def _added(connection: Connection, shapes: Sequence[int], span: Mapping[str, int]) -> frozenset[int]:
    own = ",".join(map(str, shapes)) or "NULL"
    statement = f"SELECT row_id FROM note WHERE id BETWEEN :first AND :last AND op = 'I' AND shape IN ({own})"
    return frozenset(connection.execute(text(statement), dict(span)).scalars())
