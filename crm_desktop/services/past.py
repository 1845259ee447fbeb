"""A record and what belongs to it as they stood at the end of an earlier day, and having that back."""

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, delete, insert, select, text
from sqlalchemy.orm import Session

from crm_desktop.base.errors import NotFoundError
from crm_desktop.base.i18n import N_, _
from crm_desktop.entities import all_entities, entity_named
from crm_desktop.fields.declare import Entity, links_of, stored_fields
from crm_desktop.fields.own_values import COLUMN, unfolded
from crm_desktop.services import records
from crm_desktop.services.targets import parts_of
from crm_desktop.services.workspace import Work, Workspace
from crm_desktop.storage.notes import shapes
from crm_desktop.storage.tables import work as work_table

NOT_COMPARED = frozenset({"id", "uid", COLUMN})  # own fields are compared one by one


@dataclass(frozen=True, slots=True)
class Past:
    """A record at the end of `day`, with its parts by entity (as `records.parts` gives those of now)."""

    day: dt.date
    values: dict[str, Any]
    parts: dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Difference:
    """How a record of then differs from now: `then` or `now` is None where it was added or is gone since."""

    entity: str
    record_id: int
    then: Mapping[str, Any] | None
    now: Mapping[str, Any] | None
    fields: tuple[str, ...] = ()  # the columns that differ where it was there then and is now


def as_of(session: Session, entity_name: str, record_id: int, day: dt.date) -> dict[str, Any]:
    """Give a record that belongs to no other (a customer) as it stood at the end of `day`.

    Raises `NotFoundError` where it did not exist then.
    """
    found = _then(session, entity_named(entity_name), [record_id], [record_id], _last_note(session, day))
    if record_id not in found:
        message = _("This {kind} was not in the file on {day}.")
        raise NotFoundError(message.format(kind=_(entity_named(entity_name).label), day=day.isoformat()))
    return found[record_id]


def past_of(session: Session, entity_name: str, record_id: int, day: dt.date) -> Past:
    """Give a record with its parts as they stood at the end of `day`; not for the window's thread.

    Raises `NotFoundError` where the record did not exist then.
    """
    values = as_of(session, entity_name, record_id, day)
    last = _last_note(session, day)
    parts: dict[str, list[dict[str, Any]]] = {}
    for name, entity in all_entities().items():
        column = _owner_column(entity, entity_name)
        if column:
            ids = _ever_owned(session, entity, column, record_id)
            found = _then(session, entity, ids, _roots(session, entity, ids, last) | {record_id}, last).values()
            own = [row for row in found if row[column] == record_id]
            parts[name] = sorted(
                own, key=lambda row: (not row.get("is_main"), not row.get("is_primary"), int(row["id"]))
            )
    return Past(day, values, parts)


def differences(session: Session, entity_name: str, past: Past) -> list[Difference]:
    """Give how the record and the parts that can be put back differ from now, the record itself first."""
    record_id = past.values["id"]
    now = {row["id"]: row for row in _rows(session, entity_named(entity_name), [record_id])}
    found = list(_compared(entity_name, {record_id: past.values}, now))
    present = records.parts(session, entity_name, record_id)
    for part in parts_of(entity_name):
        name = part.__tablename__
        then = {row["id"]: row for row in past.parts.get(name, ())}
        found += _compared(name, then, {row["id"]: row for row in present[name]})
    return found


def restore_day(workspace: Workspace, entity_name: str, record_id: int, day: dt.date) -> int:
    """Make a record and its parts what they were at the end of `day`; gives the piece of work, 0 where nothing differs.

    What happened with it since (calls, files, plans) stays. Raises `NotFoundError`, and
    `InvalidValueError` where its number is another record's by now.
    """
    with workspace.read() as session:
        past = past_of(session, entity_name, record_id, day)
        found = differences(session, entity_name, past)
        title = records.title_of(entity_name, records.get(session, entity_name, record_id))
    message = N_("Put back as it was on {day}: {title}")
    with workspace.work(message, kind="edit", day=day.isoformat(), title=title) as work:
        # What others belong to (a contact) comes back before them, and goes after them.
        order = [entity_name, *(part.__tablename__ for part in _owners_first(entity_name))]
        for each in sorted(found, key=lambda each: (each.then is None, order.index(each.entity))):
            _put_back(work, each)
    return work.id if work.kept else 0


def _put_back(work: Work, difference: Difference) -> None:
    entity = entity_named(difference.entity)
    table = entity.__table__
    if difference.then is None:
        work.connection.execute(delete(entity).where(table.c.id == difference.record_id))
    elif difference.now is None:
        row = {name: value for name, value in difference.then.items() if name in table.c}
        work.connection.execute(insert(entity).values(**row))
    else:
        values = {name: difference.then[name] for name in difference.fields}
        records.refuse_taken(work.session, entity, values, difference.record_id)
        records.write(work.connection, entity, difference.record_id, values)


