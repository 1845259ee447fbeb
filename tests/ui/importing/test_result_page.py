"""What came of an import: counts that add up, the way back, refused rows to mend."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from crm_desktop.base.progress import Progress
from crm_desktop.exchange.importing.draft import Problem
from crm_desktop.exchange.importing.import_result import ImportResult, Rejected
from crm_desktop.exchange.reading.find_header import Table
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.exchange.import_dialog import CHECK, RESULT, ImportDialog
from crm_desktop.ui.exchange.result_page import ResultPage
from crm_desktop.ui.jobs.runner import Runner
from tests.ui.importing.steps import bring_in, customers, walk_to


@pytest.fixture
def done(dialog: ImportDialog, sheet: Path, qtbot: QtBot) -> ImportDialog:
    walk_to(CHECK, dialog, sheet, qtbot)
    bring_in(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.step == RESULT)
    return dialog


def test_every_row_is_counted_once(done: ImportDialog):
    result = done.result_of_import
    parts = (result.added, result.updated, result.unchanged, result.skipped, result.rejected)
    assert sum(parts) == result.rows == 3


def test_a_sheet_comes_in_and_one_undo_takes_it_back(done: ImportDialog, workspace: Workspace):
    assert customers(workspace) == 2
    workspace.undo()
    assert customers(workspace) == 0


def test_undo_is_right_there(done: ImportDialog, workspace: Workspace, qtbot: QtBot):
    done.outcome.undo.click()
    qtbot.waitUntil(lambda: "taken back" in done.outcome._title.text())
    assert customers(workspace) == 0
    assert not done.outcome.undo.isVisible()


def test_the_history_is_one_press_away(done: ImportDialog, qtbot: QtBot):
    with qtbot.waitSignal(done.history_wanted) as asked:
        done.outcome.history.click()
    assert asked.args == [done.result_of_import.batch]
    assert not done.isVisible()


def test_refused_rows_are_listed_with_reasons_and_saved_for_mending(
    done: ImportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    target = tmp_path / "refused.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(target), ""))
    assert done.outcome._save.isVisible()
    done.outcome._save.click()
    assert target.stat().st_size > 1000
    assert "1 row saved" in done.outcome._told.text()


def test_refused_rows_are_never_saved_over_the_sheet_itself(
    done: ImportDialog, sheet: Path, monkeypatch: pytest.MonkeyPatch
):
    before = sheet.read_bytes()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(sheet), ""))
    done.outcome._save.click()
    assert sheet.read_bytes() == before
    assert "the spreadsheet itself" in done.outcome._told.text()


def test_what_is_here_is_backed_up_before_anything_is_changed(
    filled: Workspace, runner: Runner, sheet: Path, qtbot: QtBot
):
    told: list[str] = []

    def before(workspace: Workspace, reason: str, *, note: str, progress: Progress) -> None:
        told.append(f"{reason} {note} {customers(workspace)}")

    dialog = ImportDialog(filled, runner, before=before)
    qtbot.addWidget(dialog)
    dialog.show()
    walk_to(CHECK, dialog, sheet, qtbot)
    assert told == []
    bring_in(dialog, qtbot)
    assert told == ["import 客户名单.csv 12"]


def test_every_reason_names_its_column_and_rows_of_several_sheets_say_whose_they_are(qtbot: QtBot):
    def refused(sheet: str) -> Rejected:
        problem = Problem(sheet, 2, "手机", "12", "bad", "12 is too short for 手机", None, "refuse")
        return Rejected(
            Table(sheet, 1, ("客户名称", "手机"), ("A", "B"), [], [], {}, frozenset()), 2, ("甲", "12"), (problem,)
        )

    page = ResultPage()
    qtbot.addWidget(page)
    page.show_result(ImportResult(rejects=[refused("一"), refused("二")]))
    said = [each.text() for each in page.findChildren(QLabel)]
    assert said.count("手机: 12 is too short for 手机") == 2
    assert {"一", "二"} <= set(said)
