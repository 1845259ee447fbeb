"""Privacy hides numbers wherever the window shows some, at one key, and shows them while one holds a button."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from crm_desktop.base import privacy
from crm_desktop.ui.values.copying import add_copying
from crm_desktop.ui.window.main_window import MainWindow


@pytest.fixture(autouse=True)
def open_again() -> Iterator[None]:
    yield
    privacy.set_on(False)


def phones(window: MainWindow) -> list[str]:
    model = window.customers.list.model
    column = next(at for at, each in enumerate(model.columns, 1) if "main_phone" in each.fields)
    return [str(model.data(model.index(row, column)) or "") for row in range(len(model.ids))]


def test_one_key_hides_the_phones_of_the_list_and_shows_them_again(window: MainWindow, qtbot: QtBot):
    qtbot.waitUntil(lambda: bool(window.customers.list.model.ids))
    assert any(phones(window))
    assert not any("*" in phone for phone in phones(window))
    action = next(each for each in window.findChildren(QAction) if each.shortcut().toString() == "Ctrl+Shift+P")
    action.trigger()
    qtbot.waitUntil(lambda: bool(window.customers.list.model.ids))
    assert all("****" in phone for phone in phones(window) if phone)
    assert window.machine["privacy"]
    window.machine.set("privacy", "no")
    qtbot.waitUntil(lambda: bool(window.customers.list.model.ids))
    assert not any("*" in phone for phone in phones(window))


def test_the_record_page_hides_them_until_one_holds_the_button_below(window: MainWindow, qtbot: QtBot):
    window.machine.set("privacy", "yes")
    qtbot.waitUntil(lambda: bool(window.customers.list.model.ids))
    window.open_customer(1)
    hidden = window.messages._hidden
    qtbot.waitUntil(hidden.isVisible)

    def said() -> str:
        return " ".join(row.accessibleName() for row in window.customers.record.channels.rows())

    assert "****" in said()
    qtbot.mousePress(hidden, Qt.MouseButton.LeftButton)
    assert "****" not in said()
    qtbot.mouseRelease(hidden, Qt.MouseButton.LeftButton)
    assert "****" in said()


def test_copying_takes_what_is_shown_and_on_purpose_all_of_it(qtbot: QtBot):
    menu = QMenu()
    qtbot.addWidget(menu)
    add_copying(menu, "138****1207", "138 0000 1207")
    assert [each.text() for each in menu.actions()] == ["Copy", "Copy in full"]
    plain = QMenu()
    qtbot.addWidget(plain)
    add_copying(plain, "禾木家具", "禾木家具")
    assert [each.text() for each in plain.actions()] == ["Copy"]
