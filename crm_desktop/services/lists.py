"""Lists of records: which ones in what order as ids, and rows by page."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import KeyedColumnElement

from crm_desktop.base import clock
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import Field, field_named, fields_of
from crm_desktop.services.conditions.sql import holds, own_columns
from crm_desktop.services.conditions.text import parse_condition
from crm_desktop.services.conditions.tree import Condition, Group, Related, Tree
from crm_desktop.services.listable import column_of, listable, sorting_column, with_facts
from crm_desktop.services.search import matching_ids
from crm_desktop.storage.facts import fact_table

__all__ = [
    "Condition",
    "Group",
    "ListQuery",
    "Related",
    "Sort",
    "Tree",
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
    """Which records, in what order; every condition must hold, days counted from `today`."""

    entity: str = "customer"
    where: tuple[Tree, ...] = ()
    sort: tuple[Sort, ...] = ()
    search: str = ""
    today: dt.date = field(default_factory=clock.today)
    group: str = ""  # by what it is shown in groups; the records are the same


def list_ids(session: Session, query: ListQuery) -> list[int]:
    """Give the ids of the whole result in order; cheap enough for 100,000 records."""
    return list(session.connection().scalars(ordered(session, query)))


def ordered(session: Session, query: ListQuery, *besides: ColumnElement[Any]) -> Select[Any]:
    """Select the ids of a result in order, with other columns beside them."""
    statement, key = matching(session, query, *besides)
    for sort in query.sort:
        column = sorting_column(query.entity, sort.field)
        # Empty values come last both ways: they are what is not known, not what is least.
        statement = statement.order_by((column.desc() if sort.descending else column.asc()).nulls_last())
    # Equal ones in the direction of the sort: the newest first where the latest is, and an index serves both.
    descending = bool(query.sort) and query.sort[-1].descending
    return statement.add_columns(*besides).order_by(key.desc() if descending else key)


def found_ids(session: Session, entity_name: str, search: str) -> frozenset[int]:
    """Give the ids that a search finds, in no order and without a look at the records themselves."""
    return frozenset(session.connection().scalars(matching_ids(session, entity_name, search)))


def list_rows(session: Session, entity_name: str, ids: Sequence[int], fields: Sequence[str]) -> list[tuple[Any, ...]]:
    """Give the values of `fields` for `ids`, in their order; a record that is gone gives a row of None."""
    entity = entity_named(entity_name)
    columns = [column_of(entity_name, name) for name in fields]
    key = entity.__table__.c.id
    statement = with_facts(entity_name, select(key, *columns)).where(key.in_(ids))
    found = {row[0]: tuple(row[1:]) for row in session.execute(statement)}
    nothing = (None,) * len(fields)
    return [found.get(record_id, nothing) for record_id in ids]


def count(session: Session, query: ListQuery) -> int:
    """Count the records that a query gives."""
    entity = entity_named(query.entity)
    if not query.where and not query.search:
        return int(session.scalar(select(func.count()).select_from(entity)) or 0)
    statement, _key = matching(session, query)
    return int(session.scalar(select(func.count()).select_from(statement.subquery())) or 0)


def listed_fields(entity_name: str) -> list[Field]:
    """Give the fields that the list shows as it first opens, in the order of declaration."""
    return [each for each in fields_of(entity_named(entity_name)).values() if each.listed]


def parse_sort(said: str, entity_name: str) -> Sort:
    """Read `name`, or `-created_on` for the newest first."""
    name = said.removeprefix("-")
    if name not in listable(entity_name):
        field_named(entity_named(entity_name), name)
    return Sort(name, descending=said.startswith("-"))


def matching(
    session: Session, query: ListQuery, *besides: ColumnElement[Any]
) -> tuple[Select[Any], KeyedColumnElement[Any]]:
    """Select the ids of a query in no order, so that `besides` can be selected too; gives the column of the ids."""
    entity = entity_named(query.entity)
    facts = fact_table(entity)
    looked_at: list[ColumnElement[Any]] = [*besides, *own_columns(query.entity, query.where)]
    looked_at += [sorting_column(query.entity, each.field) for each in query.sort]
    # Each record has a row of facts. What asks for facts alone is answered by their indexes, without the records.
    if facts is not None and looked_at and all(getattr(column, "table", None) is facts for column in looked_at):
        key: KeyedColumnElement[Any] = facts.c.id
        statement = select(key)
    else:
        key = entity.__table__.c.id
        statement = with_facts(query.entity, select(key))
    for tree in query.where:
        statement = statement.where(holds(key, query.entity, tree, query.today))
    if query.search.strip():
        statement = statement.where(key.in_(matching_ids(session, query.entity, query.search)))
    return statement, key


def initials(session: Session, query: ListQuery) -> list[tuple[str, int]]:
    """Give the letters that the names of a list sorted by name begin with, in its order, and the row of the first.

    Names in Chinese begin with the letter of their pinyin; what begins with no letter is under "#".
    """
    key = sorting_column(query.entity, query.sort[0].field)
    letter = func.coalesce(func.substr(key, 1, 1), "")
    found, _key = matching(session, query)
    statement = found.with_only_columns(letter, func.count()).group_by(letter).order_by(letter)
    counted = [(str(each), int(number)) for each, number in session.connection().execute(statement)]
    if query.sort[0].descending:
        counted.reverse()
    counted.sort(key=lambda each: not each[0])  # empty names come last both ways
    places: dict[str, int] = {}
    row = 0
    for each, number in counted:
        places.setdefault(each.upper() if "a" <= each <= "z" else "#", row)
        row += number
    return list(places.items())
