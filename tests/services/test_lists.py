"""Lists: which records, in what order, by which conditions."""

import pytest

from crm_desktop.base.errors import InvalidValueError, UnknownFieldError
from crm_desktop.services import lists, records
from crm_desktop.services.workspace import Workspace


def names(workspace: Workspace, *where: str, sort: str = "name", search: str = "") -> list[str]:
    conditions = tuple(lists.parse_condition(each, "customer", workspace.context) for each in where)
    query = lists.ListQuery("customer", conditions, (lists.parse_sort(sort, "customer"),), search)
    with workspace.read() as session:
        ids = lists.list_ids(session, query)
        assert lists.count(session, query) == len(ids)
        return [row[0] for row in lists.list_rows(session, "customer", ids, ("name",))]


def test_chinese_names_are_in_the_order_of_pinyin(filled: Workspace):
    found = names(filled)
    assert len(found) == 12
    chinese = [name for name in found if not name.isascii()]
    assert chinese[:4] == ["半山茶社", "北窗眼镜行", "澄湖民宿", "重庆山城火锅"]


@pytest.mark.parametrize(
    ("where", "count"),
    [
        (("level=A",), 5), (("level!=A",), 7), (("level=A", "customer_class=优质"), 2), (("name~文具",), 1),
        (("tags=重点",), 4), (("tags!=重点",), 8), (("industry=",), 12), (("industry!=",), 0), (("region~杭州",), 4),
        (("created_on>=2026-01-01",), 12), (("credit_limit>100",), 0),
    ],
)  # fmt: skip
def test_conditions_hold_together(filled: Workspace, where: tuple[str, ...], count: int):
    assert len(names(filled, *where)) == count


def test_the_search_box_narrows_the_list(filled: Workspace):
    assert names(filled, search="hmjj") == ["禾木家具行"]
    assert names(filled, "level=B", search="1") != names(filled, search="1")


def test_what_is_not_known_comes_last_both_ways(filled: Workspace):
    records.add(filled, "customer", {"name": "没有联系过"})
    assert names(filled, sort="last_contact")[-1] == names(filled, sort="-last_contact")[-1] == "没有联系过"


def test_a_condition_that_cannot_be_is_told(filled: Workspace):
    with pytest.raises(InvalidValueError, match="no condition"):
        names(filled, "level")
    with pytest.raises(UnknownFieldError, match="Did you mean “level”"):
        names(filled, "levle=A")
    with pytest.raises(InvalidValueError):
        names(filled, "level=Z")
