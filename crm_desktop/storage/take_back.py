"""Takes a piece of work back by its notes, as far as later work does not stand on it.

What a piece of work added is removed, what it changed is put back, what it removed is inserted
again with the same id. An added record is kept whole when it or its parts were touched by later
work that still counts; a changed field is kept when its value is no longer the one that the work
wrote. For records in `drop` later work does not count: they become what they were before the work,
and what was added to them since goes with them. Of a removal single records are brought back by
`only` (see `part_of_work.py`). The inverse is applied inside a piece of work of its
own, so it is noted and can be undone.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, text

from crm_desktop.storage.held_fields import held_fields
from crm_desktop.storage.later_work import (
    FORCED,
    FORCED_NOTES,
    Drop,
    find_later_work,
    links,
    listed,
    stands_with_owner,
    touched_later,
)
from crm_desktop.storage.lead_away import lead_away
from crm_desktop.storage.noted_values import has, joined, name_of, parted, parted_changes, put, whole, without_own
from crm_desktop.storage.notes import shapes
from crm_desktop.storage.part_of_work import find_part_of_work
from crm_desktop.storage.tables import noted_tables, own_field
from crm_desktop.storage.upgrades.v0002_tasks import follow_ups_of_removed, tasks_of_returned


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that was not taken back; `column` is empty when it is the whole record, `root` is its owner."""

    table: str
    row_id: int
    column: str
    reason: str  # later_work, changed_since, removed_since, taken, owner_gone, no_field
    root: int = 0


@dataclass(slots=True)
class TakenBack:
    """What taking back did: records by table that were removed, put back and brought back, and what was kept."""

    removed: Counter[str] = field(default_factory=Counter)
    put_back: Counter[str] = field(default_factory=Counter)
    brought_back: Counter[str] = field(default_factory=Counter)
    kept: list[Kept] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    """What a record must become: the values to put back, and what they must be now to be put back."""

    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    whole: bool = False  # the record was removed: `before` is all of it
    gone: bool = False  # the record did not exist before
    forced: bool = False  # whatever it is now
    root: int = 0


def take_back(
    connection: Connection, first: int, last: int, drop: Drop = (), only: Collection[tuple[str, int]] | None = None
) -> list[Kept]:
    """Apply the inverse of the notes `first` … `last`; gives what had to be kept.

    With `only` (removed records by table and id) nothing but these and what went with them is brought back.
    """
    return _take_back(connection, first, last, drop, only).kept


def what_would_be(connection: Connection, first: int, last: int, drop: Drop = ()) -> TakenBack:
    """Do what `take_back` does and tell all of it, for a caller who rolls the whole transaction back.

    Not in a savepoint: inside one each updated row costs a journal of its own (20 times as much at 20,000 customers).
    """
    return _take_back(connection, first, last, drop)


def _take_back(
    connection: Connection, first: int, last: int, drop: Drop, only: Collection[tuple[str, int]] | None = None
) -> TakenBack:
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    known = shapes(connection)
    tables = noted_tables()
    by_name: dict[str, list[int]] = defaultdict(list)
    for shape, (name, _columns) in known.items():
        by_name[name].append(shape)
    find_later_work(connection, by_name, first, last, drop)
    among = "" if only is None else find_part_of_work(connection, by_name, first, last, only)
    did = _ops(connection, first, last, known)
    rows = _rows_to_put_back(connection, first, last, known, {op for _name, op in did}, among)
    lead_away(connection, tables, rows, by_name, {"first": first, "last": last})
    present = {
        table.name: _current_rows(connection, table, [row_id for row_id, row in found.items() if not row.gone])
        for table in tables
        if (found := rows.get(table.name))
    }
    follow_ups = follow_ups_of_removed(connection, known, {"first": first, "last": last}, among)
    done = TakenBack()
    added = [each for each in reversed(tables) if (each.name, "I") in did and not among]
    for table in (each for each in added if each is not own_field):
        replaced = [row_id for row_id, row in rows.get(table.name, {}).items() if row.forced and not row.gone]
        _remove_added(connection, table, by_name, {"first": first, "last": last}, replaced, done)
    for table in tables:
        if (table.name, "D") in did:
            columns = {shape: known[shape][1] for shape in by_name[table.name]}
            _insert_removed(connection, table, columns, {"first": first, "last": last}, among, done)
        if table.name in rows:
            _put_back(connection, table, rows[table.name], present.get(table.name, {}), done)
    done.brought_back["task"] += tasks_of_returned(connection, follow_ups)
    if own_field in added:  # last of all: a field that a record still holds a value of stays
        _remove_added(connection, own_field, by_name, {"first": first, "last": last}, [], done)
    return done


