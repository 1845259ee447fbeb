"""The values of conditions: read from what a person wrote, and kept as JSON."""

import datetime as dt
from decimal import Decimal
from typing import Any

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.fields.columns import ExactDecimal
from crm_desktop.fields.kind import Context, Kind
from crm_desktop.fields.kinds.birthday import Birthday
from crm_desktop.fields.kinds.date import Date
from crm_desktop.fields.kinds.moment import Moment
from crm_desktop.fields.kinds.tags import Tags
from crm_desktop.fields.kinds.time_of_day import TimeOfDay
from crm_desktop.fields.relative_days import RelativeDays, read_relative_days
from crm_desktop.services.conditions.asked import Asked
from crm_desktop.services.conditions.tree import Operator

Json = str | int | float | bool | list[Any] | dict[str, Any] | None


def read_value(about: Asked, raw: str, context: Context) -> Any:
    """Read one value that a person wrote; raises `InvalidValueError`."""
    kind = about.kind
    if kind is None:
        return _number(about.name, raw)
    if isinstance(kind, (Date, Moment, Birthday)) and (relative := read_relative_days(raw)):
        return relative
    value = kind.read(raw, context).value
    if isinstance(value, dt.datetime) and not (value.hour or value.minute or value.second):
        return value.date()  # a day without a time means all of it
    return value


def kept_value(value: object) -> Json:
    """Give a value as a saved view keeps it; days from today stay so."""
    if isinstance(value, RelativeDays):
        return value.text()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (dt.date, dt.datetime, dt.time)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [kept_value(each) for each in value]
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    message = f"no JSON for {type(value).__name__}"
    raise TypeError(message)


def value_again(about: Asked, operator: Operator, kept: Any) -> Any:
    """Give the value that `kept_value` kept; raises `ValueError` or `TypeError` for what it never wrote."""
    if operator in {"empty", "filled"}:
        return None
    if operator in {"~", "!~", "^"}:
        return str(kept)
    if isinstance(about.kind, Tags):
        if not isinstance(kept, list):
            raise TypeError(kept)
        return [str(word) for word in kept]
    if operator in {"between", "in", "not in"}:
        values = tuple(_again(about.kind, each) for each in kept)
        if operator == "between" and len(values) != 2:
            raise ValueError(kept)
        return values
    return _again(about.kind, kept)


def _again(kind: Kind[Any] | None, kept: Any) -> Any:
    if isinstance(kept, str) and isinstance(kind, (Date, Moment, Birthday)) and (days := read_relative_days(kept)):
        return days
    if isinstance(kind, (Date, Moment)):
        return dt.datetime.fromisoformat(kept) if "T" in kept else dt.date.fromisoformat(kept)
    if isinstance(kind, TimeOfDay):
        return dt.time.fromisoformat(kept)
    if kind is not None and isinstance(kind.column_type, ExactDecimal):
        return Decimal(kept)
    if kept is not None and not (isinstance(kept, int) if kind is None else kind.may_be(kept)):
        raise ValueError(kept)
    return kept


def _number(name: str, raw: str) -> int:
    if not (raw.isascii() and raw.isdecimal() and len(raw) < 19):
        raise InvalidValueError(_("“{raw}” is no number of a record; write {name}=12.").format(raw=raw, name=name))
    return int(raw)
