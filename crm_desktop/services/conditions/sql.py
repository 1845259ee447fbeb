"""A filter as the database is asked."""

import datetime as dt
import operator
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, String, and_, exists, false, func, literal, not_, or_, select, true, type_coerce
from sqlalchemy import cast as sql_cast
from sqlalchemy.sql.elements import KeyedColumnElement

from crm_desktop.entities import entity_named
from crm_desktop.fields import own_values
from crm_desktop.fields.kind import Kind
from crm_desktop.fields.kinds.birthday import Birthday
from crm_desktop.fields.kinds.multi_choice import MultiChoice
from crm_desktop.fields.kinds.tags import Tags
from crm_desktop.fields.relative_days import RelativeDays
from crm_desktop.services.conditions.asked import asked, related_column
from crm_desktop.services.conditions.tree import OPPOSITES, Condition, Group, Related, Tree, own_conditions
from crm_desktop.services.listable import column_of, with_facts
from crm_desktop.services.targets import Target, owner_column

Holds = ColumnElement[bool]
_COMPARED = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


_ANY: frozenset[tuple[str, int]] = frozenset({(">=", 1), (">", 0), ("!=", 0)})
_NONE: frozenset[tuple[str, int]] = frozenset({("=", 0), ("<", 1), ("<=", 0)})


def holds(key: KeyedColumnElement[Any], entity_name: str, tree: Tree, today: dt.date) -> Holds:
    """Say that the record `key` of an entity fulfils a tree; its own columns must be selected from."""
    if isinstance(tree, Group):
        members = [holds(key, entity_name, each, today) for each in tree.members]
        if tree.join == "all":
            return and_(true(), *members)
        return or_(false(), *members) if tree.join == "any" else _not(or_(false(), *members))
    if isinstance(tree, Related):
        return _as_many(key, entity_name, tree, today)
    about = asked(entity_name, tree.field)
    if about.part is not None:
        return _of_a_part(key, entity_name, about.part, tree, today)
    return compared(column_of(entity_name, tree.field), about.kind, tree, today)


def own_columns(entity_name: str, where: Sequence[Tree]) -> list[KeyedColumnElement[Any]]:
    """Give the columns of the record itself and of its facts that a filter looks at."""
    names = dict.fromkeys(each.field for each in own_conditions(where))
    return [column_of(entity_name, name) for name in names if asked(entity_name, name).part is None]


def compared(column: KeyedColumnElement[Any], kind: Kind[Any] | None, condition: Condition, today: dt.date) -> Holds:
    """Say a condition about a column; `kind` is None for a link."""
    if condition.operator in {"empty", "filled"}:
        nothing = or_(column.is_(None), column.in_(["", "[]"])) if isinstance(kind, Tags) else column.is_(None)
        return nothing if condition.operator == "empty" else not_(nothing)
    if denied := OPPOSITES.get(condition.operator):
        return _not(compared(column, kind, replace(condition, operator=denied), today))
    says = _SAYS.get(kind.name if kind else "", _says)
    return says(column, condition, today)


def _as_many(key: KeyedColumnElement[Any], entity_name: str, tree: Related, today: dt.date) -> Holds:
    """Say how many related records there are.

    Whether there is any at all is looked up record by record in the index of the link. What is asked of them is
    asked in one go through their table: by turns, each look would read another page of the file.
    """
    owner = column_of(tree.entity, related_column(entity_name, tree.entity))
    own = column_of(tree.entity, "id")
    fits = [holds(own, tree.entity, each, today) for each in tree.where]
    none_will_do = _COMPARED[tree.operator](0, tree.number)
    if not fits and (tree.operator, tree.number) in _ANY | _NONE:
        found = exists(select(own).where(owner == key).correlate(key.table))
        return not_(found) if none_will_do else found
    facts = any(getattr(each, "table", None) is not own.table for each in own_columns(tree.entity, tree.where))
    chosen = with_facts(tree.entity, select(owner)) if facts else select(owner).select_from(own.table)
    chosen = chosen.where(owner.is_not(None), *fits)
    if (tree.operator, tree.number) not in _ANY | _NONE:
        enough = _than(func.count(), tree.operator, tree.number)
        # + 0 keeps SQLite from reading the table in the order of the link's index, page by page anew.
        chosen = chosen.group_by(owner + 0 if fits else owner).having(not_(enough) if none_will_do else enough)
    return key.not_in(chosen) if none_will_do else key.in_(chosen)


