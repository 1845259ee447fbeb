"""Filters in words, and what a filter can offer."""

import pytest

from crm_desktop.base.i18n import set_language
from crm_desktop.services.conditions.asked import askable, asked, related
from crm_desktop.services.conditions.known_values import known_values
from crm_desktop.services.conditions.ways import WAYS, ways_of
from crm_desktop.services.conditions.words import in_words
from crm_desktop.services.lists import parse_condition
from crm_desktop.services.workspace import Workspace


@pytest.mark.parametrize(
    ("where", "english", "chinese"),
    [
        ("level=A|B", "Level A or B", "级别 A 或 B"),
        ("level!=A", "Level not A", "级别 不是 A"),
        ("tags=重点,批发", "Tags 重点 and 批发", "标签 重点 且 批发"),
        ("last_contact<-90d", "Last contact more than 90 days ago", "最近联系 早于 90 天前"),
        ("next_step=this_week", "Next step this week", "下一步 本周"),
        ("next_step<2026-12-01", "Next step before 2026-12-01", "下一步 早于 2026-12-01"),
        ("credit_limit=100..500", "Credit limit 100.00 to 500.00", "信用额度 100.00 至 500.00"),
        ("email=", "E-mail is empty", "邮箱 为空"),
        ("contact.remark~茶", "Contact · Remark contains “茶”", "联系人 · 备注 包含“茶”"),
        ("no interaction", "Interaction none", "互动 无"),
        (
            "count interaction(happened_at=this_month)>2",
            "Interaction more than 2 with When this month",
            "互动 大于 2（时间 本月）",
        ),
        ("any(level=A; tags=VIP)", "Level A or Tags VIP", "级别 A 或 标签 VIP"),
        ("region=甲|乙|丙|丁|戊", "Region 甲, 乙, 丙 and 2 more", "地区 甲、乙、丙，另 2 项"),
    ],
)
def test_a_filter_is_said_in_words(filled: Workspace, where: str, english: str, chinese: str):
    tree = parse_condition(where, "customer", filled.context)
    assert in_words(tree, "customer", filled.context).together() == english
    set_language("zh_CN")
    try:
        said = in_words(tree, "customer", filled.context).together()
    finally:
        set_language("en")
    assert said == chinese


@pytest.mark.parametrize("entity", ["customer", "contact", "interaction", "channel", "address"])
def test_everything_that_can_be_asked_has_a_way_to_ask_it(entity: str):
    assert all(ways_of(each) in WAYS.values() for each in askable(entity))


def test_related_records_are_those_that_point_here():
    assert {"contact", "channel", "address", "interaction"} <= set(related("customer"))


def test_a_filter_offers_what_is_there(filled: Workspace):
    with filled.read() as session:
        regions = known_values(session, "customer", asked("customer", "region"))
        tags = known_values(session, "customer", asked("customer", "tags"))
        mobiles = known_values(session, "customer", asked("customer", "mobile"))
    assert regions[0] == ("浙江 杭州", 4)
    assert tags[:2] == [("重点", 4), ("零售", 4)] or {word for word, _n in tags[:2]} == {"重点", "零售"}
    assert len(mobiles) == 9
