"""What a filter asks of a record: of its own fields and links, or of its parts (`email=`, `address.city~杭`)."""

import re
from dataclasses import dataclass
from typing import Any, Literal, cast

from sqlalchemy import ColumnElement, String, and_, exists, func, not_, or_, select, type_coerce
from sqlalchemy import cast as sql_cast

from crm_desktop.base.errors import InvalidValueError, UnknownFieldError
from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import Entity, field_named, fields_of, links_of, stored_fields
from crm_desktop.fields.kind import Context, Kind
from crm_desktop.fields.kinds.tags import Tags
from crm_desktop.fields.own_values import column_of
from crm_desktop.services.targets import Target, targets

Operator = Literal["=", "!=", "<", "<=", ">", ">=", "~", "empty", "filled"]
_CONDITION = re.compile(r"\s*([\w.]+)\s*(!=|<=|>=|=|<|>|~)\s*(.*?)\s*", re.DOTALL)
_OPPOSITES: dict[Operator, Operator] = {"!=": "=", "empty": "filled"}


@dataclass(frozen=True, slots=True)
class Condition:
    """One filter: `value` is a value of the field's kind; `~` looks for a text inside."""

    field: str
    operator: Operator
    value: Any = None


def parse_condition(said: str, entity_name: str, context: Context) -> Condition:
    """Read `level=A`, `name~文具`, `credit_limit>=1000`, `email=` (empty), `tags!=` (filled)."""
    match = _CONDITION.fullmatch(said)
    if match is None:
        message = _(
            "“{said}” is no condition. Write FIELD=VALUE, FIELD!=VALUE, FIELD<VALUE, FIELD>VALUE or FIELD~TEXT."
        )
        raise InvalidValueError(message.format(said=said))
    name, raw = match[1], match[3]
    operator = cast("Operator", match[2])
    kind = _kind(entity_named(entity_name), name)
    if not raw:
        return Condition(name, "filled" if operator == "!=" else "empty")
    if operator == "~":
        return Condition(name, "~", raw)
    return Condition(name, operator, _number(name, raw) if kind is None else kind.read(raw, context).value)


def own_condition(column: ColumnElement[Any], kind: Kind[Any] | None, condition: Condition) -> ColumnElement[bool]:
    """Say a condition about a column; `kind` is None for a link."""
    if condition.operator in {"empty", "filled"}:
        empty = or_(column.is_(None), column.in_(["", "[]"])) if isinstance(kind, Tags) else column.is_(None)
        return not_(empty) if condition.operator == "filled" else empty
    if isinstance(kind, Tags) and condition.operator in {"=", "!="}:
        every = [_has_tag(column, word) for word in condition.value]
        return not_(func.coalesce(and_(*every), False)) if condition.operator == "!=" else and_(*every)
    if condition.operator == "~":
        escaped = str(condition.value).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return _text_of(column).like(f"%{escaped}%", escape="\\")
    compared: dict[str, ColumnElement[bool]] = {
        "=": column == condition.value,
        "!=": or_(column != condition.value, column.is_(None)),
        "<": column < condition.value,
        "<=": column <= condition.value,
        ">": column > condition.value,
        ">=": column >= condition.value,
    }
    return compared[condition.operator]


def part_condition(key: ColumnElement[int], entity_name: str, condition: Condition) -> ColumnElement[bool]:
    """Say a condition about the parts of the record `key`: that one fits; with != and “empty” that none does."""
    target = targets(entity_name)[condition.field]
    part = entity_named(target.entity)
    table = part.__table__
    owner = next(name for name, link in links_of(part).items() if link.owned and link.entity == entity_name)
    positive = _OPPOSITES.get(condition.operator, condition.operator)
    column = column_of(part, target.field_name)
    fits = own_condition(column, target.kind, Condition(condition.field, positive, condition.value))
    among = [table.c[name] == value for name, value in target.fixed.items()]
    if target.via:
        among.append(table.c[f"{target.via}_id"].is_not(None))
    found = exists(select(table.c.id).where(table.c[owner] == key, *among, fits))
    return not_(found) if condition.operator in _OPPOSITES else found


def is_of_part(entity_name: str, name: str) -> bool:
    """Tell whether a condition's field is one of the record's parts."""
    return name not in fields_of(entity_named(entity_name)) and _part_target(entity_name, name) is not None


def _part_target(entity_name: str, name: str) -> Target | None:
    target = targets(entity_name).get(name)
    if target is None or target.field_name not in stored_fields(entity_named(target.entity)):
        return None  # a whole address is kept in its parts
    return target


def _kind(entity: type[Entity], name: str) -> Kind[Any] | None:
    """Give the kind that a condition's value is read by; None for a link, which is a number."""
    if name in links_of(entity):
        return None
    target = _part_target(entity.__tablename__, name)
    if name in fields_of(entity) or target is None:
        declared = field_named(entity, name)
        if not (declared.stored or declared.sql):
            raise UnknownFieldError(_("“{name}” cannot be listed.").format(name=name))
        return declared.kind
    return target.kind


def _number(name: str, raw: str) -> int:
    if not (raw.isascii() and raw.isdecimal() and len(raw) < 19):
        raise InvalidValueError(_("“{raw}” is no number of a record; write {name}=12.").format(raw=raw, name=name))
    return int(raw)


def _text_of(column: ColumnElement[Any]) -> ColumnElement[str]:
    """Give a column as the text that the database holds, whatever its type."""
    return sql_cast(type_coerce(column, String), String)


def _has_tag(column: ColumnElement[Any], word: str) -> ColumnElement[bool]:
    tag = func.json_each(_text_of(column)).table_valued("value")
    return exists(select(tag.c.value).where(tag.c.value == word))
