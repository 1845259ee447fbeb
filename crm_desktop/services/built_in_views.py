"""The views that a list brings along, by the kind of record; they cannot be overwritten."""

from collections.abc import Callable
from dataclasses import dataclass

from crm_desktop.base.i18n import N_
from crm_desktop.entities import entity_named
from crm_desktop.fields.relative_days import NAMED, days_ago
from crm_desktop.services.conditions.tree import Condition, Group, Related, Tree
from crm_desktop.services.listable import listable
from crm_desktop.services.lists import Sort
from crm_desktop.services.view_definition import Definition, ViewColumn

ALL = "all"
_LONG_AGO = days_ago(60)
# Customers whom one may contact and did not; one who is new is not quiet yet.
QUIET: tuple[Tree, ...] = (
    Group(
        "any",
        (
            Condition("last_contact", "<", _LONG_AGO),
            Group("all", (Condition("last_contact", "empty"), Condition("created_on", "<", _LONG_AGO))),
        ),
    ),
    Condition("do_not_contact", "=", value=False),
)


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A view that comes with the program; `label` is translated when it is shown."""

    key: str
    label: str
    definition: Definition


Make = Callable[[], tuple[BuiltIn, ...]]
_made: dict[str, Make] = {}


def built_in_views_of(entity_name: str) -> Callable[[Make], Make]:
    """Declare the function below as the one that gives the views of `entity_name`, the one of all first."""

    def declare(make: Make) -> Make:
        _made[entity_name] = make
        return make

    return declare


def built_in_views(entity_name: str) -> tuple[BuiltIn, ...]:
    """Give the views that come with the program; every entity has one of all its records."""
    if entity_name in _made:
        return _made[entity_name]()
    entity = entity_named(entity_name)
    first = entity.title if entity.title in listable(entity_name) else "id"
    return (BuiltIn(ALL, N_("All"), Definition(sort=(Sort(first),))),)


@built_in_views_of("customer")
def _customers() -> tuple[BuiltIn, ...]:
    """Look at what is due and who was forgotten."""
    latest = (Sort("last_contact", descending=True),)
    prime = Condition("customer_class", "=", "prime")
    due = Condition("next_step", "<=", NAMED["this_week"][0])
    return (
        BuiltIn(ALL, N_("All customers"), Definition(sort=latest)),
        BuiltIn("prime", N_("Prime customers"), Definition(where=(prime,), sort=latest)),
        BuiltIn("starred", N_("Starred"), Definition(where=(Condition("starred", "=", True),), sort=latest)),
        BuiltIn("week", N_("Due this week"), Definition(where=(due,), sort=(Sort("next_step"),))),
        BuiltIn("quiet", N_("No contact for 60 days"), Definition(where=QUIET, sort=(Sort("last_contact"),))),
    )


@built_in_views_of("interaction")
def _interactions() -> tuple[BuiltIn, ...]:
    """Look at what was said last, and at what was promised and not done."""
    latest = (Sort("happened_at", descending=True),)
    open_ones = (Related("task", (Condition("done_at", "empty"),)),)
    month = (Condition("happened_at", "=", NAMED["this_month"][0]),)
    return (
        BuiltIn(ALL, N_("All"), Definition(sort=latest)),
        BuiltIn("month", N_("This month"), Definition(where=month, sort=latest)),
        BuiltIn("open", N_("To follow up"), Definition(where=open_ones, sort=latest)),
    )


@built_in_views_of("task")
def _tasks() -> tuple[BuiltIn, ...]:
    """Look at what is to be done, by its day; what has no day yet is for later."""
    today, until_sunday = NAMED["today"][0], Condition("due_on", "<=", NAMED["this_week"][0])
    is_open, earliest = Condition("done_at", "empty"), (Sort("due_on"), Sort("due_at"))
    days: dict[str, tuple[str, tuple[Tree, ...]]] = {
        "today": (N_("Today"), (Condition("due_on", "=", today),)),
        "overdue": (N_("Past due"), (Condition("due_on", "<", today),)),
        "week": (N_("This week"), (Condition("due_on", ">=", today), until_sunday)),
        "later": (N_("Later"), (Group("none", (until_sunday,)),)),
    }
    done, latest = (Condition("done_at", "filled"),), (Sort("done_at", descending=True),)
    return (
        BuiltIn(ALL, N_("To do"), Definition(where=(is_open,), sort=earliest)),
        *(BuiltIn(key, label, Definition(where=(is_open, *due), sort=earliest)) for key, (label, due) in days.items()),
        BuiltIn(
            "done", N_("Finished"), Definition(tuple(map(ViewColumn, ("what", "customer", "done_at"))), done, latest)
        ),
    )


@built_in_views_of("contact")
def _contacts() -> tuple[BuiltIn, ...]:
    """Look at people by name."""
    by_name = (Sort("name"),)
    main = (Condition("is_main", "=", True),)
    return (
        BuiltIn(ALL, N_("All"), Definition(sort=by_name)),
        BuiltIn("main", N_("Main contacts"), Definition(where=main, sort=by_name)),
        BuiltIn("birthday", N_("With birthday"), Definition(where=(Condition("birthday", "filled"),), sort=by_name)),
    )


@built_in_views_of("channel")
def _channels() -> tuple[BuiltIn, ...]:
    """Look at numbers and addresses of mail that nobody has verified."""
    unverified = (Condition("verified_on", "empty"),)
    return (
        BuiltIn(ALL, N_("All"), Definition(sort=(Sort("id", descending=True),))),
        BuiltIn("unverified", N_("Not verified"), Definition(where=unverified, sort=(Sort("id", descending=True),))),
    )


@built_in_views_of("attachment")
def _attachments() -> tuple[BuiltIn, ...]:
    """Look at the files that came last."""
    return (BuiltIn(ALL, N_("All"), Definition(sort=(Sort("added_at", descending=True),))),)
