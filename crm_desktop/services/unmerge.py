"""Takes a merge apart at any later time: both records are there again, and what was added since goes where one says."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Connection, select, text, update
from sqlalchemy.orm import Session

from crm_desktop.base.errors import InvalidValueError, NothingToUndoError
from crm_desktop.base.i18n import _
from crm_desktop.entities import all_entities, entity_named
from crm_desktop.fields.declare import links_of, stored_fields
from crm_desktop.services import records
from crm_desktop.services.history import WORK_OF_NOTE
from crm_desktop.services.merge import KIND
from crm_desktop.services.merge_parts import Part, linked
from crm_desktop.services.work_info import Conflict
from crm_desktop.services.workspace import Work, Workspace, around_undo_of
from crm_desktop.storage.notes import shapes
from crm_desktop.storage.tables import work as work_table

Later = Literal["keep", "move"]


@dataclass(frozen=True, slots=True)
class AddedSince:
    """A record that was added to the merged one after the merge.

    `tied` ones hang on a part that goes back to the restored record, and go with it.
    """

    entity: str
    id: int
    label: str
    title: str
    at: dt.datetime
    tied: bool


@dataclass(frozen=True, slots=True)
class Unmerged:
    """Both records are there again; `moved` were added since and went along, `conflicts` kept their later value."""

    work_id: int
    keep_id: int
    drop_id: int
    moved: tuple[Part, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class _Merge:
    """A merge as its piece of work tells it."""

    entity: str
    keep_id: int
    drop_id: int
    joined: Mapping[str, Mapping[int, int]]  # by entity: the id that stayed → the id that went
    first_note: int
    last_note: int


def added_since(workspace: Workspace, work_id: int) -> list[AddedSince]:
    """Give what was added to the merged record since, oldest first; raises as `unmerge` does."""
    with workspace.read() as session:
        return _added(session, _merge_of(workspace, session, work_id))


def unmerge(
    workspace: Workspace, work_id: int, *, later: Later = "keep", choices: Mapping[Part, Later] | None = None
) -> Unmerged:
    """Take the merge `work_id` apart, at any time, whatever was done since.

    Both records are as before, but for later edits: a field that the merge did not touch, or that was
    changed again since, keeps its later value. What was added since stays with the kept record, or
    moves to the restored one: all of it by `later`, single records by `choices`. Raises
    `NotFoundError`, `NothingToUndoError` (no merge, or taken apart already) and `InvalidValueError`
    where the kept record is gone.
    """
    parting = _parting(workspace, work_id, later, choices or {})
    merged = parting.merged
    result = workspace.undo(work_id, around=parting.around)
    conflicts = tuple(
        each
        for each in result.conflicts
        if not (each.entity == merged.entity and each.record_id == merged.keep_id and each.field in parting.resolved)
    )
    return Unmerged(result.work_id, merged.keep_id, merged.drop_id, parting.moving, conflicts)


@dataclass(frozen=True, slots=True)
class _Parting:
    """What is done beside taking the notes of a merge back; `resolved` are then the fields it settled."""

    merged: _Merge
    moving: tuple[Part, ...]
    resolved: set[str] = field(default_factory=set)

    @contextmanager
    def around(self, work: Work) -> Iterator[None]:
        """Make room for the restored record before, and put in order what later work did after."""
        _restore_under_new_number(work, self.merged)
        yield
        self.resolved.update(_without_what_came(work.connection, self.merged))
        _move(work.connection, self.merged, self.moving)
        _mend_torn(work.connection, self.merged)


def _parting(workspace: Workspace, work_id: int, later: Later, choices: Mapping[Part, Later]) -> _Parting:
    with workspace.read() as session:
        merged = _merge_of(workspace, session, work_id)
        added = _added(session, merged)
    said = {(each.entity, each.id): choices.get((each.entity, each.id), later) for each in added}
    moving = tuple(part for part, each in zip(said, added, strict=True) if each.tied or said[part] == "move")
    return _Parting(merged, moving)


# Whoever undoes a merge takes it apart, so that nothing of one customer points at a part of the other.
around_undo_of(KIND, lambda workspace, work_id: _parting(workspace, work_id, "keep", {}).around)


def _merge_of(workspace: Workspace, session: Session, work_id: int) -> _Merge:
    info = workspace.work_info(work_id)
    row = session.execute(select(work_table).where(work_table.c.id == work_id)).mappings().one()
    args = json.loads(row["args"])
    if info.kind != KIND or info.undone or "keep_id" not in args:
        raise NothingToUndoError(_("There is no merge number {id} to take apart.").format(id=work_id))
    back: dict[str, dict[int, int]] = {}
    for name, went, stayed in args["joined"]:
        back.setdefault(name, {})[stayed] = went
    found = _Merge(args["entity_name"], args["keep_id"], args["drop_id"], back, row["first_note"], row["last_note"])
    table = entity_named(found.entity).__table__
    if session.scalar(select(table.c.id).where(table.c.id == found.keep_id)) is None:
        message = _("“{title}” is no longer there: undo its removal or its later merge first.")
        raise InvalidValueError(message.format(title=args["kept"]))
    return found


def _added(session: Session, merged: _Merge) -> list[AddedSince]:
    """Find the records that hang on the kept one and were not there when the merge was done."""
    known = shapes(session.connection())
    going = _going_back(session.connection(), merged, known)
    found = []
    for part, column in linked(merged.entity):
        name = part.__tablename__
        wanted = ",".join(str(shape) for shape, (table, _columns) in known.items() if table == name) or "NULL"
        first = text(
            f"SELECT note.row_id, note.op, {WORK_OF_NOTE} AS work_id FROM note"
            f" JOIN (SELECT min(id) AS id FROM note WHERE root = :root AND shape IN ({wanted}) AND id > :last"
            "  GROUP BY row_id) AS first ON first.id = note.id"
            f" JOIN {name} ON {name}.id = note.row_id AND {name}.{column} = :root WHERE note.op = 'I'"
        )
        for row in session.execute(first, {"root": merged.keep_id, "last": merged.last_note}):
            values = records.get(session, name, row.row_id)
            tied = any((link.entity, values[each]) in going for each, link in links_of(part).items())
            at = session.scalar(select(work_table.c.at).where(work_table.c.id == row.work_id)) or ""
            title = records.title_of(name, values)
            found.append(AddedSince(name, row.row_id, _(part.label), title, dt.datetime.fromisoformat(at), tied))
    return sorted(found, key=lambda each: (each.at, each.entity, each.id))


def _going_back(
    connection: Connection, merged: _Merge, known: Mapping[int, tuple[str, list[str]]]
) -> frozenset[tuple[str, Any]]:
    """Give the parts that the merge moved and that go back to the restored record."""
    found = set()
    statement = text("SELECT shape, row_id, change FROM note WHERE id BETWEEN :first AND :last AND op = 'U'")
    for shape, row_id, change in connection.execute(statement, {"first": merged.first_note, "last": merged.last_note}):
        name = known[shape][0]
        columns = (each for part, each in linked(merged.entity) if part.__tablename__ == name)
        if any(json.loads(change).get(column) == [merged.drop_id, merged.keep_id] for column in columns):
            found.add((name, row_id))
    return frozenset(found)


def _restore_under_new_number(work: Work, merged: _Merge) -> None:
    """Bring the record back before the notes do where another has taken its number since."""
    entity = entity_named(merged.entity)
    table = entity.__table__
    image = _image_of_dropped(work.connection, merged)
    serials = [name for name, each in stored_fields(entity).items() if each.kind.automatic]
    taken = {
        name
        for name in serials
        if work.connection.scalar(select(table.c.id).where(table.c[name] == image.get(name))) is not None
    }
    if not taken:
        return
    for name in taken:
        prefix = getattr(stored_fields(entity)[name].kind, "prefix", "")
        image[name] = records.numbered(prefix, records.next_number(work.session, prefix))
    present = {name: value for name, value in image.items() if name in table.columns}
    columns = ", ".join(f'"{name}"' for name in present)
    places = ", ".join(f":{name}" for name in present)
    statement = text(f"INSERT INTO {merged.entity} (id, {columns}) VALUES (:own_id, {places})")
    work.connection.execute(statement, {"own_id": merged.drop_id, **present})


def _image_of_dropped(connection: Connection, merged: _Merge) -> dict[str, Any]:
    """Give the dropped record as the notes hold it (raw)."""
    ((columns, values),) = _notes_on(connection, merged, "D", merged.drop_id)
    return dict(zip(columns, values, strict=True))


def _notes_on(connection: Connection, merged: _Merge, op: str, record_id: int) -> list[tuple[Any, Any]]:
    """Give columns and change of each note that the merge left on a record."""
    statement = text(
        "SELECT note_shape.columns, note.change FROM note JOIN note_shape ON note_shape.id = note.shape"
        " WHERE note.id BETWEEN :first AND :last AND note.op = :op AND note.row_id = :id"
        " AND note_shape.table_name = :name"
    )
    span = {"first": merged.first_note, "last": merged.last_note, "op": op, "id": record_id, "name": merged.entity}
    return [(json.loads(columns), json.loads(change)) for columns, change in connection.execute(statement, span)]


def _without_what_came(connection: Connection, merged: _Merge) -> set[str]:
    """Take out of lists and texts that were edited since what the merge had joined to them; gives their fields."""
    entity = entity_named(merged.entity)
    table = entity.__table__
    now = connection.execute(select(table).where(table.c.id == merged.keep_id)).mappings().one()
    values: dict[str, Any] = {}
    for _columns, change in _notes_on(connection, merged, "U", merged.keep_id):
        for name, images in change.items():
            declared = stored_fields(entity).get(name)
            if declared is None:
                continue
            before, after = (declared.kind.from_db(image) for image in images)
            if now[name] not in (before, after):
                values |= _taken_out(name, before, after, now[name])
    if values:
        connection.execute(update(entity).where(table.c.id == merged.keep_id).values(**values))
    return set(values)


def _taken_out(name: str, before: Any, after: Any, now: Any) -> dict[str, Any]:
    """Give the field without the words or the lines that the merge added, where they can be told apart."""
    if isinstance(now, list) and isinstance(after, list):
        came = {word for word in after if word not in (before or [])}
        return {name: [word for word in now if word not in came] or None}
    if isinstance(now, str) and isinstance(after, str) and after.startswith(f"{before or ''}\n"):
        came_lines = after.removeprefix(before or "")
        return {name: now.replace(came_lines, "", 1) or None} if came_lines in now else {}
    return {}


def _move(connection: Connection, merged: _Merge, moving: tuple[Part, ...]) -> None:
    """Lead what was added since to the restored record, and from a part that stays to the one that it came from."""
    for part, column in linked(merged.entity):
        ids = [part_id for name, part_id in moving if name == part.__tablename__]
        table = part.__table__
        for row in connection.execute(select(table).where(table.c.id.in_(ids))).mappings().all():
            values: dict[str, Any] = {column: merged.drop_id}
            for each, link in links_of(part).items():
                if row[each] in merged.joined.get(link.entity, {}):
                    values[each] = merged.joined[link.entity][row[each]]
            connection.execute(update(part).where(table.c.id == row["id"]).values(**values))


def _mend_torn(connection: Connection, merged: _Merge) -> None:
    """Let no record of one point at a part of the other: it follows what owns it, or forgets what it points at."""
    both = (merged.keep_id, merged.drop_id)
    for part, column in linked(merged.entity):
        table = part.__table__
        for each, link in links_of(part).items():
            other = all_entities()[link.entity].__table__
            if column not in other.c:
                continue
            torn = select(table.c.id, other.c[column].label("owner")).join(other, other.c.id == table.c[each])
            torn = torn.where(table.c[column].in_(both), other.c[column] != table.c[column])
            for row in connection.execute(torn).all():
                values = {column: row.owner} if link.owned else {each: None}
                connection.execute(update(part).where(table.c.id == row.id).values(**values))
