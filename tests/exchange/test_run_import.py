"""Importing: everything that can come in does, in one piece of work; the rest is given back with its reasons."""

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import select

from crm_desktop.base.errors import (
    CancelledError,
    InvalidValueError,
    NotFoundError,
    TooLargeError,
    UnknownFieldError,
)
from crm_desktop.base.progress import Stoppable
from crm_desktop.entities.channel import Channel
from crm_desktop.entities.contact import Contact
from crm_desktop.entities.customer import Customer
from crm_desktop.entities.interaction import Interaction
from crm_desktop.entities.task import Task
from crm_desktop.exchange.importing.choices import ImportChoices
from crm_desktop.exchange.importing.preview import preview
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.reading.workbook import Row, Sheet, Workbook
from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from tests.exchange.books import book, channels, dump, names

FIRST: Row = ["青石", "陈", "13800138000", None]


def test_rows_add_up_and_refused_ones_say_why(workspace: Workspace):
    result = run_import(
        workspace,
        book(FIRST, ["禾木", "王", "1360000441", None], [None, "李", "13900139000", None]),
    )
    assert (result.rows, result.added, result.rejected) == (3, 1, 2)
    refusals = [problem for problem in result.problems if problem.severity == "refuse"]
    assert [(problem.row, problem.column, problem.code) for problem in refusals] == [
        (3, "电话", "wrong_length"),
        (4, "Name", "required"),
    ]
    assert names(workspace) == ["青石"]


def test_an_import_is_one_piece_of_work_that_can_be_undone_to_the_last_cell(filled: Workspace):
    before = dump(filled)
    known: Row = ["青石巷文具店", "李", "13600004410/0571-88001234", "周日不收货"]
    result = run_import(filled, book(known, ["新店", "张", "13900001111", None]))
    assert (result.added, result.updated) == (1, 1)
    assert dump(filled) != before
    filled.undo(result.batch)
    assert dump(filled) == before


def test_the_same_file_again_adds_and_changes_nothing(workspace: Workspace):
    twice: list[Row] = [["青石", "陈", "13800138000/010-88886666 王", "x"], ["青石", "李", "13900139000", "y"]]
    sheet = book(*twice, ["禾木", None, None, None])
    run_import(workspace, sheet)
    before = dump(workspace)
    again = run_import(workspace, sheet)
    assert (again.added, again.updated, again.unchanged, again.batch) == (0, 0, 3, 0)
    assert dump(workspace) == before


def test_a_dry_run_tells_the_same_and_keeps_nothing(workspace: Workspace):
    sheet = book(["青石", "陈", "13800138000", None], ["禾木", None, "99", None])
    dry = run_import(workspace, sheet, dry_run=True)
    assert (names(workspace), workspace.can_undo()) == ([], None)
    wet = run_import(workspace, sheet)
    assert (dry.added, dry.rejected, dry.problems) == (wet.added, wet.rejected, wet.problems)


def test_a_cancelled_import_leaves_nothing_behind(filled: Workspace):
    before = dump(filled)
    watched = Stoppable()
    many: list[Row] = [[f"客户{number}", None, None, None] for number in range(3000)]

    class StopsLater(Stoppable):
        def report(self, done: int, total: int, stage: str = "") -> None:
            if done >= 2000:
                self.stop()
            super().report(done, total, stage)

    watched = StopsLater()
    with pytest.raises(CancelledError):
        run_import(filled, book(*many), progress=watched)
    assert watched.done == 2000
    assert dump(filled) == before


def test_two_numbers_in_a_cell_become_two_channels_and_words_go_to_the_remark(workspace: Workspace):
    run_import(workspace, book(["青石", None, "13800000000/010-88886666 王", "旧"]))
    assert channels(workspace) == [("mobile", "+8613800000000"), ("phone", "+861088886666")]
    with workspace.read() as session:
        assert session.scalar(select(Customer.remark)) == "旧\n电话: 13800000000/010-88886666 王"


