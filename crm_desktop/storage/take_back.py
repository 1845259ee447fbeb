"""Takes a piece of work back by its notes, as far as later work does not stand on it.

What a piece of work added is removed, what it changed is put back, what it removed is inserted
again with the same id. An added record is kept whole when it or its parts were touched by later
work that still counts; a changed field is kept when its value is no longer the one that the work
wrote. The inverse is applied inside a piece of work of its own, so it is noted and can be undone.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, text

from crm_desktop.storage.lead_away import lead_away
from crm_desktop.storage.notes import shapes
from crm_desktop.storage.tables import noted_tables, root_column


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that was not taken back; `column` is empty when it is the whole record."""

    table: str
    row_id: int
    column: str
    reason: str  # later_work, changed_since, taken, owner_gone


@dataclass(slots=True)
class _Row:
    """What a record must become: the values to put back, and what they must be now to be put back."""

    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    whole: bool = False  # the record was removed: `before` is all of it
    gone: bool = False  # the record did not exist before


def take_back(connection: Connection, first: int, last: int) -> list[Kept]:
    """Apply the inverse of the notes `first` … `last`; gives what had to be kept."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for name in ("later", "mixed"):
        connection.exec_driver_sql(
            f"CREATE TEMP TABLE IF NOT EXISTS {name} (shape INTEGER, row_id INTEGER, root INTEGER)"
        )
        connection.exec_driver_sql(f"DELETE FROM temp.{name}")
    _find_later_work(connection, last)
    known = shapes(connection)
    tables = noted_tables()
    by_name: dict[str, list[int]] = defaultdict(list)
    for shape, (name, _columns) in known.items():
        by_name[name].append(shape)
    rows = _rows_to_put_back(connection, first, last, known)
    lead_away(connection, tables, rows, by_name, {"first": first, "last": last})
    kept: list[Kept] = []
    for table in reversed(tables):
        kept += _remove_added(connection, table, by_name, first, last)
    for table in tables:
        columns = {shape: known[shape][1] for shape in by_name[table.name]}
        kept += _insert_removed(connection, table, columns, first, last)
        kept += _put_back(connection, table, rows.get(table.name, {}))
    return kept


def _find_later_work(connection: Connection, last: int) -> None:
    """Collect what work after note `last` touched, leaving out work that was itself undone, and undoing."""
    connection.execute(
        text(
            "INSERT INTO temp.later SELECT DISTINCT note.shape, note.row_id, note.root FROM work"
            " JOIN note ON note.id BETWEEN work.first_note AND work.last_note"
            " WHERE work.first_note > :last AND work.kind NOT IN ('undo', 'redo')"
            " AND (work.undone_by IS NULL OR work.partly)"
        ),
        {"last": last},
    )


def _rows_to_put_back(
    connection: Connection, first: int, last: int, known: dict[int, tuple[str, list[str]]]
) -> dict[str, dict[int, _Row]]:
    """Fold the updates, and the records that have more than one note, into what each must become.

    Records that were only added or only removed are left to the set-based statements.
    """
    span = {"first": first, "last": last}
    connection.execute(
        text(
            "INSERT INTO temp.mixed SELECT DISTINCT shape, row_id, 0 FROM note"
            " WHERE id BETWEEN :first AND :last AND op = 'U'"
        ),
        span,
    )
    twice = (
        "INSERT INTO temp.mixed SELECT shape, row_id, 0 FROM note WHERE id BETWEEN :first AND :last AND op = 'D'"
        " INTERSECT SELECT shape, row_id, 0 FROM note WHERE id BETWEEN :first AND :last AND op = 'I'"
    )
    connection.execute(text(twice), span)
    found: dict[str, dict[int, _Row]] = defaultdict(dict)
    notes = connection.execute(
        text(
            "SELECT shape, row_id, op, change FROM note WHERE id BETWEEN :first AND :last"
            " AND (shape, row_id) IN (SELECT shape, row_id FROM temp.mixed) ORDER BY id DESC"
        ),
        span,
    )
    for shape, row_id, op, change in notes:
        name, columns = known[shape]
        row = found[name].setdefault(row_id, _Row())
        if op == "I":
            found[name][row_id] = _Row(gone=True)
        elif op == "D":
            found[name][row_id] = _Row(before=dict(zip(columns, json.loads(change), strict=True)), whole=True)
        else:
            for column, (old, new) in json.loads(change).items():
                row.before[column] = old
                row.after.setdefault(column, new)
            row.gone = False
    return found


def _remove_added(
    connection: Connection, table: Table, by_name: Mapping[str, Sequence[int]], first: int, last: int
) -> list[Kept]:
    """Remove the rows of `table` that were added, save those that later work stands on."""
    own = _listed(by_name[table.name])
    added = f"SELECT row_id FROM note WHERE id BETWEEN :first AND :last AND op = 'I' AND shape IN ({own})"
    span = {"first": first, "last": last}
    kept: list[int] = []
    if connection.scalar(text("SELECT EXISTS (SELECT 1 FROM temp.later)")):
        stood_on = f"({_stands_with_owner(table, by_name)}) OR ({_touched_later(table, by_name)})"
        which = f"{added} AND ({stood_on}) AND row_id IN (SELECT id FROM {table.name})"
        kept = [row_id for (row_id,) in connection.execute(text(which), span)]
    spared = f" AND id NOT IN ({_listed(kept)})" if kept else ""
    connection.execute(text(f"DELETE FROM {table.name} WHERE id IN ({added}){spared}"), span)
    return [Kept(table.name, row_id, "", "later_work") for row_id in kept]


def _stands_with_owner(table: Table, by_name: Mapping[str, Sequence[int]]) -> str:
    """Give the condition that a row was added together with its owner, and later work touched any of them."""
    owner = _owner_table(table)
    family = [shape for each in noted_tables() if _owner_table(each) == owner for shape in by_name[each.name]]
    return (
        f"root IN (SELECT root FROM temp.later WHERE shape IN ({_listed(family)})) AND root IN (SELECT row_id FROM note"
        f" WHERE id BETWEEN :first AND :last AND op = 'I' AND shape IN ({_listed(by_name[owner])}))"
    )


def _touched_later(table: Table, by_name: Mapping[str, Sequence[int]]) -> str:
    """Give the condition that later work touched a row, or one that would go with it."""
    conditions = [f"row_id IN (SELECT row_id FROM temp.later WHERE shape IN ({_listed(by_name[table.name])}))"]
    for part in noted_tables():
        later = f"SELECT row_id FROM temp.later WHERE shape IN ({_listed(by_name[part.name])})"
        conditions += [
            f"row_id IN (SELECT {column} FROM {part.name} WHERE id IN ({later}))"
            for column, target, _required in _owned_links(part, every=True)
            if target == table.name and part.columns[column].info["link"].owned
        ]
    return " OR ".join(conditions)


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers)) or "NULL"


def _owner_table(table: Table) -> str:
    column = table.columns[root_column(table)]
    keys = list(column.foreign_keys)
    return keys[0].column.table.name if keys else table.name


def _insert_removed(
    connection: Connection, table: Table, columns: dict[int, list[str]], first: int, last: int
) -> list[Kept]:
    """Insert rows again that were only removed, with the ids that they had."""
    kept: list[Kept] = []
    span = {"first": first, "last": last}
    for shape, names in columns.items():
        present = [name for name in names if name in table.columns]
        values = [_image_value(table, name, names.index(name)) for name in present]
        which = (
            f"FROM note WHERE note.id BETWEEN :first AND :last AND note.op = 'D' AND note.shape = {shape}"
            f" AND note.row_id NOT IN (SELECT row_id FROM temp.mixed WHERE shape = {shape})"
        )
        owned = [
            f"json_extract(note.change, '$[{names.index(name)}]') IN (SELECT id FROM {target})"
            for name, target, required in _owned_links(table)
            if required
        ]
        have_owner = "".join(f" AND {condition}" for condition in owned)
        connection.execute(
            text(
                f"INSERT OR IGNORE INTO {table.name} (id, {', '.join(_quoted(present))})"
                f" SELECT note.row_id, {', '.join(values)} {which}{have_owner} ORDER BY note.id DESC"
            ),
            span,
        )
        missing = text(f"SELECT note.row_id {which} AND note.row_id NOT IN (SELECT id FROM {table.name})")
        kept += [Kept(table.name, row_id, "", "taken") for (row_id,) in connection.execute(missing, span)]
    return kept


def _image_value(table: Table, name: str, position: int) -> str:
    """Give the SQL of one value of a removed row; a reference to a record that is gone becomes empty."""
    value = f"json_extract(note.change, '$[{position}]')"
    for column, target, required in _owned_links(table, every=True):
        if column == name and not required:
            return f"(SELECT id FROM {target} WHERE id = {value})"
    return value


def _owned_links(table: Table, *, every: bool = False) -> list[tuple[str, str, bool]]:
    """Give (column, target table, required) of the table's links; only required ones unless `every`."""
    found = [
        (column.name, next(iter(column.foreign_keys)).column.table.name, not column.nullable)
        for column in table.columns
        if column.info.get("link") is not None
    ]
    return [each for each in found if every or each[2]]


