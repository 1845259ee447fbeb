"""Stretches of days counted from today: this week, the last 30 days, 90 days ago, before today."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from crm_desktop.base.i18n import N_, _, ngettext, said_in

Unit = Literal["day", "week", "month", "quarter", "year"]
_MONTHS: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12}
_AGO = re.compile(r"([+-])\s*(\d{1,4})\s*d(?:ays?)?", re.IGNORECASE)
_COUNTED = re.compile(r"(last|next)[_ ](\d{1,4})[_ ]days?", re.IGNORECASE)
_CHINESE = re.compile(r"(最近|近|过去|未来|今后)\s*(\d{1,4})\s*[天日]|(\d{1,4})\s*[天日](前|后)")


@dataclass(frozen=True, slots=True)
class RelativeDays:
    """From the `first` to the `last` unit, counted from the present one (0); None has no end.

    It is kept as it is and becomes days only when it is asked: `days(today)`.
    """

    unit: Unit
    first: int | None
    last: int | None

    def days(self, today: dt.date) -> tuple[dt.date | None, dt.date | None]:
        """Give the first and the last day that are meant, both included."""
        first = None if self.first is None else _start(self.unit, self.first, today)
        last = None if self.last is None else _start(self.unit, self.last + 1, today) - dt.timedelta(days=1)
        return first, last

    def text(self) -> str:
        """Write it as a command line and a saved view have it: this_week, last_30_days, -90d; `read` reads it."""
        for name, (days, _label) in NAMED.items():
            if days == self:
                return name
        if self.first == self.last:
            return f"{self.first:+}d"
        return f"last_{-self.first}_days" if self.first else f"next_{self.last}_days"

    def show(self) -> str:
        """Say it to a person."""
        for days, label in NAMED.values():
            if days == self:
                return _(label)
        if self.first == self.last:
            count = self.first or 0
            return ngettext("in {n} day", "in {n} days", count) if count > 0 else _ago(-count)
        if self.first:
            return ngettext("the last {n} day", "the last {n} days", -self.first)
        return ngettext("the next {n} day", "the next {n} days", self.last or 0)


NAMED: dict[str, tuple[RelativeDays, str]] = {
    "today": (RelativeDays("day", 0, 0), N_("today")),
    "yesterday": (RelativeDays("day", -1, -1), N_("yesterday")),
    "tomorrow": (RelativeDays("day", 1, 1), N_("tomorrow")),
    "overdue": (RelativeDays("day", None, -1), N_("before today")),
    "this_week": (RelativeDays("week", 0, 0), N_("this week")),
    "last_week": (RelativeDays("week", -1, -1), N_("last week")),
    "next_week": (RelativeDays("week", 1, 1), N_("next week")),
    "this_month": (RelativeDays("month", 0, 0), N_("this month")),
    "last_month": (RelativeDays("month", -1, -1), N_("last month")),
    "next_month": (RelativeDays("month", 1, 1), N_("next month")),
    "this_quarter": (RelativeDays("quarter", 0, 0), N_("this quarter")),
    "last_quarter": (RelativeDays("quarter", -1, -1), N_("last quarter")),
    "next_quarter": (RelativeDays("quarter", 1, 1), N_("next quarter")),
    "this_year": (RelativeDays("year", 0, 0), N_("this year")),
    "last_year": (RelativeDays("year", -1, -1), N_("last year")),
    "next_year": (RelativeDays("year", 1, 1), N_("next year")),
}


def last_days(number: int) -> RelativeDays:
    """Mean the days from `number` days ago until today."""
    return RelativeDays("day", -number, 0)


def next_days(number: int) -> RelativeDays:
    """Mean the days from today until `number` days from now."""
    return RelativeDays("day", 0, number)


def days_ago(number: int) -> RelativeDays:
    """Mean the one day `number` days ago."""
    return RelativeDays("day", -number, -number)


def read_relative_days(text: str) -> RelativeDays | None:
    """Read `this_week`, `last_30_days`, `-90d`, 本周, 最近30天, 90天前; None for what is none of these."""
    word = text.strip().lower()
    for name, (days, label) in NAMED.items():
        if word in {name, name.replace("_", " "), label, said_in("zh_CN", label)}:
            return days
    if match := _AGO.fullmatch(word):
        number = int(match[1] + match[2])
        return RelativeDays("day", number, number)
    if match := _COUNTED.fullmatch(word):
        return last_days(int(match[2])) if match[1] == "last" else next_days(int(match[2]))
    if match := _CHINESE.fullmatch(word):
        if match[3]:
            return days_ago(int(match[3]) if match[4] == "前" else -int(match[3]))
        return next_days(int(match[2])) if match[1] in {"未来", "今后"} else last_days(int(match[2]))
    return None


def _ago(count: int) -> str:
    return ngettext("{n} day ago", "{n} days ago", count)


def _start(unit: Unit, steps: int, today: dt.date) -> dt.date:
    """Give the first day of the unit that is `steps` units from the present one; weeks begin on Monday."""
    if unit == "day":
        return today + dt.timedelta(days=steps)
    if unit == "week":
        return today + dt.timedelta(days=7 * steps - today.weekday())
    length = _MONTHS[unit]
    months = (today.year * 12 + today.month - 1) // length * length + steps * length
    return dt.date(months // 12, months % 12 + 1, 1)