def _ops(
    connection: Connection, first: int, last: int, known: dict[int, tuple[str, list[str]]]
) -> frozenset[tuple[str, str]]:
    """Tell what was done to which tables, so that half a million notes are not searched for what is not in them."""
    found = text("SELECT DISTINCT shape, op FROM note WHERE id BETWEEN :first AND :last")
    rows = connection.execute(found, {"first": first, "last": last})
    return frozenset((known[shape][0], op) for shape, op in rows)


def _rows_to_put_back(  # noqa: PLR0913, PLR0917 - which notes, and what is known of them
    connection: Connection,
    first: int,
    last: int,
    known: dict[int, tuple[str, list[str]]],
    ops: set[str],
    among: str,
) -> dict[str, dict[int, _Row]]:
    """Fold the updates, and the records that have more than one note, into what each must become.

    Records that were only added or only removed are left to the set-based statements. Into forced
    records their later edits are folded too.
    """
    span = {"first": first, "last": last}
    within = f"FROM note WHERE note.id BETWEEN :first AND :last{among} AND"
    forced = {(name, row_id) for name, row_id in connection.exec_driver_sql("SELECT name, row_id FROM temp.forced")}
    mixed = {
        f"SELECT DISTINCT shape, row_id, 0 {within} op = 'U'": "U" in ops,
        f"SELECT shape, row_id, 0 {within} op = 'D' INTERSECT SELECT shape, row_id, 0 {within} op = 'I'": ops
        >= {"D", "I"},
        f"SELECT DISTINCT shape, row_id, 0 {within} ({FORCED})": bool(forced),
    }
    for which in (each for each, needed in mixed.items() if needed):
        connection.execute(text(f"INSERT INTO temp.mixed {which}"), span)
    if not ops & {"U", "D"} and not forced:
        return {}
    found: dict[str, dict[int, _Row]] = defaultdict(dict)
    own = (
        f"SELECT id, shape, row_id, op, root, change {within} (shape, row_id) IN (SELECT shape, row_id FROM temp.mixed)"
    )
    both = f"{own} UNION ALL {FORCED_NOTES}" if forced else own
    for _id, shape, row_id, op, root, change in connection.execute(text(f"{both} ORDER BY 1 DESC"), span):
        name, columns = known[shape]
        row = found[name].setdefault(row_id, _Row(root=root, forced=(name, row_id) in forced))
        if op == "I":
            row.before, row.after, row.whole, row.gone = {}, {}, False, True
        elif op == "D":
            row.before = parted(dict(zip(columns, json.loads(change), strict=True)))
            row.after, row.whole, row.gone = {}, True, False
        else:
            for column, (old, new) in parted_changes(json.loads(change)).items():
                row.before[column] = old
                row.after.setdefault(column, new)
            row.gone = False
    return found


def _remove_added(  # noqa: PLR0913, PLR0917 - what is removed, where, and by whose notes
    connection: Connection,
    table: Table,
    by_name: Mapping[str, Sequence[int]],
    span: Mapping[str, int],
    replaced: Sequence[int],
    done: TakenBack,
) -> None:
    """Remove the rows of `table` that were added, save those that later work stands on."""
    own = listed(by_name[table.name])
    added = f"SELECT row_id FROM note WHERE id BETWEEN :first AND :last AND op = 'I' AND shape IN ({own})"
    spared = [*replaced]
    if connection.scalar(text("SELECT EXISTS (SELECT 1 FROM temp.later)")):
        stood_on = f"({stands_with_owner(by_name, table)}) OR ({touched_later(by_name, table)})"
        which = f"{added} AND ({stood_on}) AND row_id IN (SELECT id FROM {table.name})"
        standing = connection.execute(text(which.replace("row_id", "row_id, root", 1)), span)
        roots: dict[int, int] = dict(standing.all())
        done.kept += [Kept(table.name, row_id, "", "later_work", root) for row_id, root in roots.items()]
        spared += roots
    if table is own_field:
        # One that only came back by an undo goes again as it went: its values were hidden then too.
        new = f"{added} AND row_id NOT IN (SELECT row_id FROM note WHERE id < :first AND shape IN ({own}))"
        held = held_fields(connection, f"{new} AND row_id NOT IN ({listed(spared)})" if spared else new, span)
        done.kept += [Kept(table.name, row_id, "", "later_work", row_id) for row_id in held]
        spared += held
    besides = f" AND id NOT IN ({listed(spared)})" if spared else ""
    removed = connection.execute(text(f"DELETE FROM {table.name} WHERE id IN ({added}){besides}"), span)
    done.removed[table.name] += removed.rowcount


