"""Takes a merge apart at any later time: both records are there again, and what was added since goes where one says."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Connection, select, text, update
from sqlalchemy.orm import Session

from crm_desktop.entities import all_entities, entity_named
from crm_desktop.fields.declare import links_of, stored_fields
from crm_desktop.fields.own_values import unfolded
from crm_desktop.services import records
from crm_desktop.services.merge_parts import Part, linked
from crm_desktop.services.merged_since import StandingMerge, added_to, is_merge, merge_of
from crm_desktop.services.numbering import numbering_of
from crm_desktop.services.work_info import Conflict
from crm_desktop.services.workspace import Around, Work, Workspace
from crm_desktop.storage.noted_values import name_of, parted_changes

Later = Literal["keep", "move"]


@dataclass(frozen=True, slots=True)
class Unmerged:
    """Both records are there again; `moved` were added since and went along, `conflicts` kept their later value."""

    work_id: int
    keep_id: int
    drop_id: int
    moved: tuple[Part, ...]
    conflicts: tuple[Conflict, ...]


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
    with workspace.read() as session:
        merged = merge_of(workspace, session, work_id)
    parting = _Parting(workspace, work_id, later, choices or {})
    result = workspace.undo(work_id, around=parting.around)
    conflicts = tuple(
        each
        for each in result.conflicts
        if not (each.entity == merged.entity and each.record_id == merged.keep_id and each.field in parting.resolved)
    )
    return Unmerged(result.work_id, merged.keep_id, merged.drop_id, tuple(parting.moved), conflicts)


def around(workspace: Workspace, work_id: int) -> Around:
    """Give what every undo of a merge does too, so that nothing of one record points at a part of the other."""
    if not is_merge(workspace, work_id):
        return nullcontext
    return _Parting(workspace, work_id).around


@dataclass(frozen=True, slots=True)
class _Parting:
    """What is done beside taking the notes of a merge back; `moved` then went along, `resolved` are fields it settled.

    It looks inside the work: what was added since may come while that waits for other work.
    """

    workspace: Workspace
    work_id: int
    later: Later = "keep"
    choices: Mapping[Part, Later] = field(default_factory=dict)
    moved: list[Part] = field(default_factory=list)
    resolved: set[str] = field(default_factory=set)

    @contextmanager
    def around(self, work: Work) -> Iterator[None]:
        """Make room for the restored record before, and put in order what later work did after."""
        merged = merge_of(self.workspace, work.session, self.work_id)
        self.moved.extend(self._moving(work.session, merged))
        _restore_under_new_number(work, merged)
        yield
        self.resolved.update(_without_what_came(work.connection, merged))
        _move(work.connection, merged, self.moved)
        _mend_torn(work.connection, merged)

    def _moving(self, session: Session, merged: StandingMerge) -> Iterator[Part]:
        """Give what was added since and goes to the restored record."""
        for each in added_to(session, merged):
            part = (each.entity, each.id)
            if each.tied or self.choices.get(part, self.later) == "move":
                yield part


def _restore_under_new_number(work: Work, merged: StandingMerge) -> None:
    """Bring the record back before the notes do where another has taken its number since.

    One that a backup has brought back already stays as it is.
    """
    entity = entity_named(merged.entity)
    table = entity.__table__
    if work.connection.scalar(select(table.c.id).where(table.c.id == merged.drop_id)) is not None:
        return
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
        image[name] = numbering_of(work.session, entity, name).next(work.session)
    present = {name: value for name, value in image.items() if name in table.columns}
    columns = ", ".join(f'"{name}"' for name in present)
    places = ", ".join(f":{name}" for name in present)
    statement = text(f"INSERT INTO {merged.entity} (id, {columns}) VALUES (:own_id, {places})")
    work.connection.execute(statement, {"own_id": merged.drop_id, **present})


def _image_of_dropped(connection: Connection, merged: StandingMerge) -> dict[str, Any]:
    """Give the dropped record as the notes hold it (raw)."""
    ((columns, values),) = _notes_on(connection, merged, "D", merged.drop_id)
    return dict(zip(columns, values, strict=True))


def _notes_on(connection: Connection, merged: StandingMerge, op: str, record_id: int) -> list[tuple[Any, Any]]:
    """Give columns and change of each note that the merge left on a record."""
    statement = text(
        "SELECT note_shape.columns, note.change FROM note JOIN note_shape ON note_shape.id = note.shape"
        " WHERE note.id BETWEEN :first AND :last AND note.op = :op AND note.row_id = :id"
        " AND note_shape.table_name = :name"
    )
    span = {"first": merged.first_note, "last": merged.last_note, "op": op, "id": record_id, "name": merged.entity}
    return [(json.loads(columns), json.loads(change)) for columns, change in connection.execute(statement, span)]


def _without_what_came(connection: Connection, merged: StandingMerge) -> set[str]:
    """Take out of lists and texts that were edited since what the merge had joined to them; gives their fields."""
    entity = entity_named(merged.entity)
    table = entity.__table__
    row = connection.execute(select(table).where(table.c.id == merged.keep_id)).mappings().one()
    now = unfolded(entity, dict(row))
    values: dict[str, Any] = {}
    for _columns, change in _notes_on(connection, merged, "U", merged.keep_id):
        for name, images in _by_name(change):
            declared = stored_fields(entity).get(name)
            if declared is None:
                continue
            before, after = (declared.kind.from_db(image) for image in images)
            if now[name] not in (before, after):
                values |= _taken_out(name, before, after, now[name])
    if values:
        records.write(connection, entity, merged.keep_id, values)
    return set(values)


def _by_name(change: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give what a note says was changed, own fields by their names."""
    for name, images in parted_changes(change).items():
        yield name_of(name), images


def _taken_out(name: str, before: Any, after: Any, now: Any) -> dict[str, Any]:
    """Give the field without the words or the lines that the merge added, where they can be told apart."""
    if isinstance(now, list) and isinstance(after, list):
        came = {word for word in after if word not in (before or [])}
        return {name: [word for word in now if word not in came] or None}
    if isinstance(now, str) and isinstance(after, str) and after.startswith(f"{before or ''}\n"):
        came_lines = after.removeprefix(before or "")
        return {name: now.replace(came_lines, "", 1) or None} if came_lines in now else {}
    return {}


def _move(connection: Connection, merged: StandingMerge, moving: Sequence[Part]) -> None:
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


def _mend_torn(connection: Connection, merged: StandingMerge) -> None:
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
