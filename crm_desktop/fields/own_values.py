"""Values of own fields between the record, where each has its name, and the `custom` column that holds them all."""

import json
import logging
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, type_coerce
from sqlalchemy.sql.elements import KeyedColumnElement

from crm_desktop.fields.declarations import follows_declarations
from crm_desktop.fields.declare import Entity, Field, fields_of
from crm_desktop.fields.kind import Kind

_log = logging.getLogger(__name__)

COLUMN = "custom"
EMPTY = "{}"


@follows_declarations
def own_fields_of(entity: type[Entity]) -> dict[str, Field]:
    """Give the user's own fields of an entity by name."""
    return {name: each for name, each in fields_of(entity).items() if each.own}


def column_of(entity: type[Entity], name: str) -> KeyedColumnElement[Any]:
    """Give what a stored field is in SQL: a column, or for an own field an expression over `custom`."""
    own = own_fields_of(entity).get(name)
    table = entity.__table__
    if own is None:
        return table.c[name]
    value = func.json_extract(table.c[COLUMN], path_of(name))
    return type_coerce(value, own.kind.column_type).label(name)


def sql_of(entity: type[Entity], name: str) -> str:
    """Give the same as plain SQL, the value as the database holds it."""
    return f"json_extract({COLUMN}, '{path_of(name)}')" if name in own_fields_of(entity) else f'"{name}"'


def path_of(name: str) -> str:
    """Give the JSON path of a key; keys are words, so nothing in them needs care."""
    return f'$."{name}"'


def unfolded(entity: type[Entity], row: Mapping[str, Any]) -> dict[str, Any]:
    """Give a row with the own fields by name besides, as values of their kinds; None where they are empty."""
    own = own_fields_of(entity)
    values = dict(row)
    if own:
        held = raw_values(row[COLUMN])
        values |= {name: _value(each.kind, held.get(name)) for name, each in own.items()}
    return values


def assigned(entity: type[Entity], values: Mapping[str, Any]) -> dict[str, Any]:
    """Give what an UPDATE sets for these values by name: own fields change their keys of `custom` and no others."""
    own = own_fields_of(entity)
    mine = {name: own[name].kind.to_db(value) for name, value in values.items() if name in own}
    if not mine:
        return dict(values)
    columns = {name: value for name, value in values.items() if name not in mine}
    before = columns.get(COLUMN, entity.__table__.c[COLUMN])
    return {**columns, COLUMN: func.with_own(before, json.dumps(mine, ensure_ascii=False))}


def folded(entity: type[Entity], values: Mapping[str, Any]) -> dict[str, Any]:
    """Give what an INSERT takes for these values by name, those of own fields inside `custom`."""
    own = own_fields_of(entity)
    mine = {name: own[name].kind.to_db(value) for name, value in values.items() if name in own}
    if not mine:
        return dict(values)
    columns = {name: value for name, value in values.items() if name not in mine}
    return {**columns, COLUMN: with_own(columns.get(COLUMN), mine)}


def raw_values(custom: str | None) -> dict[str, Any]:
    """Read a `custom` column: what the database would hold of each value, by key."""
    return json.loads(custom) if custom and custom != EMPTY else {}


def with_own(custom: str | None, changes: Mapping[str, Any]) -> str:
    """Write a `custom` column with some values changed, None taking one out; equal values give equal texts."""
    values = {**raw_values(custom), **changes}
    kept = {key: value for key, value in values.items() if value is not None}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def key_changes(before: str | None, after: str | None) -> dict[str, tuple[Any, Any]]:
    """Give what differs between two `custom` columns, by key."""
    old, new = raw_values(before), raw_values(after)
    keys = sorted(old.keys() | new.keys())
    return {key: (old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)}


def _value(kind: Kind[Any], raw: Any) -> Any:
    """Read a value; one that is none of its kind counts as empty, so that it hides no record."""
    if raw is None:
        return None
    try:
        return kind.from_db(raw)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        _log.warning("a value of an own field is none of its kind %s: %s", kind.name, type(error).__name__)
        return None