def _put_back(connection: Connection, table: Table, rows: dict[int, _Row]) -> list[Kept]:
    """Set changed fields back where they still hold what the work wrote."""
    kept: list[Kept] = []
    present = _current_rows(connection, table, [row_id for row_id, row in rows.items() if not row.gone])
    updates: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for row_id, row in rows.items():
        now = present.get(row_id)
        if row.gone or (now is None and not row.whole):
            continue
        if row.whole:
            kept += _insert_one(connection, table, row_id, row.before, taken=now is not None)
            continue
        free = {name: value for name, value in row.before.items() if now is not None and now[name] == row.after[name]}
        later = (name for name in row.before if name not in free and now is not None and now[name] != row.before[name])
        kept += [Kept(table.name, row_id, name, "changed_since") for name in later]
        if free:
            updates[tuple(sorted(free))].append(
                {"b_id": row_id, **{f"b_{name}": value for name, value in free.items()}}
            )
    for names, values in updates.items():
        sets = ", ".join(f'"{name}" = :b_{name}' for name in names)
        connection.execute(text(f"UPDATE OR IGNORE {table.name} SET {sets} WHERE id = :b_id"), values)
        kept += _refused_updates(connection, table, names, values)
    return kept


def _refused_updates(
    connection: Connection, table: Table, names: tuple[str, ...], values: Sequence[dict[str, Any]]
) -> list[Kept]:
    """Find rows that could not be put back because another record now has their unique value."""
    unique = [name for name in names if table.columns[name].unique]
    if not unique:
        return []
    present = _current_rows(connection, table, [row["b_id"] for row in values])
    return [
        Kept(table.name, row["b_id"], name, "taken")
        for row in values
        for name in unique
        if present[row["b_id"]][name] != row[f"b_{name}"]
    ]


