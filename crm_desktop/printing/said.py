"""What is said about a record on paper, by its declared fields; what is empty is left out."""

from collections.abc import Iterable, Mapping
from typing import Any

from crm_desktop.base.i18n import _
from crm_desktop.fields.declare import Entity, fields_of

Values = Mapping[str, Any]


def said(entity: type[Entity], name: str, values: Values) -> str:
    """Say one value; empty where there is none, and where a yes-or-no is no."""
    value = values.get(name)
    if value is None or value is False or value in ("", []):
        return ""
    return fields_of(entity)[name].kind.within(values).show(value)


def facts(entity: type[Entity], names: Iterable[str], values: Values) -> list[tuple[str, str]]:
    """Say label and value of the fields that are not empty."""
    shown = ((name, said(entity, name, values)) for name in names)
    return [(_(fields_of(entity)[name].label), text) for name, text in shown if text]
