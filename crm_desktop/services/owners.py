"""Whose a record is and what records are called, for lists of places that lead to them."""

from collections.abc import Iterable
from contextlib import suppress

from sqlalchemy.orm import Session

from crm_desktop.base.errors import NotFoundError
from crm_desktop.entities import entity_named
from crm_desktop.services.records import get, title_of
from crm_desktop.storage.tables import metadata, root_column


def owner_of(session: Session, entity_name: str, record_id: int) -> int:
    """Give the id of the customer that a record belongs to (its own where it is one); raises `NotFoundError`."""
    values = get(session, entity_name, record_id)
    return int(values[root_column(metadata.tables[entity_named(entity_name).__tablename__])])


def titles(session: Session, entity_name: str, ids: Iterable[int]) -> dict[int, str]:
    """Give what some records are called, by id, in their order; those that are gone are left out."""
    found: dict[int, str] = {}
    for record_id in ids:
        with suppress(NotFoundError):
            found[record_id] = title_of(entity_name, get(session, entity_name, record_id))
    return found
