"""A day and a time of day."""

import contextlib
import datetime as dt
import re

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.clean import rewritten, typed
from crm_desktop.fields.columns import IsoMoment
from crm_desktop.fields.kind import Cell, Context, Kind, Read, RefusedError, normalised
from crm_desktop.fields.written_dates import from_serial, is_serial, local_moment, make_day, read_day

_ISO = re.compile(r"(?:19|20|21)\d\d-\d\d-\d\d \d\d:\d\d(?::\d\d)?")
_PARTS = re.compile(
    r"(.*?\d[日号]?|.*?[^\d\s])(?:\s+|T|(?<=[日号]))((?:[^\da-z\s-]{0,4}|am|pm)\s*\d{1,2}\s*[:点时].*)", re.IGNORECASE
)
_TIME = re.compile(
    r"(?P<early>上午|早上|凌晨|am)?(?P<late>下午|晚上|中午|pm)?\s*"
    r"(?P<hour>\d{1,2})\s*[:点时]\s*(?P<half>半)?(?:(?P<minute>\d{1,2})\s*分?)?(?:[:]?(?P<second>\d{1,2})(?:\.\d+)?\s*秒?)?"
    r"\s*(?P<am>am)?(?P<pm>pm)?\s*(?P<zone>Z|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_SECONDS = 86_400


class Moment(Kind[dt.datetime]):
    """A day and time, kept with the offset of where it was written.

    Midnight is shown as the day alone: a sheet's day without a time is read so. Seconds are shown
    where there are any; `brief` leaves them out.
    """

    name = "moment"
    label = N_("Moment")
    accepts = N_("A day and a time like 2026-03-01 15:20.")
    example = "2026-03-01 15:20"

    def __init__(self) -> None:
        self.column_type = IsoMoment()

    def parse(self, raw: object, context: Context) -> Read[dt.datetime]:
        if isinstance(raw, dt.datetime):
            make_day(raw.year, raw.month, raw.day, str(raw))
            return Read((raw if raw.tzinfo else local_moment(raw)).replace(microsecond=0))
        if isinstance(raw, dt.date):
            return Read(_at(make_day(raw.year, raw.month, raw.day, str(raw)), dt.time()))
        if isinstance(raw, (int, float)) and is_serial(raw):
            moment = _at(from_serial(int(raw)), dt.time()) + dt.timedelta(seconds=round(raw % 1 * _SECONDS))
            return Read(moment, normalised(str(raw), self.show(moment)))
        if isinstance(raw, str) and _ISO.fullmatch(raw):  # as moments are shown
            with contextlib.suppress(ValueError):
                return Read(local_moment(dt.datetime.fromisoformat(raw)))
        moment = _read_text(typed(raw), context)
        return Read(moment, rewritten(raw, self.show(moment), moment.isoformat()))

    def show(self, value: dt.datetime) -> str:
        local = local_moment(value.replace(tzinfo=None)).utcoffset() == value.utcoffset()
        day_only = local and not (value.hour or value.minute or value.second)
        shown = value.strftime("%Y-%m-%d" if day_only else "%Y-%m-%d %H:%M:%S" if value.second else "%Y-%m-%d %H:%M")
        return shown if local else f"{shown} {value.isoformat()[19:]}"

    def brief(self, value: dt.datetime) -> str:
        """Show the moment to the minute, as lists do."""
        return f"{value:%Y-%m-%d %H:%M}"

    def cell(self, value: dt.datetime) -> Cell:
        return Cell(value.replace(tzinfo=None), "yyyy-mm-dd hh:mm")


def _read_text(text: str, context: Context) -> dt.datetime:
    match = _PARTS.fullmatch(text)
    if not match:
        return _at(read_day(text, context), dt.time())
    day = read_day(match[1].strip(), context)
    time = _TIME.fullmatch(match[2].strip())
    if not time:
        raise RefusedError("not_a_time", _("“{raw}” is no time; write it like 15:20.").format(raw=match[2]))
    hour = int(time["hour"])
    afternoon, morning = time["late"] or time["pm"], time["early"] or time["am"]
    if afternoon and hour < 12:
        hour += 12
    elif morning and hour == 12:
        hour = 0
    minute = 30 if time["half"] else int(time["minute"] or 0)
    try:
        return _at(day, dt.time(hour, minute, int(time["second"] or 0)), time["zone"])
    except ValueError:
        raise RefusedError(
            "impossible_time", _("There is no such time of day: “{raw}”.").format(raw=match[2])
        ) from None


def _at(day: dt.date, time: dt.time, zone: str | None = None) -> dt.datetime:
    plain = dt.datetime.combine(day, time)
    if not zone:
        return local_moment(plain)
    return dt.datetime.fromisoformat(plain.isoformat() + zone.upper())
