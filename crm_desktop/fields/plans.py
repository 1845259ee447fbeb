"""Plans inside a sentence: "周三 10 点回访大单报价" is Wednesday, 10:00, "回访大单报价"."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from crm_desktop.fields.said_days import SaidDay, find_days
from crm_desktop.fields.said_times import TIME, stands_alone, time_of

_GLUE = re.compile(r"[\s,，的]{0,3}")
_LEAD = re.compile(r"(?:\b(?:on|by|before|until|due|for)|[于在])\s*$", re.IGNORECASE)
_TAIL = re.compile(r"\s*(?:之前|以前|前(?!台|往|去|面))")
_BETWEEN, _CLOSING = " ,，(（)）", frozenset(")）")
EDGES = " \t,，;；:：、-—·"


@dataclass(frozen=True, slots=True)
class Plan:
    """What was planned: the day, the time of day if one was said, the words besides.

    `span` is where the day (and a time beside it) stood in what was looked at; `text` is that without day and time.
    """

    day: dt.date
    time: dt.time | None
    text: str
    span: tuple[int, int]


def find_plan(text: str, now: dt.datetime, *, past: bool = False) -> Plan | None:
    """Find the first day from today on (with `past` any day) that a text says, with a time if one stands beside it.

    A time without a day is today's or, where it is past, tomorrow's.
    """
    today = now.date()
    for said in _told_once(text, find_days(text, today)):
        if said.day < today and not past:
            continue
        time, start, end = _time_beside(text, said.start, said.end)
        plan = _plan(text, said.day, time, start, end)
        return plan if time else _with_time_apart(plan)
    for match in TIME.finditer(text):
        time = time_of(match)
        if time is not None and stands_alone(match):
            late = time <= now.time().replace(tzinfo=None)
            return _plan(text, today + dt.timedelta(days=late), time, match.start(), match.end())
    return None


def _told_once(text: str, found: Iterable[SaidDay]) -> Iterator[SaidDay]:
    """Take “Wed 11-25” and “11-25（周三）” for one day, the one that is said in figures."""
    days = list(found)
    while days:
        first = days.pop(0)
        while days and not text[first.end : days[0].start].strip(_BETWEEN):
            other = days.pop(0)
            in_figures = any(map(str.isdigit, text[first.start : first.end]))
            end = other.end + (text[other.end : other.end + 1] in _CLOSING)
            first = SaidDay(first.day if in_figures else other.day, first.start, end)
        yield first


def _time_beside(text: str, start: int, end: int) -> tuple[dt.time | None, int, int]:
    """Find the time after or before a day; give it with where both stand."""
    begin = end - 1 if text[end - 1] in "早晚" else _past_glue(text, end)  # 今晚 8 点 is twenty o'clock
    match = TIME.match(text, begin)
    if match and (time := time_of(match)) is not None:
        return time, start, match.end()
    for match in TIME.finditer(text, 0, start):
        between = text[match.end() : start].strip().lower()
        if between in {"", "on", ",", "，"} and (time := time_of(match)) is not None:
            return time, match.start(), end
    return None, start, end


def _past_glue(text: str, end: int) -> int:
    glue = _GLUE.match(text, end)
    return glue.end() if glue else end


def _with_time_apart(plan: Plan) -> Plan:
    """Take the time of "tomorrow call at 3 pm", which stands among the words."""
    for match in TIME.finditer(plan.text):
        time = time_of(match)
        if time is not None and stands_alone(match):
            return replace(plan, time=time, text=_without(plan.text, match.start(), match.end()))
    return plan


def _plan(text: str, day: dt.date, time: dt.time | None, start: int, end: int) -> Plan:
    if lead := _LEAD.search(text, 0, start):
        start = lead.start()
    if tail := _TAIL.match(text, end):
        end = tail.end()
    return Plan(day, time, _without(text, start, end), (start, end))


def _without(text: str, start: int, end: int) -> str:
    before, after = text[:start], text[end:]
    apart = before[-1:].isspace() or after[:1].isspace()
    joined = before.rstrip(EDGES if not after.strip(EDGES) else None) + (" " if apart else "") + after.lstrip(EDGES)
    return joined.strip(EDGES)
