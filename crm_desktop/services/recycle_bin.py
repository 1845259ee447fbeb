"""The recycle bin: what was removed and is still in the notes, and bringing single records back.

There is no bin beside the notes: a record is in it when the last note about it says that it was removed by work that
a person meant as a removal. What went with its owner is not listed by itself. It stays there as long as the notes do.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.base.errors import NotFoundError, UndoConflictError
from crm_desktop.base.i18n import N_, _
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import links_of, stored_fields
from crm_desktop.services.record_names import Names
from crm_desktop.services.records import title_of
from crm_desktop.services.removed_notes import Shapes, images, removals
from crm_desktop.services.work_info import Conflict, conflict_of
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.later_work import owner_table
from crm_desktop.storage.notes import shapes
from crm_desktop.storage.tables import metadata, root_column
from crm_desktop.storage.tables import work as work_table
from crm_desktop.storage.take_back import take_back

PAGE = 200
NAMED = 3  # records that a title names


@dataclass(frozen=True, slots=True)
class Removed:
    """A removed record: when, by which work, what it belongs to (empty: nothing), and the parts that went along.

    `seen` is the title as the screen may show it: the same unless privacy is on.
    """

    note: int  # newest first is by this number
    entity: str
    id: int
    title: str
    seen: str
    at: dt.datetime
    work_id: int
    owner: str
    parts: Mapping[str, int]  # how many, by entity

    @property
    def key(self) -> tuple[str, int]:
        """Name the record."""
        return self.entity, self.id


@dataclass(frozen=True, slots=True)
class Content:
    """What was in a removed record: its fields in words, and the titles of its parts by entity."""

    fields: tuple[tuple[str, str], ...]
    parts: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, by which piece of work, and what could not be as it was."""

    records: tuple[Removed, ...]
    work_id: int
    conflicts: tuple[Conflict, ...]


def removed(
    session: Session, *, entity: str = "", search: str = "", before: int | None = None, limit: int = PAGE
) -> list[Removed]:
    """Give removed records, newest first, older than note `before`; `search` is a text in them or in their parts."""
    known, names = shapes(session.connection()), Names(session)
    found = removals(session, known, entity=entity, search=search.strip(), before=before)
    return [_told(session, known, names, row) for row in islice(found, limit)]


def count(session: Session) -> int:
    """Count the records in the bin; after large removals it takes a while."""
    return sum(1 for _row in removals(session, shapes(session.connection())))


def find(session: Session, entity: str, record_id: int) -> Removed:
    """Give one removed record; raises `NotFoundError`."""
    entity_named(entity)
    known = shapes(session.connection())
    row = next(removals(session, known, entity=entity, row_id=record_id), None) if record_id else None
    if row is None:
        message = _("There is no {kind} with the number {id} in the recycle bin.")
        raise NotFoundError(message.format(kind=_(entity_named(entity).label), id=record_id))
    return _told(session, known, Names(session), row)


def content(session: Session, record: Removed, *, most: int = 20) -> Content:
    """Give what was in a removed record, and the first `most` titles of each sort of its parts."""
    known = shapes(session.connection())
    own, *parts_then = images(session, known, record.note, record.work_id)
    fields = stored_fields(entity_named(record.entity))
    shown = (
        (_(each.label), each.kind.within(own.values).on_screen(own.values[name]))
        for name, each in fields.items()
        if own.values.get(name) not in (None, False)
    )
    parts: dict[str, list[str]] = defaultdict(list)
    for part in parts_then:
        if len(parts[part.entity]) < most:
            parts[part.entity].append(title_of(part.entity, {**part.values, "id": part.id}, seen=True))
    return Content(tuple(shown), {table: tuple(titles) for table, titles in parts.items()})


def restore(workspace: Workspace, records: Sequence[Removed]) -> Restored:
    """Bring removed records back with everything that went with them, as one piece of work.

    Raises `UndoConflictError` where what a record belonged to is gone and is not among them.
    """
    with workspace.read() as session:
        _refuse_orphans(session, records)
    by_work: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for each in records:
        by_work[each.work_id].append(each.key)
    title, args = _title(records)
    kept: list[Conflict] = []
    with workspace.work(title, kind="restore", **args) as work:
        for work_id in sorted(by_work, reverse=True):  # an owner went after a part that was removed by itself
            span = work.connection.execute(select(work_table).where(work_table.c.id == work_id)).mappings().one()
            back = take_back(work.connection, span["first_note"], span["last_note"], only=by_work[work_id])
            kept += [conflict_of(each) for each in back]
    return Restored(tuple(records), work.id if work.kept else 0, tuple(kept))


def _told(session: Session, known: Shapes, names: Names, row: Any) -> Removed:
    own, *parts = images(session, known, row.note, row.work_id)
    owner = owner_table(metadata.tables[own.entity])
    return Removed(
        note=row.note,
        entity=own.entity,
        id=own.id,
        title=title_of(own.entity, {**own.values, "id": own.id}),
        seen=title_of(own.entity, {**own.values, "id": own.id}, seen=True),
        at=dt.datetime.fromisoformat(row.at),
        work_id=row.work_id,
        owner="" if owner == own.entity else names.title(owner, row.root, row.root),
        parts=Counter(each.entity for each in parts),
    )


def _refuse_orphans(session: Session, records: Sequence[Removed]) -> None:
    """Raise `UndoConflictError` for a record whose owner is gone and does not come back with it."""
    known, names = shapes(session.connection()), Names(session)
    coming = {each.key for each in records}
    for record in records:
        own = images(session, known, record.note, record.work_id)[0]
        for column, link in links_of(entity_named(record.entity)).items():
            target = own.values.get(column)
            if not link.owned or target is None or (link.entity, target) in coming:
                continue
            if names.row(link.entity, target) is None:
                message = _("“{title}” cannot come back alone: what it belonged to, “{owner}”, was removed too.")
                root = own.values.get(root_column(metadata.tables[record.entity]), target)
                owner = names.title(link.entity, target, root)
                raise UndoConflictError(message.format(title=record.seen, owner=owner))


def _title(records: Sequence[Removed]) -> tuple[str, dict[str, object]]:
    first = entity_named(records[0].entity)
    if len(records) == 1:
        return N_("Restored {entity}: {title}"), {
            "entity": {"title": first.label, "args": {}},
            "title": records[0].title,
        }
    titles = ", ".join(each.title for each in records[:NAMED]) + (" …" if len(records) > NAMED else "")
    return N_("Restored {n} records: {titles}"), {"n": len(records), "titles": titles}
