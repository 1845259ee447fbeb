"""Promises of days and times said in words, on the examples of examples_of_plans.py."""

import datetime as dt

import pytest

from crm_desktop.fields.kind import Context
from crm_desktop.fields.kinds.date import Date
from crm_desktop.fields.kinds.moment import Moment
from crm_desktop.fields.next_steps import find_next_step
from crm_desktop.fields.plans import Plan, find_plan
from tests.fields.examples_of_plans import CHINESE, ENGLISH, NO_PLANS, NOW, STEPS, Said

AT_NOW = Context(today=NOW.date())


def said(plan: Plan | None) -> tuple[str, str]:
    if plan is None:
        return "", ""
    return f"{plan.day} {plan.time:%H:%M}" if plan.time else f"{plan.day}", plan.text


@pytest.mark.parametrize("example", [*CHINESE, *ENGLISH], ids=lambda each: each.text)
def test_a_plan_is_found_in_a_sentence(example: Said) -> None:
    assert said(find_plan(example.text, NOW)) == (example.when, example.besides)


@pytest.mark.parametrize("text", NO_PLANS)
def test_what_plans_nothing_is_no_plan(text: str) -> None:
    assert find_plan(text, NOW) is None


@pytest.mark.parametrize("example", STEPS, ids=lambda each: each.text)
def test_of_all_days_in_a_note_the_next_step_is_found(example: Said) -> None:
    assert said(find_next_step(example.text, NOW)) == (example.when, example.besides)


def test_a_plan_tells_where_it_stood() -> None:
    text = "确认备货。周三 10 点回访"
    plan = find_next_step(text, NOW)
    assert plan is not None
    assert text[slice(*plan.span)] == "周三 10 点"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("下周三", "2026-12-02"),
        ("大后天", "2026-11-27"),
        ("月底", "2026-11-30"),
        ("3天后", "2026-11-27"),
        ("next Wed", "2026-12-02"),
        ("in two weeks", "2026-12-08"),
        ("昨天", "2026-11-23"),
        ("上周五", "2026-11-20"),
        ("11-25", "2026-11-25"),
        ("11-20", "2026-11-20"),  # a field tells of past days too
        ("11月20日", "2026-11-20"),
        ("5 Dec", "2026-12-05"),
        ("+7", "2026-12-01"),
    ],
)
def test_a_field_reads_the_same_words(text: str, day: str) -> None:
    assert Date().read(text, AT_NOW).value == dt.date.fromisoformat(day)
    moment = Moment().read(f"{text} 15:20", AT_NOW).value
    assert moment is not None
    assert f"{moment:%Y-%m-%d %H:%M}" == f"{day} 15:20"


def test_long_notes_are_looked_at_from_their_end() -> None:
    plan = find_next_step("周三聊天 " * 20_000 + "。周五回访", NOW)
    assert said(plan) == ("2026-11-27", "回访")


def test_the_last_days_that_are_kept_do_not_break_the_reader() -> None:
    last = dt.datetime(2199, 12, 31, 23, 30)  # noqa: DTZ001
    assert find_plan("3天后回访", last) is None
    assert said(find_plan("今天回访", last)) == ("2199-12-31", "回访")
