"""What belongs to a record or points at it, kind by kind: how many, and the newest of them."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.entities import all_entities
from crm_desktop.fields.declare import links_of
from crm_desktop.services import records

NEWEST = 3


@dataclass(frozen=True, slots=True)
class Related:
    """Records of one kind that link to a record: their number, and the titles of the newest."""

    entity: str
    count: int
    titles: tuple[str, ...]


def related(session: Session, entity_name: str, record_id: int, *, without: Collection[str] = ()) -> list[Related]:
    """Give the kinds that link to a record; those with none, and those in `without`, are left out."""
    found = []
    for name, entity in all_entities().items():
        column = next((each for each, link in links_of(entity).items() if link.entity == entity_name), "")
        if not column or name in without:
            continue
        table = entity.__table__
        linked = table.c[column] == record_id
        number = session.scalar(select(func.count()).select_from(table).where(linked)) or 0
        newest = session.execute(select(table).where(linked).order_by(table.c.id.desc()).limit(NEWEST)).mappings()
        if number:
            found.append(Related(name, number, tuple(records.title_of(name, dict(row)) for row in newest)))
    return found
