"""Dates as a list says them: near ones in words, far ones short, and what is due in colour."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from crm_desktop.base.i18n import _, ngettext

DueState = Literal["", "today", "late"]
DAYS_IN_WORDS = 14
WEEKS_IN_WORDS = 28


@dataclass(frozen=True, slots=True)
class Due:
    """What stands in a cell of something planned; `state` is said in words too, never by colour alone."""

    text: str
    state: DueState = ""


def as_date(value: dt.date | dt.datetime) -> dt.date:
    """Give the day of a date or of a moment."""
    return value.date() if isinstance(value, dt.datetime) else value


def ago(value: dt.date | dt.datetime, today: dt.date) -> str:
    """Say how long ago a day was: today, yesterday, 3 days ago, 2 weeks ago, 11-24, 2024-11-24."""
    day = as_date(value)
    days = (today - day).days
    if days == 0:
        return _("today").capitalize()  # Chinese says it otherwise than the page "Today"
    if days == 1:
        return _("Yesterday")
    if 1 < days < DAYS_IN_WORDS:
        return ngettext("{n} day ago", "{n} days ago", days)
    if DAYS_IN_WORDS <= days < WEEKS_IN_WORDS:
        return ngettext("{n} week ago", "{n} weeks ago", days // 7)
    return short(day, today)


def due(value: dt.date | dt.datetime, today: dt.date) -> Due:
    """Say when something is planned, and whether it is due today or late."""
    day = as_date(value)
    days = (day - today).days
    if days < 0:
        return Due(ngettext("{n} day late", "{n} days late", -days), "late")
    if days == 0:
        return Due(_("today").capitalize(), "today")
    if days == 1:
        return Due(_("Tomorrow"))
    return Due(short(day, today))


def due_at(day: dt.date | None, time: dt.time | None, today: dt.date) -> Due:
    """Say when a task is planned, with its time of day; without a day, that it has none."""
    if day is None:
        return Due(_("some time"))
    said = due(day, today)
    return Due(f"{said.text} {time:%H:%M}", said.state) if time and said.state != "late" else said


def planned(day: dt.date | None, time: dt.time | None, today: dt.date) -> str:
    """Say day and time of what is being planned, with the day of the week: Wed 11-25 10:00."""
    if day is None:
        return ""
    parts = (weekday(day), short(day, today), f"{time:%H:%M}" if time else "")
    return " ".join(part for part in parts if part)


def short(day: dt.date, today: dt.date) -> str:
    """Give month and day within this year, the whole date else."""
    return day.strftime("%m-%d") if day.year == today.year else day.isoformat()


def full(value: dt.date | dt.datetime) -> str:
    """Give the whole date, with the time where there is one."""
    return value.strftime("%Y-%m-%d %H:%M") if isinstance(value, dt.datetime) else value.isoformat()


def weekday(day: dt.date) -> str:
    """Name the day of the week, short."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[day.weekday()]


def month(day: dt.date) -> str:
    """Head a group of a timeline: November 2026."""
    names = (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"),
        _("August"), _("September"), _("October"), _("November"), _("December"),
    )  # fmt: skip
    return _("{month} {year}").format(month=names[day.month - 1], year=day.year)


def duration(since: dt.date, today: dt.date) -> str:
    """Say how long a customer has been one, in years and months."""
    months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    years, rest = divmod(max(months, 0), 12)
    parts = [ngettext("{n} year", "{n} years", years)] if years else []
    parts += [ngettext("{n} month", "{n} months", rest)] if rest else []
    return " ".join(parts) or _("less than a month")
