"""Days as people say them, in Chinese and English: 下周三, 月底, 3 天后, next Wed, in two weeks, 5 Dec.

A week begins on Monday. What may mean several days means the next of them: 周三 and Wednesday the first one after
today, 5号 and 11-25 that day or, where it is past, the one of the next month or year. 下周三 and "next Wed" are the
Wednesday of next week; a week or a month that is only named means its first day.
"""

import calendar
import contextlib
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

FIRST_YEAR, LAST_YEAR = 1900, 2199
MONTHS = {word: 1 + at for at, word in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split())}  # noqa: SIM905 - reads as a sentence
HAN_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_WEEKDAYS = {sign: at % 7 for signs in ("一二三四五六日", "1234567") for at, sign in enumerate(signs)} | {
    "天": 6,
    "末": 5,
}
_NAMED = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_COUNTS = {word: at for at, word in enumerate("zero one two three four five six seven eight nine ten".split())} | {  # noqa: SIM905
    "a": 1,
    "an": 1,
    "eleven": 11,
    "twelve": 12,
}
_NUMBER = r"\d{1,4}|[一二两三四五六七八九十]{1,3}"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|satur|sun)day|mon|tues?|wed|thu(?:rs?)?|fri"
_HAN_WEEKDAY = r"[一二三四五六日天末]|[1-7](?!\d)"
_MEASURES = "[天日个箱盒件条台套块元万米人月年小分岁折号楼栋层室%％]|周(?![一二三四五六日天])"


@dataclass(frozen=True, slots=True)
class SaidDay:
    """A day and where it was said: `text[start:end]`."""

    day: dt.date
    start: int
    end: int


_Turn = Callable[[re.Match[str], dt.date], dt.date]
_WAYS: list[tuple[re.Pattern[str], _Turn]] = []


def find_days(text: str, today: dt.date) -> Iterator[SaidDay]:
    """Find the days said in `text`, as they stand in it; of two that begin at one place the longer."""
    found = [
        (match.start(), -match.end(), day)
        for pattern, turn in _WAYS
        for match in pattern.finditer(text)
        if (day := _turned(turn, match, today)) is not None
    ]
    ended = 0
    for start, end, day in sorted(found):
        if start >= ended:
            ended = -end
            yield SaidDay(day, start, ended)


def said_day(text: str, today: dt.date) -> dt.date | None:
    """Give the day that `text` says and nothing besides; a month and day without a year mean the nearest."""
    for pattern, turn in _WAYS:
        match = pattern.fullmatch(text)
        if match and (day := _turned(turn, match, today)) is not None:
            return _nearest(day, today) if turn is _month_and_day else day
    return None


def han_number(text: str) -> int:
    """Give the number of 12, 十, 十二, 二十 or 二十五."""
    if text.isdigit() and text.isascii():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (HAN_DIGITS[tens] if tens else 1 if ten else 0) * 10 + (HAN_DIGITS[ones] if ones else 0)


def _said(*patterns: str) -> Callable[[_Turn], _Turn]:
    """Say that the decorated function turns what any of the patterns finds into a day."""

    def declare(turn: _Turn) -> _Turn:
        _WAYS.extend((re.compile(each, re.IGNORECASE | re.ASCII), turn) for each in patterns)
        return turn

    return declare


def _turned(turn: _Turn, match: re.Match[str], today: dt.date) -> dt.date | None:
    with contextlib.suppress(ValueError, OverflowError, KeyError):
        day = turn(match, today)
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return day
    return None


_NEAR = {
    **dict.fromkeys(("大前天",), -3),
    **dict.fromkeys(("前天", "day before yesterday"), -2),
    **dict.fromkeys(("昨天", "昨日", "昨晚", "yesterday"), -1),
    **dict.fromkeys(("今天", "今日", "今早", "今晚", "today", "tonight"), 0),
    **dict.fromkeys(("明天", "明日", "明早", "明晚", "tomorrow", "tmr", "tmrw"), 1),
    **dict.fromkeys(("后天", "後天", "day after tomorrow"), 2),
    **dict.fromkeys(("大后天", "大後天"), 3),
}


