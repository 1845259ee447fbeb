"""Puts a row into a record: fills blanks, overwrites, or adds, and never wipes with an empty cell."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from crm_desktop.entities import entity_named
from crm_desktop.exchange.choices import Policy
from crm_desktop.exchange.draft import Part
from crm_desktop.exchange.known_records import Record, Records
from crm_desktop.fields.declare import field_named, links_of, stored_fields
from crm_desktop.fields.kinds.long_text import LongText
from crm_desktop.fields.kinds.tags import Tags

_NUMBERS = {"mobile", "phone"}


def merge(parts: list[Part], record: Record, records: Records, policy: Policy) -> bool:
    """Put a row's parts into a record; tells whether that changed anything."""
    changed = False
    fresh: list[Record] = []
    for part in parts:
        changed = _merge_part(record, part, records, policy, None, fresh) or changed
    return changed


def merge_values(record: Record, values: Mapping[str, Any], policy: Policy) -> bool:
    """Put a row's own values into a record; tells whether that changed anything."""
    changed = False
    for name, new in values.items():
        old = record.values.get(name)
        settled = settle(record.entity, name, old, new, policy)
        if settled != old:
            record.put(name, settled)
            changed = True
    return changed


def settle(entity: str, name: str, old: Any, new: Any, policy: Policy) -> Any:
    """Say what stays of an old and a new value."""
    if new in (None, old, []):
        return old
    if old in (None, "", []) or (old is False and new is True) or policy == "overwrite":
        return new
    if policy == "append":
        kind = field_named(entity_named(entity), name).kind
        if isinstance(kind, Tags):
            return [*old, *(each for each in new if each not in old)]
        if isinstance(kind, LongText):
            missing = [line for line in new.split("\n") if line not in old.split("\n")]
            return "\n".join([old, *missing])
    return old


def _merge_part(  # noqa: PLR0913, PLR0917 - the record, the part, and what both stand in
    record: Record, part: Part, records: Records, policy: Policy, holder: Record | None, fresh: list[Record]
) -> bool:
    """Put a part into the record's own; `holder` is the part it belongs to, `fresh` what this row made."""
    same = _the_same(record, part, holder, fresh)
    if same is None:
        same = _add_part(record, part, records, holder)
        fresh.append(same)
        changed = True
    else:
        changed = merge_values(same, part.values, policy)
    for inner in part.parts:
        changed = _merge_part(record, inner, records, policy, same, fresh) or changed
    return changed


def _the_same(record: Record, part: Part, holder: Record | None, fresh: list[Record]) -> Record | None:
    """Find the part that the record has already: with the same holder, else any that was there before this row.

    A number may stand at the customer and again at a contact, and two contacts may have one name: a row
    that says both means both. Only the same number twice for one holder is said once too often.
    """
    there = record.parts.setdefault(part.entity, [])
    if not there:
        return None
    alike = [each for each in there if _is_same(each, part)]
    holder_id = holder.id if holder is not None else None
    mine = [each for each in alike if each.values.get("contact_id") == holder_id]
    before = [each for each in alike if all(each is not made for made in fresh)]
    if part.fixed:
        return next(iter((*mine, *before)), None)
    return next((each for each in before if each in mine), None)


def _add_part(record: Record, part: Part, records: Records, holder: Record | None) -> Record:
    """Make a part of a record; the first contact is the main one unless the row says otherwise."""
    values = dict(part.values)
    for name, owner in _owners(part.entity):
        if owner == record.entity:
            values[name] = record.id
        elif holder is not None and owner == holder.entity:
            values[name] = holder.id
    there = record.parts[part.entity]
    if not there and _has_main(part.entity):
        values.setdefault("is_main", True)
    made = records.make(part.entity, values)
    there.append(made)
    return made


@cache
def _owners(part: str) -> tuple[tuple[str, str], ...]:
    """Give each link column of a part with the kind of record it points at."""
    return tuple((name, link.entity) for name, link in links_of(entity_named(part)).items())


@cache
def _has_main(part: str) -> bool:
    return "is_main" in stored_fields(entity_named(part))


def _is_same(there: Record, part: Part) -> bool:
    entity = entity_named(part.entity)
    reach = entity.reach
    if reach is None:
        return False
    if reach.by:
        types = {part.values.get(reach.by), there.values.get(reach.by)}
        return there.values[reach.value] == part.values.get(reach.value) and (len(types) == 1 or types <= _NUMBERS)
    if reach.value in stored_fields(entity):
        return _plain(there.values.get(reach.value)) == _plain(part.values.get(reach.value))
    return _same_place(there, part)


def _same_place(there: Record, part: Part) -> bool:
    """Tell whether two addresses are one: nothing that both say differs, and the finest that one says both say."""
    names = ("country", "province", "city", "district", "street")
    both = [name for name in names if there.values.get(name) and part.values.get(name)]
    if any(_plain(there.values[name]) != _plain(part.values[name]) for name in both):
        return False
    types = {there.values.get("type"), part.values.get("type")} - {None}
    return bool(both) and (len(types) < 2 or "type" not in part.values)


def _plain(value: Any) -> str:
    return "".join(str(value or "").split()).casefold()