def _insert_removed(  # noqa: PLR0913, PLR0917 - what is inserted, by whose notes, and where it is counted
    connection: Connection,
    table: Table,
    columns: dict[int, list[str]],
    span: Mapping[str, int],
    among: str,
    done: TakenBack,
) -> None:
    """Insert rows again that were only removed, with the ids that they had."""
    for shape, names in columns.items():
        present = [name for name in names if name in table.columns]
        values = [_image_value(table, name, names.index(name)) for name in present]
        which = (
            f"FROM note WHERE note.id BETWEEN :first AND :last{among} AND note.op = 'D' AND note.shape = {shape}"
            f" AND note.row_id NOT IN (SELECT row_id FROM temp.mixed WHERE shape = {shape})"
        )
        owned = [
            f"json_extract(note.change, '$[{names.index(name)}]') IN (SELECT id FROM {target})"
            for name, target, required in links(table)
            if required
        ]
        have_owner = "".join(f" AND {condition}" for condition in owned)
        inserted = connection.execute(
            text(
                f"INSERT OR IGNORE INTO {table.name} (id, {', '.join(_quoted(present))})"
                f" SELECT note.row_id, {', '.join(values)} {which}{have_owner} ORDER BY note.id DESC"
            ),
            span,
        )
        done.brought_back[table.name] += inserted.rowcount
        missing = text(f"SELECT note.row_id, note.root {which} AND note.row_id NOT IN (SELECT id FROM {table.name})")
        done.kept += [Kept(table.name, row_id, "", "taken", root) for row_id, root in connection.execute(missing, span)]


def _image_value(table: Table, name: str, position: int) -> str:
    """Give the SQL of one value of a removed row; a reference to a record that is gone becomes empty."""
    value = f"json_extract(note.change, '$[{position}]')"
    for column, target, required in links(table, every=True):
        if column == name and not required:
            return f"(SELECT id FROM {target} WHERE id = {value})"
    return value


def _put_back(
    connection: Connection, table: Table, rows: dict[int, _Row], then: dict[int, dict[str, Any]], done: TakenBack
) -> None:
    """Set changed fields back where they still hold what the work wrote; `then` is how the rows were found."""
    present = _still_there(connection, table, then)
    gone = _gone_targets(connection, table, rows)
    updates: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for row_id, row in rows.items():
        now = present.get(row_id)
        if row.gone:
            continue
        if now is None and (row.whole or row_id in then):  # with what was added, a record went that was moved to it
            done.kept += _insert_one(connection, table, row_id, {**then.get(row_id, {}), **row.before}, row.root, done)
        elif now is None:
            done.kept.append(Kept(table.name, row_id, "", "removed_since", row.root))
        elif row.whole and not row.forced:
            done.kept.append(Kept(table.name, row_id, "", "taken", row.root))
        else:
            if row.whole:
                row.before = {**without_own(now), **row.before}
            lost = {name for name, value in row.before.items() if value in gone.get(name, ())}
            free = {
                name: value
                for name, value in row.before.items()
                if name not in lost and has(now, name) and (row.forced or now.get(name) in {row.after[name], value})
            }
            done.kept += [
                Kept(table.name, row_id, name_of(name), _why_kept(now, name, lost), row.root)
                for name in row.before
                if name not in free and (has(now, name) or not row.whole)
            ]
            if free:
                columns = joined(free)
                values = {"b_id": row_id, **{f"b_{name}": value for name, value in columns.items()}}
                updates[tuple(sorted(columns))].append(values)
    for names, values_of in updates.items():
        sets = ", ".join(f'"{name}" = {put(name)}' for name in names)
        connection.execute(text(f"UPDATE OR IGNORE {table.name} SET {sets} WHERE id = :b_id"), values_of)
        refused = _refused_updates(connection, table, names, values_of, rows)
        done.put_back[table.name] += len(values_of) - len({each.row_id for each in refused})
        done.kept += refused


