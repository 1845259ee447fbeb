"""Values for scripts (JSON) and for people (texts), by the declared kinds."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import fields_of
from crm_desktop.fields.kind import Note
from crm_desktop.services.listable import listable

Json = str | int | float | bool | list["Json"] | dict[str, "Json"] | None


def as_json(value: object) -> Json:
    """Give a value as JSON has it: dates as YYYY-MM-DD, amounts as numbers, tags as a list."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, (dt.date, dt.datetime, dt.time)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): as_json(each) for key, each in value.items()}
    if isinstance(value, Iterable):
        return [as_json(each) for each in value]
    message = f"no JSON for {type(value).__name__}"
    raise TypeError(message)


def record_json(values: Mapping[str, Any]) -> dict[str, Json]:
    """Give a record as JSON, without what is only the program's own."""
    return {name: as_json(value) for name, value in values.items() if name not in {"custom", "sort_name"}}


def show_value(entity_name: str, name: str, values: Mapping[str, Any]) -> str:
    """Say one value of a record to a person; empty for nothing."""
    value = values.get(name)
    if value is None:
        return ""
    declared = fields_of(entity_named(entity_name)).get(name)
    return str(value) if declared is None else declared.kind.within(values).show(value)


def notes_json(notes: Mapping[str, Iterable[Note]]) -> list[dict[str, Json]]:
    """Give what there is to tell about fields."""
    return [
        {
            "field": name,
            "severity": each.severity,
            "code": each.code,
            "message": each.message,
            "suggestion": each.suggestion,
        }
        for name, some in notes.items()
        for each in some
    ]


def notes_text(notes: Mapping[str, Iterable[Note]]) -> str:
    """Say what there is to tell about fields, a line each."""
    return "\n".join(f"  {name}: {each.message}" for name, some in notes.items() for each in some)


def heading(entity_name: str, name: str) -> str:
    """Say a field's label."""
    declared = fields_of(entity_named(entity_name)).get(name) or listable(entity_name).get(name)
    return name if declared is None else _(declared.label)
