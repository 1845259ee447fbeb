"""A row is checked by the same rules as a form, cell by cell and across fields."""

from typing import Any

import pytest

from crm_desktop.entities import entity_named
from crm_desktop.exchange.headings import known_headings
from crm_desktop.exchange.importing.check_rows import RowChecker
from crm_desktop.exchange.importing.draft import Draft
from crm_desktop.exchange.importing.match_columns import match_columns
from crm_desktop.exchange.reading.find_header import find_table
from crm_desktop.exchange.reading.workbook import Row, Sheet
from crm_desktop.fields.check import check
from crm_desktop.fields.kind import Context


def draft(head: Row, row: Row) -> Draft:
    table = find_table(Sheet("S", [head, row]), known_headings("customer").__contains__)
    assert table is not None
    return RowChecker(table, match_columns(table, "customer"), "customer", Context()).check(0)


OWN: dict[str, list[Any]] = {
    "name": ["青石巷文具店", "  青石　文具 ", "...", "长" * 101],
    "level": ["A类", "重要", "z"],
    "credit_code": ["92330100MA0000097X", "91330106MA2B0XTE1"],
    "credit_limit": ["1.2万", "￥1,234.50", "很多", -5],
    "currency": ["人民币", "XXX9"],
    "created_on": ["2024.3.5", "2024年2月30日", "03-04-2024", 45369],
    "payment_days": ["30", "30天", -1],
    "website": ["acme.cn", "no dot"],
    "do_not_contact": ["是", "maybe"],
    "tags": ["重点，批发;月结", ""],
}
HEADINGS = {
    "name": "客户名称", "level": "级别", "credit_code": "统一社会信用代码", "credit_limit": "信用额度",
    "currency": "币种", "created_on": "建档日期", "payment_days": "账期", "website": "网址",
    "do_not_contact": "勿扰", "tags": "标签",
}  # fmt: skip


@pytest.mark.parametrize(("name", "raw"), [(name, raw) for name, raws in OWN.items() for raw in raws])
def test_an_import_reads_a_field_just_as_a_form_does(name: str, raw: Any):
    context = Context()
    said = {"name": "青石", name: raw}
    form = check(entity_named("customer"), said, context)
    sheet = draft([HEADINGS[each] for each in said], list(said.values()))
    assert sheet.refused == form.refused
    if not form.refused:
        assert sheet.values.get(name) == form.values.get(name)
    told = {(problem.code, problem.severity) for problem in sheet.problems}
    assert told == {(note.code, note.severity) for notes in form.notes.values() for note in notes}


def test_an_address_splits_itself_and_what_stands_in_its_own_column_wins():
    (part,) = draft(["客户名称", "地址", "邮编"], ["青石", "浙江省杭州市上城区青石巷18号", "310000"]).parts
    assert part.values == {
        "province": "浙江省", "city": "杭州市", "district": "上城区", "street": "青石巷18号", "postcode": "310000",
    }  # fmt: skip
    (part,) = draft(["客户名称", "城市", "地址"], ["青石", "绍兴", "解放路9号"]).parts
    assert (part.values["city"], part.values["street"]) == ("绍兴市", "解放路9号")


def test_numbers_are_read_by_the_country_of_the_address():
    made = draft(["name", "country", "phone"], ["Berglunds", "Sweden", "0921-12 34 65"])
    assert [part.values["value"] for part in made.parts if part.entity == "channel"] == ["+46921123465"]


def test_a_job_title_without_a_contact_is_kept_in_the_remark():
    made = draft(["客户名称", "联系人", "职务", "联系人手机"], ["青石", None, "店长", "13800138000"])
    assert made.values["remark"] == "职务: 店长"
    assert [part.entity for part in made.parts] == ["channel"]
