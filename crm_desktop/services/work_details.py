"""What a piece of work changed, record by record, and what was done to its records afterwards."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.entities import all_entities, entity_named
from crm_desktop.services.history import FieldChange, RecordWork, changes_of, record_history
from crm_desktop.services.record_names import Names, column_label
from crm_desktop.services.work_info import Conflict, UndoLook, WorkInfo
from crm_desktop.storage.later_work import family, listed, owner_table
from crm_desktop.storage.noted_values import has, parted, parted_changes
from crm_desktop.storage.notes import shapes
from crm_desktop.storage.tables import metadata
from crm_desktop.storage.tables import work as work_table

RECORDS, FEW = 50, 3
LATER_WORKS = 20

Shapes = Mapping[int, tuple[str, list[str]]]


@dataclass(frozen=True, slots=True)
class Change:
    """One line of what was changed: a field, or a whole record added or removed; empty texts stand for nothing.

    `owner` names the record that it belongs to (a customer), `now` what the field holds today where
    that is something else than `after`.
    """

    owner_entity: str
    owner_id: int
    owner: str
    sort: Literal["added", "changed", "removed"]
    label: str
    before: str
    after: str
    now: str | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """The changes of the first records of a piece of work, and how many records it touched besides."""

    changes: tuple[Change, ...]
    more: int


@dataclass(frozen=True, slots=True)
class LaterEdit:
    """A record (a customer with all parts) that was worked on after a piece of work; `works` are newest first."""

    entity: str
    record_id: int
    title: str
    works: tuple[RecordWork, ...]


def details(session: Session, info: WorkInfo, *, limit: int = RECORDS) -> Details:
    """Give what a piece of work changed, for its first `limit` records: changed ones before added and removed ones."""
    known = shapes(session.connection())
    added, changed, removed = (sum(three[place] for three in info.counts.values()) for place in range(3))
    span = session.execute(work_table.select().where(work_table.c.id == info.id)).one()
    found: dict[tuple[str, int], list[Any]] = {}
    for ops, number in (("'U'", changed), ("'I', 'D'", added + removed)):
        for row in _notes(session, span, ops, 4 * limit) if number else ():
            key = (known[row.shape][0], row.row_id)
            if key in found or len(found) < limit:
                found.setdefault(key, []).append(row)
    names = Names(session)
    order = {name: place for place, name in enumerate(each.name for each in metadata.sorted_tables)}
    ordered = sorted(found.items(), key=lambda each: (each[1][-1].root, order[each[0][0]], each[0][1]))
    changes = [
        replace(change, now=None) if info.undone else change
        for (table, row_id), rows in ordered
        for change in _lines(names, table, row_id, rows, span.last_note)
    ]
    return Details(tuple(changes), max(0, added + changed + removed - len(found)))


def first_changes(session: Session, infos: Sequence[WorkInfo]) -> dict[int, FieldChange]:
    """Give the first field that each edit of few records changed, by piece of work, to say it in one line."""
    known = shapes(session.connection())
    first = text(
        "SELECT note.shape, note.row_id, note.root, note.op, note.change FROM work"
        " JOIN note ON note.id BETWEEN work.first_note AND work.last_note"
        " WHERE work.id = :id AND note.op = 'U' ORDER BY note.id LIMIT 1"
    )
    found: dict[int, FieldChange] = {}
    for info in infos:
        few = sum(max(three) for three in info.counts.values()) <= FEW and info.kind != "import"
        row = session.execute(first, {"id": info.id}).first() if few else None
        changes = changes_of(session, known[row.shape][0], row) if row is not None else []
        if changes:
            found[info.id] = changes[0]
    return found


def later_edits(session: Session, look: UndoLook, *, limit: int = RECORDS) -> tuple[list[LaterEdit], int]:
    """Give the records whose later edits keep some of the work from being undone, and how many more there are."""
    names = Names(session)
    owners = list(dict.fromkeys(owner_of(each) for each in look.conflicts if each.for_later_edits))
    found = []
    for entity, record_id in owners[:limit]:
        works = record_history(session, entity, record_id, limit=LATER_WORKS)
        later = tuple(each for each in works if each.work.id > look.work.id and _counts(each.work))
        found.append(LaterEdit(entity, record_id, names.title(entity, record_id, record_id), later))
    return found, max(0, len(owners) - limit)


def touches(session: Session, info: WorkInfo, table: str, record_id: int) -> bool:
    """Tell whether a piece of work touched a record or something that belongs to it."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for shape, (name, _columns) in shapes(session.connection()).items():
        by_name[name].append(shape)
    statement = text(
        "SELECT EXISTS (SELECT 1 FROM work JOIN note ON note.id BETWEEN work.first_note AND work.last_note"
        f" WHERE work.id = :work AND (note.row_id = :id AND note.shape IN ({listed(by_name[table])})"
        f" OR note.root = :id AND note.shape IN ({listed(family(by_name, table))})))"
    )
    return bool(session.scalar(statement, {"work": info.id, "id": record_id}))


