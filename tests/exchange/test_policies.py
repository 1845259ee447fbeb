"""What becomes of values that are there already: in general, at single places, and in the parts of a customer."""

from typing import Any

import pytest
from sqlalchemy import select

from crm_desktop.base.errors import InvalidValueError, UnknownFieldError
from crm_desktop.entities.address import Address
from crm_desktop.entities.contact import Contact
from crm_desktop.entities.customer import Customer
from crm_desktop.exchange.importing.choices import POLICIES, ImportChoices
from crm_desktop.exchange.importing.import_result import ImportResult, RowOutcome
from crm_desktop.exchange.importing.row_outcomes import JoinedRow
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.reading.workbook import Row
from crm_desktop.services.workspace import Workspace
from tests.exchange.books import book, channels, customer, dump

HEAD: Row = ["客户名称", "级别", "备注", "标签", "联系人", "职务", "手机", "地址"]
FIRST: Row = ["青石", "A", "旧", "老客户", "陈女士", "店长", "13600004410", "浙江省杭州市上城区清泰街 18 号"]


def imported(workspace: Workspace, *rows: Row, **choices: Any) -> ImportResult:
    return run_import(workspace, book(*rows, head=HEAD), ImportChoices(**choices))


@pytest.fixture
def known(workspace: Workspace) -> Workspace:
    """Give a file with one customer."""
    imported(workspace, FIRST)
    return workspace


def differences(result: ImportResult) -> list[tuple[str, str, str, str]]:
    return [(each.place, each.old, each.new, each.settled) for row in result.outcomes for each in row.differences]


def test_an_empty_cell_never_wipes(known: Workspace):
    before = dump(known)
    for policy in POLICIES:
        imported(known, ["青石", None, "", None, None, " ", None, None], policy=policy)
    assert dump(known) == before


def test_what_a_row_would_change_is_told_as_old_new_and_what_stays(known: Workspace):
    row: Row = ["青石", "B", "新", "账期30", "陈女士", "经理", "13600004410", None]
    assert differences(imported(known, row)) == [
        ("level", "A", "B", "A"), ("remark", "旧", "新", "旧"), ("tags", "老客户", "账期30", "老客户"),
        ("contact.job_title", "店长", "经理", "店长"),
    ]  # fmt: skip
    assert differences(imported(known, row, policy="overwrite"))[3] == ("contact.job_title", "店长", "经理", "经理")
    assert differences(imported(known, row, policy="overwrite")) == []


def test_a_place_may_have_a_policy_of_its_own(known: Workspace):
    row: Row = ["青石", "B", "新", "账期30", "陈女士", "经理", "13900139000", None]
    places = {
        "level": "keep",
        "remark": "append",
        "contact.job_title": "overwrite",
        "contact.mobile": "keep",
        "mobile": "keep",
    }
    result = imported(known, row, policies=places)
    assert result.updated == 1
    found = customer(known, "青石")
    assert (found.level, found.remark, found.tags) == ("A", "旧\n新", ["老客户"])
    with known.read() as session:
        assert session.scalar(select(Contact.job_title)) == "经理"
    assert channels(known) == [("mobile", "+8613600004410")]
    assert ("mobile", "136 0000 4410", "139 0013 9000", "136 0000 4410") in differences(result)


def test_keeping_everything_but_one_place_changes_that_place(known: Workspace):
    row: Row = ["青石", "B", "新", None, None, None, None, None]
    assert imported(known, row, policy="keep").skipped == 1
    assert imported(known, row, policy="keep", policies={"level": "overwrite"}).updated == 1
    assert (customer(known, "青石").level, customer(known, "青石").remark) == ("B", "旧")


def test_overwriting_puts_the_one_number_and_address_of_a_row_in_the_place_of_the_one_that_is_there(known: Workspace):
    row: Row = ["青石", None, None, None, "陈女士", None, "13900139000", "浙江省杭州市滨江区江南大道 8 号"]
    result = imported(known, row, policy="overwrite")
    assert result.updated == 1
    assert channels(known) == [("mobile", "+8613900139000")]
    with known.read() as session:
        assert session.scalars(select(Address.district)).all() == ["滨江区"]


