"""Examples of the format rules: days and moments."""

import datetime as dt

from crm_desktop.fields.kinds.birthday import Birthday
from crm_desktop.fields.kinds.date import Date
from crm_desktop.fields.kinds.moment import Moment
from tests.fields.example_words import Accepted, Examples, N, Refused, at, day, plain

DAYS: dict[str, Examples] = {
    "date": Examples(
        Date(),
        (
            day("2024-03-05", "2024-03-05"),
            day("2024-3-5", "2024-03-05", *N),
            day("2024.3.5", "2024-03-05", *N),
            day("2024/3/5", "2024-03-05", *N),
            day("24/3/5", "2024-03-05", *N),
            day("2024年3月5日", "2024-03-05", *N),
            day("20240305", "2024-03-05", *N),
            day("5 Mar 2024", "2024-03-05", *N),
            day("March 5, 2024", "2024-03-05", *N),
            day(45356.0, "2024-03-05", *N),
            day("45356", "2024-03-05", *N),
            day("今天", "2026-11-23", *N),
            day("today", "2026-11-23", *N),
            day("+7", "2026-11-30", *N),
            day("下周三", "2026-12-02", *N),
            day("next Wed", "2026-12-02", *N),
            day("月底", "2026-11-30", *N),
            day("25-03-2024", "2024-03-25", *N),
            day("2024-03-05 00:00:00", "2024-03-05", *N),
            day(dt.date(2024, 3, 5), "2024-03-05"),
            day(dt.datetime(2024, 3, 5), "2024-03-05"),  # noqa: DTZ001 - a sheet's date cell
        ),
        (
            Refused("01-03-2024", "ambiguous_date"),
            Refused("2024-02-30", "impossible_date"),
            Refused("2024-13-01", "impossible_date"),
            Refused("0000-00-00", "impossible_date"),
            Refused("1899-12-31", "year_out_of_range"),
            Refused("2200-01-01", "year_out_of_range"),
            Refused("每周三", "not_a_date"),
            Refused("2024年3月", "not_a_date"),
        ),
    ),
    "moment": Examples(
        Moment(),
        (
            Accepted("2026-11-19 15:20", at(2026, 11, 19, 15, 20), *["2026-11-19 15:20"] * 2),
            Accepted("2026-11-19 15:20:33", at(2026, 11, 19, 15, 20, 33), *["2026-11-19 15:20:33"] * 2),
            Accepted("2026-11-19", at(2026, 11, 19), *["2026-11-19"] * 2),
            Accepted("2026年11月19日 下午3:20", at(2026, 11, 19, 15, 20), *["2026-11-19 15:20"] * 2, N),
            Accepted("2026/11/19 3:20 PM", at(2026, 11, 19, 15, 20), *["2026-11-19 15:20"] * 2, N),
            Accepted("2026年11月19日15点20分", at(2026, 11, 19, 15, 20), *["2026-11-19 15:20"] * 2, N),
            Accepted("今天 15：20", at(2026, 11, 23, 15, 20), *["2026-11-23 15:20"] * 2, N),
            Accepted(45356.5, at(2024, 3, 5, 12), *["2024-03-05 12:00"] * 2, N),
        ),
        (
            Refused("2026-11-19 25:00", "impossible_time"),
            Refused("2026-11-19 12:60", "impossible_time"),
            Refused("2026-11-31 12:00", "impossible_date"),
            Refused("2026-11-19 15:xx", "not_a_time"),
            Refused("soon", "not_a_date"),
            Refused("1850-01-01 10:00", "year_out_of_range"),
        ),
    ),
    "birthday": Examples(
        Birthday(),
        (
            plain("1990-03-05", "1990-03-05"),
            plain("85/3/5", "1985-03-05", *N),
            plain("30/3/5", "1930-03-05", *N),
            Accepted("3月5日", "--03-05", "03-05", "03-05", N),
            Accepted("--03-05", "--03-05", "03-05", "03-05"),
            Accepted("2-29", "--02-29", "02-29", "02-29", N),
            plain("2030-01-01", "2030-01-01", "in_the_future"),
        ),
        (
            Refused("农历八月十五", "lunar_birthday"),
            Refused("2-30", "impossible_date"),
            Refused("1990-13-01", "impossible_date"),
            Refused("1890-01-01", "year_out_of_range"),
            Refused("春天", "not_a_date"),
        ),
    ),
}
