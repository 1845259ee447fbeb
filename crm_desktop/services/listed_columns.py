"""Which columns of the database a list, a filter and a total look at."""

from typing import Any

from sqlalchemy import Select
from sqlalchemy.sql.elements import KeyedColumnElement

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import field_named
from crm_desktop.services.listable import is_link, of_linked
from crm_desktop.storage.facts import fact_table


def column_of(entity_name: str, name: str) -> KeyedColumnElement[Any]:
    """Give the column of a field or a fact, of a link the title of what it points at.

    Raises `UnknownFieldError`, `InvalidValueError` for what is not kept.
    """
    entity = entity_named(entity_name)
    if name in entity.__table__.c:
        return entity.__table__.c[name]
    if is_link(entity, name):
        return of_linked(entity, name, sorting=False)
    field_named(entity, name)
    facts = fact_table(entity)
    if facts is None or name not in facts.c:
        raise InvalidValueError(_("“{name}” cannot be listed.").format(name=name))
    return facts.c[name]


def sorting_column(entity_name: str, name: str) -> KeyedColumnElement[Any]:
    """Give the column that a field sorts by: names by pinyin."""
    entity = entity_named(entity_name)
    if name not in entity.__table__.c and is_link(entity, name):
        return of_linked(entity, name, sorting=True)
    facts = fact_table(entity)
    own_key = f"sort_{name}"
    return column_of(entity_name, own_key if facts is not None and own_key in facts.c else name)


def with_facts(entity_name: str, statement: Select[Any]) -> Select[Any]:
    """Select from the records of an entity and, where there are any, their facts."""
    entity = entity_named(entity_name)
    facts, table = fact_table(entity), entity.__table__
    return statement.select_from(table if facts is None else table.join(facts, facts.c.id == table.c.id, isouter=True))
