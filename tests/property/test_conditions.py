"""Any filter gives what a plain look at the records gives, also after it was kept in a view."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.fields.relative_days import NAMED, RelativeDays, days_ago, last_days, next_days
from crm_desktop.services import records
from crm_desktop.services.conditions.data import as_data, from_data
from crm_desktop.services.conditions.tree import OPPOSITES, Condition, Group, Related, Tree
from crm_desktop.services.lists import ListQuery, list_ids
from crm_desktop.services.workspace import Workspace
from tests.storage.backup_of import new_shop

TODAY = dt.date(2026, 11, 24)
LEVELS, INDUSTRIES, TAGS = ("A", "B", "C", None), ("茶叶", "paper", "", None), ("重点", "批发", "a%b")
COMPARED = {
    "<": lambda one, other: one < other, "<=": lambda one, other: one <= other, "=": lambda one, other: one == other,
    ">": lambda one, other: one > other, ">=": lambda one, other: one >= other, "!=": lambda one, other: one != other,
}  # fmt: skip


Shop = tuple[Workspace, "dict[int, Plain]"]


@dataclass
class Plain:
    """A record as a dictionary, and the mails and interactions that belong to it."""

    values: dict[str, Any]
    emails: list[str] = field(default_factory=list)
    interactions: list[dict[str, Any]] = field(default_factory=list)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """Fill a file with three dozen customers as chance has it, and remember them."""
    workspace, chance, plain = new_shop(tmp_path_factory.mktemp("asked")), random.Random(3), {}  # noqa: S311
    for number in range(36):
        tags = chance.sample(TAGS, chance.randrange(3))
        values = {
            "name": f"店 {number}", "level": chance.choice(LEVELS), "industry": chance.choice(INDUSTRIES) or None,
            "tags": tags or None, "credit_limit": chance.choice((None, Decimal(5), Decimal("12.5"), Decimal(400))),
            "do_not_contact": chance.random() < 0.3, "created_on": TODAY - dt.timedelta(days=chance.randrange(-9, 99)),
        }  # fmt: skip
        emails = [f"{'post' if at else 'info'}{number}@example.com" for at in range(chance.randrange(3))]
        raw = {**values, "email": emails[0]} if emails else values
        record = Plain(values, emails[:1])
        record_id = records.add(workspace, "customer", raw).id
        for _turn in range(chance.randrange(3)):
            day = TODAY - dt.timedelta(days=chance.randrange(-1, 60))
            talk = {"channel": chance.choice(("call", "visit")), "happened_at": day}
            records.add(workspace, "interaction", {**talk, "content": "x", "customer_id": record_id})
            record.interactions.append(talk)
        values["last_contact"] = max((each["happened_at"] for each in record.interactions), default=None)
        plain[record_id] = record
    yield workspace, plain
    workspace.close()


def holds(record: Plain, tree: Tree) -> bool:
    """Look at a record as a person would."""
    if isinstance(tree, Group):
        answers = [holds(record, each) for each in tree.members]
        return {"all": all(answers), "any": any(answers), "none": not any(answers)}[tree.join]
    if isinstance(tree, Related):
        count = sum(all(holds(Plain(each), one) for one in tree.where) for each in record.interactions)
        return COMPARED[tree.operator](count, tree.number)
    if tree.operator in OPPOSITES:
        return not holds(record, Condition(tree.field, OPPOSITES[tree.operator], tree.value))
    given_values = record.emails if tree.field == "email" else [record.values[tree.field]]
    return any(value is not None and fits(value, tree) for value in given_values)


def fits(value: Any, condition: Condition) -> bool:
    """Look at one value that is there."""
    asked, many = condition.value, isinstance(value, list)
    plain = {
        "filled": lambda: True,
        "~": lambda: any(asked.lower() in each.lower() for each in (value if many else [value])),
        "^": lambda: value.lower().startswith(asked.lower()),
        "in": lambda: any(fits(value, Condition("", "=", [each] if many else each)) for each in asked),
        "between": lambda: all(fits(value, Condition("", *end)) for end in zip((">=", "<="), asked, strict=True)),
    }  # fmt: skip
    if condition.operator in plain:
        return bool(plain[condition.operator]())
    if many:
        return all(each in value for each in asked)
    if not isinstance(asked, RelativeDays):
        return bool(COMPARED[condition.operator](value, asked))
    first, last = (day or edge for day, edge in zip(asked.days(TODAY), (dt.date.min, dt.date.max), strict=True))
    after, before = value >= first, value <= last
    return {"=": after and before, "<": not after, "<=": before, ">": not before, ">=": after}[condition.operator]


def conditions(name: str, operators: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Tree]:
    one = st.builds(Condition, st.just(name), st.sampled_from(operators.split()), values)
    return one | st.builds(Condition, st.just(name), st.sampled_from(["empty", "filled"]))


DAYS = (
    st.sampled_from([days for days, _label in NAMED.values()])
    | st.builds(last_days, st.integers(1, 60))
    | st.builds(next_days, st.integers(1, 60))
    | st.builds(days_ago, st.integers(2, 60))
    | st.dates(dt.date(2026, 9, 1), dt.date(2026, 12, 1))
)
MONEY = st.sampled_from([Decimal(5), Decimal("12.5"), Decimal(100), Decimal(400)])
SEVERAL = st.lists(st.sampled_from(["A", "B", "C"]), max_size=3).map(tuple)
DAY_CONDITIONS = [
    conditions(name, "= != < <= > >=", DAYS) | conditions(name, "between", st.tuples(DAYS, DAYS))
    for name in ("created_on", "last_contact")
]
TALK = conditions("happened_at", "= != < >=", DAYS) | conditions("channel", "= !=", st.sampled_from(["call", "visit"]))
TALKS = st.lists(TALK, max_size=2).map(tuple)
LEAVES = st.one_of(
    *DAY_CONDITIONS,
    conditions("level", "= !=", st.sampled_from(["A", "B"])),
    conditions("level", "in", SEVERAL),
    st.builds(Condition, st.just("level"), st.just("not in"), SEVERAL),
    conditions("industry", "~ !~ ^", st.sampled_from(["茶", "PAPER", "a", "%", "_", "\\"])),
    conditions("tags", "= != in", st.lists(st.sampled_from(TAGS), min_size=1, max_size=2)),
    conditions("tags", "~", st.sampled_from(["重", "%", "b"])),
    conditions("credit_limit", "= != < >=", MONEY) | conditions("credit_limit", "between", st.tuples(MONEY, MONEY)),
    st.builds(Condition, st.just("do_not_contact"), st.just("="), st.booleans()),
    conditions("email", "~ !~ ^", st.sampled_from(["info", "1", "example"])),
    st.builds(Related, st.just("interaction"), TALKS, st.sampled_from(list(COMPARED)), st.integers(0, 3)),
)  # fmt: skip


def groups(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    return st.builds(Group, st.sampled_from(["all", "any", "none"]), st.lists(inner, max_size=3).map(tuple))


TREES = st.recursive(LEAVES, groups, max_leaves=6)


@settings(max_examples=150, deadline=None)
@given(st.lists(TREES, max_size=2))
def test_the_database_answers_as_a_look_at_each_record_does(
    shop: tuple[Workspace, dict[int, Plain]], where: list[Tree]
):
    workspace, plain = shop
    kept = from_data(as_data(where), "customer")
    assert kept == tuple(where)
    with workspace.read() as session:
        found = set(list_ids(session, ListQuery("customer", kept, today=TODAY)))
    assert found == {record_id for record_id, record in plain.items() if all(holds(record, each) for each in where)}