def _compared(
    entity_name: str, then: Mapping[int, Mapping[str, Any]], now: Mapping[int, Mapping[str, Any]]
) -> Iterable[Difference]:
    for key in [*then, *(each for each in now if each not in then)]:
        before, after = then.get(key), now.get(key)
        if before is None or after is None:
            yield Difference(entity_name, key, before, after)
            continue
        fields = tuple(
            name for name in before if name not in NOT_COMPARED and name in after and before[name] != after[name]
        )
        if fields:
            yield Difference(entity_name, key, before, after, fields)


def _then(
    session: Session, entity: type[Entity], ids: Collection[int], roots: Collection[int], last: int
) -> dict[int, dict[str, Any]]:
    """Give the records of these ids that were there right after the note `last`, as they stood then.

    `roots` are their owners since: the index of notes begins with them.
    """
    states: dict[int, dict[str, Any] | None] = dict.fromkeys(ids)
    states.update((row["id"], row) for row in _raw_rows(session, entity, ids))
    known = _shapes(session, entity)
    statement = text(
        f"SELECT shape, row_id, op, change FROM note INDEXED BY note_root WHERE root IN ({_in(roots)})"
        f" AND shape IN ({_in(known)}) AND +row_id IN ({_in(ids)}) AND +id > :last ORDER BY id DESC"
    )
    for note in session.execute(statement, {"last": last}):
        state = states[note.row_id]
        if note.op == "I":
            states[note.row_id] = None
        elif note.op == "D":
            image = zip(known[note.shape], json.loads(note.change), strict=True)
            states[note.row_id] = {"id": note.row_id, **dict(image)}
        elif state is not None:
            state.update((column, before) for column, (before, _after) in json.loads(note.change).items())
    kinds = stored_fields(entity)
    found = {
        key: {name: kinds[name].kind.from_db(value) if name in kinds else value for name, value in state.items()}
        for key, state in states.items()
        if state is not None
    }
    return {key: unfolded(entity, values) for key, values in found.items()}


def _ever_owned(session: Session, entity: type[Entity], column: str, owner_id: int) -> set[int]:
    """Give the ids of the records that belong to the owner now, or were noted as belonging to it at any time."""
    table = entity.__table__
    ids = set(session.scalars(select(table.c.id).where(table.c[column] == owner_id)))
    own = text(f"SELECT DISTINCT row_id FROM note WHERE root = :owner AND shape IN ({_in(_shapes(session, entity))})")
    ids.update(session.scalars(own, {"owner": owner_id}))
    return ids


def _roots(session: Session, entity: type[Entity], ids: Collection[int], last: int) -> set[int]:
    """Give the owners to which changes of these records after the note `last` brought them, or left them with.

    Only pieces of work that changed any record of the entity are looked through.
    """
    changed = text(
        "SELECT DISTINCT note.root FROM work CROSS JOIN note ON note.id BETWEEN work.first_note AND work.last_note"
        " WHERE work.first_note > :last AND json_extract(work.counts, :changed) > 0 AND note.op = 'U'"
        f" AND +note.shape IN ({_in(_shapes(session, entity))}) AND +note.row_id IN ({_in(ids)})"
    )
    return set(session.scalars(changed, {"last": last, "changed": f"$.{entity.__tablename__}[1]"}))


def _last_note(session: Session, day: dt.date) -> int:
    end = dt.datetime.combine(day, dt.time.max).astimezone()
    before = select(work_table.c.last_note).where(work_table.c.at <= end.isoformat())
    return session.scalar(before.order_by(work_table.c.id.desc()).limit(1)) or 0


def _raw_rows(session: Session, entity: type[Entity], ids: Collection[int]) -> Iterable[dict[str, Any]]:
    statement = f"SELECT * FROM {entity.__tablename__} WHERE id IN ({_in(ids)})"
    return (dict(row) for row in session.connection().exec_driver_sql(statement).mappings())


def _rows(session: Session, entity: type[Entity], ids: Collection[int]) -> Iterable[dict[str, Any]]:
    table = entity.__table__
    rows = session.execute(select(table).where(table.c.id.in_(ids))).mappings()
    return (unfolded(entity, dict(row)) for row in rows)


def _shapes(session: Session, entity: type[Entity]) -> dict[int, list[str]]:
    known = shapes(session.connection())
    return {shape: columns for shape, (table, columns) in known.items() if table == entity.__tablename__}


def _owner_column(entity: type[Entity], owner: str) -> str:
    return next((name for name, each in links_of(entity).items() if each.owned and each.entity == owner), "")


def _owners_first(entity_name: str) -> list[type[Entity]]:
    tables: list[Table] = list(Entity.metadata.sorted_tables)
    return sorted(parts_of(entity_name), key=lambda part: tables.index(part.__table__))  # type: ignore[arg-type] # mapped to a table


def _in(ids: Iterable[int]) -> str:
    return ",".join(map(str, ids)) or "NULL"
