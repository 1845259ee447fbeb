"""How the history says its pieces of work: days, sorts, what was counted, what was undone."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from crm_desktop.base.i18n import _, language
from crm_desktop.entities import all_entities
from crm_desktop.services.history import FieldChange
from crm_desktop.services.work_details import LaterEdit
from crm_desktop.services.work_info import WorkInfo
from crm_desktop.ui.values import dates

LONG = 40


class Tag(NamedTuple):
    """A word about a piece of work, in a tone."""

    text: str
    tone: str


class Look(NamedTuple):
    """The disc of a piece of work."""

    icon: str
    tone: str


_LOOKS = {
    "add": Look("plus", "ok"),
    "import": Look("upload", "warning"),
    "bulk": Look("list-checks", "info"),
    "merge": Look("merge", "accent"),
    "unmerge": Look("ungroup", "accent"),
    "remove": Look("trash-2", "danger"),
}


def look_of(work: WorkInfo) -> Look:
    """Give the icon of a piece of work and its tone."""
    return _LOOKS.get(work.kind, Look("pencil", "info"))


def day_said(day: dt.date, today: dt.date) -> str:
    """Head the work of a day: Today · Sun 11-22."""
    near = dates.ago(day, today) if 0 <= (today - day).days < 2 else ""
    plain = f"{dates.short(day, today)} {dates.weekday(day)}"
    return f"{near} · {plain}" if near else plain


def undone_said(work: WorkInfo) -> str:
    """Say that a piece of work was undone, and when; nothing where it stands."""
    if not work.undone:
        return ""
    at = work.undone_at
    when = "" if at is None else f"{at:%H:%M}" if at.date() == work.at.date() else dates.full(at)
    if work.partly:
        return _("Undone at {when}, what was edited later was kept").format(when=when)
    return _("Undone at {when}").format(when=when)


def entity_label(table: str) -> str:
    """Say what the records of a table are called, many of them."""
    entity = all_entities().get(table)
    return _(entity.label_many) if entity is not None else _("Settings") if table == "setting" else _("Others")


def main_table(counts: Mapping[str, object]) -> str:
    """Name the table that a piece of work is about: the customers where there are any, else the first."""
    return "customer" if "customer" in counts else next(iter(counts), "")


def tags_of(work: WorkInfo) -> tuple[Tag, ...]:
    """Count what a piece of work did to the records that it is about."""
    table = main_table(work.counts)
    added, changed, removed = work.counts.get(table, (0, 0, 0))
    if work.kind != "import":
        number = added + changed + removed
        return (Tag(f"{entity_label(table)} {number:,}", "neutral"),) if number else ()
    said = ((added, _("{n} added"), "ok"), (changed, _("{n} updated"), "info"), (removed, _("{n} removed"), "danger"))
    return tuple(Tag(text.format(n=f"{number:,}"), tone) for number, text, tone in said if number)


def counted(work: WorkInfo) -> str:
    """Say in a line how many records of each sort a piece of work touched."""
    between = "、" if language() == "zh_CN" else ", "
    main = main_table(work.counts)
    tables = sorted(work.counts, key=lambda table: (table != main, entity_label(table)))
    return between.join(f"{entity_label(table)} {sum(work.counts[table]):,}" for table in tables)


def change_said(change: FieldChange) -> str:
    """Say a changed field in a line."""
    before, after = (_shortened(each) or "—" for each in change.seen)
    return _("{label}: {before} → {after}").format(label=change.label, before=before, after=after)


def later_said(edit: LaterEdit, today: dt.date) -> str:
    """Say what was done last to a record, and when."""
    if not edit.works:
        return ""
    newest = edit.works[0]
    what = change_said(newest.changes[0]) if newest.changes else newest.work.title
    return f"{what} · {dates.ago(newest.work.at, today)} {newest.work.at:%H:%M}"


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONG else flat[: LONG - 1] + "…"
