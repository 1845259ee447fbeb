"""The tree of a filter: conditions about fields, groups of them, and how many related records there must be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

Operator = Literal[
    "=", "!=", "<", "<=", ">", ">=", "between", "in", "not in", "~", "!~", "^", "empty", "filled"
]  # fmt: skip
Join = Literal["all", "any", "none"]
Comparison = Literal["=", "!=", "<", "<=", ">", ">="]
# What is true of a record where the other is not; of its parts, that none of them fulfils it.
OPPOSITES: dict[Operator, Operator] = {"!=": "=", "not in": "in", "!~": "~", "empty": "filled"}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: `field` is one of the record or of its parts, `value` a value of the field's kind.

    `in` takes several values, `between` two; `~` looks for a text inside and `^` at the beginning. Days may be
    `RelativeDays`, and a day stands for all its moments.
    """

    field: str
    operator: Operator
    value: Any = None


@dataclass(frozen=True, slots=True)
class Group:
    """All, any or none of some conditions."""

    join: Join
    members: "tuple[Tree, ...]"


@dataclass(frozen=True, slots=True)
class Related:
    """How many records of `entity` that belong to this one and fulfil `where` there must be: one at least, or none."""

    entity: str
    where: "tuple[Tree, ...]" = ()
    operator: Comparison = ">="
    number: int = 1


Tree = Condition | Group | Related


def own_conditions(where: Iterable[Tree]) -> Iterator[Condition]:
    """Give the conditions in the groups too, without those about related records."""
    for tree in where:
        if isinstance(tree, Condition):
            yield tree
        elif isinstance(tree, Group):
            yield from own_conditions(tree.members)
