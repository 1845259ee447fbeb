"""Pairs that were said to be two customers: kept in the file, left out of what is found, taken back like all work."""

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, or_, select
from sqlalchemy.dialects.sqlite import insert as insert_or
from sqlalchemy.orm import Session

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import N_, _
from crm_desktop.services import records
from crm_desktop.services.duplicates.traits import ENTITY
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.tables import not_duplicate


@dataclass(frozen=True, slots=True)
class Told:
    """A pair that was said to be two, with the titles of both."""

    first_id: int
    second_id: int
    first_title: str
    second_title: str


def remember_not_duplicate(workspace: Workspace, first_id: int, second_id: int) -> int:
    """Keep that two customers are two; gives the piece of work (0: it was known)."""
    pair, titles = _pair(workspace, first_id, second_id)
    with workspace.work(N_("Not a duplicate: {first} and {second}"), kind="edit", **titles) as work:
        work.connection.execute(insert_or(not_duplicate).values(pair).on_conflict_do_nothing())
    return work.id if work.kept else 0


def forget_not_duplicate(workspace: Workspace, first_id: int, second_id: int) -> int:
    """Let a pair be found again; gives the piece of work (0: nothing was kept of it)."""
    pair, titles = _pair(workspace, first_id, second_id)
    with workspace.work(N_("To be looked at again: {first} and {second}"), kind="edit", **titles) as work:
        work.connection.execute(
            delete(not_duplicate).where(*(not_duplicate.c[name] == value for name, value in pair.items()))
        )
    return work.id if work.kept else 0


def not_duplicates(workspace: Workspace) -> list[Told]:
    """Give the pairs that were said to be two, the latest first."""
    with workspace.read() as session:
        rows = session.execute(select(not_duplicate).order_by(not_duplicate.c.id.desc())).mappings()
        return [
            Told(row["first_id"], row["second_id"], _title(session, row["first_id"]), _title(session, row["second_id"]))
            for row in rows
        ]


def remembered_pairs(session: Session, record_id: int | None = None) -> frozenset[tuple[int, int]]:
    """Give the pairs (lower id first) that are two, all or those with `record_id`."""
    columns = not_duplicate.c
    query = select(columns.first_id, columns.second_id)
    if record_id is not None:
        query = query.where(or_(columns.first_id == record_id, columns.second_id == record_id))
    return frozenset((first, second) for first, second in session.execute(query))


def pass_on(connection: Connection, drop_id: int, keep_id: int) -> None:
    """Let what was said of the customer that goes hold for the one that stays."""
    columns = not_duplicate.c
    said = select(columns.first_id, columns.second_id).where(
        or_(columns.first_id == drop_id, columns.second_id == drop_id)
    )
    others = {first if second == drop_id else second for first, second in connection.execute(said)} - {keep_id}
    known = select(columns.first_id, columns.second_id).where(
        or_(columns.first_id == keep_id, columns.second_id == keep_id)
    )
    others -= {each for pair in connection.execute(known) for each in pair}
    if others:
        pairs = [sorted((keep_id, other)) for other in sorted(others)]
        connection.execute(insert(not_duplicate), [{"first_id": low, "second_id": high} for low, high in pairs])


def _pair(workspace: Workspace, first_id: int, second_id: int) -> tuple[dict[str, int], dict[str, str]]:
    """Check both ids; gives the row (lower id first) and the titles."""
    if first_id == second_id:
        raise InvalidValueError(_("Name two different customers."))
    low, high = sorted((first_id, second_id))
    with workspace.read() as session:
        titles = {"first": _title(session, first_id), "second": _title(session, second_id)}
    return {"first_id": low, "second_id": high}, titles


def _title(session: Session, record_id: int) -> str:
    return records.title_of(ENTITY, records.get(session, ENTITY, record_id))
