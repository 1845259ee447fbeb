"""What a column means is found by its heading in either language, its spelling, or its cells."""

import pytest

from crm_desktop.base import i18n
from crm_desktop.exchange.headings import known_headings
from crm_desktop.exchange.importing.match_columns import Match, match_columns
from crm_desktop.exchange.reading.find_header import find_table
from crm_desktop.exchange.reading.workbook import Row, Sheet


def match(head: Row, *rows: Row) -> dict[str, tuple[str | None, str]]:
    table = find_table(Sheet("S", [head, *rows]), known_headings("customer").__contains__)
    assert table is not None
    found: list[Match] = match_columns(table, "customer")
    return {each.heading: (each.target, each.reason) for each in found}


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("客户名称", "name"), ("公司名称*", "name"), ("companyName", "name"), ("Company name", "name"),
        ("联系人", "contact"), ("职位", "contact.job_title"), ("手机号码", "mobile"), ("联系电话", "phone"),
        ("手机2", "mobile#2"), ("手机 3", "mobile#3"), ("联系人手机", "contact.mobile"), ("联系人2", "contact#2"),
        ("Contact 2 mobile 3", "contact#2.mobile#3"), ("Address 2 street", "address#2.street"),
        ("E-mail", "email"), ("邮箱", "email"), ("微信号", "wechat"), ("Zip Code", "address.postcode"),
        ("省份", "address.province"), ("税号", "tax_number"), ("账期（天）", "payment_days"), ("备注信息", "remark"),
        ("Account number", "bank_account"), ("customerID", "number"), ("建档时间", "created_on"),
    ],
)  # fmt: skip
def test_headings_are_understood_in_both_languages(heading: str, target: str, in_english: None):
    for language in i18n.LANGUAGES:
        i18n.set_language(language)
        beside = "邮编" if target == "name" else "客户名称"
        assert match([beside, heading], ["1", "2"])[heading] == (target, "synonym")


def test_a_slip_of_the_pen_is_forgiven_and_said():
    assert match(["客户名称", "Adress"], ["A", "x"])["Adress"] == ("address", "fuzzy")


def test_unknown_headings_are_told_by_their_cells():
    rows: list[Row] = [["甲店", "13800138000", "a@example.com", "x"], ["乙店", "13900139000", "b@example.com", "y"]]
    found = match(["客户名称", "号A", "号B", "号C"], *rows)
    assert found["号A"] == ("mobile", "content")
    assert found["号B"] == ("email", "content")
    assert found["号C"] == (None, "")


def test_columns_of_no_use_to_one_person_are_left_out():
    found = match(["序号", "客户名称", "业务员"], [1, "甲店", "本人"])
    assert (found["序号"], found["业务员"]) == ((None, ""), (None, ""))


def test_several_columns_of_one_sort_are_numbered_and_a_guess_gives_way_to_a_heading():
    found = match(["客户名称", "手机", "手机号", "电话", "收货地址", "地址"], ["甲店", None, None, None, None, None])
    targets = [target for target, _reason in found.values()]
    assert targets == ["name", "mobile", "mobile#2", "phone", "address", "address#2"]


def test_in_a_list_of_people_the_person_is_the_customer():
    assert match(["姓名", "手机"], ["张伟", "13800138000"])["姓名"] == ("name", "synonym")
