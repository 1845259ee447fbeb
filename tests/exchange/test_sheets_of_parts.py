"""A workbook of several sheets comes in as linked records; one sheet may hold several contacts of a customer."""

from pathlib import Path

import pytest
from sqlalchemy import select

from crm_desktop.entities.address import Address
from crm_desktop.entities.channel import Channel
from crm_desktop.entities.contact import Contact
from crm_desktop.entities.customer import Customer
from crm_desktop.entities.interaction import Interaction
from crm_desktop.exchange.importing.choices import ImportChoices, SheetChoice
from crm_desktop.exchange.importing.plan_import import importable
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.importing.sheet_kinds import is_named
from crm_desktop.exchange.reading.workbook import Row, Sheet, Workbook
from crm_desktop.services.workspace import Workspace

CUSTOMERS: list[Row] = [
    ["客户编号", "客户名称", "简称"],
    ["KH-00010", "青石巷文具店", "青石"],
    [None, "禾木家具行", None],
]
CONTACTS: list[Row] = [
    ["客户名称", "姓名", "职务", "手机", "备注"],
    ["青石", "王小明", "店长", "13800138000", "爱喝茶"],
    ["禾木家具行", "李芳", None, None, None],
]
CHANNELS: list[Row] = [
    ["客户", "联系人", "类型", "号码", "用途"],
    ["青石", "王小明", "微信", "wang_88", "工作"],
    ["KH-00010", None, None, None, None],
]
ADDRESSES: list[Row] = [["客户编号", "地址", "地址类型"], ["KH-00010", "浙江省杭州市上城区青石巷18号", "收货"]]
TALKS: list[Row] = [["客户名称", "联系人", "时间", "内容"], ["青石", "王小明", "2024-03-05", "报价"]]


def book(**sheets: list[Row]) -> Workbook:
    return Workbook(Path("all.xlsx"), "xlsx", "", tuple(Sheet(name, rows) for name, rows in sheets.items()))


def whole() -> Workbook:
    # The sheets stand in any order; those that name records come after them all the same.
    return book(跟进记录=TALKS, 联系方式=CHANNELS[:2], 地址表=ADDRESSES, 联系人=CONTACTS, 客户资料=CUSTOMERS)


def people(workspace: Workspace) -> list[tuple[str, str]]:
    with workspace.read() as session:
        query = select(Customer.name, Contact.name).join(Contact, Contact.customer_id == Customer.id)
        return [(owner, name) for owner, name in session.execute(query.order_by(Contact.id))]


def test_every_sheet_of_a_workbook_is_linked_to_its_customers(workspace: Workspace):
    result = run_import(workspace, whole())
    assert (result.added, result.rejected) == (7, 0)
    assert people(workspace) == [("青石巷文具店", "王小明"), ("禾木家具行", "李芳")]
    with workspace.read() as session:
        wang = session.scalar(select(Contact.id).where(Contact.name == "王小明"))
        numbers = session.execute(select(Channel.type, Channel.value, Channel.contact_id).order_by(Channel.type))
        assert [tuple(each) for each in numbers] == [("mobile", "+8613800138000", wang), ("wechat", "wang_88", wang)]
        assert session.execute(select(Address.city, Address.type)).one() == ("杭州市", "delivery")
        assert session.execute(select(Interaction.content, Interaction.contact_id)).one() == ("报价", wang)


def test_such_a_workbook_again_adds_and_changes_nothing_and_is_undone_as_one(workspace: Workspace):
    batch = run_import(workspace, whole()).batch
    again = run_import(workspace, whole())
    assert (again.added, again.updated, again.unchanged) == (0, 0, 7)
    workspace.undo(batch)
    with workspace.read() as session:
        assert [session.scalar(select(each.id)) for each in (Customer, Contact, Channel, Address)] == [None] * 4


def test_a_row_of_a_part_that_names_nobody_we_know_is_refused_and_says_so(workspace: Workspace):
    strange: list[Row] = [*CONTACTS, ["不在此处", "张三", None, None, None]]
    result = run_import(workspace, book(客户=CUSTOMERS, 联系人=strange))
    refused = [problem for problem in result.problems if problem.severity == "refuse"]
    assert [(each.sheet, each.row, each.code) for each in refused] == [("联系人", 4, "unknown_customer")]


def test_a_contact_is_made_for_a_channel_and_missed_by_a_talk(workspace: Workspace):
    channels: list[Row] = [CHANNELS[0], ["青石", "赵六", "邮箱", "zhao@example.com", None]]
    talks: list[Row] = [TALKS[0], ["禾木家具行", "谁", "2024-03-05", "拜访"]]
    result = run_import(workspace, book(客户=CUSTOMERS, 渠道=channels, 联系记录=talks))
    assert people(workspace) == [("青石巷文具店", "赵六")]
    assert [each.code for each in result.problems if each.severity == "warn"] == ["unknown_contact"]