def test_filling_adds_a_second_number_and_address_and_keeps_the_first(known: Workspace):
    imported(known, ["青石", None, None, None, None, None, "13900139000", "浙江省杭州市滨江区江南大道 8 号"])
    assert channels(known) == [("mobile", "+8613600004410"), ("mobile", "+8613900139000")]
    with known.read() as session:
        assert session.scalars(select(Address.district)).all() == ["上城区", "滨江区"]


def test_blanks_that_are_filled_and_parts_that_are_added_are_told_too(known: Workspace):
    row: Row = ["青石", None, None, None, "李先生", "采购", "13900139000", "浙江省杭州市滨江区江南大道 8 号"]
    head: Row = [*HEAD, "来源", "邮箱"]
    told = run_import(known, book([*row, "展会", "a@b.cn"], head=head), ImportChoices(policy="overwrite"))
    assert told.updated == 1
    found = differences(told)
    assert ("source", "", "Trade fair", "Trade fair") in found
    assert ("contact", "", "李先生", "李先生") in found
    assert ("email", "", "a@b.cn", "a@b.cn") in found
    kept = imported(known, ["青石", None, None, None, None, None, None, "浙江省杭州市西湖区文三路 3 号"])
    (address,) = differences(kept)
    assert (address[0], address[1], address[2] == address[3], "文三路" in address[2]) == ("address", "", True, True)


def test_rows_joined_to_a_customer_of_the_same_sheet_are_told_apart(workspace: Workspace):
    told = imported(workspace, FIRST, ["青石", None, None, None, "李先生", None, "13900139000", None])
    assert (told.added, told.updated) == (1, 1)
    assert [type(each) for each in told.outcomes] == [JoinedRow]
    later = imported(workspace, ["青石", None, None, None, "王先生", None, None, None])
    assert [type(each) for each in later.outcomes] == [RowOutcome]


def test_a_corrected_name_of_a_contact_is_known_by_the_number(known: Workspace):
    head: Row = ["客户名称", "联系人", "联系人手机"]
    run_import(known, book(["禾木", "陈店长", "13700137000"], head=head))
    again = book(["禾木", "陈明", "13700137000"], head=head)
    assert run_import(known, again, ImportChoices(policy="overwrite")).updated == 1
    with known.read() as session:
        assert set(session.scalars(select(Contact.name))) == {"陈女士", "陈明"}


@pytest.mark.parametrize("policy", ["fill", "overwrite", "append"])
def test_rows_of_one_customer_settle_the_same_however_often_they_come(policy: Any, known: Workspace):
    rows: list[Row] = [
        ["青石", "B", "新", "x", "陈女士", "经理", "13600004410", None],
        ["青石", "C", "再", "y", "李先生", None, "13700137000", "浙江省宁波市海曙区药行街 3 号"],
    ]
    imported(known, *rows, policy=policy)
    before = dump(known)
    again = imported(known, *rows, policy=policy)
    assert (again.added, again.updated, again.batch) == (0, 0, 0)
    assert dump(known) == before


def test_a_policy_that_is_none_and_a_place_that_is_none_are_refused(known: Workspace):
    for policy in ({"policy": "replace"}, {"policies": {"level": "replace"}}):
        with pytest.raises(InvalidValueError):
            imported(known, FIRST, **policy)
    with pytest.raises(UnknownFieldError):
        imported(known, FIRST, policies={"shoe_size": "keep"})


@pytest.mark.parametrize(
    ("policy", "level", "remark", "tags"),
    [
        ("fill", "A", "新", ["重点", "账期30"]),
        ("overwrite", "C", "新", ["零售"]),
        ("append", "A", "新", ["重点", "账期30", "零售"]),
        ("keep", "A", None, ["重点", "账期30"]),
    ],
)
def test_a_policy_says_what_becomes_of_present_values(
    policy: Any, level: str, remark: str | None, tags: list[str], filled: Workspace
):
    head: Row = ["客户名称", "手机", "级别", "标签", "备注", "分类"]
    row: Row = ["青石巷文具店", "13600004410", "C", "零售", "新", None]
    result = run_import(filled, book(row, head=head), ImportChoices(policy=policy))
    with filled.read() as session:
        kept = session.execute(select(Customer).where(Customer.name == "青石巷文具店")).scalar_one()
        assert (kept.level, kept.remark, kept.tags, kept.customer_class) == (level, remark, tags, "prime")
    assert result.skipped == (policy == "keep")
