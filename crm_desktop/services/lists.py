"""Lists of records: which ones in what order as ids, and rows by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import Field, field_named, fields_of
from crm_desktop.fields.own_values import column_of, own_fields_of
from crm_desktop.services.conditions import Condition, is_of_part, own_condition, parse_condition, part_condition
from crm_desktop.services.search import matching_ids
from crm_desktop.storage.facts import fact_table

__all__ = [
    "Condition",
    "ListQuery",
    "Sort",
    "count",
    "list_ids",
    "list_rows",
    "listed_fields",
    "parse_condition",
    "parse_sort",
]


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort key; names sort by pinyin."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which records, in what order; every condition must hold."""

    entity: str = "customer"
    where: tuple[Condition, ...] = ()
    sort: tuple[Sort, ...] = ()
    search: str = ""


def list_ids(session: Session, query: ListQuery) -> list[int]:
    """Give the ids of the whole result in order; cheap enough for 100,000 records."""
    statement, key = _matching(session, query)
    for sort in query.sort:
        column = _sorting_column(query.entity, sort.field)
        # Empty values come last both ways: they are what is not known, not what is least.
        statement = statement.order_by((column.desc() if sort.descending else column.asc()).nulls_last())
    # Equal ones in the direction of the sort: the newest first where the latest is, and an index serves both.
    descending = bool(query.sort) and query.sort[-1].descending
    return list(session.connection().scalars(statement.order_by(key.desc() if descending else key)))


def found_ids(session: Session, entity_name: str, search: str) -> frozenset[int]:
    """Give the ids that a search finds, in no order and without a look at the records themselves."""
    return frozenset(session.connection().scalars(matching_ids(session, entity_name, search)))


def list_rows(session: Session, entity_name: str, ids: Sequence[int], fields: Sequence[str]) -> list[tuple[Any, ...]]:
    """Give the values of `fields` for `ids`, in their order; a record that is gone gives a row of None."""
    entity = entity_named(entity_name)
    columns = [_column(entity_name, name) for name in fields]
    statement = _joined(entity, select(entity.__table__.c.id, *columns)).where(entity.__table__.c.id.in_(ids))
    found = {row[0]: tuple(row[1:]) for row in session.execute(statement)}
    nothing = (None,) * len(fields)
    return [found.get(record_id, nothing) for record_id in ids]


def count(session: Session, query: ListQuery) -> int:
    """Count the records that a query gives."""
    entity = entity_named(query.entity)
    if not query.where and not query.search:
        return int(session.scalar(select(func.count()).select_from(entity)) or 0)
    statement, _key = _matching(session, query)
    return int(session.scalar(select(func.count()).select_from(statement.subquery())) or 0)


def listed_fields(entity_name: str) -> list[Field]:
    """Give the fields that the list shows as it first opens, in the order of declaration."""
    return [each for each in fields_of(entity_named(entity_name)).values() if each.listed]


def parse_sort(said: str, entity_name: str) -> Sort:
    """Read `name`, or `-created_on` for the newest first."""
    name = said.removeprefix("-")
    field_named(entity_named(entity_name), name)
    return Sort(name, descending=said.startswith("-"))


def _matching(session: Session, query: ListQuery) -> tuple[Select[Any], ColumnElement[int]]:
    """Select the ids that a query asks for, in no order; gives the column of the ids too."""
    entity = entity_named(query.entity)
    facts = fact_table(entity)
    asked = [_column(query.entity, each.field) for each in query.where if not is_of_part(query.entity, each.field)]
    asked += [_sorting_column(query.entity, each.field) for each in query.sort]
    # Each record has a row of facts. What asks for facts alone is answered by their indexes, without the records.
    if facts is not None and asked and all(getattr(column, "table", None) is facts for column in asked):
        key: ColumnElement[int] = facts.c.id
        statement = select(key)
    else:
        key = entity.__table__.c.id
        statement = _joined(entity, select(key))
    for condition in query.where:
        statement = statement.where(_holds(query, condition, key))
    if query.search.strip():
        statement = statement.where(key.in_(matching_ids(session, query.entity, query.search)))
    return statement, key


def _joined(entity: Any, statement: Select[Any]) -> Select[Any]:
    facts = fact_table(entity)
    if facts is None:
        return statement.select_from(entity.__table__)
    return statement.select_from(entity.__table__.join(facts, facts.c.id == entity.__table__.c.id, isouter=True))


def _column(entity_name: str, name: str) -> ColumnElement[Any]:
    entity = entity_named(entity_name)
    if name in entity.__table__.c or name in own_fields_of(entity):
        return column_of(entity, name)
    field_named(entity, name)
    facts = fact_table(entity)
    if facts is None or name not in facts.c:
        raise InvalidValueError(_("“{name}” cannot be listed.").format(name=name))
    return facts.c[name]


def _sorting_column(entity_name: str, name: str) -> ColumnElement[Any]:
    facts = fact_table(entity_named(entity_name))
    own_key = f"sort_{name}"
    return _column(entity_name, own_key if facts is not None and own_key in facts.c else name)


def _holds(query: ListQuery, condition: Condition, key: ColumnElement[int]) -> ColumnElement[bool]:
    if is_of_part(query.entity, condition.field):
        return part_condition(key, query.entity, condition)
    declared = fields_of(entity_named(query.entity)).get(condition.field)
    return own_condition(_column(query.entity, condition.field), declared.kind if declared else None, condition)
