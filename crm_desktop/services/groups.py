"""Groups of a list and what its amounts add up to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, String, func, literal, type_coerce
from sqlalchemy.orm import Session

from crm_desktop.base.i18n import _
from crm_desktop.fields.kind import Context, Kind
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.fields.kinds.money import Money
from crm_desktop.fields.sort_keys import sort_key
from crm_desktop.services.conditions.asked import asked
from crm_desktop.services.conditions.ways import Family, family_of
from crm_desktop.services.listable import column_of, listable
from crm_desktop.services.lists import ListQuery, matching, ordered

_GROUPED: frozenset[Family] = frozenset({"choice", "yes or no", "shared text", "days"})
_SUMMED = frozenset({"money", "quantity"})
_MONTH = 7  # characters of 2026-11


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a group: the value that its records share (a month as 2026-11, None: none) and how many they are."""

    key: Any
    count: int


@dataclass(frozen=True, slots=True)
class Total:
    """What a field adds up to in one currency ("" where it is no money), in all or in the group of this key."""

    field: str
    currency: str
    amount: Decimal
    group: Any = None


def groupable(entity_name: str) -> dict[str, str]:
    """Give the labels of what a list can be grouped by: choices, texts that records share, days by month."""
    return {name: each.label for name, each in listable(entity_name).items()
            if family_of(asked(entity_name, name)) in _GROUPED}  # fmt: skip


def summed(entity_name: str, names: Iterable[str]) -> list[str]:
    """Give those of some fields that can be added up."""
    known = listable(entity_name)
    return [name for name in dict.fromkeys(names) if name in known and known[name].kind.name in _SUMMED]


def grouped(session: Session, query: ListQuery, context: Context) -> tuple[list[int], tuple[Head, ...]]:
    """Give the ids of a list group by group, in its order within each, and the groups."""
    kind = listable(query.entity)[query.group].kind
    found: dict[Any, list[int]] = {}
    key = _group_key(query.entity, query.group)
    for record_id, value in session.connection().execute(ordered(session, query, key)):
        found.setdefault(value, []).append(record_id)
    keys = _in_order(list(found), kind, query, context)
    ids = [record_id for each in keys for record_id in found[each]]
    return ids, tuple(Head(each, len(found[each])) for each in keys)


def picked(ids: Sequence[int], heads: Sequence[Head], hits: frozenset[int]) -> tuple[list[int], tuple[Head, ...]]:
    """Give what a search leaves of a grouped list."""
    left: list[int] = []
    groups: list[Head] = []
    start = 0
    for head in heads:
        some = [each for each in ids[start : start + head.count] if each in hits]
        start += head.count
        left += some
        if some:
            groups.append(Head(head.key, len(some)))
    return left, tuple(groups)


def group_label(entity_name: str, name: str, key: Any, context: Context) -> str:
    """Say what the records of a group share."""
    if key is None or key == "":
        return _("Not filled in")
    kind = listable(entity_name)[name].kind
    if isinstance(kind, Choice):
        return next((_(each.label) for each in kind.all_options(context) if each.key == key), str(key))
    if kind.name in {"date", "moment"}:
        return str(key)
    return kind.show(key)


def totals(
    session: Session, query: ListQuery, names: Sequence[str], context: Context, *, by_group: bool = False
) -> list[Total]:
    """Add up fields over all records of a list, each currency by itself, and each group if asked so."""
    found: list[Total] = []
    for name in names:
        kind = listable(query.entity)[name].kind
        amount = column_of(query.entity, name)
        currency: ColumnElement[Any] = literal(context.currency if isinstance(kind, Money) else "")
        if isinstance(kind, Money) and kind.currency_field:
            currency = func.coalesce(column_of(query.entity, kind.currency_field), context.currency)
        group = _group_key(query.entity, query.group) if by_group and query.group else literal(None)
        statement, _key = matching(session, query, amount, currency, group)
        chosen = statement.with_only_columns(group, currency, func.sum(amount)).where(amount.is_not(None))
        chosen = chosen.group_by(group, currency).order_by(currency)
        found += [Total(name, row[1], row[2], row[0]) for row in session.connection().execute(chosen)]
    return found


def _group_key(entity_name: str, name: str) -> ColumnElement[Any]:
    column = column_of(entity_name, name)
    if listable(entity_name)[name].kind.name in {"date", "moment"}:
        return func.substr(type_coerce(column, String), 1, _MONTH)
    return column


def _in_order(keys: list[Any], kind: Kind[Any], query: ListQuery, context: Context) -> list[Any]:
    """Order options as their list does, months the latest first, texts as names; what is not filled in is last."""
    there = [each for each in keys if each is not None and each != ""]
    if isinstance(kind, Choice):
        places = {each.key: place for place, each in enumerate(kind.all_options(context))}
        there.sort(key=lambda each: (places.get(each, len(places)), each))
    elif kind.name in {"date", "moment"}:
        first = query.sort[0] if query.sort else None
        there.sort(reverse=first is None or first.field != query.group or first.descending)
    else:
        there.sort(key=lambda each: sort_key(each) if isinstance(each, str) else str(not each))
    return there + [each for each in keys if each is None or each == ""]
