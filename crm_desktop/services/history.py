"""What became of the file and of each record: pieces of work, changed fields."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from crm_desktop.base.i18n import _
from crm_desktop.entities import all_entities, entity_named
from crm_desktop.fields.declare import Field, fields_of
from crm_desktop.fields.kind import Kind
from crm_desktop.services.work_info import WorkInfo, info_of
from crm_desktop.storage.later_work import listed
from crm_desktop.storage.noted_values import name_of, parted_changes
from crm_desktop.storage.notes import shapes
from crm_desktop.storage.tables import work as work_table

# The piece of work that a note belongs to: the last one that began at or before it.
WORK_OF_NOTE = "(SELECT id FROM work WHERE first_note <= note.id ORDER BY first_note DESC LIMIT 1)"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that a piece of work changed; both values as a person reads and writes them, empty for nothing.

    `seen` are both as the screen may show them: the same unless privacy is on.
    """

    entity: str
    record_id: int
    field: str
    label: str
    before: str
    after: str
    seen: tuple[str, str]


@dataclass(frozen=True, slots=True)
class RecordWork:
    """One piece of work on a record and its parts, with the fields that it changed."""

    work: WorkInfo
    changes: tuple[FieldChange, ...]
    tables: frozenset[str]


def record_history(session: Session, entity_name: str, record_id: int, *, limit: int = 200) -> list[RecordWork]:
    """Give the work on a record (a customer's with that on its parts), newest first."""
    known = shapes(session.connection())
    wanted = _shapes_under(known, entity_name)
    statement = text(
        f"SELECT {WORK_OF_NOTE} AS work_id, note.shape, note.row_id, note.root, note.op, note.change FROM note"
        f" WHERE note.root = :id AND note.shape IN ({','.join(map(str, wanted)) or 'NULL'}) ORDER BY note.id DESC"
    )
    grouped: dict[int, list[Any]] = {}
    for row in session.execute(statement, {"id": record_id}):
        if len(grouped) >= limit and row.work_id not in grouped:
            break
        grouped.setdefault(row.work_id, []).append(row)
    rows = session.execute(select(work_table).where(work_table.c.id.in_(grouped))).mappings()
    infos = {row["id"]: info_of(dict(row)) for row in rows}
    return [
        RecordWork(
            infos[work_id],
            tuple(change for row in notes for change in changes_of(session, known[row.shape][0], row)),
            frozenset(known[row.shape][0] for row in notes),
        )
        for work_id, notes in grouped.items()
    ]


def _shapes_under(known: Mapping[int, tuple[str, list[str]]], entity_name: str) -> list[int]:
    """Give the shapes of an entity's table and of those that belong to it."""
    owned = f"{entity_name}_id"
    return [shape for shape, (table, columns) in known.items() if table == entity_name or owned in columns]


def changes_of(session: Session, table: str, row: Any) -> list[FieldChange]:
    """Give the fields that a note of an update (its `op`, `row_id`, `root` and `change`) says something about."""
    if row.op != "U" or table not in all_entities():
        return []
    fields = fields_of(entity_named(table))
    found = []
    for column, (before, after) in parted_changes(json.loads(row.change)).items():
        name = name_of(column)
        if name in fields:
            kind, label = _in_record(session, table, row, fields[name])
            values = [None if value is None else kind.from_db(value) for value in (before, after)]
            old, new = ("" if value is None else kind.show(value) for value in values)
            seen = ("" if value is None else kind.on_screen(value) for value in values)
            found.append(FieldChange(table, row.row_id, name, label, old, new, (next(seen), next(seen))))
    return found


def _in_record(session: Session, table: str, row: Any, field: Field) -> tuple[Kind[Any], str]:
    """Give a field's kind and name as they are in the record: a channel's value is read and called by its type."""
    kind = field.kind
    if not kind.needs:
        return kind, _(field.label)
    entity = entity_named(table)
    decided = _decided(session, table, row, kind.needs)
    by = entity.reach.by if entity.reach is not None else ""
    named = decided is not None and kind.needs == by
    label = fields_of(entity)[by].kind.show(decided) if named else _(field.label)
    return kind.within({kind.needs: decided}), label


def _decided(session: Session, table: str, row: Any, column: str) -> Any:
    """Give what a record holds in a column; of a removed one what it held last, as its notes know it."""
    columns = entity_named(table).__table__.c
    found = session.execute(select(columns[column]).where(columns.id == row.row_id)).first()
    if found is not None:
        return found[0]
    image = image_of(session, table, row.row_id, row.root)
    return None if image is None else image.get(column)


def image_of(session: Session, table: str, row_id: int, root: int) -> Mapping[str, Any] | None:
    """Give the columns of a record as its last removal noted them; None where it never was removed."""
    known = shapes(session.connection())
    own = [shape for shape, (name, _columns) in known.items() if name == table]
    statement = text(
        f"SELECT shape, change FROM note WHERE root = :root AND shape IN ({listed(own)})"
        " AND row_id = :id AND op = 'D' ORDER BY id DESC LIMIT 1"
    )
    found = session.execute(statement, {"root": root, "id": row_id}).first()
    return None if found is None else dict(zip(known[found.shape][1], json.loads(found.change), strict=True))