def test_a_cell_of_words_in_a_column_of_numbers_is_not_lost(workspace: Workspace):
    result = run_import(workspace, book(["青石", None, "找王姐", None]))
    assert [problem.code for problem in result.problems] == ["words_kept"]
    with workspace.read() as session:
        assert session.scalar(select(Customer.remark)) == "电话: 找王姐"


def test_mobiles_and_landlines_are_told_apart_whatever_the_heading(workspace: Workspace):
    run_import(workspace, book(["青石", 13800138000.0, "0571-88004410"], head=["客户名称", "电话", "手机"]))
    assert channels(workspace) == [("mobile", "+8613800138000"), ("phone", "+8657188004410")]


def test_several_rows_of_one_customer_are_its_contacts_with_their_numbers(workspace: Workspace):
    result = run_import(workspace, book(["青石", "陈", "13800138000", "a"], ["青石", "李", "13900139000", "b"]))
    assert (result.added, result.updated) == (1, 1)
    with workspace.read() as session:
        columns = select(Contact.name, Contact.is_main, Channel.value).order_by(Contact.id)
        assert list(session.execute(columns.join(Channel, Channel.contact_id == Contact.id))) == [
            ("陈", True, "+8613800138000"), ("李", False, "+8613900139000"),
        ]  # fmt: skip
        assert session.scalar(select(Customer.remark)) == "a\nb"


def test_a_second_sheet_of_what_was_said_is_linked_in_the_same_work(workspace: Workspace):
    head: Row = ["日期", "客户名称", "联系人", "方式", "内容", "下次跟进"]
    said: list[Row] = [head, [dt.date(2026, 3, 5), "青石", "陈", "电话", "要目录", "2026-12-01"]]
    said.append(["2026-03-06", "没有的店", None, "微信", "?", None])
    result = run_import(workspace, book(["青石", "陈", "13800138000", None], 联系记录=said))
    assert (result.added, result.rejected) == (2, 1)
    assert result.by_entity["interaction"]["added"] == 1
    with workspace.read() as session:
        row = session.execute(select(Interaction)).scalar_one()
        assert (row.channel, row.content, row.contact_id) == ("call", "要目录", 1)
        task = session.execute(select(Task)).scalar_one()
        assert (task.due_on, task.customer_id, task.interaction_id) == (dt.date(2026, 12, 1), row.customer_id, row.id)
    assert run_import(workspace, book(["青石", "陈", "13800138000", None], 联系记录=said)).unchanged == 2


def test_two_columns_on_one_field_are_refused_unless_told_otherwise(workspace: Workspace):
    sheet = book(["青石", "a", "b"], head=["客户名称", "备注", "说明"])
    with pytest.raises(InvalidValueError, match=r"备注.*说明"):
        run_import(workspace, sheet)
    run_import(workspace, sheet, ImportChoices(mapping={"备注": "remark", "说明": "remark"}))
    with workspace.read() as session:
        assert session.scalar(select(Customer.remark)) == "a\nb"


def test_a_mapping_overrules_and_is_checked(workspace: Workspace):
    sheet = book(["青石", "A", "x"], head=["客户名称", "等级", "杂项"])
    result = run_import(workspace, sheet, ImportChoices(mapping={"杂项": "remark", "等级": None}))
    assert [(match.target, match.reason) for match in result.mapping] == [
        ("name", "synonym"), (None, "asked"), ("remark", "asked"),
    ]  # fmt: skip
    with pytest.raises(UnknownFieldError):
        run_import(workspace, sheet, ImportChoices(mapping={"杂项": "shoe_size"}))
    with pytest.raises(UnknownFieldError):
        run_import(workspace, sheet, ImportChoices(mapping={"没有": "remark"}))


def test_a_sheet_without_headings_or_without_a_name_is_refused(workspace: Workspace):
    with pytest.raises(InvalidValueError):
        run_import(workspace, book([2, 3], head=[1, 2]))
    with pytest.raises(InvalidValueError, match="--map"):
        run_import(workspace, book(["13800138000"], head=["手机"]))
    with pytest.raises(NotFoundError):
        run_import(workspace, book(["青石", None, None, None]), ImportChoices(sheet="没有"))


