"""The keep rules hold over years of backups, random gaps and clocks that jump."""

import datetime as dt
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.storage.backup.keep_rules import RECENT, Aged, kept

START = dt.datetime(2024, 1, 1, 9, tzinfo=dt.UTC)
MOST = 70
# Hours to the next backup: half an hour of work, an hour or two, a night, a weekend, a holiday.
GAPS = st.sampled_from([0.5, 0.5, 1, 2, 5, 15, 64, 500])


def thin(backups: list[Aged]) -> list[Aged]:
    keep = kept(backups)
    return [each for each in backups if each.sequence in keep]


def safe(before: list[Aged], after: list[Aged]) -> None:
    """Hold what must hold whatever the clock says."""
    verified = [each.sequence for each in before if each.verified]
    left = [each.sequence for each in after if each.verified]
    assert max(each.sequence for each in before) in {each.sequence for each in after}
    assert not verified or max(verified) in left
    assert len(left) >= min(3, len(verified))
    assert len(after) <= MOST


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(GAPS, st.booleans()), max_size=250))
def test_with_a_clock_that_runs_right_every_rule_holds(gaps: list[tuple[float, bool]]):
    now, there, ever = START, [], []
    for number, (hours, verified) in enumerate(gaps, 1):
        now += dt.timedelta(hours=hours)
        new = Aged(number, now, verified)
        there, ever = [*there, new], [*ever, new]
        left = thin(there)
        safe(there, left)
        there = left
        recent = [each for each in ever if now - each.moment <= RECENT]
        assert set(recent[-40:]) <= set(there)
        days = list(dict.fromkeys(each.moment.date() for each in reversed(ever)))[:7]
        weeks = list(dict.fromkeys(each.moment.isocalendar()[:2] for each in reversed(ever)))[:5]
        months = list(dict.fromkeys((each.moment.year, each.moment.month) for each in reversed(ever)))[:12]
        assert {each.moment.date() for each in there} >= set(days)
        assert {each.moment.isocalendar()[:2] for each in there} >= set(weeks)
        assert {(each.moment.year, each.moment.month) for each in there} >= set(months)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(GAPS, st.sampled_from([0, 0, 0, 0, 0, 0, 0, -40_000, -900, -3, 3, 900, 40_000]), st.booleans()),
        max_size=250,
    )
)
def test_with_a_clock_that_jumps_the_newest_and_three_verified_stay_and_there_are_never_too_many(
    steps: list[tuple[float, int, bool]],
):
    now, there = START, []
    for number, (hours, jump, verified) in enumerate(steps, 1):
        now += dt.timedelta(hours=hours + jump)
        there.append(Aged(number, now, verified))
        left = thin(there)
        safe(there, left)
        there = left


def test_a_clock_that_stands_still_does_not_fill_the_disk():
    there: list[Aged] = []
    for number in range(1, 300):
        there = thin([*there, Aged(number, START, verified=True)])
    assert [each.sequence for each in there] == list(range(260, 300))


def test_three_years_of_half_hours_leave_few_and_reach_back_to_the_first_year():
    dice = random.Random(3)  # noqa: S311 - not a secret
    there: list[Aged] = []
    most, number = 0, 0
    for day in range(3 * 365):
        for half in sorted(dice.sample(range(20), dice.randint(0, 10))):
            number += 1
            moment = START + dt.timedelta(days=day, minutes=30 * half)
            there = thin([*there, Aged(number, moment, verified=True)])
            most = max(most, len(there))
    assert most <= MOST
    assert {each.moment.year for each in there} == {2024, 2025, 2026}
    assert len({(each.moment.year, each.moment.month) for each in there}) >= 12


def test_nothing_is_kept_of_nothing():
    assert kept([]) == set()