def _why_kept(now: Mapping[str, Any], name: str, lost: Collection[str]) -> str:
    if not has(now, name):
        return "no_field"  # an upgrade has dropped the column
    return "owner_gone" if name in lost else "changed_since"


def _gone_targets(connection: Connection, table: Table, rows: Mapping[int, _Row]) -> dict[str, set[int]]:
    """Find what the links to put back point at and is no longer there."""
    found: dict[str, set[int]] = {}
    for column, target, _required in links(table, every=True):
        wanted = {row.before[column] for row in rows.values() if row.before.get(column) is not None and not row.gone}
        if wanted:
            there = connection.exec_driver_sql(f"SELECT id FROM {target} WHERE id IN ({listed(wanted)})").scalars()
            found[column] = wanted - set(there)
    return found


def _refused_updates(
    connection: Connection,
    table: Table,
    names: tuple[str, ...],
    values: Sequence[dict[str, Any]],
    rows: Mapping[int, _Row],
) -> list[Kept]:
    """Find rows that could not be put back because another record now has their unique value."""
    unique = [name for name in names if table.columns[name].unique]
    if not unique:
        return []
    present = _current_rows(connection, table, [row["b_id"] for row in values])
    return [
        Kept(table.name, row["b_id"], name, "taken", rows[row["b_id"]].root)
        for row in values
        for name in unique
        if present[row["b_id"]][name] != row[f"b_{name}"]
    ]


def _insert_one(  # noqa: PLR0913, PLR0917 - a row, where it belongs, and where it is counted
    connection: Connection, table: Table, row_id: int, values: dict[str, Any], root: int, done: TakenBack
) -> list[Kept]:
    own = {name: value for name, value in whole(values).items() if name in table.columns and name != "id"}
    for name, target, required in links(table, every=True):
        there = text(f"SELECT count(*) FROM {target} WHERE id = :id")
        if own.get(name) is not None and connection.scalar(there, {"id": own[name]}) == 0:
            if required:
                return [Kept(table.name, row_id, "", "owner_gone", root)]
            own[name] = None  # as a removed row is inserted again: a reference to a record that is gone becomes empty
    columns = ", ".join(_quoted(own))
    places = ", ".join(f":{name}" for name in own)
    inserted = connection.execute(
        text(f"INSERT OR IGNORE INTO {table.name} (id, {columns}) VALUES (:row_id, {places})"),
        {"row_id": row_id, **own},
    )
    done.brought_back[table.name] += inserted.rowcount
    return [] if inserted.rowcount else [Kept(table.name, row_id, "", "taken", root)]


def _still_there(connection: Connection, table: Table, then: Mapping[int, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Give the rows that removing what was added has left, with their links of now."""
    columns = ", ".join(["id", *(name for name, _target, _required in links(table, every=True))])
    found: dict[int, dict[str, Any]] = {}
    for some in _portions(list(then)):
        for row in connection.exec_driver_sql(f"SELECT {columns} FROM {table.name} WHERE id IN ({some})").mappings():
            found[row["id"]] = {**then[row["id"]], **row}
    return found


def _current_rows(connection: Connection, table: Table, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Read rows as the database holds them (raw, as notes do), by id."""
    found: dict[int, dict[str, Any]] = {}
    for some in _portions(ids):
        for row in connection.exec_driver_sql(f"SELECT * FROM {table.name} WHERE id IN ({some})").mappings():
            found[row["id"]] = parted(dict(row))
    return found


def _portions(ids: Sequence[int]) -> list[str]:
    return [listed(ids[start : start + 5_000]) for start in range(0, len(ids), 5_000)]


def _quoted(names: Iterable[str]) -> list[str]:
    return [f'"{name}"' for name in names]
