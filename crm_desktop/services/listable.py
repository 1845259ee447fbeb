"""What a list can show and sort by: fields that are kept, facts, and links by the title of what they point at."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.sql.elements import KeyedColumnElement

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.fields import own_values
from crm_desktop.fields.declare import Entity, Field, field_named, fields_of, links_of
from crm_desktop.fields.kinds.text import Text
from crm_desktop.fields.own_values import own_fields_of
from crm_desktop.storage.facts import fact_table

_LINK = "_id"
_SORTING = "sort_"


def listable(entity_name: str) -> dict[str, Field]:
    """Give by name what a list of `entity_name` can show; the link `customer_id` is shown as `customer`."""
    entity = entity_named(entity_name)
    own = {
        name: each
        for name, each in fields_of(entity).items()
        if (each.stored or each.sql) and not name.startswith(_SORTING)
    }
    linked = {
        name.removesuffix(_LINK): Field(Text(200), link.label, name=name.removesuffix(_LINK), entity=entity_name)
        for name, link in links_of(entity).items()
    }
    return own | {name: each for name, each in linked.items() if name not in own}


def owner_name(entity_name: str) -> str:
    """Name what the records of `entity_name` belong to as `listable` does; "" where they stand for themselves."""
    for name, link in links_of(entity_named(entity_name)).items():
        if link.owned:
            return name.removesuffix(_LINK)
    return ""


def is_name(entity_name: str, name: str) -> bool:
    """Tell whether a list sorted by `name` is in the order of a phone book, pinyin among other letters."""
    if name.startswith(_SORTING):
        return True
    facts = fact_table(entity_named(entity_name))
    return facts is not None and f"{_SORTING}{name}" in facts.c


def column_of(entity_name: str, name: str) -> KeyedColumnElement[Any]:
    """Give what a list reads for `name`; raises `UnknownFieldError`, or `InvalidValueError` for what has no value."""
    entity = entity_named(entity_name)
    if name in entity.__table__.c or name in own_fields_of(entity):
        return own_values.column_of(entity, name)
    if _is_link(entity, name):
        return _of_linked(entity, name, sorting=False)
    field_named(entity, name)
    facts = fact_table(entity)
    if facts is None or name not in facts.c:
        raise InvalidValueError(_("“{name}” cannot be listed.").format(name=name))
    return facts.c[name]


def sorting_column(entity_name: str, name: str) -> KeyedColumnElement[Any]:
    """Give what a list sorts by for `name`: names have a key of their own."""
    entity = entity_named(entity_name)
    if name not in entity.__table__.c and _is_link(entity, name):
        return _of_linked(entity, name, sorting=True)
    facts = fact_table(entity)
    own_key = f"{_SORTING}{name}"
    return column_of(entity_name, own_key if facts is not None and own_key in facts.c else name)


def with_facts(entity_name: str, statement: Select[Any]) -> Select[Any]:
    """Select from the records of an entity and, where there are any, their facts."""
    entity = entity_named(entity_name)
    facts, table = fact_table(entity), entity.__table__
    return statement.select_from(table if facts is None else table.join(facts, facts.c.id == table.c.id, isouter=True))


def _is_link(entity: type[Entity], name: str) -> bool:
    return name + _LINK in links_of(entity) and name not in fields_of(entity)


def _of_linked(entity: type[Entity], name: str, *, sorting: bool) -> KeyedColumnElement[Any]:
    other = entity_named(links_of(entity)[name + _LINK].entity)
    own = entity.__table__.c[name + _LINK]
    facts = fact_table(other)
    if sorting and facts is not None and f"{_SORTING}{other.title}" in facts.c:
        return select(facts.c[f"{_SORTING}{other.title}"]).where(facts.c.id == own).scalar_subquery().label(name)
    table = other.__table__.alias(f"linked_{name}")
    return select(table.c[other.title]).where(table.c.id == own).scalar_subquery().label(name)