@_said(r"大?[前后後]天|[昨今明][天日早晚]", r"\b(?:the )?(day (?:before|after) (?:yesterday|tomorrow))\b")
@_said(r"\b(?:today|tonight|tomorrow|tmrw?|yesterday)\b")
def _near(match: re.Match[str], today: dt.date) -> dt.date:
    return today + dt.timedelta(days=_NEAR[(match.group(match.lastindex or 0)).lower()])


@_said(
    rf"(?P<which>下下|下|这|本|上)个?(?:周|星期|礼拜)(?P<day>{_HAN_WEEKDAY})",
    rf"(?<![每上下两一几三四十半\d个])(?P<which>)(?:周|星期|礼拜)(?P<day>{_HAN_WEEKDAY})(?!年|[到至~-]+[周星礼一-日])",
    rf"\b(?:(?P<which>next|this|coming|last) )?(?P<day>{_WEEKDAY})\b\.?",
    r"\b(?P<which>next|this|coming|last) (?P<day>sat|sun|weekend)\b",
    r"(?P<which>)\b(?P<day>(?-i:Sat|Sun|SAT|SUN)|weekend)\b",
)
def _weekday(match: re.Match[str], today: dt.date) -> dt.date:
    day, which = match["day"].lower(), (match["which"] or "").lower()
    weekday = _WEEKDAYS[day] if day in _WEEKDAYS else 5 if day == "weekend" else _NAMED.index(day[:3])
    if which in {"", "coming"}:
        if day in {"末", "weekend"} and today.weekday() >= weekday:
            return today
        return today + dt.timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    weeks = {"下下": 2, "下": 1, "next": 1, "上": -1, "last": -1}.get(which, 0)
    return _monday(today, weeks) + dt.timedelta(days=weekday)


@_said(r"(?<![上下])(?P<which>下下|下)个?(?:周|星期|礼拜)(?![一二三四五六日天末1-7])", r"\b(?P<which>)next week\b")
def _next_week(match: re.Match[str], today: dt.date) -> dt.date:
    return _monday(today, 2 if match["which"] == "下下" else 1)


@_said(
    r"(?P<which>下|这|本)?个?月(?P<what>底|末|初)",
    r"(?P<which>下)个?月(?P<what>)(?!\s*[\d初底末一二三])",
    r"\b(?:the )?(?P<what>end|beginning|start) of (?:the )?(?P<which>this|next)? ?month\b",
    r"\b(?P<which>)(?P<what>end)[- ]of[- ]month\b|\bmonth[- ]end\b",
    r"\b(?P<which>next) month(?P<what>)\b",
)
def _month_part(match: re.Match[str], today: dt.date) -> dt.date:
    which, what = (match["which"] or "").lower(), match["what"]
    ends = what is None or what.lower() in {"底", "末", "end"}
    later = which in {"下", "next"} or (not which and not ends and today.day > 1)
    first = _months_ahead(today.replace(day=1), 1 if later else 0)
    return _months_ahead(first, 1) - dt.timedelta(days=1) if ends else first


@_said(r"(?<!\d)(?P<which>今|明)?年[底末]", r"\b(?:the )?end of (?:the |this )?year\b")
def _year_end(match: re.Match[str], today: dt.date) -> dt.date:
    return dt.date(today.year + ("明" in match.group()), 12, 31)


@_said(r"\b(?:the )?end of (?:the |this )?(?:(?P<which>next) )?week\b")
def _week_end(match: re.Match[str], today: dt.date) -> dt.date:
    friday = _monday(today, 1 if match["which"] else 0) + dt.timedelta(days=4)
    return friday if match["which"] or friday >= today else today


@_said(
    rf"(?P<which>下|这|本)个?月\s*(?P<day>{_NUMBER})\s*[号日](?!\d)",
    r"(?<![\w.-])(?:(?<![一-鿿])|(?<=[于在约到请]))(?<![路街道巷弄] )(?P<which>)(?P<day>\d{1,2})[号日]"
    r"(?![楼店线门仓库桌车院室机厂铺柜馆房码栋\d])",  # 5号楼 is a place
    r"\b(?:on|by) the (?P<which>)(?P<day>\d{1,2})(?:st|nd|rd|th)\b",
    r"\bthe (?P<day>\d{1,2})(?:st|nd|rd|th) of (?P<which>this|next) month\b",
)
def _day_of_month(match: re.Match[str], today: dt.date) -> dt.date:
    number, which = han_number(match["day"]), (match["which"] or "").lower()
    if which:
        return _months_ahead(today.replace(day=1), 1 if which in {"下", "next"} else 0).replace(day=number)
    first = today.replace(day=1)
    for months in range(4):  # the next month that has such a day
        month = _months_ahead(first, months)
        if number <= calendar.monthrange(month.year, month.month)[1] and (day := month.replace(day=number)) >= today:
            return day
    raise ValueError(number)


