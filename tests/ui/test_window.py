"""The frame: sections, undo by message, language and theme at once, room for small windows, locking."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from crm_desktop.base.i18n import set_language
from crm_desktop.services import records
from crm_desktop.services.lists import ListQuery, count
from crm_desktop.services.settings import LOOK, MachineSettings
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.history.history_page import HistoryPage
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.look.theme import apply_theme, theme
from crm_desktop.ui.settings.settings_page import SettingsPage
from crm_desktop.ui.window.main_window import MainWindow
from crm_desktop.ui.window.message_bar import Toast
from crm_desktop.ui.window.navigation import NARROW, WIDE


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[Runner]:
    apply_theme(qapp, "light")
    made = Runner()
    yield made
    made.close()
    apply_theme(qapp, "light")


@pytest.fixture
def machine(tmp_path: Path) -> MachineSettings:
    return MachineSettings(tmp_path / "kebu.ini")


@pytest.fixture
def locked() -> list[bool]:
    return []


@pytest.fixture
def window(
    filled: Workspace, machine: MachineSettings, runner: Runner, locked: list[bool], qtbot: QtBot
) -> Iterator[MainWindow]:
    made = MainWindow(filled, machine, runner, lock=lambda: locked.append(True))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: len(made.customers.list.model.ids) == 12)
    yield made
    made.close()


def _actions(window: MainWindow) -> list[QAction]:
    menus = [action.menu() for action in window.menuBar().actions()]
    found: list[QAction] = []
    for menu in menus:
        found += [action for action in menu.actions() if not action.isSeparator()]
    return found


def _toast(window: MainWindow) -> Toast:
    return window.messages._toast


def _customers(workspace: Workspace) -> int:
    with workspace.read() as session:
        return count(session, ListQuery("customer"))


def test_removing_raises_a_toast_whose_button_brings_the_customer_back(
    window: MainWindow, filled: Workspace, qtbot: QtBot
):
    records.remove(filled, "customer", [1])
    qtbot.waitUntil(lambda: _toast(window).isVisible())
    assert _customers(filled) == 11
    _toast(window)._action.click()
    qtbot.waitUntil(lambda: _customers(filled) == 12)
    assert not _toast(window).isVisible()
    qtbot.waitUntil(lambda: window.messages.text.startswith("Undone:"))


def test_an_edit_is_told_quietly_below_and_the_menu_names_it(window: MainWindow, filled: Workspace, qtbot: QtBot):
    records.change(filled, "customer", 1, {"remark": "周日不收货"})
    qtbot.waitUntil(lambda: "Ctrl+Z" in window.messages.text)
    assert not _toast(window).isVisible()
    assert "禾木家具行" in window.undo_actions.undo.text()


def test_undo_and_redo_go_there_and_back(window: MainWindow, filled: Workspace, qtbot: QtBot):
    records.remove(filled, "customer", [1, 2])
    qtbot.waitUntil(lambda: "12" not in window.messages.text and _toast(window).isVisible())
    window.undo_actions.undo.trigger()
    qtbot.waitUntil(lambda: _customers(filled) == 12)
    qtbot.waitUntil(window.undo_actions.redo.isEnabled)
    window.undo_actions.redo.trigger()
    qtbot.waitUntil(lambda: _customers(filled) == 10)


def test_an_undo_that_keeps_later_work_says_so_and_shows_what(window: MainWindow, filled: Workspace, qtbot: QtBot):
    saved = records.change(filled, "customer", 1, {"remark": "first", "level": "B"})
    records.change(filled, "customer", 1, {"remark": "second"})
    window.undo_actions.take_back(saved.work_id)
    qtbot.waitUntil(lambda: "kept" in window.messages.text)
    assert _toast(window).isVisible()
    _toast(window)._action.click()
    assert window.stack.section == "history"
    page = window.stack.page("history")
    assert isinstance(page, HistoryPage)
    assert page.panel.isVisible()
    assert "禾木家具行 · Remark" in " ".join(each.text() for each in page.panel.findChildren(QLabel))
    with filled.read() as session:
        assert records.get(session, "customer", 1)["remark"] == "second"


def test_the_sidebar_folds_to_icons_in_a_small_window_and_keeps_its_words_as_tooltips(window: MainWindow, qtbot: QtBot):
    window.resize(1360, 860)
    assert window.navigation.width() == WIDE
    window.resize(1024, 680)
    assert (window.width(), window.height()) == (1024, 680)
    assert window.navigation.width() == NARROW
    qtbot.waitUntil(lambda: window.navigation._top.item(1).toolTip() == "Customers (12)")


def test_sections_are_reached_by_their_numbers(window: MainWindow, qtbot: QtBot):
    by_key = {action.shortcut().toString(): action for action in _actions(window) if not action.shortcut().isEmpty()}
    by_key["Ctrl+3"].trigger()
    assert window.stack.section == "tasks"
    by_key["Ctrl+2"].trigger()
    assert window.stack.section == "customers"


def test_no_two_actions_share_a_key_and_no_two_menus_a_mnemonic(window: MainWindow):
    for spoken in ("en", "zh_CN"):
        set_language(spoken)
        window.rebuild()
        keys = [key.toString() for action in _actions(window) for key in action.shortcuts()]
        assert len(keys) == len(set(keys))
        letters = [_mnemonic(action.text()) for action in window.menuBar().actions()]
        assert all(letters)
        assert len(letters) == len(set(letters))


def _mnemonic(text: str) -> str:
    place = text.replace("&&", "").find("&")
    return text[place + 1].lower() if place >= 0 else ""


def test_the_language_changes_at_once_with_the_open_record_in_place(window: MainWindow, qtbot: QtBot):
    window.customers.open_record(4)
    window.messages.tell("said in English")
    window.machine.set("language", "zh_CN")
    assert window.messages.text == ""
    assert window.menuBar().actions()[0].text() == "文件(&F)"
    qtbot.waitUntil(lambda: window.customers.currentWidget() is window.customers.record)
    assert window.customers.record.record_id == 4


def test_the_settings_stand_at_the_same_section_after_the_theme_was_chosen_there(window: MainWindow):
    window.show_section("settings")
    page = window.stack.page("settings")
    assert isinstance(page, SettingsPage)
    page.show_section(LOOK)
    combo = page.forms[LOOK].choices["theme"]
    combo.setCurrentIndex(combo.findData("dark"))
    combo.activated.emit(combo.currentIndex())
    rebuilt = window.stack.page("settings")
    assert isinstance(rebuilt, SettingsPage)
    assert rebuilt is not page
    assert rebuilt.section == LOOK
    assert theme() == "dark"


def test_the_theme_changes_at_once_with_the_search_and_the_section_in_place(window: MainWindow, qtbot: QtBot):
    window.customers.list.search.setText("青石")
    window.machine.set("theme", "dark")
    assert theme() == "dark"
    assert window.stack.section == "customers"
    assert window.customers.list.search.text() == "青石"


def test_the_sample_business_opens_beside_the_file_which_it_never_touches(
    filled: Workspace, machine: MachineSettings, runner: Runner, qtbot: QtBot
):
    opened: list[bool] = []
    made = MainWindow(filled, machine, runner, lock=lambda: None, sample=lambda: opened.append(True))
    qtbot.addWidget(made)
    made.show()
    made.sheets.open_sample()
    assert opened == [True]
    assert _customers(filled) == 12
    made.close()


def test_a_search_key_goes_to_the_search_field_from_anywhere(window: MainWindow, qtbot: QtBot):
    window.show_section("settings")
    window.focus_search()
    assert window.stack.section == "customers"
    assert QApplication.focusWidget() in {window.customers.list.search, window.customers.list.search.focusProxy()} or (
        window.customers.list.search.isAncestorOf(QApplication.focusWidget())
    )


def test_locking_waits_for_the_work_under_way(window: MainWindow, runner: Runner, locked: list[bool], qtbot: QtBot):
    import threading

    go = threading.Event()
    runner.run(lambda _progress: go.wait(5), owner=window, done=lambda _result: None, failed=pytest.fail)
    window.lock()
    assert locked == []
    assert "Locks as soon as" in window.messages.text
    go.set()
    qtbot.waitUntil(lambda: locked == [True])


def test_the_windows_size_is_kept_for_the_next_time(
    window: MainWindow, filled: Workspace, machine: MachineSettings, runner: Runner, qtbot: QtBot
):
    window.resize(1111, 701)  # the offscreen screen is 800 wide, so only the height can be kept
    window.close()
    again = MainWindow(filled, machine, runner, lock=lambda: None)
    qtbot.addWidget(again)
    again.show()
    assert again.height() == 701
    again.close()


def test_a_closed_window_hears_nothing_any_more(window: MainWindow, filled: Workspace, machine: MachineSettings):
    window.close()
    records.remove(filled, "customer", [1])
    machine.set("theme", "dark")
    assert theme() == "light"


def test_every_button_without_words_has_a_name(window: MainWindow):
    for name in ("customers", "settings", "history"):
        window.show_section(name)
    nameless = [
        f"{type(each.parent()).__name__}/{each.property('kind')}"
        for each in window.findChildren(QPushButton)
        if not each.text() and not each.accessibleName() and each.isVisibleTo(window)
    ]
    assert nameless == []


def test_the_toast_can_be_reached_and_closed_by_keys(window: MainWindow, filled: Workspace, qtbot: QtBot):
    records.remove(filled, "customer", [1])
    qtbot.waitUntil(lambda: _toast(window).isVisible())
    window.focus_message()
    assert _toast(window)._action.hasFocus()
    qtbot.keyClick(_toast(window)._action, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: _customers(filled) == 12)
