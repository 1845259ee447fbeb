"""A new customer in one line: what each word is taken for, and that all of it is one work."""

import datetime as dt

import pytest

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.fields.kind import Context
from crm_desktop.services import records
from crm_desktop.services.quick_add import NOTHING, Piece, quick_add, take_apart
from crm_desktop.services.workspace import Workspace

NOW = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)  # a Tuesday

LINES = {
    "王女士 13800001207 禾木家具 下周三回访": {
        "contact": "王女士", "mobile": "13800001207", "name": "禾木家具", "next_step": "下周三回访",
    },
    "禾木家具，王女士，138 0000 1207，周三 10 点 回访大单报价": {
        "contact": "王女士", "mobile": "138 0000 1207", "name": "禾木家具", "next_step": "周三 10 点 回访大单报价",
    },
    "临江五金建材有限公司 0571-88000136转801 采购李经理": {
        "name": "临江五金建材有限公司", "phone": "0571-88000136转801", "remark": "采购李经理",
    },
    "青石巷文具店 hi@bluestone.example 浙江省杭州市上城区青石巷18号": {
        "name": "青石巷文具店", "email": "hi@bluestone.example", "address": "浙江省杭州市上城区青石巷18号",
    },
    "张小燕 13900005521": {"person": "张小燕", "mobile": "13900005521"},
    "麦田烘焙坊 微信:maitian_01 明天": {"name": "麦田烘焙坊", "wechat": "maitian_01", "next_step": "明天"},
    "Ann Lee 020 7946 0018 Bluestone Ltd call back next Wed": {
        "contact": "Ann Lee", "phone": "020 7946 0018", "name": "Bluestone Ltd", "next_step": "call back next Wed",
    },
    "Seagull Books, Ms Berg, +46 8 123 456 78, +7": {
        "name": "Seagull Books", "contact": "Ms Berg", "phone": "+46 8 123 456 78", "next_step": "+7",
    },
    "海棠服饰": {"name": "海棠服饰"},
}  # fmt: skip


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_taken_apart(line: str):
    region = "GB" if line.startswith("Ann") else "CN"
    found = take_apart(line, Context(region=region, today=NOW.date()), NOW)
    assert {each.means: each.text for each in found} == LINES[line]
    assert all(line[each.start :].startswith(each.text) for each in found)


def test_nothing_typed_is_lost(workspace: Workspace):
    line = "半山茶社 李先生 刘先生 13900005521 13900005522 喜欢绿茶"
    saved = quick_add(workspace, take_apart(line, workspace.context, NOW), NOW)
    with workspace.read() as session:
        values = records.get(session, "customer", saved.id)
        parts = records.parts(session, "customer", saved.id)
    assert (values["name"], values["remark"]) == ("半山茶社", "刘先生 喜欢绿茶")
    assert [each["value"] for each in parts["channel"]] == ["+8613900005521", "+8613900005522"]
    assert [each["name"] for each in parts["contact"]] == ["李先生"]


def test_the_customer_with_all_of_it_is_one_work(workspace: Workspace):
    pieces = take_apart("王女士 13800001207 禾木家具 下周三回访", workspace.context, NOW)
    saved = quick_add(workspace, pieces, NOW)
    with workspace.read() as session:
        assert records.get(session, "customer", saved.id)["next_step"] == dt.date(2026, 12, 2)
    assert len(workspace.history()) == 1
    workspace.undo()
    with workspace.read() as session:
        assert records.parts(session, "customer", saved.id)["channel"] == []


def test_another_meaning_is_taken_and_what_is_left_out_is_not_kept(workspace: Workspace):
    pieces = [Piece("禾木", "name", 0), Piece("重点", "tags", 3), Piece("批发", "tags", 6), Piece("x", NOTHING, 9)]
    saved = quick_add(workspace, pieces, NOW)
    with workspace.read() as session:
        values = records.get(session, "customer", saved.id)
    assert (values["tags"], values["remark"]) == (["重点", "批发"], None)


def test_a_wrong_number_is_refused_and_nothing_is_half_written(workspace: Workspace):
    with pytest.raises(InvalidValueError, match="138"):
        quick_add(workspace, [Piece("禾木", "name", 0), Piece("138", "mobile", 3)], NOW)
    assert workspace.history() == []


def test_a_very_long_line_is_no_matter():
    assert take_apart("长" * 10_000, Context(), NOW)[0].means == "name"
