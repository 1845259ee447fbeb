"""Which columns a list shows: the declared ones, composed by hand where two read better as one."""

from dataclasses import dataclass
from typing import Literal

from crm_desktop.base.i18n import N_
from crm_desktop.fields.declare import Entity, Field, fields_of

Look = Literal["text", "figure", "title", "two lines", "tags", "ago", "due"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list: the fields it takes, how they are painted, by what a click on its head sorts."""

    label: str
    fields: tuple[str, ...]
    sort: str = ""
    width: int = 120
    look: Look = "text"
    stretch: int = 0  # share of what is left over; 0 keeps its width
    descending_first: bool = False  # dates: the first click shows the latest


# Two facts in one cell save a column each; everything else of the list follows Field.listed.
COMPOSED: dict[str, tuple[Column, ...]] = {
    "customer": (
        Column(N_("Customer name"), ("level", "name"), "sort_name", 170, "title", stretch=3),
        Column(N_("Contact / phone"), ("main_phone", "main_contact"), "main_contact", 138, "two lines"),
        Column(N_("Region"), ("region",), "region", 100),
        Column(N_("Class and tags"), ("customer_class", "tags"), "customer_class", 124, "tags", stretch=2),
        Column(N_("Last contact"), ("last_contact",), "last_contact", 108, "ago", descending_first=True),
        Column(N_("Next step"), ("next_step",), "next_step", 116, "due"),
    ),
}
LOOK_OF_KIND: dict[str, Look] = {"tags": "tags", "choice": "tags", "date": "ago", "moment": "ago"}


def columns_of(entity: type[Entity]) -> tuple[Column, ...]:
    """Give the columns of an entity's list as it first opens."""
    name = entity.__tablename__
    if name in COMPOSED:
        return COMPOSED[name]
    return tuple(_column(entity, each) for each in fields_of(entity).values() if each.listed)


def _column(entity: type[Entity], field: Field) -> Column:
    if field.name == entity.title:
        return Column(field.label, (field.name,), field.name, 180, "title", stretch=1)
    look = LOOK_OF_KIND.get(field.kind.name) or ("figure" if field.kind.align == "right" else "text")
    return Column(field.label, (field.name,), field.name, look=look)
