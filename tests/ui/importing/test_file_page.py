"""The first page of an import: the file, read beside the window, refused in one sentence."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import insert, select, update

from crm_desktop.base.i18n import N_
from crm_desktop.entities.customer import Customer
from crm_desktop.exchange.reading import read_text
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.tables import work as work_table
from crm_desktop.ui.exchange.import_dialog import FILE, SHEETS, ImportDialog
from crm_desktop.ui.jobs.runner import Runner
from tests.ui.importing.steps import bring_in, read, walk_to, write


def test_a_file_that_is_no_spreadsheet_is_refused_on_the_first_page(dialog: ImportDialog, tmp_path: Path, qtbot: QtBot):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 not really")
    dialog.read(broken)
    qtbot.waitUntil(dialog.file._refused.isVisible)
    assert dialog.step == FILE
    assert not dialog.next.isEnabled()


def test_after_a_refused_file_another_can_be_chosen(dialog: ImportDialog, sheet: Path, tmp_path: Path, qtbot: QtBot):
    dialog.read(tmp_path / "gone.xlsx")
    qtbot.waitUntil(dialog.file._refused.isVisible)
    read(dialog, sheet, qtbot)
    assert not dialog.file._refused.isVisible()


def test_another_encoding_reads_the_file_anew(dialog: ImportDialog, sheet: Path, qtbot: QtBot):
    read(dialog, sheet, qtbot)
    assert dialog.file._encodings.currentData() == "gb18030"
    encodings = dialog.file._encodings
    encodings.setCurrentIndex(encodings.findData("cp1252"))
    encodings.activated.emit(encodings.currentIndex())
    qtbot.waitUntil(lambda: dialog.work.workbook is not None and dialog.work.workbook.encoding == "cp1252")


def test_what_was_imported_before_is_remembered_on_the_first_page(
    dialog: ImportDialog, workspace: Workspace, runner: Runner, sheet: Path, qtbot: QtBot
):
    assert not dialog.file._before.isVisible()
    walk_to(SHEETS, dialog, sheet, qtbot)
    bring_in(dialog, qtbot)
    again = ImportDialog(workspace, runner)
    qtbot.addWidget(again)
    again.show()
    assert "客户名单.csv" in again.file._before.text()


def test_an_import_is_remembered_after_much_other_work(
    dialog: ImportDialog, workspace: Workspace, runner: Runner, sheet: Path, qtbot: QtBot
):
    walk_to(SHEETS, dialog, sheet, qtbot)
    bring_in(dialog, qtbot)
    with workspace.work(N_("Bulk change")) as work:
        work.connection.execute(update(Customer).values(remark="周日不收货"))
        own = work.connection.execute(select(work_table).where(work_table.c.id == work.id)).mappings().one()
        edits = [{**own, "id": work.id + number} for number in range(1, 211)]
        work.connection.execute(insert(work_table), edits)
    assert all(each.kind != "import" for each in workspace.history())
    again = ImportDialog(workspace, runner)
    qtbot.addWidget(again)
    again.show()
    assert "客户名单.csv" in again.file._before.text()


def test_another_separator_reads_the_file_anew(dialog: ImportDialog, tmp_path: Path, qtbot: QtBot):
    read(dialog, write(tmp_path, "a.csv", "客户名称;手机,微信", "青石巷;13600004410,x", "禾木;13800001207,y"), qtbot)
    delimiters = dialog.file._delimiters
    delimiters.setCurrentIndex(delimiters.findData(";"))
    delimiters.activated.emit(delimiters.currentIndex())
    qtbot.waitUntil(lambda: dialog.work.workbook is not None and dialog.work.workbook.delimiter == ";")
    assert dialog.work.workbook.sheets[0].rows[0] == ["客户名称", "手机,微信"]


def test_of_a_table_that_is_too_long_the_first_part_can_be_taken(
    dialog: ImportDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(read_text, "MAX_ROWS", 3)
    dialog.read(write(tmp_path, "long.csv", "客户名称", *(f"店{number}" for number in range(9))))
    qtbot.waitUntil(dialog.file.first_part.isVisible)
    dialog.file.first_part.click()
    qtbot.waitUntil(dialog.next.isEnabled)
    assert len(dialog.work.workbook.sheets[0].rows) == 3
