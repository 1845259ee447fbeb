"""The fifth page of an import: rows mended in place, decided about, and then all or nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from crm_desktop.exchange.importing import run_import as machinery
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.exchange.deciding_model import BECOMES, WHY
from crm_desktop.ui.exchange.import_dialog import CHECK, ImportDialog
from crm_desktop.ui.jobs.runner import Runner
from tests.ui.importing.steps import bring_in, checked, customers, walk_to, write


def _column(dialog: ImportDialog, heading: str) -> int:
    model = dialog.check.model
    headings = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    return headings.index(heading)


def test_only_rows_with_something_to_decide_are_in_the_grid(dialog: ImportDialog, sheet: Path, qtbot: QtBot):
    walk_to(CHECK, dialog, sheet, qtbot)
    assert [row.row for row in dialog.check.model.rows] == [5]
    assert dialog.next.text() == "Import 2 rows"
    assert "1 left out" in dialog.check.totals.text()


def test_a_cell_typed_over_is_judged_at_once_and_its_row_comes_in(
    dialog: ImportDialog, workspace: Workspace, sheet: Path, qtbot: QtBot
):
    walk_to(CHECK, dialog, sheet, qtbot)
    table, model = dialog.check.table, dialog.check.model
    table.setCurrentIndex(model.index(0, _column(dialog, "客户名称")))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    qtbot.keyClicks(editor, "Liu shop")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: model.problems_of(0) == ())
    assert model.data(model.index(0, WHY)) == "mended"
    checked(dialog, qtbot)
    assert [row.row for row in model.rows] == [5]
    assert dialog.next.text() == "Import 3 rows"
    bring_in(dialog, qtbot)
    assert customers(workspace) == 3


def test_a_cell_typed_over_wrongly_says_what_is_wrong(dialog: ImportDialog, tmp_path: Path, qtbot: QtBot):
    path = write(tmp_path, "w.csv", "客户名称,手机", "青石巷,1360000441", "禾木,13500009063")
    walk_to(CHECK, dialog, path, qtbot)
    model = dialog.check.model
    cell = model.index(0, _column(dialog, "手机"))
    model.setData(cell, "136000")
    dialog.check.table.setCurrentIndex(cell)
    assert "136000" in model.data(cell, Qt.ItemDataRole.ToolTipRole)
    assert "136000" in dialog.check._told.text()


def test_a_check_that_ends_meanwhile_leaves_what_is_being_typed(dialog: ImportDialog, sheet: Path, qtbot: QtBot):
    walk_to(CHECK, dialog, sheet, qtbot)
    table, model = dialog.check.table, dialog.check.model
    table.setCurrentIndex(model.index(0, _column(dialog, "客户名称")))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    qtbot.keyClicks(editor, "half")
    dialog.check.show_checked(dialog.work.checked)
    assert editor.text() == "half"


def test_delete_empties_a_cell_and_control_backspace_puts_it_back(dialog: ImportDialog, tmp_path: Path, qtbot: QtBot):
    path = write(tmp_path, "w.csv", "客户名称,手机", "青石巷,1360000441", "禾木,13500009063")
    walk_to(CHECK, dialog, path, qtbot)
    table, model = dialog.check.table, dialog.check.model
    table.setCurrentIndex(model.index(0, _column(dialog, "手机")))
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    checked(dialog, qtbot)
    assert dialog.work.checked.rejected == 0
    qtbot.keyClick(table, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    checked(dialog, qtbot)
    assert dialog.work.checked.rejected == 1
    assert dialog.decisions.rows == {}


def test_control_enter_takes_the_suggestion_under_the_cursor(dialog: ImportDialog, tmp_path: Path, qtbot: QtBot):
    path = write(tmp_path, "s.csv", "客户名称,级别", "青石巷,A级客", "禾木,B级客")
    walk_to(CHECK, dialog, path, qtbot)
    table, model = dialog.check.table, dialog.check.model
    table.setCurrentIndex(model.index(0, _column(dialog, "级别")))
    qtbot.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    checked(dialog, qtbot)
    assert dialog.work.checked.rejected == 1
    dialog.check.take_all.click()
    checked(dialog, qtbot)
    assert dialog.work.checked.rejected == 0


def test_rows_are_skipped_or_left_for_later_by_choice(dialog: ImportDialog, tmp_path: Path, qtbot: QtBot):
    path = write(tmp_path, "w.csv", "客户名称,手机", "青石巷,1360000441", "海棠,1360000442", "禾木,13500009063")
    walk_to(CHECK, dialog, path, qtbot)
    table, model = dialog.check.table, dialog.check.model
    later = next(at for at, offer in enumerate(model.offers_at(0)) if offer.decision == "later")
    model.setData(model.index(0, BECOMES), later)
    table.selectionModel().setCurrentIndex(model.index(1, WHY), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    dialog.check._decide[1].click()
    checked(dialog, qtbot)
    assert [dialog.decisions.of(("w", number)).decision for number in (2, 3)] == ["later", "skip"]
    bring_in(dialog, qtbot)
    result = dialog.result_of_import
    assert (result.added, result.skipped, result.rejected) == (1, 2, 0)
    assert [each.row for each in result.rejects] == [2]


@pytest.mark.qt_log_ignore("This plugin does not support")  # popups, on a screen that is none
def test_a_decision_is_chosen_in_its_list_by_keys(dialog: ImportDialog, sheet: Path, qtbot: QtBot):
    walk_to(CHECK, dialog, sheet, qtbot)
    table = dialog.check.table
    table.setCurrentIndex(dialog.check.model.index(0, BECOMES))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    choices = table.findChild(QComboBox).view()
    qtbot.keyClick(choices, Qt.Key.Key_Down)
    qtbot.keyClick(choices, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.decisions.of(("客户名单", 5)).decision == "skip")


def test_the_rows_to_mend_can_be_saved_before_the_import(
    dialog: ImportDialog, sheet: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    walk_to(CHECK, dialog, sheet, qtbot)
    target = tmp_path / "mend.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(target), ""))
    dialog.check.save.click()
    assert target.stat().st_size > 1000
    assert dialog.check._told.text() == "1 row saved"


def test_cancelling_while_rows_are_written_leaves_nothing_behind(
    dialog: ImportDialog, workspace: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    many = tmp_path / "many.csv"
    many.write_text("name\n" + "\n".join(f"shop {number}" for number in range(4000)), encoding="utf-8")
    walk_to(CHECK, dialog, many, qtbot)
    monkeypatch.setattr(machinery, "CHUNK", 10)
    dialog.next.click()
    qtbot.waitUntil(lambda: dialog.work.job is not None and dialog.work.job.progress.done > 20)
    dialog.extra.click()
    qtbot.waitUntil(lambda: "Cancelled" in dialog.hint.text())
    assert dialog.step == CHECK
    assert customers(workspace) == 0
    assert workspace.can_undo() is None


def test_closing_the_dialog_stops_the_work_and_leaves_nothing_behind(
    dialog: ImportDialog, workspace: Workspace, runner: Runner, sheet: Path, qtbot: QtBot
):
    walk_to(CHECK, dialog, sheet, qtbot)
    dialog.reject()
    qtbot.waitUntil(lambda: not runner.busy)
    assert customers(workspace) == 0


def test_the_first_fault_of_a_row_that_is_come_to_is_in_view(dialog: ImportDialog, tmp_path: Path, qtbot: QtBot):
    rows = ("客户名称,手机,邮箱,备注,级别", "青石文具,12,a@b.cn,,A", "禾木家具,13600004410,b@b,,A")
    walk_to(CHECK, dialog, write(tmp_path, "a.csv", *rows), qtbot)
    table = dialog.check.table
    table.setFixedWidth(420)
    table.setCurrentIndex(table.mending.index(1, 0))
    fault = table.mending.index(1, _column(dialog, "邮箱"))
    assert table.mending.problem_at(fault) is not None
    assert table.viewport().rect().contains(table.visualRect(fault))
