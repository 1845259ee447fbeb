"""A filter in words: “Level: A or B”, “Last contact: more than 90 days ago”, “no task”."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from crm_desktop.base.i18n import N_, _
from crm_desktop.base.said_lists import all_of, any_of
from crm_desktop.entities import entity_named
from crm_desktop.fields.kind import Context, Kind
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.fields.kinds.multi_choice import MultiChoice
from crm_desktop.fields.kinds.tags import Tags
from crm_desktop.fields.masked import text_on_screen
from crm_desktop.fields.relative_days import RelativeDays
from crm_desktop.services.conditions.asked import Asked, asked
from crm_desktop.services.conditions.tree import Condition, Group, Related, Tree

Joint = Callable[[list[str]], str]
_MOST = 3  # values and members that are named
_SAYS: dict[str, str] = {
    "=": "{value}",
    "in": "{value}",
    "!=": N_("not {value}"),
    "not in": N_("not {value}"),
    "<": N_("less than {value}"),
    "<=": N_("at most {value}"),
    ">": N_("more than {value}"),
    ">=": N_("at least {value}"),
    "~": N_("contains “{value}”"),
    "!~": N_("without “{value}”"),
    "^": N_("begins with “{value}”"),
    "empty": N_("is empty"),
    "filled": N_("is filled"),
}
_PIECES = frozenset({"~", "!~", "^"})  # what these look for is typed, no value of the field's kind
_SAYS_OF_DAYS: dict[str, str] = {
    "<": N_("before {value}"),
    "<=": N_("until {value}"),
    ">": N_("after {value}"),
    ">=": N_("since {value}"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What a condition is about, and what it says of it; a group is about nothing in particular."""

    subject: str
    says: str

    def together(self) -> str:
        """Say it as one phrase."""
        return " ".join(part for part in (self.subject, self.says) if part)


def in_words(tree: Tree, entity_name: str, context: Context) -> Words:
    """Say a tree to a person in the current language."""
    if isinstance(tree, Group):
        return Words("", _group(tree, entity_name, context))
    if isinstance(tree, Related):
        return _related(tree, context)
    about = asked(entity_name, tree.field)
    return Words(subject_of(about), _condition(about, tree, context))


def subject_of(about: Asked) -> str:
    """Say what a condition is about; of a part's fields with the name of the part before them."""
    part, _dot, field = about.name.rpartition(".")
    if not part or not field:
        return _(about.label)
    return f"{_(entity_named(part).label)} · {_(about.label)}"


def _condition(about: Asked, condition: Condition, context: Context) -> str:
    operator, value = condition.operator, condition.value
    if operator == "between":
        low, high = (_value(about.kind, each, context) for each in value)
        return _("{low} to {high}").format(low=low, high=high)
    if operator == "<" and isinstance(value, RelativeDays) and value.first == value.last and (value.first or 0) < 0:
        return _("more than {days}").format(days=value.show())
    of_days = isinstance(value, (RelativeDays, dt.date))
    template = (_SAYS_OF_DAYS if of_days else {}).get(operator) or _SAYS[operator]
    joint = all_of if operator == "=" else any_of
    kind = about.kind if operator not in _PIECES or isinstance(about.kind, Choice) else None
    return _(template).format(value=_several(kind, value, context, joint))


def _several(kind: Kind[Any] | None, value: Any, context: Context, joint: Joint) -> str:
    if not isinstance(value, (list, tuple)):
        return _value(kind, value, context)
    shown = [_value(kind, each, context) for each in value]
    if len(shown) > _MOST + 1:
        return _("{some} and {n} more").format(some=_(", ").join(shown[:_MOST]), n=len(shown) - _MOST)
    return joint(shown)


def _value(kind: Kind[Any] | None, value: Any, context: Context) -> str:
    if value is None:
        return ""
    if isinstance(value, RelativeDays):
        return value.show()
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(kind, Choice):
        option = next((each for each in kind.all_options(context) if each.key == value), None)
        return _(option.label) if option else str(value)
    if kind is None:
        return text_on_screen(str(value))
    return kind.on_screen([value] if isinstance(kind, (MultiChoice, Tags)) else value)


def _related(tree: Related, context: Context) -> Words:
    label = _(entity_named(tree.entity).label)
    if (tree.operator, tree.number) in {(">=", 1), (">", 0)}:
        says = _("at least one")
    elif (tree.operator, tree.number) in {("=", 0), ("<", 1), ("<=", 0)}:
        says = _("none")
    else:
        says = _(_SAYS[tree.operator]).format(value=tree.number)
    inner = _joined(tree.where, tree.entity, context, _(", ").join)
    return Words(label, _("{says} with {what}").format(says=says, what=inner) if inner else says)


def _group(tree: Group, entity_name: str, context: Context) -> str:
    if tree.join == "none":
        return _("none of: {what}").format(what=_joined(tree.members, entity_name, context, _(", ").join))
    return _joined(tree.members, entity_name, context, all_of if tree.join == "all" else any_of)


def _joined(members: tuple[Tree, ...], entity_name: str, context: Context, joint: Joint) -> str:
    said = []
    for each in members:
        words = in_words(each, entity_name, context).together()
        said.append(f"({words})" if isinstance(each, Group) and len(members) > 1 else words)
    return joint(said)
