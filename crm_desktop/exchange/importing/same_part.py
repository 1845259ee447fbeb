"""Tells whether a part that a row names is one that a record has: a contact, a number, an address."""

from typing import Any

from crm_desktop.entities import entity_named
from crm_desktop.exchange.importing.draft import Part
from crm_desktop.exchange.importing.known_records import Record
from crm_desktop.fields.declare import stored_fields

_NUMBERS = {"mobile", "phone"}
WHERE = ("country", "province", "city", "district", "street")  # what says where an address is


def step_of(part: Part | Record) -> str:
    """Give the name by which a part is reached: `contact`, `address`, `mobile`."""
    reach = entity_named(part.entity).reach
    return str(part.values[reach.by]) if reach is not None and reach.by else part.entity


def is_same(there: Record, part: Part) -> bool:
    """Tell whether a part of a record is the one that a row names."""
    entity = entity_named(part.entity)
    reach = entity.reach
    if reach is None:
        return False
    if reach.by:
        types = {part.values.get(reach.by), there.values.get(reach.by)}
        return there.values[reach.value] == part.values.get(reach.value) and (len(types) == 1 or types <= _NUMBERS)
    if reach.value in stored_fields(entity):
        return plain(there.values.get(reach.value)) == plain(part.values.get(reach.value))
    return _same_place(there, part)


def shares_channel(record: Record, contact: Record, part: Part) -> bool:
    """Tell whether a contact has a number or account that the row gives to the one it names."""
    theirs = {each.values["value"] for each in record.parts.get("channel", ()) if _held(each) == contact.id}
    return any(each.values.get("value") in theirs for each in part.parts if each.entity == "channel")


def plain(value: Any) -> str:
    """Give a text without spaces and case."""
    return "".join(str(value or "").split()).casefold()


def _held(channel: Record) -> Any:
    return channel.values.get("contact_id")


def _same_place(there: Record, part: Part) -> bool:
    """Tell whether two addresses are one: nothing that both say differs, and the finest that one says both say."""
    both = [name for name in WHERE if there.values.get(name) and part.values.get(name)]
    if any(plain(there.values[name]) != plain(part.values[name]) for name in both):
        return False
    types = {there.values.get("type"), part.values.get("type")} - {None}
    return bool(both) and (len(types) < 2 or "type" not in part.values)
