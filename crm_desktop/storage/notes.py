"""Pieces of work: opening one, closing it, and what its notes say was changed."""

import json
from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, delete, func, insert, select, text, update

from crm_desktop.base import clock
from crm_desktop.storage.tables import note, note_shape, work, work_now

MANY = 20_000  # more changed records than this are announced as "many", not one by one


def open_work(connection: Connection, title: str, kind: str, args: Mapping[str, object]) -> int:
    """Begin a piece of work: from now until `close_work` the triggers take notes. Gives its id."""
    first = (connection.scalar(select(func.max(note.c.id))) or 0) + 1
    row = {
        "title": title,
        "args": json.dumps(dict(args), ensure_ascii=False, default=str),
        "kind": kind,
        "at": clock.now().isoformat(),
        "first_note": first,
        "last_note": first - 1,
    }
    work_id: int = connection.execute(insert(work).values(row).returning(work.c.id)).scalar_one()
    connection.execute(insert(work_now).values(id=work_id))
    return work_id


def close_work(connection: Connection, work_id: int) -> dict[str, tuple[int, int, int]]:
    """End a piece of work and count what was added, changed, removed by table; nothing where nothing was."""
    connection.execute(delete(work_now))
    first = connection.scalar(select(work.c.first_note).where(work.c.id == work_id)) or 0
    last = connection.scalar(select(func.max(note.c.id))) or 0
    counts = _counts(connection, first, last)
    values = {"last_note": max(last, first - 1), "counts": json.dumps(counts)}
    connection.execute(update(work).where(work.c.id == work_id).values(values))
    return counts


def is_empty(connection: Connection, work_id: int) -> bool:
    """Tell whether the open piece of work has changed nothing so far."""
    first = select(work.c.first_note).where(work.c.id == work_id).scalar_subquery()
    return connection.scalar(select(note.c.id).where(note.c.id >= first).limit(1)) is None


class WorkNotes:
    """What one closed piece of work noted, looked through once for all who ask."""

    def __init__(self, connection: Connection, work_id: int) -> None:
        span = select(work.c.first_note, work.c.last_note).where(work.c.id == work_id)
        first, last = connection.execute(span).one()
        self._connection, self._shapes = connection, shapes(connection)
        self._span = f"FROM note WHERE id BETWEEN {first} AND {last}"
        self._ops = {(shape, op) for shape, op in connection.exec_driver_sql(f"SELECT DISTINCT shape, op {self._span}")}
        self._whole: dict[tuple[int, str], frozenset[int]] = {}

    def ids(self, table: str, watched: Mapping[str, frozenset[str]] | None = None) -> list[int]:
        """Give the ids of `table` whose records were added, changed or removed.

        With `watched` (columns by table) changes of other columns do not count, but those of the
        records that belong to one do. A part that moved from one owner to another counts for both.
        """
        wanted: Mapping[str, frozenset[str] | None] = {table: None} if watched is None else watched
        found: set[int] = set()
        for shape, (name, columns) in self._shapes.items():
            if name not in wanted or (name != table and f"{table}_id" not in columns):
                continue
            owner = "row_id" if name == table else "root"
            found |= self._added_or_removed(shape, owner)
            if (shape, "U") in self._ops:
                found |= self._changed(shape, owner, wanted[name], "" if name == table else f"{table}_id")
        return sorted(found)

    def _added_or_removed(self, shape: int, owner: str) -> frozenset[int]:
        if (shape, owner) not in self._whole:
            if {(shape, "I"), (shape, "D")} & self._ops:
                statement = f"SELECT DISTINCT {owner} {self._span} AND shape = {shape} AND op <> 'U'"
                self._whole[shape, owner] = frozenset(self._connection.exec_driver_sql(statement).scalars())
            else:
                self._whole[shape, owner] = frozenset()
        return self._whole[shape, owner]

    def _changed(self, shape: int, owner: str, columns: frozenset[str] | None, link: str) -> set[int]:
        some = "1" if columns is None else _mentions(columns | {link} - {""})
        span = f"{self._span} AND shape = {shape} AND op = 'U' AND"
        found = set(self._connection.exec_driver_sql(f"SELECT DISTINCT {owner} {span} {some}").scalars())
        if link:
            before = f"SELECT DISTINCT json_extract(change, '$.{link}[0]') {span} {_mentions(frozenset({link}))}"
            found |= {each for each in self._connection.exec_driver_sql(before).scalars() if each is not None}
        return found


def _mentions(columns: frozenset[str]) -> str:
    """Give the condition that an update's note says something about one of `columns`."""
    return "(" + (" OR ".join(f"change LIKE '%\"{column}\":%'" for column in sorted(columns)) or "0") + ")"


def shapes(connection: Connection) -> dict[int, tuple[str, list[str]]]:
    """Give each shape's table and columns."""
    rows = connection.execute(select(note_shape.c.id, note_shape.c.table_name, note_shape.c.columns))
    return {shape: (table, json.loads(columns)) for shape, table, columns in rows}


def _counts(connection: Connection, first: int, last: int) -> dict[str, tuple[int, int, int]]:
    """Count added, changed and removed rows by table between two notes."""
    per_row = (
        "SELECT note_shape.table_name, note.op, count(DISTINCT note.row_id) FROM note"
        " JOIN note_shape ON note_shape.id = note.shape WHERE note.id BETWEEN :first AND :last GROUP BY 1, 2"
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for table, op, number in connection.execute(text(per_row), {"first": first, "last": last}):
        found[table][op] = number
    return {table: (ops.get("I", 0), ops.get("U", 0), ops.get("D", 0)) for table, ops in found.items()}
