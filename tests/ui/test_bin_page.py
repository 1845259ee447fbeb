"""The recycle bin in the window: found, looked into, restored one by one or several, and undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.history.bin_page import BinPage
from crm_desktop.ui.window.main_window import MainWindow


@pytest.fixture
def page(window: MainWindow, filled: Workspace, qtbot: QtBot) -> BinPage:
    records.remove(filled, "customer", [4, 7])
    records.remove(filled, "customer", [2])
    window.show_section("bin")
    found = window.stack.page("bin")
    assert isinstance(found, BinPage)
    qtbot.waitUntil(lambda: len(found.model.records) == 3)
    return found


def _texts(page: BinPage) -> list[str]:
    return [each.text() for each in page.panel.findChildren(QLabel) if each.isVisibleTo(page)]


def test_the_bin_is_reached_from_the_menu_and_from_the_history(window: MainWindow, qtbot: QtBot):
    actions = [action for menu in window.menuBar().actions() for action in menu.menu().actions()]  # type: ignore[attr-defined] # a QMenu
    next(each for each in actions if each.shortcut().toString() == "Ctrl+Shift+H").trigger()
    assert window.stack.section == "bin"
    qtbot.waitUntil(lambda: "The recycle bin is empty" in [each.text() for each in window.findChildren(QLabel)])
    window.show_section("history")
    history = window.stack.page("history")
    next(each for each in history.findChildren(QPushButton) if each.text() == "Recycle bin").click()
    assert window.stack.section == "bin"


def test_the_newest_comes_first_and_is_looked_into(page: BinPage, qtbot: QtBot):
    assert page.model.records[0].title == "半山茶社"
    qtbot.waitUntil(lambda: "139 0000 5521" in _texts(page))
    assert "Removed Customer: 半山茶社" in _texts(page)[1]


def test_one_is_restored_by_keyboard_and_that_can_be_undone(
    window: MainWindow, page: BinPage, filled: Workspace, qtbot: QtBot
):
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(page.model.records) == 2)
    with filled.read() as session:
        assert records.get(session, "customer", 2)["name"] == "半山茶社"
    qtbot.waitUntil(lambda: window.messages.text == "Restored Customer: 半山茶社")
    filled.undo()
    qtbot.waitUntil(lambda: len(page.model.records) == 3)


def test_several_are_found_by_a_search_and_restored_together(page: BinPage, filled: Workspace, qtbot: QtBot):
    page.search.setText("zzzz")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    page.search.setText("hello")
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    page.view.selectAll()
    assert page.panel.act.text() == "Restore 3 records"
    page.panel.act.click()
    qtbot.waitUntil(lambda: filled.history(limit=1)[0].title.startswith("Restored 3 records"))
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
