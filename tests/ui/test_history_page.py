"""The history in the window: looked through, opened, undone by choice, done again, all by keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from crm_desktop.base.i18n import N_
from crm_desktop.exchange.importing.choices import ImportChoices
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.services import records
from crm_desktop.services.work_history import PAGE
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.history.history_page import HistoryPage
from crm_desktop.ui.window.main_window import MainWindow
from tests.dump import changed_tables, dump

SHEET = "客户编号,客户名称,级别,行业\nKH-00001,禾木家具行,C,家具\nKH-00002,半山茶社,B,茶叶\n,新店一,A,\n,新店二,A,\n"
NEW = 13


@pytest.fixture
def page(window: MainWindow) -> HistoryPage:
    window.show_section("history")
    found = window.stack.page("history")
    assert isinstance(found, HistoryPage)
    return found


@pytest.fixture
def imported(page: HistoryPage, filled: Workspace, tmp_path: Path) -> int:
    """Import four customers and edit three of them afterwards."""
    sheet = tmp_path / "客户.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    batch = run_import(filled, read_workbook(sheet), ImportChoices(policy="overwrite", match=("number",))).batch
    records.change(filled, "customer", 1, {"level": "B"})
    records.change(filled, "customer", 2, {"level": "C"})
    records.change(filled, "customer", NEW, {"remark": "老客户介绍"})
    page.refresh()
    return batch


def _looked(page: HistoryPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.panel.later.isVisible() or page.panel.act.isEnabled())


def _texts(page: HistoryPage) -> str:
    return " | ".join(each.text() for each in page.panel.findChildren(QLabel) if each.isVisibleTo(page))


def _choices(page: HistoryPage) -> dict[str, QPushButton]:
    return {each.accessibleName(): each for each in page.panel.later.findChildren(QPushButton) if each.accessibleName()}


def test_ctrl_h_and_a_click_on_the_message_lead_to_the_history(window: MainWindow, filled: Workspace, qtbot: QtBot):
    window.show_section("customers")
    keys = {
        action.shortcut().toString(): action
        for menu in window.menuBar().actions()
        for action in menu.menu().actions()  # type: ignore[attr-defined] # a QMenu, which the stubs call an object
    }
    keys["Ctrl+H"].trigger()
    assert window.stack.section == "history"
    window.show_section("customers")
    records.change(filled, "customer", 1, {"level": "B"})
    qtbot.waitUntil(lambda: "Ctrl+Z" in window.messages.text)
    qtbot.mouseClick(window.messages, Qt.MouseButton.LeftButton, pos=window.messages._text.geometry().center())
    assert window.stack.section == "history"


def test_work_stands_by_day_newest_first_and_opens_to_what_it_changed(page: HistoryPage, imported: int, qtbot: QtBot):
    assert page.model.lines[0].sort == "day"
    assert page.model.lines[0].title.startswith("Today")
    row = page.model.row_of(imported)
    page.view.setCurrentIndex(page.model.index(row))
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    said = [line.said() for line in page.model.lines[row + 2 : row + 6]]
    assert said[0] == "禾木家具行 · Level: A → C · now B"
    assert page.model.lines[row + 1].sort == "head"
    qtbot.keyClick(page.view, Qt.Key.Key_Left)
    assert page.model.lines[row + 1].sort == "work"


def test_a_sort_of_work_is_chosen_and_counted(page: HistoryPage, imported: int, filled: Workspace):
    page.filter.choose("import")
    assert [line.work.id for line in page.model.lines if line.work] == [imported]
    assert "1 piece of work" in page._number.text()
    page.filter.choose("merge")
    assert page._empty.isVisible()
    assert not page.view.isVisible()


def test_an_import_with_later_edits_asks_and_each_choice_is_followed(
    page: HistoryPage, imported: int, filled: Workspace, qtbot: QtBot
):
    page.act(imported)
    _looked(page, qtbot)
    assert "Edited afterwards: kept" in _texts(page)
    assert "Level: C → B · Today" in _texts(page)
    assert page.panel.later.kept == 3
    _choices(page)["新店一: undo the later edits too"].click()
    _choices(page)["半山茶社: undo the later edits too"].click()
    assert page.panel.later.kept == 1
    qtbot.waitUntil(lambda: "Customers: added ones removed | 2" in _texts(page))
    page.panel.act.click()
    qtbot.waitUntil(lambda: filled.work_info(imported).undone)
    with filled.read() as session:
        kept, dropped = records.get(session, "customer", 1), records.get(session, "customer", 2)
    assert (kept["level"], dropped["level"], dropped["industry"]) == ("B", "A", None)
    qtbot.waitUntil(lambda: page.panel._title.text() == "Undone")


def test_undoing_all_later_edits_too_gives_what_was_before(
    window: MainWindow, page: HistoryPage, filled: Workspace, tmp_path: Path, qtbot: QtBot
):
    before = dump(filled)
    sheet = tmp_path / "客户.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    batch = run_import(filled, read_workbook(sheet), ImportChoices(policy="overwrite", match=("number",))).batch
    for record_id in (1, NEW):
        records.change(filled, "customer", record_id, {"level": "B", "remark": "周日不收货"})
    page.show_work(batch)
    _looked(page, qtbot)
    page.panel.later._all.click()
    qtbot.waitUntil(lambda: page.panel.later.kept == 0 and not window.runner.busy)
    page.panel.act.click()
    qtbot.waitUntil(lambda: filled.work_info(batch).undone)
    assert changed_tables(before, dump(filled)) == {}


def test_work_without_later_edits_is_undone_at_once_and_can_be_redone(
    page: HistoryPage, filled: Workspace, qtbot: QtBot
):
    saved = records.change(filled, "customer", 1, {"level": "C"})
    page.refresh()
    page.view.go_to(saved.work_id)
    qtbot.keyClick(page.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: filled.work_info(saved.work_id).undone)
    row = page.model.row_of(saved.work_id)
    qtbot.waitUntil(lambda: page.model.lines[row].caption.startswith("Undone at"))
    qtbot.waitUntil(lambda: page.panel.act.text() == "Redo" and page.panel.act.isEnabled())
    page.panel.act.click()
    qtbot.waitUntil(lambda: not filled.work_info(saved.work_id).undone)


def test_the_painted_button_acts_on_its_row(page: HistoryPage, filled: Workspace, qtbot: QtBot):
    removed = records.remove(filled, "customer", [1])
    page.refresh()
    rect = page.view.visualRect(page.model.index(page.model.row_of(removed)))
    place = QPoint(rect.right() - 40, rect.center().y())
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: filled.work_info(removed).undone)
    with filled.read() as session:
        assert records.get(session, "customer", 1)["name"] == "禾木家具行"


def test_a_long_history_is_read_by_pages(page: HistoryPage, filled: Workspace):
    for number in range(2 * PAGE):
        with filled.work(N_("Bulk change"), kind="edit") as work:
            work.connection.exec_driver_sql("UPDATE customer SET remark = ? WHERE id = 1", (str(number),))
    page.filter.choose("edit")
    first = [line.work.id for line in page.model.lines if line.work]
    assert len(first) == PAGE
    oldest = min(each.id for each in filled.history(limit=1000))
    assert page.model.row_of(oldest) > 2 * PAGE
    ids = [line.work.id for line in page.model.lines if line.work]
    assert ids == sorted(ids, reverse=True)
    assert len(ids) == len(set(ids))


def test_a_change_is_seen_with_the_cursor_in_place(page: HistoryPage, imported: int, filled: Workspace, qtbot: QtBot):
    page.view.go_to(imported)
    saved = records.change(filled, "customer", 5, {"level": "A"})
    qtbot.waitUntil(lambda: page.model.lines[1].work is not None and page.model.lines[1].work.id == saved.work_id)
    assert page.view.work_id() == imported
    assert page.panel.work is not None
    assert page.panel.work.id == imported


def test_escape_closes_the_panel(page: HistoryPage, imported: int, qtbot: QtBot):
    page.show_work(imported)
    assert page.panel.isVisible()
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert not page.panel.isVisible()


@pytest.mark.parametrize("gave_up", ["escape", "another row", "another section"])
def test_an_undo_that_was_given_up_is_not_carried_out_later(
    gave_up: str, window: MainWindow, page: HistoryPage, filled: Workspace, qtbot: QtBot
):
    other = records.change(filled, "customer", 2, {"level": "C"}).work_id
    given_up = records.change(filled, "customer", 1, {"level": "C"}).work_id
    page.refresh()
    page.act(given_up)  # its look ends no sooner than this test lets the window work
    if gave_up == "escape":
        qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    elif gave_up == "another row":
        page.view.go_to(other)
    else:
        window.show_section("customers")
    qtbot.waitUntil(lambda: not window.runner.busy)
    window.show_section("history")
    page.show_work(other)
    page.show_work(given_up)
    _looked(page, qtbot)
    qtbot.waitUntil(lambda: not window.runner.busy)
    assert not filled.work_info(given_up).undone


def test_a_changed_record_leads_to_its_customer(window: MainWindow, page: HistoryPage, imported: int, qtbot: QtBot):
    row = page.model.row_of(imported)
    page.model.toggle(row)
    page.view.setCurrentIndex(page.model.index(row + 2))
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert window.stack.section == "customers"
    assert window.customers.record.record_id == 1


def test_the_undo_of_very_large_work_is_looked_at_only_when_asked(
    page: HistoryPage, imported: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("crm_desktop.ui.history.history_page.MANY", 3)
    page.show_work(imported)
    offer = next(each for each in page.panel.findChildren(QPushButton) if each.text() == "See what an undo would do")
    assert not page._pause.isActive()
    assert not page.panel.act.isEnabled()
    offer.click()
    _looked(page, qtbot)
    assert page.panel.later.kept == 3


def test_sorts_of_work_are_counted(page: HistoryPage, imported: int):
    counts = {tab.key: tab.count for tab in page.filter.tabs()}
    assert (counts["import"], counts["bulk"], counts["merge"]) == ("1", "0", "0")
    assert int(counts["all"]) == int(counts["edit"]) + 1
