"""In which ways a kind of value can be asked for, the usual one first."""

from dataclasses import dataclass
from typing import Literal

from crm_desktop.base.i18n import N_
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.services.conditions.asked import Asked
from crm_desktop.services.conditions.tree import Operator

Family = Literal["choice", "tags", "days", "birthday", "number", "yes or no", "shared text", "text"]
Takes = Literal["nothing", "one", "two", "several"]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to ask: what it is called in a list of ways, and how many values it takes."""

    operator: Operator
    label: str
    takes: Takes = "one"


_EMPTY = (Way("empty", N_("is empty"), "nothing"), Way("filled", N_("is filled"), "nothing"))
_TEXTS = (Way("~", N_("contains")), Way("!~", N_("does not contain")), Way("^", N_("begins with")))
_AMONG = (Way("in", N_("is one of"), "several"), Way("not in", N_("is none of"), "several"))
WAYS: dict[Family, tuple[Way, ...]] = {
    "choice": (*_AMONG, *_EMPTY),
    "tags": (
        Way("in", N_("has any of"), "several"),
        Way("=", N_("has all of"), "several"),
        Way("not in", N_("has none of"), "several"),
        *_EMPTY,
    ),
    "days": (
        Way("=", N_("is")),
        Way("<", N_("before")),
        Way(">", N_("after")),
        Way("between", N_("from … to"), "two"),
        Way("<=", N_("until")),
        Way(">=", N_("since")),
        Way("!=", N_("is not")),
        *_EMPTY,
    ),
    "birthday": (Way("=", N_("is")), *_EMPTY),
    "number": (
        Way(">=", N_("at least")),
        Way("<=", N_("at most")),
        Way("between", N_("from … to"), "two"),
        Way("=", N_("is")),
        Way("!=", N_("is not")),
        Way(">", N_("more than")),
        Way("<", N_("less than")),
        *_EMPTY,
    ),
    "yes or no": (Way("=", N_("is")),),
    "shared text": (*_AMONG, *_TEXTS, *_EMPTY),
    "text": (*_TEXTS, *_AMONG, *_EMPTY),
}
_FAMILIES: dict[str, Family] = {
    "tags": "tags",
    "date": "days",
    "moment": "days",
    "birthday": "birthday",
    "time": "number",
    "yes_no": "yes or no",
    "text": "shared text",
    "division": "shared text",
    "country": "shared text",
    "currency": "shared text",
}


def family_of(about: Asked) -> Family:
    """Tell which ways fit: a text that many records share is picked, one of its own is typed."""
    if about.kind is None or about.kind.align == "right":
        return "number"
    if isinstance(about.kind, Choice):
        return "choice"
    return _FAMILIES.get(about.kind.name, "text")


def ways_of(about: Asked) -> tuple[Way, ...]:
    """Give the ways in which something can be asked for."""
    return WAYS[family_of(about)]
