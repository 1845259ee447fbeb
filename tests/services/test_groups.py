"""Lists in groups, and what their amounts add up to."""

from decimal import Decimal

import pytest

from crm_desktop.services import records
from crm_desktop.services.groups import Head, Total, group_label, groupable, grouped, picked, totals
from crm_desktop.services.lists import ListQuery, list_ids, parse_condition, parse_sort
from crm_desktop.services.workspace import Workspace


def by(workspace: Workspace, field: str, *where: str, sort: str = "name") -> tuple[list[int], tuple[Head, ...]]:
    trees = tuple(parse_condition(each, "customer", workspace.context) for each in where)
    query = ListQuery("customer", trees, (parse_sort(sort, "customer"),), group=field)
    with workspace.read() as session:
        ids, heads = grouped(session, query, workspace.context)
        assert sorted(ids) == sorted(list_ids(session, query))
        assert sum(head.count for head in heads) == len(ids)
    return ids, heads


def test_options_come_in_the_order_of_their_list(filled: Workspace):
    _ids, heads = by(filled, "customer_class")
    assert [(head.key, head.count) for head in heads] == [
        ("potential", 2), ("current", 5), ("prime", 2), ("quiet", 2), ("lost", 1),
    ]  # fmt: skip


def test_within_a_group_the_order_is_that_of_the_list(filled: Workspace):
    ids, heads = by(filled, "level", sort="-last_contact")
    with filled.read() as session:
        query = ListQuery("customer", (parse_condition("level=A", "customer", filled.context),))
        latest = list_ids(session, ListQuery("customer", query.where, (parse_sort("-last_contact", "customer"),)))
    assert ids[: heads[0].count] == latest


def test_months_come_the_latest_first_and_what_is_not_known_last(filled: Workspace):
    records.add(filled, "customer", {"name": "没有联系过"})
    _ids, heads = by(filled, "last_contact")
    assert [head.key for head in heads] == ["2026-11", None]
    assert group_label("customer", "last_contact", None, filled.context) == "Not filled in"


def test_texts_come_as_names_do_and_a_filter_narrows_the_groups(filled: Workspace):
    _ids, heads = by(filled, "region", "level=A")
    assert [head.key for head in heads] == ["浙江 杭州", "浙江 湖州", "浙江 绍兴", None]


def test_a_search_leaves_only_the_groups_that_it_finds_something_in():
    heads = (Head("A", 2), Head("B", 3), Head("C", 1))
    assert picked([1, 2, 3, 4, 5, 6], heads, frozenset({2, 6})) == ([2, 6], (Head("A", 1), Head("C", 1)))


@pytest.mark.parametrize("group", ["", "level"])
def test_each_currency_adds_up_by_itself(filled: Workspace, group: str):
    for record_id, amount, currency in ((1, "1200.50", None), (2, "99.50", "CNY"), (3, "500", "USD")):
        records.change(filled, "customer", record_id, {"credit_limit": amount, "currency": currency})
    with filled.read() as session:
        query = ListQuery("customer", group=group)
        found = totals(session, query, ["credit_limit"], filled.context, by_group=bool(group))
    keys = ("A", "B") if group else (None, None)
    assert found == [
        Total("credit_limit", "CNY", Decimal(1300), keys[0]), Total("credit_limit", "USD", Decimal(500), keys[1]),
    ]  # fmt: skip


def test_what_every_record_has_for_itself_is_no_group(filled: Workspace):
    offered = groupable("customer")
    assert {"level", "region", "customer_class", "created_on", "industry"} <= set(offered)
    assert {"name", "main_phone", "tags", "remark", "credit_limit"}.isdisjoint(offered)
