"""What filters ask, and that the database answers as a plain evaluation of the records would."""

import datetime as dt
from decimal import Decimal

import pytest

from crm_desktop.base.errors import InvalidValueError, UnknownFieldError
from crm_desktop.fields.relative_days import NAMED, RelativeDays, days_ago, last_days, next_days, read_relative_days
from crm_desktop.services import lists, records
from crm_desktop.services.conditions.data import as_data, from_data
from crm_desktop.services.conditions.tree import Condition, Group, Related
from crm_desktop.services.lists import ListQuery, list_ids, parse_condition
from crm_desktop.services.workspace import Workspace

TODAY = dt.date(2026, 11, 24)  # a Tuesday


def found(workspace: Workspace, *where: str, entity: str = "customer") -> list[str]:
    trees = tuple(parse_condition(said, entity, workspace.context) for said in where)
    assert from_data(as_data(trees), entity) == trees
    with workspace.read() as session:
        ids = list_ids(session, ListQuery(entity, trees, today=TODAY))
        return [row[0] for row in lists.list_rows(session, entity, ids, ("name",))]


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ("level=A|B", 10), ("level!=A|B", 2), ("any(level=C; tags=零售)", 6), ("none(level=C; tags=零售)", 6),
        ("all(level=A; any(tags=export; region~杭州))", 3), ("name^=北", 1), ("name!~店", 10), ("tags=重点|批发", 5),
        ("tags!=重点|批发", 7), ("tags~发", 2), ("region=", 1), ("has contact", 12), ("no contact(name~女士)", 8),
        ("has email", 12), ("no phone", 9), ("has mobile", 9), ("has email(verified_on!=)", 0),
        ("no interaction(happened_at=last_30_days)", 0), ("no interaction(happened_at=last_10_days)", 5),
        ("count interaction>1", 12), ("count interaction(happened_at=last_30_days)>=2", 0),
        ("last_contact<-10d", 5), ("last_contact=last_10_days", 7), ("last_contact=2026-11-20", 1),
        ("last_contact=2026-11-10..2026-11-12", 3), ("last_contact>2026-11-19", 1), ("last_contact>=2026-11-19", 2),
        ("next_step=next_week", 12), ("next_step=this_week", 0), ("next_step=overdue", 0), ("next_step>+7d", 0),
        ("address.city=杭州市", 4), ("address.city!=杭州市", 8), ("mobile~1380000", 1), ("credit_limit=", 12),
    ],
)  # fmt: skip
def test_a_filter_gives_those_that_it_says(filled: Workspace, where: str, count: int):
    assert len(found(filled, where)) == count


def test_parts_are_asked_what_belongs_to_them(filled: Workspace):
    assert found(filled, "has mobile", entity="contact") == []
    assert found(filled, "name=王女士", entity="contact") == ["王女士"]


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        ("today", "2026-11-24", "2026-11-24"), ("overdue", None, "2026-11-23"),
        ("this_week", "2026-11-23", "2026-11-29"),
        ("last_week", "2026-11-16", "2026-11-22"), ("next_month", "2026-12-01", "2026-12-31"),
        ("next_quarter", "2027-01-01", "2027-03-31"), ("last_quarter", "2026-07-01", "2026-09-30"),
        ("this_year", "2026-01-01", "2026-12-31"), ("last_30_days", "2026-10-25", "2026-11-24"),
        ("next_7_days", "2026-11-24", "2026-12-01"), ("-90d", "2026-08-26", "2026-08-26"),
        ("本周", "2026-11-23", "2026-11-29"),
        ("最近30天", "2026-10-25", "2026-11-24"), ("90天前", "2026-08-26", "2026-08-26"),
    ],
)  # fmt: skip
def test_days_are_counted_from_today(days: str, first: str | None, last: str):
    read = read_relative_days(days)
    assert read is not None
    assert tuple(day and day.isoformat() for day in read.days(TODAY)) == (first, last)


def test_days_from_today_are_written_as_they_are_read():
    written = [days for days, _label in NAMED.values()] + [last_days(30), next_days(7), days_ago(90), days_ago(-3)]
    assert [read_relative_days(days.text()) for days in written] == written


def test_a_birthday_comes_round_every_year(filled: Workspace):
    for name, birthday in (("春", "1990-01-03"), ("冬", "--12-30"), ("夏", "1988-07-01"), ("无", None)):
        records.add(filled, "contact", {"customer_id": 1, "name": name, "birthday": birthday})
    query = ListQuery("contact", (parse_condition("birthday=next_7_days", "contact", filled.context),))
    with filled.read() as session:
        ids = list_ids(session, ListQuery("contact", query.where, today=dt.date(2026, 12, 28)))
        assert [row[0] for row in lists.list_rows(session, "contact", ids, ("name",))] == ["春", "冬"]


def test_relative_days_stay_so_in_what_is_kept(filled: Workspace):
    tree = parse_condition("last_contact<-90d", "customer", filled.context)
    assert as_data([tree]) == [{"field": "last_contact", "is": "<", "value": "-90d"}]
    assert from_data(as_data([tree]), "customer") == (Condition("last_contact", "<", RelativeDays("day", -90, -90)),)


def test_amounts_and_groups_are_kept_exactly():
    where = (
        Condition("credit_limit", "between", (Decimal("0.1"), Decimal(500))),
        Group("none", (Condition("level", "in", ("A", "B")), Related("interaction", (), ">", 2))),
    )
    assert from_data(as_data(where), "customer") == where


@pytest.mark.parametrize(
    "kept",
    [
        [{"field": "gone", "is": "="}], [{"any": [{"field": "gone", "is": "empty"}]}],
        [{"related": "gone", "where": [], "is": "=", "number": 0}],
    ],
)  # fmt: skip
def test_a_kept_filter_over_what_is_gone_says_so(kept: object):
    with pytest.raises(UnknownFieldError):
        from_data(kept, "customer")


@pytest.mark.parametrize(
    "kept", [[{}], [{"field": "name", "is": "?"}], 7, [{"field": "created_on", "is": "=", "value": 3}]]
)
def test_a_kept_filter_that_nobody_wrote_is_refused(kept: object):
    with pytest.raises(InvalidValueError):
        from_data(kept, "customer")


@pytest.mark.parametrize(
    ("said", "meant"),
    [("levle=A", "“level”"), ("级别=A", "“level”"), ("has emial", "“email”"), ("adress.city=杭州市", "“address.city”")],
)
def test_an_unknown_field_is_answered_with_the_nearest(filled: Workspace, said: str, meant: str):
    with pytest.raises(UnknownFieldError, match=meant) as told:
        parse_condition(said, "customer", filled.context)
    assert len(told.value.message) < 120


@pytest.mark.parametrize("said", ["level", "level>", "any level=A", "has", "level=Q", "last_contact<soon"])
def test_what_is_no_condition_is_refused(filled: Workspace, said: str):
    with pytest.raises(InvalidValueError):
        parse_condition(said, "customer", filled.context)


def test_quotes_keep_signs_in_a_value(filled: Workspace):
    records.add(filled, "customer", {"name": "甲|乙; 丙"})
    assert found(filled, 'any(name="甲|乙; 丙"; name=没有)') == ["甲|乙; 丙"]
