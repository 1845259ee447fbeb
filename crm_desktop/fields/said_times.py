"""Times of day as people say them, in Chinese and English: 上午10点, 下午3点半, 晚上8点, 10:30, 3:30 pm, noon."""

import datetime as dt
import re

from crm_desktop.fields.said_days import han_number

_HOUR = r"\d{1,2}|[一二两三四五六七八九十]{1,3}"
_PART = r"凌晨|清晨|早上|早晨|上午|中午|午后|下午|傍晚|晚上|夜里|早|晚"
TIME = re.compile(
    rf"(?P<part>{_PART})?\s*(?<!\d)(?P<hour>{_HOUR})\s*(?:[点點]钟?|时(?!间))"
    rf"(?:(?P<half>半)|(?P<quarter>[一三])刻|\s*(?P<minute>\d{{1,2}})(?!\d)\s*分?|(?P<han>[零〇一二三四五六七八九十]{{1,3}})分)?"
    rf"|(?P<part2>{_PART})?\s*(?:\bat\s+|@\s*)?"
    r"(?<![\d:.])(?P<hour2>\d{1,2})[:：](?P<minute2>\d{2})(?![\d:])\s*(?P<half_day2>[ap]\.?m\b\.?)?"
    r"|(?:\bat\s+|@\s*)?(?<![\d:.])\b(?P<hour3>\d{1,2})\s*(?P<half_day3>[ap]\.?m\b\.?|o['’]clock\b)"
    r"|(?:\bat\s+|@\s*)(?P<hour4>\d{1,2})\b(?![\d:.%])"
    r"|(?:\bat\s+)?(?P<noon>\b(?:noon|midday)\b|正午|中午)",
    re.IGNORECASE | re.ASCII,
)
_BEFORE_NOON = {"凌晨", "清晨", "早上", "早晨", "上午", "早"}
_FIRST_OF_MORNING = 7  # 3点 alone is the afternoon, 8点 the morning


def time_of(match: re.Match[str]) -> dt.time | None:
    """Give the time that `TIME` found; None for one that is on no clock."""
    if match["noon"]:
        return dt.time(12)
    part = match["part"] or match["part2"] or ""
    hour = han_number(match["hour"] or match["hour2"] or match["hour3"] or match["hour4"])
    minute = _minute(match)
    half_day = (match["half_day2"] or match["half_day3"] or "")[:1].lower()
    if half_day in {"a", "p"}:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half_day == "p" else 0)
    elif part in _BEFORE_NOON:
        hour = 0 if part == "凌晨" and hour == 12 else hour
    elif part == "中午":
        hour += 12 if hour < 4 else 0
    elif (part or (0 < hour < _FIRST_OF_MORNING and not _padded(match))) and hour < 12:
        hour += 12
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def today_at(text: str, now: dt.datetime) -> dt.datetime | None:
    """Give the moment of today that a bare time of day names; None where the text is anything else."""
    match = TIME.fullmatch(text.strip())
    time = time_of(match) if match and stands_alone(match) else None
    return dt.datetime.combine(now.date(), time, now.tzinfo) if time else None


def stands_alone(match: re.Match[str]) -> bool:
    """Tell whether a time is meant even with no day beside it: 10:30, 下午3点, 3 pm; not 三点."""
    return bool(match["part"] or match["part2"] or match["hour2"] or match["half_day3"] or match["noon"])


def _minute(match: re.Match[str]) -> int:
    if match["half"]:
        return 30
    if match["quarter"]:
        return 15 * han_number(match["quarter"])
    if match["han"]:
        return han_number(match["han"].lstrip("零〇") or "零")
    return int(match["minute"] or match["minute2"] or 0)


def _padded(match: re.Match[str]) -> bool:
    """03:30 is written by one who counts to 24."""
    return (match["hour2"] or match["hour"] or "").startswith("0")
