"""The second page of an import: which sheets, as what, with headings in which row."""

from pathlib import Path

from openpyxl import Workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.exchange.import_dialog import SHEETS, ImportDialog
from tests.ui.importing.steps import bring_in, customers, walk_to, write


def _book(folder: Path) -> Path:
    book = Workbook()
    first = book.active
    first.title = "客户"
    for row in (("客户名称", "手机"), ("青石巷文具店", "13600004410"), ("禾木家具行", "13800001207")):
        first.append(row)
    hidden = book.create_sheet("旧客户")
    for row in (("客户名称", "手机"), ("老陈商行", "13500009063")):
        hidden.append(row)
    hidden.sheet_state = "hidden"
    book.create_sheet("说明").append(("请勿修改",))
    path = folder / "客户.xlsx"
    book.save(path)
    return path


def test_sheets_with_customers_are_ticked_and_hidden_ones_are_not(dialog: ImportDialog, tmp_path: Path, qtbot: QtBot):
    walk_to(SHEETS, dialog, _book(tmp_path), qtbot)
    assert {name: row.taken for name, row in dialog.sheets.rows.items()} == {
        "客户": True,
        "旧客户": False,
        "说明": False,
    }


def test_a_hidden_sheet_comes_in_when_it_is_ticked(
    dialog: ImportDialog, workspace: Workspace, tmp_path: Path, qtbot: QtBot
):
    walk_to(SHEETS, dialog, _book(tmp_path), qtbot)
    dialog.sheets.rows["旧客户"].tick.click()
    qtbot.waitUntil(dialog.next.isEnabled)
    bring_in(dialog, qtbot)
    assert customers(workspace) == 3


def test_a_sheet_without_its_tick_stays_out(dialog: ImportDialog, tmp_path: Path, qtbot: QtBot):
    walk_to(SHEETS, dialog, _book(tmp_path), qtbot)
    dialog.sheets.rows["客户"].tick.click()
    qtbot.waitUntil(dialog.sheets._refused.isVisible)
    assert not dialog.next.isEnabled()


def test_enter_on_a_row_makes_it_the_headings(dialog: ImportDialog, workspace: Workspace, tmp_path: Path, qtbot: QtBot):
    path = write(tmp_path, "两表.csv", "名称,电话", "说明,以下为正式数据", "店名,号码", "青石巷文具店,13600004410")
    walk_to(SHEETS, dialog, path, qtbot)
    rows = dialog.sheets.first_rows
    rows.setCurrentIndex(rows.model().index(2, 0))
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.next.isEnabled)
    assert rows.model().header_row == 3
    assert dialog.work.planned[0].table.headings == ("店名", "号码")


def test_what_was_left_out_of_a_sheet_is_told(dialog: ImportDialog, tmp_path: Path, qtbot: QtBot):
    path = write(tmp_path, "合计.csv", "客户名称,累计金额", "青石巷文具店,100", "禾木家具行,200", "合计,300")
    walk_to(SHEETS, dialog, path, qtbot)
    assert "4" in dialog.sheets._told.text()