def _of_a_part(
    key: KeyedColumnElement[Any], entity_name: str, target: Target, condition: Condition, today: dt.date
) -> Holds:
    """Say that one of the parts fits; with what denies, that none does."""
    part = entity_named(target.entity)
    table = part.__table__
    owner = owner_column(part, entity_name)
    positive = replace(condition, operator=OPPOSITES.get(condition.operator, condition.operator))
    fits = compared(own_values.column_of(part, target.field_name), target.kind, positive, today)
    among = [table.c[name] == value for name, value in target.fixed.items()]
    if target.via:
        among.append(table.c[f"{target.via}_id"].is_not(None))
    found = exists(select(table.c.id).where(table.c[owner] == key, *among, fits).correlate(key.table))
    return not_(found) if condition.operator in OPPOSITES else found


def _says(column: KeyedColumnElement[Any], condition: Condition, today: dt.date) -> Holds:
    sign, value = condition.operator, condition.value
    if sign in {"~", "^"}:
        return _like(_text_of(column), condition)
    if sign == "in":
        return or_(false(), *(_says(column, Condition(condition.field, "=", each), today) for each in value))
    if sign == "between":
        ends = (Condition(condition.field, ">=", value[0]), Condition(condition.field, "<=", value[1]))
        return and_(*(_says(column, each, today) for each in ends))
    if isinstance(value, RelativeDays) or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
        return _on_days(column, sign, value, today)
    return _than(column, sign, value)


def _than(column: ColumnElement[Any], sign: str, value: object) -> Holds:
    said: Holds = _COMPARED[sign](column, literal(value, column.type))  # SQLAlchemy compares no bare True by <
    return said


def _on_days(column: KeyedColumnElement[Any], sign: str, value: dt.date | RelativeDays, today: dt.date) -> Holds:
    """Compare with all of a stretch of days: before its first, until its last; days and moments are texts alike."""
    first, last = value.days(today) if isinstance(value, RelativeDays) else (value, value)
    day = type_coerce(column, String)
    since = day.is_not(None) if first is None else day >= first.isoformat()
    until = day.is_not(None) if last is None else day < (last + dt.timedelta(days=1)).isoformat()
    says: dict[str, Holds] = {
        "=": and_(since, until),
        "<": false() if first is None else day < first.isoformat(),
        "<=": until,
        ">": false() if last is None else day >= (last + dt.timedelta(days=1)).isoformat(),
        ">=": since,
    }
    return says[sign]


def _on_birthday(column: KeyedColumnElement[Any], condition: Condition, today: dt.date) -> Holds:
    """Compare the day in the year where a stretch of days, or a birthday without its year, is asked for."""
    value, day = condition.value, func.substr(_text_of(column), -5)
    if isinstance(value, RelativeDays):
        first, last = value.days(today)
        if first is None or last is None or (last - first).days >= 365:
            return column.is_not(None)
        since, until = day >= f"{first:%m-%d}", day <= f"{last:%m-%d}"
        return and_(since, until) if first.year == last.year else or_(since, until)
    if condition.operator == "=" and str(value).startswith("--"):
        return day == str(value)[2:]
    return _says(column, condition, today)


def _tagged(column: KeyedColumnElement[Any], condition: Condition, today: dt.date) -> Holds:  # noqa: ARG001 - as all
    """Ask for all of some tags (=), for any of them, or for one with a text in it."""
    words = func.json_each(_text_of(column)).table_valued("value")
    if condition.operator in {"~", "^"}:
        return exists(select(words.c.value).where(_like(words.c.value, condition)))
    each = [exists(select(words.c.value).where(words.c.value == word)) for word in condition.value]
    return and_(true(), *each) if condition.operator == "=" else or_(false(), *each)


_SAYS = {Birthday.name: _on_birthday, Tags.name: _tagged, MultiChoice.name: _tagged}


def _like(text: ColumnElement[str], condition: Condition) -> Holds:
    escaped = str(condition.value).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return text.like(f"{escaped}%" if condition.operator == "^" else f"%{escaped}%", escape="\\")


def _not(said: Holds) -> Holds:
    """Deny, so that what is not known counts as not so."""
    return not_(func.coalesce(said, false()))


def _text_of(column: KeyedColumnElement[Any]) -> ColumnElement[str]:
    """Give a column as the text that the database holds, whatever its type."""
    return sql_cast(type_coerce(column, String), String)