@_said(
    r"(?<![\d./-])(?P<month>1[0-2]|0?[1-9])-(?P<day>3[01]|[12]\d|0[1-9])(?![\d./-])(?!\s*(?:" + _MEASURES + "))",
    r"(?<![\d年])(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[号日]",
    rf"(?<![年十])(?P<month>[一二三四五六七八九十]{{1,2}})月(?P<day>{_NUMBER})[号日]",
    rf"\b(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})(?! ?,? ?\d{{4}})(?!\w)",
    rf"\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?! ?,? ?\d{{4}})(?![\w:])",
)
def _month_and_day(match: re.Match[str], today: dt.date) -> dt.date:
    said = match["month"]
    month = MONTHS[said[:3].lower()] if said[0].isascii() and said[0].isalpha() else han_number(said)
    day = int(match["day"]) if match["day"].isascii() else han_number(match["day"])
    years = range(today.year, today.year + 9)  # 29 February comes again within eight
    return next(made for year in years if (made := _made(year, month, day)) and made >= today)


@_said(
    r"(?<![\d./-])(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})[日号]?(?![\d./-])",
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH}),? (?P<year>\d{{4}})\b",
    rf"\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b",
)
def _whole_date(match: re.Match[str], today: dt.date) -> dt.date:  # noqa: ARG001 - every way has the day it is said on
    said = match["month"]
    month = int(said) if said.isdigit() else MONTHS[said[:3].lower()]
    return dt.date(int(match["year"]), month, int(match["day"]))


@_said(
    rf"过?\s*(?P<count>{_NUMBER}|半)\s*个?(?P<unit>天|日|周|星期|礼拜|月|年)\s*(?:之后|以后|后|之内|以内|内)",
    rf"(?:再过|过)\s*(?P<count>{_NUMBER}|半)\s*个?(?P<unit>天|日|周|星期|礼拜|月|年)",
    rf"\b(?:in|within) (?P<count>\d{{1,4}}|{'|'.join(_COUNTS)}) (?P<unit>day|week|month|year)s?\b(?:['’] time)?",
    rf"\b(?P<count>\d{{1,4}}|{'|'.join(_COUNTS)}) (?P<unit>day|week|month|year)s? (?:later|from now|from today)\b",
    r"(?<![^\s,，。;；(（])\+(?P<count>\d{1,4})\s*(?P<unit>天|d(?:ays?)?\b|周|w(?:eeks?)?\b|(?![\d.,%元万]))",
)
def _ahead(match: re.Match[str], today: dt.date) -> dt.date:
    said, unit = match["count"].lower(), match["unit"][:1].lower()
    if said == "半":
        return today + dt.timedelta(days=15) if unit == "月" else _months_ahead(today, {"年": 6}[unit])
    count = _COUNTS[said] if said in _COUNTS else han_number(said)
    if unit in {"月", "m"}:
        return _months_ahead(today, count)
    if unit in {"年", "y"}:
        return _months_ahead(today, 12 * count)
    return today + dt.timedelta(days=count * (7 if unit in {"周", "星", "礼", "w"} else 1))


def _monday(today: dt.date, weeks: int) -> dt.date:
    return today + dt.timedelta(days=7 * weeks - today.weekday())


def _months_ahead(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _made(year: int, month: int, day: int) -> dt.date | None:
    with contextlib.suppress(ValueError):
        return dt.date(year, month, day)
    return None


def _nearest(day: dt.date, today: dt.date) -> dt.date:
    """Take 11-24 said on 25 November for yesterday: in a field a day may well be past."""
    before = _made(day.year - 1, day.month, day.day)
    return before if before and today - before < day - today else day
