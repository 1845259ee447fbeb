"""What a condition may ask about: fields and links of a record, fields of its parts, related records."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crm_desktop.base.errors import InvalidValueError, UnknownFieldError
from crm_desktop.base.i18n import _
from crm_desktop.entities import all_entities, entity_named
from crm_desktop.fields.declare import fields_of, links_of, stored_fields
from crm_desktop.fields.kind import Kind
from crm_desktop.fields.nearest import no_such_field
from crm_desktop.services.listable import listable
from crm_desktop.services.targets import Target, targets


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to ask about; `kind` is None for a link, `part` says which part it is a field of."""

    name: str
    label: str
    kind: Kind[Any] | None
    part: Target | None = None


def asked(entity_name: str, name: str) -> Asked:
    """Give one thing to ask about; raises `UnknownFieldError`."""
    known = _own(entity_name) | _of_parts(entity_name)
    if name in known:
        return known[name]
    if name in fields_of(entity_named(entity_name)):
        raise InvalidValueError(_("“{name}” cannot be listed.").format(name=name))
    raise UnknownFieldError(no_such_field(name, {each.name: each.label for each in known.values()}))


def askable(entity_name: str) -> list[Asked]:
    """Give what a person may ask about, own fields first; without links and what the program keeps for itself."""
    own = [each for each in _own(entity_name).values() if each.kind is not None]
    return own + list(_of_parts(entity_name).values())


def related(entity_name: str) -> Mapping[str, str]:
    """Give the entities whose records belong or point to one of `entity_name`, each with the column that says so."""
    found: dict[str, str] = {}
    for name, entity in all_entities().items():
        links = sorted(links_of(entity).items(), key=lambda pair: not pair[1].owned)
        column = next((column for column, link in links if link.entity == entity_name), None)
        if column is not None:
            found[name] = column
    return found


def related_column(entity_name: str, name: str) -> str:
    """Give the column by which records of `name` belong to `entity_name`; raises `UnknownFieldError`."""
    known = related(entity_name)
    if name not in known:
        raise UnknownFieldError(no_such_field(name, {each: entity_named(each).label_many for each in known}))
    return known[name]


def _own(entity_name: str) -> dict[str, Asked]:
    """Give fields, facts, links by the title of what they point at, and links themselves (`customer_id`)."""
    shown = {name: Asked(name, each.label, each.kind) for name, each in listable(entity_name).items()}
    return shown | {name: Asked(name, each.label, None) for name, each in links_of(entity_named(entity_name)).items()}


def _of_parts(entity_name: str) -> dict[str, Asked]:
    """Give the parts' fields that are kept as they are; a whole address is kept in its own."""
    return {
        name: Asked(name, each.label, each.kind, each)
        for name, each in targets(entity_name).items()
        if each.entity != entity_name and each.field_name in stored_fields(entity_named(each.entity))
    }
