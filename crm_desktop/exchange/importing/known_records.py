"""Records of the file as an import sees them: loaded by the chunk, changed in memory, written in bulk."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Dialect, func, select, text, update

from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import Entity, links_of
from crm_desktop.fields.own_values import assigned, folded, own_fields_of, unfolded
from crm_desktop.services.targets import owner_column, parts_of

MANY = 5_000  # values in one IN (…)


@dataclass(slots=True)
class Record:
    """A record in the file or about to be; `changed` are the columns to write, `parts` what belongs to it."""

    entity: str
    id: int
    values: dict[str, Any]
    is_new: bool = False
    changed: set[str] = field(default_factory=set)
    parts: "dict[str, list[Record]]" = field(default_factory=dict)

    def put(self, name: str, value: Any) -> None:
        """Change a value."""
        self.values[name] = value
        self.changed.add(name)


class Records:
    """Loads records, gives new ones their ids, and writes what was added and changed."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._next: dict[str, int] = {}
        self._blank: dict[str, dict[str, Any]] = {}
        self._new: dict[str, list[Record]] = {}
        self._touched: list[Record] = []

    def load(self, entity_name: str, ids: Sequence[int]) -> list[Record]:
        """Load records with the parts that belong to them."""
        entity = entity_named(entity_name)
        return self._with_parts_of(entity_name, self._rows(entity, entity.__table__.c.id, ids))

    def load_of_owner(self, entity_name: str, owner: str, ids: Sequence[int]) -> list[Record]:
        """Load the records of `entity_name` that belong to the records `ids` of `owner`."""
        entity = entity_named(entity_name)
        return self._with_parts_of(
            entity_name, self._rows(entity, entity.__table__.c[owner_column(entity, owner)], ids)
        )

    def _with_parts_of(self, entity_name: str, rows: Iterable[dict[str, Any]]) -> list[Record]:
        found = {row["id"]: Record(entity_name, row["id"], row) for row in rows}
        for part in parts_of(entity_name):
            owner = owner_column(part, entity_name)
            for record in found.values():
                record.parts[part.__tablename__] = []
            for row in self._rows(part, part.__table__.c[owner], tuple(found)):
                found[row[owner]].parts[part.__tablename__].append(Record(part.__tablename__, row["id"], row))
        self._touched.extend(found.values())
        return list(found.values())

    def _rows(self, entity: type[Entity], column: ColumnElement[Any], ids: Sequence[int]) -> Iterator[dict[str, Any]]:
        for start in range(0, len(ids), MANY):
            query = select(entity.__table__).where(column.in_(ids[start : start + MANY]))
            found = self.connection.execute(query.order_by(entity.__table__.c.id))
            names, has_own = tuple(found.keys()), bool(own_fields_of(entity))
            for row in found:
                values = dict(zip(names, row, strict=True))
                yield unfolded(entity, values) if has_own else values

    def make(self, entity_name: str, values: Mapping[str, Any]) -> Record:
        """Make a new record with an id of its own; columns not given have their defaults, or are not named at all."""
        number = self._next_id(entity_name)
        record = Record(entity_name, number, {**self._defaults(entity_name), **values, "id": number}, is_new=True)
        record.parts = {name: [] for name in _part_names(entity_name)}
        self._new.setdefault(entity_name, []).append(record)
        return record

    def forget(self, record: Record) -> None:
        """Take back a record that was just made."""
        self._new[record.entity].remove(record)

    def _next_id(self, entity_name: str) -> int:
        if entity_name not in self._next:
            # Ids are never reused, so the highest id ever given counts and not the highest there is.
            sequence = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
            given = self.connection.scalar(sequence, {"name": entity_name})
            highest = self.connection.scalar(select(func.max(entity_named(entity_name).__table__.c.id)))
            self._next[entity_name] = max(given or 0, highest or 0)
        self._next[entity_name] += 1
        return self._next[entity_name]

    def _defaults(self, entity_name: str) -> dict[str, Any]:
        if entity_name not in self._blank:
            columns = entity_named(entity_name).__table__.columns
            blank = ((column.key, _default(column)) for column in columns)
            self._blank[entity_name] = {name: value for name, value in blank if value is not None}
        return self._blank[entity_name]

    def write(self) -> None:
        """Write all that was made and changed, and forget it."""
        for entity_name in sorted(self._new, key=_owners_first):
            rows = [record.values for record in self._new[entity_name]]
            for values, uid in zip(rows, new_uids(len(rows)), strict=True):
                values["uid"] = uid
            if rows and own_fields_of(entity_named(entity_name)):
                rows = [folded(entity_named(entity_name), values) for values in rows]
            if rows:
                _insert(self.connection, entity_name, rows)
        for record in _with_parts(self._touched):
            if record.changed and not record.is_new:
                entity = entity_named(record.entity)
                values = {name: record.values[name] for name in record.changed}
                changed = update(entity).where(entity.id == record.id)
                self.connection.execute(changed.values(**assigned(entity, values)))
        self._new.clear()
        self._touched.clear()


def _insert(connection: Connection, entity_name: str, rows: list[dict[str, Any]]) -> None:
    """Write many rows, only the columns that any of them fills, each value as its column's type binds it.

    SQLAlchemy's own way takes twice as long, and so does naming all columns.
    """
    binds = _binds(entity_name, connection.dialect)
    used = [name for name in binds if any(name in row for row in rows)]
    columns = []
    for name in used:
        bind, cells = binds[name], [row.get(name) for row in rows]
        columns.append(cells if bind is None else [None if cell is None else bind(cell) for cell in cells])
    places = ", ".join("?" * len(used))
    statement = f"INSERT INTO {entity_name} ({', '.join(used)}) VALUES ({places})"
    connection.exec_driver_sql(statement, list(zip(*columns, strict=True)))


@cache
def _binds(entity_name: str, dialect: Dialect) -> dict[str, Callable[[Any], Any] | None]:
    """Give what turns a value of each column into what the database keeps, None where it is that already."""
    columns = entity_named(entity_name).__table__.columns
    return {column.key: column.type.dialect_impl(dialect).bind_processor(dialect) for column in columns}


@cache
def _part_names(entity_name: str) -> tuple[str, ...]:
    return tuple(part.__tablename__ for part in parts_of(entity_name))


def _with_parts(records: Iterable[Record]) -> Iterator[Record]:
    for record in records:
        yield record
        for parts in record.parts.values():
            yield from parts


def _default(column: Any) -> Any:
    default = column.default
    if default is None:
        return "{}" if column.server_default is not None else None
    return default.arg(None) if default.is_callable else default.arg


def _owners_first(entity_name: str) -> int:
    """Order entities so that rows are written after those they point at."""
    return max((1 + _owners_first(each.entity) for each in links_of(entity_named(entity_name)).values()), default=0)


def new_uids(count: int) -> list[str]:
    """Make many UUIDv7 at once; one by one they would cost more than the rows themselves."""
    import os
    import time

    stamp = int(time.time() * 1000) & (1 << 48) - 1
    head = f"{stamp >> 16:08x}-{stamp & 0xFFFF:04x}-"
    made = []
    noise = os.urandom(10 * count).hex()
    for at in range(0, 20 * count, 20):
        part = noise[at : at + 20]
        made.append(f"{head}7{part[:3]}-{'89ab'[int(part[3], 16) & 3]}{part[4:7]}-{part[7:19]}")
    return made
