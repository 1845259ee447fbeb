"""Days as people write them, in Chinese, in English and in spreadsheets."""

import datetime as dt
import re
from collections.abc import Iterable

from crm_desktop.base.i18n import _
from crm_desktop.fields.clean import typed
from crm_desktop.fields.kind import Context, DateOrder, RefusedError
from crm_desktop.fields.said_days import FIRST_YEAR, LAST_YEAR, MONTHS, said_day

SERIALS = range(20_000, 60_001)  # 1954 to 2064, as a spreadsheet counts days
_SERIAL_ZERO = dt.date(1899, 12, 30)
_YEAR_FIRST = re.compile(r"(\d{4}|\d{2})\s*([-/.年])\s*(\d{1,2})\s*([-/.月])\s*(\d{1,2})\s*[日号]?")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*[-/.]\s*(\d{4})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_MONTH = re.compile(
    r"(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})", re.IGNORECASE
)
_MONTH_DAY = re.compile(
    r"(?:[a-z]{3,9}\.?,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE
)
_AHEAD = re.compile(r"([+-])\s*(\d{1,4})\s*(?:d|days?|天)?", re.IGNORECASE)


def read_day(text: str, context: Context) -> dt.date:
    """Read a day from tidy text; raises `RefusedError`."""
    if match := _YEAR_FIRST.fullmatch(text):
        return _year_first(match, text, context)
    if match := _COMPACT.fullmatch(text):
        return make_day(int(match[1]), int(match[2]), int(match[3]), text)
    if match := _YEAR_LAST.fullmatch(text):
        day, month = _order(int(match[1]), int(match[3]), int(match[4]), text, context)
        return make_day(int(match[4]), month, day, text)
    if text.isdigit() and int(text) in SERIALS:
        return from_serial(int(text))
    if match := _AHEAD.fullmatch(text):
        return context.today + dt.timedelta(days=int(match[1] + match[2]))
    return _english(text, context)


def make_day(year: int, month: int, day: int, text: str) -> dt.date:
    """Make a day of 1900 to 2199; raises `RefusedError` for one that is in no calendar."""
    try:
        made = dt.date(year, month, day)
    except ValueError:
        raise RefusedError("impossible_date", _("There is no such day: “{raw}”.").format(raw=text)) from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = _("The year of “{raw}” is outside {first} to {last}.").format(
            raw=text, first=FIRST_YEAR, last=LAST_YEAR
        )
        raise RefusedError("year_out_of_range", message)
    return made


def is_serial(raw: object) -> bool:
    """Tell whether a number cell is a day as a spreadsheet counts it."""
    return isinstance(raw, (int, float)) and SERIALS.start <= raw < SERIALS.stop


def from_serial(days: int) -> dt.date:
    """Give the day that a spreadsheet counts as `days`."""
    return _SERIAL_ZERO + dt.timedelta(days=days)


def full_year(two_digits: int, today: dt.date) -> int:
    """Give the year of 24 or 99: at most twenty years ahead, else of the century before."""
    century = today.year - today.year % 100
    year = century + two_digits
    return year if year <= today.year + 20 else year - 100


def local_moment(plain: dt.datetime) -> dt.datetime:
    """Give a wall-clock time its local offset."""
    try:
        return plain.astimezone()
    except (OSError, OverflowError):  # Windows knows no offsets before 1970
        return plain.replace(tzinfo=dt.datetime.now().astimezone().tzinfo)


def written_orders(cells: Iterable[object]) -> frozenset[DateOrder] | None:
    """Tell which orders fit every 01-03-2024 of a column; None where there is no such cell.

    Two orders mean that the user must be asked, an empty set that the column mixes them.
    """
    fitting: set[DateOrder] | None = None
    for cell in cells:
        match = _YEAR_LAST.match(typed(cell)) if isinstance(cell, str) else None
        if match:
            fitting = {"dmy", "mdy"} if fitting is None else fitting
            if int(match[1]) > 12:
                fitting.discard("mdy")
            if int(match[3]) > 12:
                fitting.discard("dmy")
    return None if fitting is None else frozenset(fitting)


def _year_first(match: re.Match[str], text: str, context: Context) -> dt.date:
    first, middle, last = int(match[1]), int(match[3]), int(match[5])
    if len(match[1]) == 4:
        return make_day(first, middle, last, text)
    if match[2] != "年" and context.date_order in {"dmy", "mdy"}:
        day, month = (first, middle) if context.date_order == "dmy" else (middle, first)
        return make_day(full_year(last, context.today), month, day, text)
    return make_day(full_year(first, context.today), middle, last, text)


def _order(first: int, second: int, year: int, text: str, context: Context) -> tuple[int, int]:
    """Give day and month of 01-03-2024; raises `RefusedError` where only the writer knows."""
    if context.date_order == "dmy":
        return first, second
    if context.date_order == "mdy":
        return second, first
    if first == second or first > 12:
        return first, second
    if second > 12:
        return second, first
    message = _("“{raw}” may be {one} or {other}; write the year first.").format(
        raw=text, one=f"{year}-{second:02}-{first:02}", other=f"{year}-{first:02}-{second:02}"
    )
    raise RefusedError("ambiguous_date", message)


def _english(text: str, context: Context) -> dt.date:
    match = _DAY_MONTH.fullmatch(text)
    day, word, year = match.groups() if match else ("", "", "")
    if not match and (match := _MONTH_DAY.fullmatch(text)):
        word, day, year = match.groups()
    month = MONTHS.get(word[:3].lower())
    if not match or month is None:
        if said := said_day(text, context.today):
            return said
        raise RefusedError("not_a_date", _("“{raw}” is not a date; write it like 2024-03-05.").format(raw=text))
    return make_day(int(year), month, int(day), text)
