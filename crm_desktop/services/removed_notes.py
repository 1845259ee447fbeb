"""The notes of removals: which are the last word about a record, and what a removed record and its parts held."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.entities import all_entities, entity_named
from crm_desktop.fields.declare import links_of, stored_fields
from crm_desktop.fields.own_values import COLUMN, unfolded
from crm_desktop.storage.later_work import family, listed, owner_table
from crm_desktop.storage.tables import metadata

Shapes = Mapping[int, tuple[str, list[str]]]

# What undoes itself as a whole is no removal: an undo is redone, a merge taken apart.
_NO_REMOVALS = "('undo', 'merge', 'unmerge')"
# A redo counts as what it does again (redo → undo → the work); the undo of a restore as the removal that it repeats.
_KIND = (
    "CASE work.kind WHEN 'redo' THEN (SELECT first.kind FROM work AS undoing JOIN work AS first"
    " ON first.id = undoing.undoes WHERE undoing.id = work.undoes)"
    " WHEN 'undo' THEN (SELECT iif(first.kind = 'restore', 'remove', 'undo') FROM work AS first"
    " WHERE first.id = work.undoes) ELSE work.kind END"
)
_WORKS = (
    "SELECT id, at, first_note, last_note, counts FROM work"
    f" WHERE first_note < :before AND {_KIND} NOT IN {_NO_REMOVALS} ORDER BY id DESC"
)


@dataclass(frozen=True, slots=True)
class Image:
    """A record as it was when it was removed."""

    entity: str
    id: int
    values: Mapping[str, Any]

    @property
    def key(self) -> tuple[str, int]:
        """Name the record."""
        return self.entity, self.id


def removals(  # noqa: PLR0913 - which notes, each by its name
    session: Session, known: Shapes, *, entity: str = "", search: str = "", before: int | None = None, row_id: int = 0
) -> Iterator[Any]:
    """Give the notes that are the last word about a removed record and no part of a larger removal, newest first.

    They are read piece of work by piece of work, so that whoever needs few of them waits for few. A row has `note`,
    `work_id`, `at` and `root`.
    """
    by_name = _by_name(known)
    wanted = [entity] if entity else [name for name in all_entities() if name in by_name]
    alone = [f"note.shape IN ({listed(by_name[name])}) AND {_alone(known, by_name, name)}" for name in wanted]
    like = "LIKE :like ESCAPE '\\'"
    found = (
        f" AND (note.change {like} OR note.root = note.row_id AND EXISTS (SELECT 1 FROM note AS part"
        f" WHERE part.root = note.root AND part.op = 'D' AND part.id BETWEEN :first AND :last AND part.change {like}))"
    )
    statement = text(
        "SELECT note.id AS note, note.root, :work_id AS work_id, :at AS at FROM note"
        " WHERE note.id BETWEEN :first AND :until AND note.op = 'D'"
        f"{' AND note.row_id = :row_id' if row_id else ''} AND ({' OR '.join(alone) or '0'}){found if search else ''}"
        " ORDER BY note.id DESC"
    )
    asked = {"row_id": row_id, "like": f"%{_escaped(search)}%"}
    for work in session.execute(text(_WORKS), {"before": before or 2**62}).all():
        if any(removed for _added, _changed, removed in json.loads(work.counts).values()):
            until = min(work.last_note, before - 1) if before else work.last_note
            span = {"work_id": work.id, "at": work.at, "first": work.first_note, "last": work.last_note, "until": until}
            yield from session.execute(statement, {**asked, **span})


def _escaped(said: str) -> str:
    return said.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _alone(known: Shapes, by_name: Mapping[str, Sequence[int]], table: str) -> str:
    """Give the condition that a record is gone for good, and that nothing it belonged to went in the same work."""
    own = listed(by_name[table])
    same = "SELECT 1 FROM note AS other WHERE other.root = note.root"
    conditions = [
        f"NOT EXISTS ({same} AND other.shape IN ({own}) AND other.row_id = note.row_id AND other.id > note.id)"
    ]
    conditions.append(f"NOT EXISTS (SELECT 1 FROM {table} WHERE id = note.row_id)")
    for column, link in links_of(entity_named(table)).items():
        if not link.owned:
            continue
        for shape in by_name[table]:
            if column not in known[shape][1]:
                continue
            place = known[shape][1].index(column)
            conditions.append(
                f"NOT (note.shape = {shape} AND EXISTS ({same} AND other.shape IN ({listed(by_name[link.entity])})"
                f" AND other.row_id = json_extract(note.change, '$[{place}]') AND other.op = 'D'"
                " AND other.id BETWEEN :first AND :last))"
            )
    return " AND ".join(conditions)


def images(session: Session, known: Shapes, note: int, work_id: int) -> list[Image]:
    """Give the record whose removal is noted in `note` of a piece of work, then all that went with it."""
    shape, row_id = session.execute(text("SELECT shape, row_id FROM note WHERE id = :note"), {"note": note}).one()
    table = known[shape][0]
    owner = owner_table(metadata.tables[table])
    by_name = _by_name(known)
    statement = text(
        "SELECT shape, row_id, change FROM note WHERE op = 'D'"
        " AND root = (SELECT root FROM note WHERE id = :note)"
        f" AND shape IN ({listed(family(by_name, owner))})"
        " AND id BETWEEN (SELECT first_note FROM work WHERE id = :work)"
        " AND (SELECT last_note FROM work WHERE id = :work) ORDER BY id"
    )
    rows = session.execute(statement, {"note": note, "work": work_id}).all()
    found = [
        Image(known[row.shape][0], row.row_id, _values(*known[row.shape], row.change))
        for row in rows
        if known[row.shape][0] in all_entities()
    ]
    own = {(table, row_id)}
    went = {each.key for each in found} if owner == table else own
    size = 0
    while len(went) > size:  # a contact takes its channels along
        size = len(went)
        went = went | {each.key for each in found if _belongs(each, went)}
    first = [each for each in found if each.key in own]
    return first + [each for each in found if each.key in went - own]


def _by_name(known: Shapes) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for shape, (table, _columns) in known.items():
        found[table].append(shape)
    return found


def _belongs(image: Image, went: set[tuple[str, int]]) -> bool:
    return any(
        link.owned and (link.entity, image.values.get(column)) in went
        for column, link in links_of(entity_named(image.entity)).items()
    )


def _values(table: str, columns: Sequence[str], change: str) -> dict[str, Any]:
    """Read the image of a removed row."""
    kinds = stored_fields(entity_named(table))
    raw = zip(columns, json.loads(change), strict=True)
    read = {name: kinds[name].kind.from_db(value) if name in kinds else value for name, value in raw}
    return unfolded(entity_named(table), {COLUMN: None, **read})
