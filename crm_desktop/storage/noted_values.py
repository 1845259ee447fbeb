"""Values of a row as notes hold them, those of own fields each on its own: one of them may be taken back alone.

A `custom` column holds many values. While work is taken back it is parted into one value per key, under the
name `custom.KEY`, and joined again when it is written.
"""

import json
from collections.abc import Mapping
from typing import Any

from crm_desktop.fields.own_values import COLUMN, key_changes, raw_values, with_own

_FRONT = f"{COLUMN}."


def parted(row: Mapping[str, Any]) -> dict[str, Any]:
    """Give a row with each value of an own field on its own."""
    values = {name: value for name, value in row.items() if name != COLUMN}
    if COLUMN in row:
        values |= {f"{_FRONT}{key}": value for key, value in raw_values(row[COLUMN]).items()}
    return values


def parted_changes(change: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a note says was changed, [before, after] by name, each own field on its own."""
    values = {name: pair for name, pair in change.items() if name != COLUMN}
    if COLUMN in change:
        values |= {f"{_FRONT}{key}": pair for key, pair in key_changes(*change[COLUMN]).items()}
    return values


def joined(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give the columns to update for some values; those of own fields as changes that `put` carries out."""
    own = {name_of(name): value for name, value in values.items() if name.startswith(_FRONT)}
    columns = {name: value for name, value in values.items() if not name.startswith(_FRONT)}
    return {**columns, COLUMN: json.dumps(own, ensure_ascii=False)} if own else columns


def put(column: str) -> str:
    """Give the SQL of what a column becomes; the parameters are those of `joined`, `b_` before each."""
    return f"with_own({COLUMN}, :b_{COLUMN})" if column == COLUMN else f":b_{column}"


def whole(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give the columns of a whole row, the opposite of `parted`."""
    own = {name_of(name): value for name, value in values.items() if name.startswith(_FRONT)}
    columns = {name: value for name, value in values.items() if not name.startswith(_FRONT)}
    return {**columns, COLUMN: with_own(None, own)} if own else columns


def without_own(row: Mapping[str, Any]) -> dict[str, None]:
    """Give what empties every own field that a row has now."""
    return {name: None for name in row if name.startswith(_FRONT)}


def has(row: Mapping[str, Any], name: str) -> bool:
    """Tell whether a row has a place for a value: a column that is still there, or any own field."""
    return name in row or name.startswith(_FRONT)


def name_of(name: str) -> str:
    """Give the name by which a value is declared."""
    return name.removeprefix(_FRONT)
