"""Which columns a list can show: the declared fields, composed by hand where two read better as one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from crm_desktop.base.i18n import N_
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import Field
from crm_desktop.services.listable import listable, owner_name
from crm_desktop.services.view_definition import ViewColumn

Look = Literal["text", "figure", "title", "two lines", "tags", "ago", "due", "yes", "within"]
NARROWEST = 56  # that a column can be dragged to
TITLE_LEAST = 132  # that the first column gives way to before the list scrolls sideways


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
    right: bool = False  # figures: the name stands over their last digits

    @property
    def key(self) -> str:
        """Give what the column is called in a view; what only decides how another is written has no name in it."""
        return self.fields[0] if self.look == "within" else "+".join(self.fields)


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
    "task": (
        Column(N_("Task"), ("what",), "what", 240, "title", stretch=3),
        Column(N_("Customer"), ("customer",), "customer", 160, stretch=2),
        Column(N_("Due on"), ("due_on", "done_at"), "due_on", 124, "due"),
        Column(N_("Due at"), ("due_at",), "due_at", 112),
    ),
}
LOOK_OF_KIND: dict[str, Look] = {
    "tags": "tags",
    "choice": "tags",
    "multi_choice": "tags",
    "date": "ago",
    "moment": "ago",
    "yes_no": "yes",
}
WIDE_KINDS = {"long_text": 260, "text": 140, "tags": 140, "url": 160, "email": 180}


def usual_columns(entity_name: str) -> tuple[Column, ...]:
    """Give the columns of an entity's list as it first opens; what a record belongs to stands second."""
    known, owner = listable(entity_name), owner_name(entity_name)
    if entity_name in COMPOSED:
        own = (each for each in known.values() if each.own and each.listed)
        return (*COMPOSED[entity_name], *(_column(entity_name, each, known, owner) for each in own))
    names = [name for name, each in known.items() if each.listed]
    if owner:
        names.insert(1, owner)
    return tuple(_column(entity_name, known[name], known, owner) for name in names)


def all_columns(entity_name: str) -> Mapping[str, Column]:
    """Give every column that a list can show, by key: the usual ones first, then each field alone."""
    usual = {column.key: column for column in usual_columns(entity_name)}
    known, owner = listable(entity_name), owner_name(entity_name)
    every = (_column(entity_name, each, known, owner) for each in known.values())
    return usual | {column.key: column for column in every if column.key not in usual}


def columns_of(entity_name: str, chosen: Sequence[ViewColumn] = ()) -> tuple[Column, ...]:
    """Give the columns that a view asks for, as wide as it says; the usual ones where it asks for none."""
    known = all_columns(entity_name)
    found = [_as_wide(known[each.name], each.width) for each in chosen if each.name in known]
    return tuple(found) or usual_columns(entity_name)


def share_width(columns: Sequence[Column], room: int, scale: float = 1.0) -> list[int]:
    """Give the width of each column in pixels: what is over goes to those that stretch, what lacks is the first's."""
    widths = [round(column.width * scale) for column in columns]
    rest = room - sum(widths)
    shares = sum(column.stretch for column in columns)
    if rest >= 0:
        return [
            width + (rest * column.stretch // shares if shares else 0)
            for column, width in zip(columns, widths, strict=True)
        ]
    if widths:
        widths[0] = max(widths[0] + rest, min(widths[0], round(TITLE_LEAST * scale)))
    return widths


def _as_wide(column: Column, width: int) -> Column:
    return replace(column, width=width, stretch=0) if width else column


def _column(entity_name: str, field: Field, known: Mapping[str, Field], owner: str) -> Column:
    right = field.kind.align == "right"
    if field.kind.needs in known:
        return Column(field.label, (field.name, field.kind.needs), field.name, 150, "within", right=right)
    if field.name == entity_named(entity_name).title:
        return Column(field.label, (field.name,), field.name, 200, "title", stretch=2)
    if field.name == owner:
        return Column(field.label, (field.name,), field.name, 160, stretch=1)
    look = LOOK_OF_KIND.get(field.kind.name) or ("figure" if right else "text")
    stretch = 1 if field.kind.name == "tags" else 0
    latest_first = field.kind.name in {"date", "moment"}
    width = WIDE_KINDS.get(field.kind.name, 120)
    return Column(
        field.label, (field.name,), field.name, width, look, stretch, descending_first=latest_first, right=right
    )
