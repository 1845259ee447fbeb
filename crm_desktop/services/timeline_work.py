"""Pieces of work as a record's stream tells them: which they are, and which fields of the record they changed."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from crm_desktop.services.history import WORK_OF_NOTE, FieldChange, changes_of
from crm_desktop.services.work_info import WorkInfo, info_of
from crm_desktop.storage.later_work import family, listed
from crm_desktop.storage.notes import shapes
from crm_desktop.storage.tables import work as work_table


def work_keys(session: Session, owner: str, record_id: int, told: Collection[str]) -> list[tuple[dt.datetime, int]]:
    """Give moment and id of the work on a record and its parts; records of `told` tell of themselves."""
    ids = f"SELECT DISTINCT {WORK_OF_NOTE} FROM note WHERE note.root = :id AND note.shape IN ({{}})"
    statement = f"SELECT at, id FROM work WHERE id IN ({ids.format(listed(_shapes(session, owner, told)))})"
    return [(dt.datetime.fromisoformat(at), each) for at, each in session.execute(text(statement), {"id": record_id})]


def work_on(
    session: Session, owner: str, record_id: int, told: Collection[str], ids: Collection[int]
) -> Iterator[tuple[WorkInfo, tuple[FieldChange, ...]]]:
    """Give some pieces of work with the fields that they changed, of the record and of parts that are not `told`."""
    if not ids:
        return
    known = shapes(session.connection())
    # The index finds a record's few notes; an import's span of notes may hold a hundred thousand of others.
    statement = text(
        "SELECT work.id AS work_id, note.shape, note.row_id, note.root, note.op, note.change FROM work"
        " CROSS JOIN note INDEXED BY note_root ON note.id BETWEEN work.first_note AND work.last_note"
        f" WHERE note.root = :id AND note.op = 'U' AND note.shape IN ({listed(_shapes(session, owner, told))})"
        f" AND work.id IN ({listed(ids)}) ORDER BY note.id"
    )
    changes: dict[int, list[FieldChange]] = defaultdict(list)
    for row in session.execute(statement, {"id": record_id}):
        changes[row.work_id] += changes_of(session, known[row.shape][0], row)
    for info in session.execute(select(work_table).where(work_table.c.id.in_(ids))).mappings():
        yield info_of(dict(info)), tuple(changes[info["id"]])


def last_work_on(session: Session, sort: str, record_id: int, root: int) -> int:
    """Give the last piece of work on a record that belongs to `root`; 0 where none is noted any more."""
    own = [shape for shape, (table, _columns) in shapes(session.connection()).items() if table == sort]
    statement = text(
        f"SELECT {WORK_OF_NOTE} FROM note WHERE root = :root AND shape IN ({listed(own)}) AND row_id = :id"
        " ORDER BY id DESC LIMIT 1"
    )
    return session.scalar(statement, {"root": root, "id": record_id}) or 0


def _shapes(session: Session, owner: str, told: Collection[str]) -> list[int]:
    """Give the shapes of a record's table and of its parts', without those of `told`."""
    known = shapes(session.connection())
    by_table: dict[str, list[int]] = defaultdict(list)
    for shape, (table, _columns) in known.items():
        by_table[table].append(shape)
    left = {shape for table in told for shape in by_table[table]}
    return [shape for shape in family(by_table, owner) if shape not in left]
