"""What a merge left in the notes, and what was added to the merged record since."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, text
from sqlalchemy.orm import Session

from crm_desktop.base.errors import InvalidValueError, NothingToUndoError
from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import links_of
from crm_desktop.services import records
from crm_desktop.services.history import WORK_OF_NOTE
from crm_desktop.services.merge import KIND
from crm_desktop.services.merge_parts import linked
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.notes import shapes
from crm_desktop.storage.tables import work as work_table


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
class StandingMerge:
    """A merge as its piece of work tells it."""

    entity: str
    keep_id: int
    drop_id: int
    joined: Mapping[str, Mapping[int, int]]  # by entity: the id that stayed → the id that went
    first_note: int
    last_note: int


def added_since(workspace: Workspace, work_id: int) -> list[AddedSince]:
    """Give what was added to the merged record since, oldest first; raises as `merge_of` does."""
    with workspace.read() as session:
        return added_to(session, merge_of(workspace, session, work_id))


def is_merge(workspace: Workspace, work_id: int) -> bool:
    """Tell whether a piece of work merged two records (and did not only move parts about)."""
    with workspace.read() as session:
        return "keep_id" in _args_of(session, work_id)


def merge_of(workspace: Workspace, session: Session, work_id: int) -> StandingMerge:
    """Give the merge `work_id` that stands; raises `NotFoundError`, `NothingToUndoError` and `InvalidValueError`."""
    info = workspace.work_info(work_id)
    row = session.execute(select(work_table).where(work_table.c.id == work_id)).mappings().one()
    args = _args_of(session, work_id)
    if info.kind != KIND or info.undone or "keep_id" not in args:
        raise NothingToUndoError(_("There is no merge number {id} to take apart.").format(id=work_id))
    back: dict[str, dict[int, int]] = {}
    for name, went, stayed in args["joined"]:
        back.setdefault(name, {})[stayed] = went
    found = StandingMerge(
        args["entity_name"], args["keep_id"], args["drop_id"], back, row["first_note"], row["last_note"]
    )
    table = entity_named(found.entity).__table__
    if session.scalar(select(table.c.id).where(table.c.id == found.keep_id)) is None:
        message = _("“{title}” is no longer there: undo its removal or its later merge first.")
        raise InvalidValueError(message.format(title=args["kept"]))
    return found


def _args_of(session: Session, work_id: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        session.scalar(select(work_table.c.args).where(work_table.c.id == work_id)) or "{}"
    )
    return found


def added_to(session: Session, merged: StandingMerge) -> list[AddedSince]:
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
    connection: Connection, merged: StandingMerge, known: Mapping[int, tuple[str, list[str]]]
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