def test_dates_of_a_column_are_read_in_the_one_order_that_fits_all(workspace: Workspace):
    head: Row = ["客户名称", "建档日期"]
    run_import(workspace, book(["甲店", "03-04-2024"], ["乙店", "25-04-2024"], head=head))
    with workspace.read() as session:
        days = list(session.scalars(select(Customer.created_on).order_by(Customer.id)))
    assert days == [dt.date(2024, 4, 3), dt.date(2024, 4, 25)]
    shown = preview(workspace, book(["丙店", "03-04-2024"], head=head))
    assert shown.columns["客户", 1].orders == ("dmy", "mdy")
    assert run_import(workspace, book(["丙店", "03-04-2024"], head=head), ImportChoices(date_order="mdy")).added == 1


def test_a_preview_counts_each_column_without_touching_the_file(workspace: Workspace):
    rows: list[Row] = [["青石", "陈", "１３８00138000", "x"], ["禾木", "NULL", "99", None], ["半山", None, None, None]]
    shown = preview(workspace, book(*rows))
    count = shown.columns["客户", 2]
    assert (count.passed, count.normalised, count.to_mend, count.empty) == (0, 1, 1, 1)
    assert count.samples == ["１３８00138000", "99"]
    assert (shown.rows, shown.ready, shown.to_mend) == (3, 2, 1)
    assert workspace.can_undo() is None


def test_numbers_go_on_after_those_that_the_sheet_brings(workspace: Workspace):
    run_import(workspace, book([None, "甲店"], ["KH-00001", "乙店"], [None, "丙店"], head=["客户编号", "客户名称"]))
    with workspace.read() as session:
        numbers = dict(session.execute(select(Customer.name, Customer.number)).all())
    assert numbers == {"甲店": "KH-00002", "乙店": "KH-00001", "丙店": "KH-00003"}


def test_what_a_form_refuses_an_import_refuses_too(workspace: Workspace):
    head: Row = ["客户名称", "邮箱", "统一社会信用代码", "信用额度"]
    for bad in (["a店", "x@", None, None], ["b店", None, "92330100MA0000097X", None], ["c店", None, None, "很多"]):
        fields = zip(("name", "email", "credit_code", "credit_limit"), bad, strict=True)
        raw = {key: value for key, value in fields if value}
        with pytest.raises(InvalidValueError):
            records.add(workspace, "customer", raw)
        assert run_import(workspace, book(list(bad), head=head)).rejected == 1


def test_a_table_of_16384_columns_is_refused_and_one_far_cell_is_told(workspace: Workspace):
    headings: Row = ["客户名称", *(f"列{n // 40}.{n % 40}" for n in range(1023))]
    wide = Sheet("客户", [headings, ["青石", *range(1023)]], cut=True)
    with pytest.raises(TooLargeError):
        run_import(workspace, Workbook(Path("w.xlsx"), "xlsx", "", (wide,)))
    narrow = Sheet("客户", [["客户名称"], ["青石"]], cut=True)
    result = run_import(workspace, Workbook(Path("n.xlsx"), "xlsx", "", (narrow,)))
    assert [problem.code for problem in result.problems] == ["cut"]


def test_a_cell_over_its_limit_keeps_its_row_out(workspace: Workspace):
    result = run_import(workspace, book(["长" * 101, None, None, None], ["青石", None, None, "注" * 100_001]))
    assert [problem.code for problem in result.problems] == ["too_long", "too_long"]
    assert result.rejected == 2


def test_a_number_that_was_given_to_one_sheet_is_not_taken_by_the_next(workspace: Workspace):
    more: list[Row] = [["客户编号", "客户名称"], ["KH-00001", "乙店"]]
    result = run_import(workspace, book(["甲店", None, None, None], 更多客户=more))
    assert (result.added, [problem.code for problem in result.problems]) == (1, ["number_taken"])
