"""What a person chooses for columns: joined, kept as remarks, read as other values, the same in every row."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from crm_desktop.base.errors import InvalidValueError, UnknownFieldError
from crm_desktop.entities.address import Address
from crm_desktop.entities.channel import Channel
from crm_desktop.entities.contact import Contact
from crm_desktop.entities.customer import Customer
from crm_desktop.exchange.importing import remembered_columns
from crm_desktop.exchange.importing.choices import ImportChoices
from crm_desktop.exchange.importing.plan_import import plan_sheets
from crm_desktop.exchange.importing.preview import preview
from crm_desktop.exchange.importing.remembered_columns import recall
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.importing.value_maps import ChoiceText, choice_texts
from crm_desktop.exchange.reading.workbook import Row, Sheet, Workbook
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.tables import setting


def book(head: Row, *rows: Row) -> Workbook:
    return Workbook(Path("客户.xlsx"), "xlsx", "", (Sheet("客户", [head, *rows]),))


def values(workspace: Workspace, column: Any) -> list[Any]:
    with workspace.read() as session:
        return list(session.scalars(select(column).order_by(column.class_.id)))


# Two columns on one field


def test_first_and_last_name_are_one_person_in_the_order_of_their_language(workspace: Workspace):
    sheet = book(["公司", "Last Name", "First Name"], ["Acme", "Berg", "Anna"], ["青石", "王", "小明"])
    result = run_import(workspace, sheet)
    assert [match.target for match in result.mapping] == ["name", "contact", "contact"]
    assert values(workspace, Contact.name) == ["Anna Berg", "王小明"]


def test_a_list_of_people_by_two_names_is_a_list_of_customers(workspace: Workspace):
    run_import(workspace, book(["姓", "名", "手机"], ["王", "小明", "13800138000"], ["李", None, None]))
    assert values(workspace, Customer.name) == ["王小明", "李"]


@pytest.mark.parametrize(
    ("place", "cells", "column", "joined"),
    [
        ("address.street", ("Main St", "5"), Address.street, "Main St, 5"),
        ("address.street", ("解放路", "5号"), Address.street, "解放路5号"),
        ("address", ("浙江省杭州市", "上城区青石巷18号"), Address.district, "上城区"),
        ("industry", ("retail", "paper"), Customer.industry, "retail paper"),
        ("tags", ("老客户", "批发;老客户"), Customer.tags, ["老客户", "批发"]),
        ("mobile", ("13800138000", "13900139000"), func.count(Channel.id), 2),
    ],
)
def test_two_columns_on_one_field_are_joined_as_its_kind_allows(
    place: str, cells: tuple[str, str], column: Any, joined: object, workspace: Workspace
):
    result = run_import(
        workspace, book(["客户名称", "甲", "乙"], ["青石", *cells]), ImportChoices(mapping={"甲": place, "乙": place})
    )
    with workspace.read() as session:
        assert (result.rejected, session.scalar(select(column))) == (0, joined)
    counts = [result.columns["客户", at] for at in (1, 2)]
    assert [(count.passed + count.normalised, count.empty) for count in counts] == [(1, 0), (1, 0)]


def test_two_columns_on_a_field_of_one_value_are_refused_even_where_asked_for(workspace: Workspace):
    asked = ImportChoices(mapping={"甲": "credit_limit", "乙": "credit_limit"})
    with pytest.raises(InvalidValueError, match=r"甲.*乙"):
        run_import(workspace, book(["客户名称", "甲", "乙"], ["青石", 1, 2]), asked)


# One column on several fields


def test_a_number_with_a_person_beside_it_gives_the_contact_its_number(workspace: Workspace):
    rows: list[Row] = [
        ["青石", "王经理 13800000000/010-88886666"],
        ["禾木", "13900139000（李芳）"],
        ["半山", "13700137000 周日送"],
    ]
    run_import(workspace, book(["客户名称", "电话"], *rows))
    assert values(workspace, Contact.name) == ["王经理", "李芳"]
    held = [each is not None for each in values(workspace, Channel.contact_id)]
    assert held == [True, True, True, False]
    assert values(workspace, Customer.remark) == [None, None, "电话: 13700137000 周日送"]


@pytest.mark.parametrize("words", ["施工", "周日送", "安装部", "Head Office", "王", "找王姐 2 楼", "上海"])
def test_other_words_beside_a_number_are_no_person(words: str, workspace: Workspace):
    run_import(workspace, book(["客户名称", "电话"], ["青石", f"13800138000 {words}"]))
    assert values(workspace, Contact.name) == []
    assert values(workspace, Customer.remark) == [f"电话: 13800138000 {words}"]


def test_a_person_beside_a_number_does_not_replace_the_contact_that_the_row_names(workspace: Workspace):
    run_import(workspace, book(["客户名称", "联系人", "电话"], ["青石", "王小明", "李经理 13800138000"]))
    assert values(workspace, Contact.name) == ["王小明"]
    assert values(workspace, Customer.remark) == ["电话: 李经理 13800138000"]


def test_a_number_in_the_cell_of_a_name_is_that_persons(workspace: Workspace):
    run_import(workspace, book(["客户名称", "联系人"], ["青石", "王小明 13800138000"]))
    run_import(workspace, book(["姓名"], ["张伟 13900139000"]))
    assert (values(workspace, Customer.name), values(workspace, Contact.name)) == (["青石", "张伟"], ["王小明"])
    assert values(workspace, Channel.value) == ["+8613800138000", "+8613900139000"]


# Masked values


def test_a_masked_number_is_kept_in_the_remark_and_matches_nobody(workspace: Workspace):
    head: Row = ["客户名称", "手机", "邮箱"]
    run_import(workspace, book(head, ["青石", "138****0000", None]))
    result = run_import(workspace, book(head, ["禾木", "138****0000", "a***@example.com"]))
    assert (result.added, values(workspace, Channel.value)) == (1, [])
    assert values(workspace, Customer.remark)[1] == "手机: 138****0000\n邮箱: a***@example.com"
    assert [each.code for each in result.problems] == ["masked", "masked"]


def test_a_masked_name_keeps_its_row_out(workspace: Workspace):
    result = run_import(workspace, book(["客户名称", "手机"], ["王**", "13800138000"]))
    assert [(each.code, each.severity) for each in result.problems] == [("masked", "refuse")]


def test_a_column_of_masked_mobiles_is_known_by_its_cells(workspace: Workspace):
    shown = preview(workspace, book(["客户名称", "乙"], ["青石", "138****0000"], ["禾木", "139****0001"]))
    assert [(match.target, match.reason) for match in shown.sheets[0].matches][1] == ("mobile", "content")


# Columns that mean nothing here


def test_leftover_columns_become_lines_of_the_remark_or_stay_out(workspace: Workspace):
    sheet = book(["客户名称", "备注", "鞋码", "序号"], ["青石", "旧友", 42, 1], ["禾木", None, None, 2])
    left = run_import(workspace, sheet, dry_run=True)
    assert [match.target for match in left.mapping] == ["name", "remark", None, None]
    kept = run_import(workspace, sheet, ImportChoices(leftover="remark"))
    assert [match.reason for match in kept.mapping] == ["synonym", "synonym", "leftover", ""]
    assert values(workspace, Customer.remark) == ["旧友\n鞋码: 42", None]
    again = run_import(workspace, sheet, ImportChoices(leftover="remark"))
    assert (again.added, again.updated) == (0, 0)


def test_a_column_put_into_the_remark_keeps_its_heading_in_front(workspace: Workspace):
    sheet = book(["客户名称", "鞋码", "备注"], ["青石", 42, "旧友"])
    run_import(workspace, sheet, ImportChoices(mapping={"鞋码": "remark"}))
    assert values(workspace, Customer.remark) == ["旧友\n鞋码: 42"]


# Values of choices


def test_words_of_a_column_are_read_as_chosen_or_added_as_new_options(workspace: Workspace):
    rows: list[Row] = [["青石", "重点"], ["禾木", " 铁杆 "], ["半山", "B"], ["云杉", "没想好"]]
    chosen = ImportChoices(values={"级别": {"重点": "A", "铁杆": "+", "没想好": ""}})
    result = run_import(workspace, book(["客户名称", "级别"], *rows), chosen)
    assert (result.rejected, values(workspace, Customer.level)) == (0, ["A", "铁杆", "B", None])
    assert [option.key for option in workspace.context.added["customer.level"]] == ["铁杆"]
    workspace.undo(result.batch)
    assert "customer.level" not in workspace.context.added


def test_an_unknown_word_is_refused_with_the_near_one_and_listed_for_choosing(workspace: Workspace):
    sheet = book(["客户名称", "来源"], ["青石", "展汇"], ["禾木", "展会"], ["半山", "展汇"], ["云杉", "网红"])
    refused = [each for each in preview(workspace, sheet).problems if each.severity == "refuse"]
    assert (len(refused), refused[0].suggestion) == (3, "Trade fair")
    chosen = ImportChoices(values={"来源": {"网红": "+"}})
    planned = plan_sheets(sheet, chosen)[0]
    assert choice_texts(planned, 1, workspace.context) == [
        ChoiceText("展汇", 2, None, "Trade fair"),
        ChoiceText("展会", 1, "Trade fair"),
        ChoiceText("网红", 1, "网红", is_new=True),
    ]
    assert choice_texts(planned, 0, workspace.context) == []


# Dates


def test_the_order_of_a_date_is_asked_for_each_column_and_holds_for_it_alone(workspace: Workspace):
    sheet = book(["客户名称", "建档日期", "核对日期"], ["青石", "03-04-2024", "05-06-2024"])
    assert {at: count.orders for (_s, at), count in preview(workspace, sheet).columns.items() if at} == {
        1: ("dmy", "mdy"),
        2: ("dmy", "mdy"),
    }
    chosen = ImportChoices(date_orders={"建档日期": "dmy", ("客户", 2): "mdy"})
    shown = preview(workspace, sheet, chosen)
    assert (shown.to_mend, {count.orders for count in shown.columns.values()}) == (0, {()})
    run_import(workspace, sheet, chosen)
    assert values(workspace, Customer.created_on) == [dt.date(2024, 4, 3)]
    assert values(workspace, Customer.confirmed_on) == [dt.date(2024, 5, 6)]


def test_a_column_that_mixes_orders_is_told(workspace: Workspace):
    sheet = book(["客户名称", "建档日期"], ["青石", "25-04-2024"], ["禾木", "04-25-2024"], ["半山", "03-04-2024"])
    shown = preview(workspace, sheet)
    assert (shown.columns["客户", 1].mixed, shown.to_mend) == (True, 1)
    result = run_import(workspace, sheet)
    assert ("mixed_dates", "建档日期") in {(each.code, each.column) for each in result.problems}


# The same in every row


def test_what_every_row_has_gives_way_to_the_cell_of_a_row(workspace: Workspace):
    sheet = book(["客户名称", "来源", "手机"], ["青石", None, "13800138000"], ["禾木", "门店", None])
    chosen = ImportChoices(
        constants={"source": "2026 展会", "tags": "新", "mobile.use": "工作", "address.city": "杭州"}
    )
    result = run_import(workspace, sheet, chosen)
    assert (result.rejected, values(workspace, Customer.source)) == (0, ["2026 展会", "shop"])
    assert values(workspace, Customer.tags) == [["新"], ["新"]]
    assert (values(workspace, Channel.use), values(workspace, Address.city)) == (["work"], ["杭州市", "杭州市"])
    again = run_import(workspace, sheet, chosen)
    assert (again.added, again.updated) == (0, 0)


def test_no_part_is_made_of_a_constant_alone_where_the_sheet_has_columns_for_it(workspace: Workspace):
    sheet = book(["客户名称", "城市"], ["青石", "杭州"], ["禾木", None])
    run_import(workspace, sheet, ImportChoices(constants={"address.type": "收货"}))
    assert values(workspace, Address.type) == ["delivery"]


@pytest.mark.parametrize(
    ("constants", "error"),
    [
        ({"credit_limit": "很多"}, InvalidValueError),
        ({"kind": "外星人"}, InvalidValueError),
        ({"shoe_size": "42"}, UnknownFieldError),
    ],
)
def test_a_constant_that_no_row_can_have_is_refused(
    constants: dict[str, str], error: type[Exception], workspace: Workspace
):
    sheet = book(["客户名称"], ["青石"])
    for look in (preview, run_import):
        with pytest.raises(error):
            look(workspace, sheet, ImportChoices(constants=constants))
    assert workspace.can_undo() is None


# What was chosen before


HEAD: Row = ["客户名称", "杂项", "级别", "建档日期"]


def test_choices_are_remembered_for_sheets_with_the_same_headings(workspace: Workspace):
    chosen = ImportChoices(
        mapping={"杂项": "industry"}, values={"级别": {"重点": "A"}}, date_orders={"建档日期": "mdy"}
    )
    run_import(workspace, book(HEAD, ["青石", "纸品", "重点", "03-04-2024"]), chosen)
    result = run_import(workspace, book(HEAD, ["禾木", "家具", "重点", "05-06-2024"]))
    assert {match.heading: (match.target, match.reason) for match in result.mapping}["杂项"] == (
        "industry",
        "remembered",
    )
    assert (values(workspace, Customer.industry), values(workspace, Customer.level)) == (["纸品", "家具"], ["A", "A"])
    assert values(workspace, Customer.created_on)[1] == dt.date(2024, 5, 6)
    overruled = run_import(workspace, book(HEAD, ["半山", "x", "B", None]), ImportChoices(mapping={"杂项": None}))
    assert [(match.target, match.reason) for match in overruled.mapping][1] == (None, "asked")
    assert preview(workspace, book(HEAD, ["云杉", "x", "B", None])).sheets[0].matches[1].target is None


def test_nothing_is_remembered_of_a_dry_run_of_other_headings_or_without_a_choice(workspace: Workspace):
    chosen = ImportChoices(mapping={"杂项": "industry"})
    run_import(workspace, book(HEAD, ["青石", "x", None, None]), chosen, dry_run=True)
    run_import(workspace, book(HEAD, ["青石", "x", None, None]))
    assert recall(workspace).found == {}
    run_import(workspace, book(HEAD, ["禾木", "x", None, None]), chosen)
    other = preview(workspace, book([*HEAD, "手机"], ["半山", "x", None, None, None]))
    assert other.sheets[0].matches[1].reason == ""


def test_undoing_the_import_forgets_what_was_chosen_for_it(workspace: Workspace):
    result = run_import(workspace, book(HEAD, ["青石", "x", None, None]), ImportChoices(mapping={"杂项": "industry"}))
    assert len(recall(workspace).found) == 1
    workspace.undo(result.batch)
    with workspace.read() as session:
        assert session.scalar(select(func.count()).select_from(setting)) == 0


def test_only_so_many_sheets_are_remembered_the_newest(workspace: Workspace, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(remembered_columns, "MOST", 2)
    for at in range(3):
        head: Row = ["客户名称", f"杂项{at}"]
        run_import(workspace, book(head, [f"店{at}", "x"]), ImportChoices(mapping={f"杂项{at}": "industry"}))
    assert len(recall(workspace).found) == 2
