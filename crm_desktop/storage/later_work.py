"""What was done after a piece of work: what of it stands in the way of taking that work back, and what is dropped.

`temp.later` holds the records that later work touched. Records whose later edits are to be dropped
are in `temp.dropped`; those of them that were really edited are in `temp.forced` and become what
they were before the work, whatever they are now.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, Literal

from sqlalchemy import Connection, Table, text

from crm_desktop.storage.tables import noted_tables, root_column

EVERY: Final = "every"
Drop = Collection[tuple[str, int]] | Literal["every"]  # records by (table, id), or whatever was edited later

# Work after note :last that counts: not undone itself (or only in part), and no undoing.
STANDING = "work.first_note > :last AND work.kind NOT IN ('undo', 'redo') AND (work.undone_by IS NULL OR work.partly)"
_OF_STANDING = f"FROM work JOIN note ON note.id BETWEEN work.first_note AND work.last_note WHERE {STANDING}"
_TABLES = {
    "later": "shape INTEGER, row_id INTEGER, root INTEGER",
    "mixed": "shape INTEGER, row_id INTEGER, root INTEGER",
    "dropped": "name TEXT, row_id INTEGER, PRIMARY KEY (name, row_id)",
    "forced": "name TEXT, row_id INTEGER, PRIMARY KEY (name, row_id)",
}
FORCED = (
    "(SELECT table_name FROM note_shape WHERE id = note.shape), note.row_id) IN (SELECT name, row_id FROM temp.forced"
)
FORCED_NOTES = f"SELECT note.id, note.shape, note.row_id, note.op, note.root, note.change {_OF_STANDING} AND ({FORCED})"


def find_later_work(
    connection: Connection, shapes: Mapping[str, Sequence[int]], first: int, last: int, drop: Drop
) -> None:
    """Fill the tables with the work after the notes `first` … `last`; `shapes` are by table name."""
    for name, columns in _TABLES.items():
        connection.exec_driver_sql(f"CREATE TEMP TABLE IF NOT EXISTS {name} ({columns})")
        connection.exec_driver_sql(f"DELETE FROM temp.{name}")
    span = {"first": first, "last": last}
    collect = f"INSERT INTO temp.later SELECT DISTINCT note.shape, note.row_id, note.root {_OF_STANDING}"
    connection.execute(text(collect), {"last": last})
    if drop and connection.scalar(text("SELECT EXISTS (SELECT 1 FROM temp.later)")):
        _find_dropped(connection, shapes, span, drop)
        _forget_dropped(connection, shapes, span)


def _find_dropped(
    connection: Connection, shapes: Mapping[str, Sequence[int]], span: Mapping[str, int], drop: Drop
) -> None:
    """Collect the records of the work whose later edits are dropped: those named, and what belongs to them."""
    chosen = "1" if drop == EVERY else " OR ".join(_chosen(shapes, drop))
    connection.execute(
        text(
            "INSERT OR IGNORE INTO temp.dropped SELECT note_shape.table_name, note.row_id FROM note"
            " JOIN note_shape ON note_shape.id = note.shape WHERE note.id BETWEEN :first AND :last"
            f" AND note.root IN (SELECT root FROM temp.later) AND ({chosen})"
        ),
        span,
    )
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO temp.forced SELECT name, row_id FROM temp.dropped WHERE (name, row_id) IN"
        " (SELECT table_name, row_id FROM temp.later JOIN note_shape ON note_shape.id = shape)"
    )


def _chosen(shapes: Mapping[str, Sequence[int]], drop: Iterable[tuple[str, int]]) -> list[str]:
    by_table: dict[str, list[int]] = defaultdict(list)
    for table, row_id in drop:
        by_table[table].append(row_id)
    return [
        f"note.shape IN ({listed(shapes[table])}) AND note.row_id IN ({listed(ids)})"
        f" OR note.shape IN ({listed(family(shapes, table))}) AND note.root IN ({listed(ids)})"
        for table, ids in by_table.items()
    ] or ["0"]


def _forget_dropped(connection: Connection, shapes: Mapping[str, Sequence[int]], span: Mapping[str, int]) -> None:
    """Let what is dropped stand in nobody's way: the records themselves, and what was added to them since.

    Records that were there before and were only moved to a dropped one stay in the way: they would go with it.
    """
    connection.exec_driver_sql(
        "DELETE FROM temp.later WHERE ((SELECT table_name FROM note_shape WHERE id = shape), row_id) IN temp.dropped"
    )
    young = (
        "SELECT table_name, row_id FROM (SELECT note_shape.table_name, note.row_id, note.op, min(note.id) FROM note"
        " JOIN note_shape ON note_shape.id = note.shape WHERE note.id >= :first"
        " AND note.row_id IN (SELECT row_id FROM temp.later) GROUP BY 1, 2) WHERE op = 'I'"
    )
    belongs = " OR ".join(_belongs(shapes))
    connection.execute(
        text(
            "DELETE FROM temp.later WHERE ((SELECT table_name FROM note_shape WHERE id = shape), row_id)"
            f" IN ({young}) AND ({belongs})"
        ),
        {"first": span["first"]},
    )


def _belongs(shapes: Mapping[str, Sequence[int]]) -> list[str]:
    """Give the conditions that a record of `temp.later` belongs to a dropped one: by its root, or by a link."""
    dropped = "SELECT row_id FROM temp.dropped WHERE name ="
    owners = {owner_table(table) for table in noted_tables()}
    by_root = [f"shape IN ({listed(family(shapes, owner))}) AND root IN ({dropped} '{owner}')" for owner in owners]
    by_link = [
        f"shape IN ({listed(shapes[table.name])}) AND row_id IN"
        f" (SELECT id FROM {table.name} WHERE {column} IN ({dropped} '{target}'))"
        for table in noted_tables()
        for column, target, _required in links(table, every=True)
        if table.columns[column].info["link"].owned
    ]
    return by_root + by_link


def stands_with_owner(shapes: Mapping[str, Sequence[int]], table: Table) -> str:
    """Give the condition that a row was added together with its owner, and later work touched any of them."""
    owner = owner_table(table)
    return (
        f"root IN (SELECT root FROM temp.later WHERE shape IN ({listed(family(shapes, owner))}))"
        " AND root IN (SELECT row_id FROM note"
        f" WHERE id BETWEEN :first AND :last AND op = 'I' AND shape IN ({listed(shapes[owner])}))"
        f" AND row_id NOT IN (SELECT row_id FROM temp.dropped WHERE name = '{table.name}')"
    )


def touched_later(shapes: Mapping[str, Sequence[int]], table: Table) -> str:
    """Give the condition that later work touched a row, or one that would go with it."""
    conditions = [f"row_id IN (SELECT row_id FROM temp.later WHERE shape IN ({listed(shapes[table.name])}))"]
    for part in noted_tables():
        later = f"SELECT row_id FROM temp.later WHERE shape IN ({listed(shapes[part.name])})"
        conditions += [
            f"row_id IN (SELECT {column} FROM {part.name} WHERE id IN ({later}))"
            for column, target, _required in links(part, every=True)
            if target == table.name and part.columns[column].info["link"].owned
        ]
    return " OR ".join(conditions)


def links(table: Table, *, every: bool = False) -> list[tuple[str, str, bool]]:
    """Give (column, target table, required) of the table's links; only required ones unless `every`."""
    found = [
        (column.name, next(iter(column.foreign_keys)).column.table.name, not column.nullable)
        for column in table.columns
        if column.info.get("link") is not None
    ]
    return [each for each in found if every or each[2]]


def owner_table(table: Table) -> str:
    """Name the table of the records that those of `table` belong to; its own where they belong to none."""
    column = table.columns[root_column(table)]
    keys = list(column.foreign_keys)
    return keys[0].column.table.name if keys else table.name


def family(shapes: Mapping[str, Sequence[int]], owner: str) -> list[int]:
    """Give the shapes of a table and of those whose records belong to it."""
    return [shape for each in noted_tables() if owner_table(each) == owner for shape in shapes[each.name]]


def listed(numbers: Iterable[int]) -> str:
    """Write numbers for an SQL list; an empty one holds nothing."""
    return ",".join(map(str, numbers)) or "NULL"