def test_the_policy_holds_for_parts_on_sheets_of_their_own(workspace: Workspace):
    run_import(workspace, whole())
    other: list[Row] = [CONTACTS[0], ["青石", "王小明", "经理", "13900139000", None]]
    kept = run_import(workspace, book(客户=CUSTOMERS, 联系人=other), ImportChoices(policy="keep"))
    assert (kept.skipped, kept.added, kept.updated) == (3, 0, 0)
    run_import(workspace, book(客户=CUSTOMERS, 联系人=other), ImportChoices(policy="overwrite"))
    with workspace.read() as session:
        assert session.scalar(select(Contact.job_title).where(Contact.name == "王小明")) == "经理"
        assert len(list(session.scalars(select(Channel.id).where(Channel.type == "mobile")))) == 2


def test_hidden_and_unknown_sheets_are_left_out_and_said(workspace: Workspace):
    sheets = (Sheet("客户", CUSTOMERS), Sheet("旧", CONTACTS, visible=False), Sheet("说明", [["怎么填"], ["请看"]]))
    result = run_import(workspace, Workbook(Path("a.xlsx"), "xlsx", "", sheets))
    assert result.left_out == ("旧", "说明")
    told = {each.sheet: each.message for each in result.problems if each.code == "sheet_left_out"}
    assert ("hidden" in told["旧"], "no table" in told["说明"]) == (True, True)
    chosen = ImportChoices(sheets={"旧": SheetChoice(taken=False), "说明": SheetChoice(taken=False)})
    result = run_import(workspace, Workbook(Path("a.xlsx"), "xlsx", "", sheets), chosen)
    assert not [each for each in result.problems if each.code == "sheet_left_out"]


def test_a_sheet_of_contacts_alone_is_taken_as_asked(workspace: Workspace):
    run_import(workspace, book(客户=CUSTOMERS))
    result = run_import(workspace, book(名单=CONTACTS), ImportChoices(entity="contact"))
    assert (result.by_entity["contact"]["added"], people(workspace)[0]) == (2, ("青石巷文具店", "王小明"))


def test_contacts_of_customers_that_stand_nowhere_else_bring_their_customers(workspace: Workspace):
    result = run_import(workspace, book(联系人=CONTACTS, 说明=[["怎么填"], ["请看"]]))
    assert [match.entity for match in result.sheets] == ["customer"]
    assert people(workspace) == [("青石", "王小明"), ("禾木家具行", "李芳")]


def test_owners_come_before_what_belongs_to_them():
    order = importable()
    assert order[0] == "customer"
    assert order.index("contact") < order.index("channel") < len(order)
    assert order.index("contact") < order.index("interaction")


@pytest.mark.parametrize(
    ("sheet", "entity"),
    [
        ("联系人", "contact"), ("客户联系人", "contact"), ("联系人信息表", "contact"), ("Contacts 2", "contact"),
        ("渠道/联系方式", "channel"), ("收货地址", "address"), ("跟进记录", "interaction"), ("客户", "customer"),
        ("客户名单", "customer"), ("Customers", "customer"), ("Interactions", "interaction"),
    ],
)  # fmt: skip
def test_the_name_of_a_sheet_says_what_it_holds(sheet: str, entity: str):
    assert [name for name in importable() if is_named(sheet, name)] == [entity]


HEAD: Row = ["客户名称", "级别", "联系人", "手机", "地址"]


def test_blank_names_below_the_first_are_further_contacts_of_the_same_customer(workspace: Workspace):
    rows: list[Row] = [
        HEAD,
        ["青石", "A", "王小明", "13800138000", "杭州市上城区青石巷1号"],
        [None, None, "李芳", "13900139000", None],
        ["禾木", "B", "赵六", "13700137000", None],
    ]
    result = run_import(workspace, book(名单=rows))
    assert (result.rejected, people(workspace)) == (0, [("青石", "王小明"), ("青石", "李芳"), ("禾木", "赵六")])
    assert [each.code for each in result.problems if each.row == 0] == ["several_rows"]
    with workspace.read() as session:
        held = select(Contact.name, Channel.value).join(Channel, Channel.contact_id == Contact.id)
        assert ("李芳", "+8613900139000") in [tuple(each) for each in session.execute(held)]
    again = run_import(workspace, book(名单=rows))
    assert (again.added, again.updated) == (0, 0)


def test_the_name_in_every_row_means_the_same_and_is_told(workspace: Workspace):
    rows: list[Row] = [HEAD, ["青石", "A", "王小明", None, None], ["青石", "A", "李芳", None, None]]
    result = run_import(workspace, book(名单=rows))
    assert people(workspace) == [("青石", "王小明"), ("青石", "李芳")]
    assert "1 customer stands in several rows" in next(each.message for each in result.problems if each.row == 0)


def test_a_name_that_was_forgotten_is_refused_and_not_guessed(workspace: Workspace):
    rows: list[Row] = [
        HEAD,
        ["青石", "A", "王小明", "13800138000", None],
        [None, None, "李芳", "13900139000", None],
        [None, "B", "赵六", "13700137000", None],
    ]
    result = run_import(workspace, book(名单=rows))
    assert [(each.row, each.code) for each in result.problems if each.severity == "refuse"] == [
        (3, "required"),
        (4, "required"),
    ]
