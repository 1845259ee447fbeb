"""A filter as JSON, as saved views keep it."""

from collections.abc import Iterable
from typing import Any, cast, get_args

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.services.conditions.asked import asked, related_column
from crm_desktop.services.conditions.tree import Comparison, Condition, Group, Join, Operator, Related, Tree
from crm_desktop.services.conditions.values import Json, kept_value, value_again


def as_data(where: Iterable[Tree]) -> list[dict[str, Json]]:
    """Give a filter as JSON; what was meant from today on stays so."""
    return [_kept(tree) for tree in where]


def from_data(data: Any, entity_name: str) -> tuple[Tree, ...]:
    """Give the filter that `as_data` kept.

    Raises `UnknownFieldError` where a field is no longer there, `InvalidValueError` for what no version of ours
    has written.
    """
    try:
        return tuple(_again(each, entity_name) for each in data)
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        message = _("This filter cannot be read; it may come from a later version. Make it again.")
        raise InvalidValueError(message) from error


def _kept(tree: Tree) -> dict[str, Json]:
    if isinstance(tree, Group):
        return {tree.join: as_data(tree.members)}
    if isinstance(tree, Related):
        return {"related": tree.entity, "where": as_data(tree.where), "is": tree.operator, "number": tree.number}
    kept: dict[str, Json] = {"field": tree.field, "is": tree.operator}
    return kept if tree.operator in {"empty", "filled"} else kept | {"value": kept_value(tree.value)}


def _again(data: dict[str, Any], entity_name: str) -> Tree:
    for join in get_args(Join):
        if join in data:
            return Group(cast("Join", join), from_data(data[join], entity_name))
    if "related" in data:
        related_column(entity_name, data["related"])
        where = from_data(data["where"], data["related"])
        return Related(data["related"], where, _one_of(data["is"], get_args(Comparison)), int(data["number"]))
    operator: Operator = _one_of(data["is"], get_args(Operator))
    about = asked(entity_name, data["field"])
    return Condition(about.name, operator, value_again(about, operator, data.get("value")))


def _one_of(word: str, known: tuple[str, ...]) -> Any:
    if word not in known:
        raise ValueError(word)
    return word
