"""A filter as a person types it: `level=A|B`, `last_contact<-90d`, `any(level=A; tags=VIP)`, `no task(done_on=)`."""

import re
from collections.abc import Iterator
from typing import Any, cast

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.kind import Context
from crm_desktop.fields.kinds.tags import Tags
from crm_desktop.services.conditions.asked import Asked, asked, related, related_column
from crm_desktop.services.conditions.tree import Comparison, Condition, Group, Join, Operator, Related, Tree
from crm_desktop.services.conditions.values import read_value

HELP = N_(
    "level=A; level=A|B (one of); level!=A; name~paper (contains); name!~paper; name^=Blue (begins with);"
    " email= (empty); email!= (filled); credit_limit>1000; credit_limit=100..500;"
    " days: last_contact<-90d, next_step=this_week, created_on=last_30_days, next_step=overdue;"
    " “any(level=A; tags=VIP)”, “none(…)”, “all(…)”; “has email”, “no interaction(happened_at=last_90_days)”,"
    " “count interaction(happened_at=this_month)>2”. Repeat for and."
)
_CONDITION = re.compile(r"([\w.]+)\s*(!=|<=|>=|!~|\^=|=|<|>|~)\s*(.*)", re.DOTALL)
_GROUP = re.compile(r"(all|any|none)\s*\((.*)\)", re.DOTALL)
_HAS = re.compile(r"(has|no)\s+([\w.]+)\s*(?:\((.*)\))?", re.DOTALL)
_COUNT = re.compile(r"count\s+(\w+)\s*(?:\((.*)\))?\s*(!=|<=|>=|=|<|>)\s*(\d{1,9})", re.DOTALL)
_PIECES = re.compile(r'"[^"]*"|.', re.DOTALL)
_EMPTY: dict[str, Operator] = {"=": "empty", "~": "empty", "^": "empty", "!=": "filled", "!~": "filled"}


def parse_condition(said: str, entity_name: str, context: Context) -> Tree:
    """Read one condition or group; raises `UnknownFieldError` and `InvalidValueError`."""
    said = said.strip()
    if match := _GROUP.fullmatch(said):
        return Group(cast("Join", match[1]), _parsed(match[2], entity_name, context))
    if match := _HAS.fullmatch(said):
        return _has(match[2], match[3], entity_name, context, none=match[1] == "no")
    if match := _COUNT.fullmatch(said):
        related_column(entity_name, match[1])
        where = _parsed(match[2], match[1], context)
        return Related(match[1], where, cast("Comparison", match[3]), int(match[4]))
    if match := _CONDITION.fullmatch(said):
        operator = "^" if match[2] == "^=" else match[2]
        return _condition(asked(entity_name, match[1]), operator, match[3], context)
    message = _("“{said}” is no condition. Write FIELD=VALUE, FIELD!=VALUE, FIELD<VALUE, FIELD>VALUE or FIELD~TEXT.")
    raise InvalidValueError(message.format(said=said))


def _parsed(inside: str | None, entity_name: str, context: Context) -> tuple[Tree, ...]:
    return tuple(parse_condition(each, entity_name, context) for each in _split(inside or "", ";"))


def _has(name: str, inside: str | None, entity_name: str, context: Context, *, none: bool) -> Tree:
    """Read `has email`, `no task(done_on=)`: what is after them is asked of the related record."""
    how_many: tuple[Comparison, int] = ("=", 0) if none else (">=", 1)
    if name in related(entity_name):
        return Related(name, _parsed(inside, name, context), *how_many)
    about = asked(entity_name, name)
    if inside is None or about.part is None:
        return Condition(name, "empty" if none else "filled")
    part = about.part.entity
    fixed = tuple(Condition(field, "=", value) for field, value in about.part.fixed.items())
    return Related(part, (*fixed, *_parsed(inside, part, context)), *how_many)


def _condition(about: Asked, operator: str, raw: str, context: Context) -> Condition:
    words = _split(raw, "|")
    if not words:
        if operator not in _EMPTY:
            message = _("“{name}{operator}” has nothing to compare with.")
            raise InvalidValueError(message.format(name=about.name, operator=operator))
        return Condition(about.name, _EMPTY[operator])
    if operator in {"~", "!~", "^"}:
        return Condition(about.name, cast("Operator", operator), _unquoted(raw))
    if operator in {"=", "!="} and len(words) > 1:
        return Condition(about.name, "in" if operator == "=" else "not in", _several(about, words, context))
    ends = re.fullmatch(r"(.*?)\s*\.\.\s*(.*)", raw)
    if operator == "=" and ends and _is_ordered(about):
        return _between(about, ends[1], ends[2], context)
    return Condition(about.name, cast("Operator", operator), read_value(about, _unquoted(raw), context))


def _several(about: Asked, words: list[str], context: Context) -> Any:
    values = [read_value(about, _unquoted(word), context) for word in words]
    return [tag for value in values for tag in value] if isinstance(about.kind, Tags) else tuple(values)


def _between(about: Asked, low: str, high: str, context: Context) -> Condition:
    """Read the ends of 100..500; one may be left open."""
    ends = [read_value(about, end, context) if end else None for end in (low, high)]
    if ends[1] is None:
        return Condition(about.name, ">=", ends[0])
    return Condition(about.name, "between", tuple(ends)) if low else Condition(about.name, "<=", ends[1])


def _is_ordered(about: Asked) -> bool:
    return about.kind is not None and (about.kind.name in {"date", "moment"} or about.kind.align == "right")


def _unquoted(raw: str) -> str:
    raw = raw.strip()
    return raw[1:-1] if len(raw) > 1 and raw[0] == raw[-1] == '"' else raw


def _split(text: str, separator: str) -> list[str]:
    """Split where the separator stands outside quotes and brackets."""
    return [part for part in ("".join(piece).strip() for piece in _pieces(text, separator)) if part]


def _pieces(text: str, separator: str) -> Iterator[list[str]]:
    depth = 0
    piece: list[str] = []
    for character in _PIECES.findall(text):
        depth += (character == "(") - (character == ")")
        if character == separator and depth <= 0:
            yield piece
            piece = []
        else:
            piece.append(character)
    yield piece
