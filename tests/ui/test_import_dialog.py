"""Bringing a sheet in by the dialog: checked while choosing, all or nothing, refused rows given back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from crm_desktop.base.paths import resources
from crm_desktop.exchange import run_import as machinery
from crm_desktop.services.lists import ListQuery, count
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.exchange.import_dialog import COLUMNS, FILE, RESULT, ImportDialog
from crm_desktop.ui.exchange.target_choices import TARGET
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.look.theme import apply_theme

ROWS = """客户名单,,,,
客户名称,联系人,手机,地址,说明
青石巷文具店,陈女士,13600004410,浙江省杭州市上城区青石巷18号,周日不收货
禾木家具行,王女士,13800001207.0,,
,无名,13500009063,,没有名字
"""


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[Runner]:
    apply_theme(qapp, "light")
    made = Runner()
    yield made
    made.close()


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "客户名单.csv"
    path.write_bytes(ROWS.encode("gb18030"))
    return path


@pytest.fixture
def dialog(workspace: Workspace, runner: Runner, qtbot: QtBot) -> ImportDialog:
    made = ImportDialog(workspace, runner)
    qtbot.addWidget(made)
    made.show()
    return made


def _read(dialog: ImportDialog, path: Path, qtbot: QtBot) -> None:
    dialog.read(path)
    qtbot.waitUntil(dialog.next.isEnabled)


def _check(dialog: ImportDialog, path: Path, qtbot: QtBot) -> None:
    _read(dialog, path, qtbot)
    dialog.next.click()
    qtbot.waitUntil(lambda: dialog.checking.latest is not None)


def _customers(workspace: Workspace) -> int:
    with workspace.read() as session:
        return count(session, ListQuery("customer"))


def test_a_sheet_comes_in_by_three_clicks_and_one_undo_takes_it_back(
    dialog: ImportDialog, workspace: Workspace, sheet: Path, qtbot: QtBot
):
    _check(dialog, sheet, qtbot)
    assert _customers(workspace) == 0
    dialog.next.click()
    qtbot.waitUntil(lambda: dialog.step == RESULT)
    assert _customers(workspace) == 2
    workspace.undo()
    assert _customers(workspace) == 0


def test_the_columns_are_matched_before_anyone_chooses(dialog: ImportDialog, sheet: Path, qtbot: QtBot):
    _check(dialog, sheet, qtbot)
    targets = [row.target for row in dialog.columns.rows.values()]
    assert targets[:4] == ["name", "contact", "mobile", "address"]


def test_the_button_tells_how_many_rows_will_come_in(dialog: ImportDialog, sheet: Path, qtbot: QtBot):
    _check(dialog, sheet, qtbot)
    assert dialog.next.text() == "Import 2 rows"
    assert "1 left out" in dialog.columns._totals.text()


def test_another_choice_is_checked_at_once(dialog: ImportDialog, sheet: Path, qtbot: QtBot):
    _check(dialog, sheet, qtbot)
    before = dialog.checking.latest
    row = dialog.columns.rows["客户名单", 2]
    row.combo.setCurrentIndex(row.combo.findData("", TARGET))
    qtbot.waitUntil(lambda: _is_new(dialog, before))
    assert row.target is None
    assert dialog.columns.mapping()["手机"] is None


def _is_new(dialog: ImportDialog, before: object) -> bool:
    return dialog.checking.latest is not None and dialog.checking.latest is not before


def test_without_a_name_column_nothing_can_be_imported_and_it_says_why(dialog: ImportDialog, sheet: Path, qtbot: QtBot):
    _check(dialog, sheet, qtbot)
    row = next(iter(dialog.columns.rows.values()))
    row.combo.setCurrentIndex(row.combo.findData("", TARGET))
    qtbot.waitUntil(lambda: dialog.hint.property("role") == "error")
    assert not dialog.next.isEnabled()


def test_a_file_that_is_no_spreadsheet_is_refused_on_the_first_page(dialog: ImportDialog, tmp_path: Path, qtbot: QtBot):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 not really")
    dialog.read(broken)
    qtbot.waitUntil(dialog.file._refused.isVisible)
    assert dialog.step == FILE
    assert not dialog.next.isEnabled()


def test_cancelling_while_rows_are_written_leaves_nothing_behind(
    dialog: ImportDialog, workspace: Workspace, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(machinery, "CHUNK", 10)
    many = tmp_path / "many.csv"
    many.write_text("name\n" + "\n".join(f"shop {number}" for number in range(4000)), encoding="utf-8")
    _check(dialog, many, qtbot)
    dialog.next.click()
    qtbot.waitUntil(lambda: dialog._job is not None and dialog._job.progress.done > 20)
    dialog.extra.click()
    qtbot.waitUntil(lambda: "Cancelled" in dialog.hint.text())
    assert dialog.step == COLUMNS
    assert _customers(workspace) == 0
    assert workspace.can_undo() is None


def test_closing_the_dialog_stops_the_work_and_leaves_nothing_behind(
    dialog: ImportDialog, workspace: Workspace, runner: Runner, sheet: Path, qtbot: QtBot
):
    _check(dialog, sheet, qtbot)
    dialog.reject()
    qtbot.waitUntil(lambda: not runner.busy)
    assert _customers(workspace) == 0


def test_refused_rows_are_listed_with_reasons_and_saved_for_mending(
    dialog: ImportDialog, sheet: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    _check(dialog, sheet, qtbot)
    dialog.next.click()
    qtbot.waitUntil(lambda: dialog.step == RESULT)
    target = tmp_path / "refused.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(target), ""))
    assert dialog.outcome._save.isVisible()
    dialog.outcome._save.click()
    assert target.stat().st_size > 1000
    assert "1 row saved" in dialog.outcome._told.text()


def test_another_encoding_reads_the_file_anew(dialog: ImportDialog, sheet: Path, qtbot: QtBot):
    _read(dialog, sheet, qtbot)
    assert dialog.file._encodings.currentData() == "gb18030"
    dialog.file.encoding_chosen.emit("cp1252")
    qtbot.waitUntil(lambda: dialog._workbook is not None and dialog._workbook.encoding == "cp1252")


def test_the_columns_can_be_walked_by_keys(dialog: ImportDialog, sheet: Path, qtbot: QtBot):
    _check(dialog, sheet, qtbot)
    first = next(iter(dialog.columns.rows.values())).combo
    assert first.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert first.accessibleName() == "Where “客户名称” goes"


def test_a_workbook_of_several_sheets_comes_in_whole(dialog: ImportDialog, workspace: Workspace, qtbot: QtBot):
    _check(dialog, resources("samples", "文具批发客户.xlsx"), qtbot)
    assert {sheet for sheet, _column in dialog.columns.rows} == {sheet.name for sheet in dialog._workbook.sheets}
    remark = next(row for row in dialog.columns.rows.values() if row.target == "remark")
    remark.combo.setCurrentIndex(remark.combo.findData("preferences", TARGET))
    qtbot.waitUntil(lambda: dialog.checking.latest is not None)
    dialog.next.click()
    qtbot.waitUntil(lambda: dialog.step == RESULT, timeout=30_000)
    with workspace.read() as session:
        assert count(session, ListQuery("customer")) > 200
        assert count(session, ListQuery("interaction")) > 200
