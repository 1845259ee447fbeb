"""Dates as lists say them."""

import datetime as dt

import pytest

from crm_desktop.ui.values import dates

TODAY = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "Today"), (1, "Yesterday"), (2, "2 days ago"), (13, "13 days ago"), (14, "2 weeks ago"),
        (27, "3 weeks ago"), (28, "10-26"), (400, "2025-10-19"), (-3, "11-26"),
    ],
)  # fmt: skip
def test_near_days_are_said_in_words(days: int, said: str):
    assert dates.ago(TODAY - dt.timedelta(days=days), TODAY) == said


@pytest.mark.parametrize(
    ("days", "said", "state"),
    [
        (-1, "1 day late", "late"),
        (-30, "30 days late", "late"),
        (0, "Today", "today"),
        (1, "Tomorrow", ""),
        (9, "12-02", ""),
    ],
)
def test_what_is_due_is_said_in_words_and_not_by_colour_alone(days: int, said: str, state: str):
    assert dates.due(TODAY + dt.timedelta(days=days), TODAY) == dates.Due(said, state)


def test_how_long_somebody_is_a_customer_is_counted_in_full_months():
    assert dates.duration(dt.date(2024, 3, 24), TODAY) == "2 years 7 months"
    assert dates.duration(dt.date(2026, 11, 1), TODAY) == "less than a month"


def test_a_tooltip_has_the_whole_date():
    assert dates.full(dt.datetime(2026, 11, 20, 10, 30)) == "2026-11-20 10:30"  # noqa: DTZ001 - shown as it is kept