def owner_of(conflict: Conflict) -> tuple[str, int]:
    """Name the record that a conflict's record belongs to, by entity and id."""
    return owner_table(metadata.tables[conflict.entity]), conflict.root or conflict.record_id


def place_of(session: Session, conflict: Conflict) -> str:
    """Name the record of a conflict, and its field."""
    title = Names(session).title(conflict.entity, conflict.record_id, conflict.root)
    label = column_label(conflict.entity, conflict.field) if conflict.field else ""
    return f"{title} · {label}" if label else title


def _counts(info: WorkInfo) -> bool:
    return info.kind not in {"undo", "redo"} and (not info.undone or info.partly)


def _notes(session: Session, span: Any, ops: str, limit: int) -> Sequence[Any]:
    statement = text(
        "SELECT shape, row_id, op, root, change FROM note WHERE id BETWEEN :first AND :last"
        f" AND op IN ({ops}) ORDER BY id LIMIT :limit"
    )
    return session.execute(statement, {"first": span.first_note, "last": span.last_note, "limit": limit}).all()


def _lines(names: Names, table: str, row_id: int, rows: Sequence[Any], last_note: int) -> Iterator[Change]:
    """Say the notes about one record: as a whole where it was added or removed, else field by field."""
    root = rows[-1].root
    owner_entity = owner_table(metadata.tables[table])
    owner = (owner_entity, root, names.title(owner_entity, root, root))
    kinds = {row.op for row in rows}
    if "I" in kinds or "D" in kinds:
        title, label = names.title(table, row_id, root), names.label(table, row_id, root)
        if "D" not in kinds:
            then = names.title_after(table, row_id, root, last_note)
            yield Change(
                *owner, "added", label, "", then, title if names.row(table, row_id) and title != then else None
            )
        elif "I" not in kinds:
            yield Change(*owner, "removed", label, title, "")
        return
    folded: dict[str, tuple[Any, Any]] = {}
    for row in rows:
        for column, (before, after) in parted_changes(json.loads(row.change)).items():
            folded[column] = (folded.get(column, (before,))[0], after)
    present = parted(names.row(table, row_id) or {})
    for column, (before, after) in folded.items():
        shown = [names.said(table, row_id, root, column, value) for value in (before, after)]
        current = present.get(column) if has(present, column) else after
        today = None if current == after else names.said(table, row_id, root, column, current)
        label = names.label(table, row_id, root) if _is_reached(table, column) else column_label(table, column)
        if label and shown[0] != shown[1]:
            yield Change(*owner, "changed", label, shown[0], shown[1], today)


def _is_reached(table: str, column: str) -> bool:
    """Tell whether a column is what its part is reached by: the value of a channel is a mobile, an e-mail."""
    reach = entity_named(table).reach if table in all_entities() else None
    return reach is not None and bool(reach.by) and reach.value == column
