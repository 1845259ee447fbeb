"""The views that a list brings along: a name, conditions, and an order."""

import datetime as dt
from dataclasses import dataclass

from crm_desktop.base.i18n import N_
from crm_desktop.services.lists import Condition, Sort

QUIET_DAYS = 60


@dataclass(frozen=True, slots=True)
class View:
    """A view of a list; views kept by the user will be the same thing from the file."""

    key: str
    label: str
    where: tuple[Condition, ...] = ()
    sort: tuple[Sort, ...] = ()


def views_of(entity_name: str, today: dt.date) -> tuple[View, ...]:
    """Give the built-in views; those of customers look at what is due and who was forgotten."""
    if entity_name != "customer":
        return (View("all", N_("All")),)
    latest = (Sort("last_contact", descending=True),)
    week_ends = today + dt.timedelta(days=6 - today.weekday())
    quiet_since = dt.datetime.combine(today - dt.timedelta(days=QUIET_DAYS), dt.time.min).astimezone()
    return (
        View("all", N_("All customers"), (), latest),
        View("prime", N_("Prime customers"), (Condition("customer_class", "=", "prime"),), latest),
        View(
            "week", N_("Due this week"), (Condition("next_step", "<=", week_ends),),
            (Sort("next_step"),),
        ),
        View(
            "quiet", N_("No contact for 60 days"), (Condition("last_contact", "<", quiet_since),),
            (Sort("last_contact"),),
        ),
    )  # fmt: skip