def _insert_one(
    connection: Connection, table: Table, row_id: int, values: dict[str, Any], *, taken: bool
) -> list[Kept]:
    gone = any(
        values.get(name) is not None
        and connection.scalar(text(f"SELECT count(*) FROM {target} WHERE id = :id"), {"id": values[name]}) == 0
        for name, target, _required in _owned_links(table)
    )
    if taken or gone:
        return [Kept(table.name, row_id, "", "owner_gone" if gone else "taken")]
    columns = ", ".join(_quoted(values))
    places = ", ".join(f":{name}" for name in values)
    inserted = connection.execute(
        text(f"INSERT OR IGNORE INTO {table.name} (id, {columns}) VALUES (:row_id, {places})"),
        {"row_id": row_id, **values},
    )
    return [] if inserted.rowcount else [Kept(table.name, row_id, "", "taken")]


def _current_rows(connection: Connection, table: Table, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Read rows as the database holds them (raw, as notes do), by id."""
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(ids), 5_000):
        some = ",".join(map(str, ids[start : start + 5_000]))
        for row in connection.exec_driver_sql(f"SELECT * FROM {table.name} WHERE id IN ({some})").mappings():
            found[row["id"]] = dict(row)
    return found


def _quoted(names: Iterable[str]) -> list[str]:
    return [f'"{name}"' for name in names]
