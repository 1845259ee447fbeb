"""What a person decides about a single row goes before everything that the program would do."""

from pathlib import Path
from typing import Any

from crm_desktop.exchange.importing.choices import ImportChoices, RowChoice
from crm_desktop.exchange.importing.import_result import ImportResult
from crm_desktop.exchange.importing.preview import preview
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.exchange.reading.workbook import Row, Workbook
from crm_desktop.exchange.writing.rejects import write_rejects
from crm_desktop.services.workspace import Workspace
from tests.exchange.books import book, channels, customer, dump, names

HEAD: Row = ["客户编号", "客户名称", "手机", "级别"]
KNOWN: Row = ["KH-00004", "青石巷文具店", "13600004410", "C"]  # one of the filled file


def imported(workspace: Workspace, sheet: Workbook, rows: dict[int, RowChoice], **choices: Any) -> ImportResult:
    decisions = {("客户", row): choice for row, choice in rows.items()}
    return run_import(workspace, sheet, ImportChoices(rows=decisions, **choices))


def test_a_row_is_added_even_if_a_customer_fits_and_gets_a_number_of_its_own(filled: Workspace):
    result = imported(filled, book(KNOWN, head=HEAD), {2: RowChoice("add")})
    assert result.added == 1
    assert [problem.code for problem in result.problems] == ["number_left_out"]
    assert names(filled).count("青石巷文具店") == 2
    assert [each.number for each in result.outcomes[0].candidates] == ["KH-00004"]


def test_a_row_goes_into_the_customer_that_is_named(filled: Workspace):
    named = customer(filled, "半山茶社").id
    result = imported(filled, book([None, "新茶社", "13100001111", "C"], head=HEAD), {2: RowChoice("update", named)})
    assert (result.added, result.updated) == (0, 1)
    record = result.outcomes[0].record
    assert record is not None
    assert (record.id, record.title, record.matched_by) == (named, "半山茶社", "chosen")
    assert ("mobile", "+8613100001111") in channels(filled)


def test_a_row_for_a_customer_that_is_gone_is_refused(filled: Workspace):
    result = imported(filled, book(KNOWN, head=HEAD), {2: RowChoice("update", 999)})
    assert (result.rejected, [problem.code for problem in result.problems]) == (1, ["not_found"])
    result = imported(filled, book([None, "谁也不是", None, None], head=HEAD), {2: RowChoice("update")})
    assert (result.rejected, [problem.code for problem in result.problems]) == (1, ["no_match"])


def test_a_row_that_is_skipped_or_left_for_later_changes_nothing(filled: Workspace, tmp_path: Path):
    before = dump(filled)
    rows: list[Row] = [KNOWN, [None, "新店", "13100001111", "A"], [None, "坏店", "131", "A"]]
    decisions = {2: RowChoice("skip"), 3: RowChoice("later"), 4: RowChoice("skip")}
    result = imported(filled, book(*rows, head=HEAD), decisions, policy="overwrite")
    assert (result.rows, result.skipped, result.batch) == (3, 3, 0)
    assert dump(filled) == before
    assert [(each.row, each.outcome) for each in result.outcomes] == [(3, "skipped")]
    assert write_rejects(result, tmp_path / "later.xlsx") == 1
    handed_back = read_workbook(tmp_path / "later.xlsx")
    assert handed_back.sheets[0].rows[1] == [None, "新店", "13100001111", "A", "Left for later.", None, 3]
    assert run_import(filled, handed_back).added == 1


def test_mended_cells_are_read_by_the_same_rules_and_handed_back(filled: Workspace, tmp_path: Path):
    sheet = book([None, "新店", "131", "Z"], [None, "蓝店", "13100002222", "A"], head=HEAD)
    half = {2: RowChoice(cells={2: "131 0000 1111"})}
    assert preview(filled, sheet, ImportChoices(rows={("客户", 2): half[2]})).to_mend == 1
    result = imported(filled, sheet, half)
    assert (result.added, result.rejected) == (1, 1)
    assert result.outcomes[0].cells == [None, "新店", "131 0000 1111", "Z"]
    assert result.rejects[0].cells == [None, "新店", "131 0000 1111", "Z"]
    whole = {2: RowChoice(cells={2: "131 0000 1111", 3: None})}
    assert imported(filled, sheet, whole).added == 1
    assert ("mobile", "+8613100001111") in channels(filled)


def test_a_decision_about_what_was_said_to_a_customer(filled: Workspace):
    said: list[Row] = [
        ["客户名称", "日期", "内容"],
        ["半山茶社", "2026-03-05", "要目录"],
        ["半山茶社", "2026-03-06", "寄样"],
    ]
    sheet = book(KNOWN, head=HEAD, 联系记录=said)
    rows = {("联系记录", 2): RowChoice("later"), ("联系记录", 3): RowChoice("update")}
    result = run_import(filled, sheet, ImportChoices(rows=rows))
    assert result.by_entity["interaction"] == {
        "added": 0, "updated": 0, "unchanged": 0, "skipped": 1, "rejected": 1,
    }  # fmt: skip
    run_import(filled, sheet)
    again = run_import(filled, sheet, ImportChoices(rows={("联系记录", 3): RowChoice("add")}))
    assert again.by_entity["interaction"]["added"] == 1
