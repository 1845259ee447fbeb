"""Persons in rows of customers: who of the parts is one, and the buyer who is a customer without a company."""

from functools import cache

from crm_desktop.entities import entity_named
from crm_desktop.exchange.importing.draft import Draft
from crm_desktop.fields.declare import field_named
from crm_desktop.fields.kinds.name import Name
from crm_desktop.services.targets import parts_of


@cache
def person_part(entity: str) -> str:
    """Give the part of a record that is a person with channels of their own; empty where there is none."""
    for part in parts_of(entity):
        is_named = part.reach is not None and isinstance(field_named(part, part.reach.value).kind, Name)
        if is_named and any(inner.reach is not None and inner.reach.by for inner in parts_of(part.__tablename__)):
            return str(part.__tablename__)
    return ""


def put_person_for_customer(draft: Draft, title: str, person: str) -> None:
    """Make the person of a row that names no company the customer; what was the person's is the customer's."""
    if draft.values.get(title) is not None:
        return
    found = next((part for part in draft.parts if part.entity == person), None)
    if found is None:
        return
    draft.parts.remove(found)
    draft.parts.extend(found.parts)
    draft.values[title] = found.values[entity_named(person).title]
    draft.values.setdefault("kind", "person")
