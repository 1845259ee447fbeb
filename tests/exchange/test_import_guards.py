"""What stands before an import and beside it: the backup, a file that goes away, rows that are all refused."""

from pathlib import Path
from typing import Any

import pytest

from crm_desktop.base.errors import DiskFullError
from crm_desktop.base.progress import Progress, Stoppable
from crm_desktop.exchange.importing.choices import ImportChoices
from crm_desktop.exchange.importing.import_result import MOST_OUTCOMES
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.exchange.reading.workbook import Row, Sheet, Workbook
from crm_desktop.exchange.writing.rejects import write_rejects
from crm_desktop.services.workspace import Workspace
from tests.exchange.books import HEAD, book, dump, names


class Backup:
    """Remembers when it was asked for, and how the progress stood."""

    def __init__(self, error: Exception | None = None) -> None:
        self.asked: list[tuple[str, str, str]] = []
        self._error = error

    def __call__(self, workspace: Workspace, reason: Any, *, note: str, progress: Progress) -> None:
        assert isinstance(progress, Stoppable)
        assert workspace.can_undo() is None or workspace.can_undo().kind != "import"  # type: ignore[union-attr] # looked at
        self.asked.append((reason, note, progress.stage))
        if self._error is not None:
            raise self._error


def test_a_file_in_which_something_is_is_backed_up_before_it_is_changed(filled: Workspace):
    backup = Backup()
    run_import(filled, book(["新店", None, None, None]), progress=Stoppable(), before=backup)
    assert backup.asked == [("import", "客户.xlsx", "Backing up first")]


def test_an_empty_file_and_a_dry_run_need_no_backup(workspace: Workspace):
    backup = Backup()
    run_import(workspace, book(["新店", None, None, None]), progress=Stoppable(), before=backup)
    run_import(workspace, book(["新店", None, None, None]), progress=Stoppable(), before=backup, dry_run=True)
    assert backup.asked == []


def test_without_its_backup_an_import_does_not_begin(filled: Workspace):
    before = dump(filled)
    with pytest.raises(DiskFullError):
        run_import(filled, book(["新店"]), progress=Stoppable(), before=Backup(DiskFullError("full")))
    assert dump(filled) == before


def test_a_workbook_that_vanishes_after_it_was_read_is_imported_all_the_same(workspace: Workspace, tmp_path: Path):
    path = tmp_path / "客户.csv"
    path.write_text("客户名称,手机\n青石,13800138000\n", encoding="utf-8")
    sheet = read_workbook(path)
    path.unlink()
    assert run_import(workspace, sheet).added == 1


def test_when_all_rows_are_refused_nothing_is_written(filled: Workspace):
    before = dump(filled)
    result = run_import(filled, book(["甲", None, "1360000441", None], ["乙", None, "99", None]))
    assert (result.rows, result.rejected, result.batch) == (2, 2, 0)
    assert dump(filled) == before
    assert [each.outcome for each in result.outcomes] == ["rejected", "rejected"]


def test_rows_to_look_at_are_limited_and_rows_to_hand_back_are_not(workspace: Workspace):
    many = MOST_OUTCOMES + 5
    result = run_import(workspace, book(*([f"店{n}", None, "99", None] for n in range(many))), dry_run=True)
    assert (len(result.outcomes), len(result.rejects), result.rejected) == (MOST_OUTCOMES, many, many)


def test_refused_rows_of_several_sheets_come_back_as_they_were_and_import_once_mended(
    workspace: Workspace, tmp_path: Path
):
    head: Row = ["客户\n名称", "手机号码", "建档日期", "级别"]
    customers: list[Row] = [["客户名单", None, None, None], head, ["青石", 1360000441, "2024-13-01", "A"]]
    said: list[Row] = [["客户名称", "日期", "内容"], ["青石", "2026-03-05", "要目录"]]
    sheet = Workbook(Path("客户.xlsx"), "xlsx", "", (Sheet("客户", customers), Sheet("联系记录", said)))
    result = run_import(workspace, sheet)
    assert result.rejected == 2
    for round_trip in range(2):  # refused once more, the reasons must not double
        path = tmp_path / f"mend{round_trip}.xlsx"
        assert write_rejects(result, path) == 2
        handed_back = read_workbook(path)
        assert [(each.name, len(each.rows[0])) for each in handed_back.sheets] == [("客户", 7), ("联系记录", 6)]
        assert handed_back.sheets[0].rows[1][:4] == customers[2]
        result = run_import(workspace, handed_back)
        assert result.rejected == 2
    handed_back.sheets[0].rows[1][1:3] = ["13600004410", "2024-03-01"]
    assert run_import(workspace, handed_back).added == 2
    assert names(workspace) == ["青石"]


def test_a_column_that_is_left_out_brings_nothing(filled: Workspace):
    result = run_import(filled, book(["青石", "陈", "99", "x"]), ImportChoices(mapping={"电话": None}))
    assert (result.added, result.rejected) == (1, 0)
    assert HEAD[2] in {match.heading for match in result.mapping if match.target is None}


def test_refused_rows_come_back_as_a_sheet_that_imports_once_mended(workspace: Workspace, tmp_path: Path):
    result = run_import(workspace, book(["青石", "陈", "1360000441", "留"], ["禾木", None, "13900139000", None]))
    path = tmp_path / "mend.xlsx"
    assert write_rejects(result, path) == 1
    sheet = read_workbook(path).sheets[0]
    assert sheet.rows[0] == [*HEAD, "Reason", "Suggestion", "Row in the sheet"]
    assert sheet.rows[1][:4] == ["青石", "陈", "1360000441", "留"]
    assert "11" in str(sheet.rows[1][4])
    again = run_import(workspace, read_workbook(path))
    assert (again.rows, again.rejected) == (1, 1)
    sheet.rows[1][2] = "13600004411"
    mended = run_import(workspace, Workbook(path, "xlsx", "", (sheet,)))
    assert (mended.added, mended.rejected) == (1, 0)


def test_what_was_said_to_nobody_comes_back_as_such_and_makes_no_customer(workspace: Workspace, tmp_path: Path):
    said: list[Row] = [["日期", "客户名称", "内容"], ["2026-03-06", "没有的店", "要目录"]]
    write_rejects(run_import(workspace, book(["青石", None, None, None], 联系记录=said)), tmp_path / "mend.xlsx")
    handed_back = read_workbook(tmp_path / "mend.xlsx")
    assert run_import(workspace, handed_back).by_entity == {
        "interaction": {"added": 0, "updated": 0, "unchanged": 0, "skipped": 0, "rejected": 1},
    }  # fmt: skip
    handed_back.sheets[0].rows[1][1] = "青石"
    assert run_import(workspace, handed_back).added == 1
    assert names(workspace) == ["青石"]
