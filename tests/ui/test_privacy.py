"""Privacy hides numbers wherever the window shows some, at one key, and shows them while one holds a button."""

import re
from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.base import privacy
from crm_desktop.services import records
from crm_desktop.services.conditions.text import parse_condition
from crm_desktop.ui.values.copying import add_copying
from crm_desktop.ui.window.main_window import MainWindow
from crm_desktop.ui.window.sections import SECTIONS

MARKER = re.compile(r"7777[\s-]?4321")
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


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


def shown(window: MainWindow) -> Iterator[str]:
    """Say all that the window shows or reads out: texts, tooltips, names, and the cells of its lists."""
    for each in window.findChildren(QWidget):
        yield from (each.toolTip(), each.accessibleName(), each.accessibleDescription())
        if isinstance(each, QLabel | QAbstractButton):
            yield each.text()
        if isinstance(each, QMenu):
            yield from (action.text() for action in each.actions())
        if isinstance(each, QAbstractItemView) and each.model() is not None:
            model = each.model()
            columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
            places = product(range(min(model.rowCount(), 50)), range(columns))
            for row, column in places:
                yield from (str(model.index(row, column).data(role) or "") for role in ROLES)


def test_no_place_of_the_window_shows_a_hidden_number(window: MainWindow, qtbot: QtBot):
    window.machine.set("privacy", "yes")
    workspace = window.workspace
    customer = records.add(workspace, "customer", {"name": "青木", "mobile": "13877774321"}).id
    records.add(workspace, "task", {"customer_id": customer, "what": "回电 13877774321", "due_on": "2026-11-24"})
    gone = records.add(workspace, "customer", {"name": "已删", "mobile": "13977774321"}).id
    records.remove(workspace, "customer", [gone])
    second = records.add(workspace, "channel", {"customer_id": customer, "type": "mobile", "value": "13677774321"}).id
    records.change(workspace, "channel", second, {"value": "13577774321"})
    records.remove(workspace, "channel", [second])
    found: dict[str, set[str]] = {}

    def look(place: str) -> None:
        qtbot.wait(60)
        found[place] = {text for text in shown(window) if MARKER.search(text)}

    listed = window.customers.list
    listed.state.set_where((parse_condition("mobile=13877774321", "customer", workspace.context),))
    qtbot.waitUntil(lambda: list(listed.model.ids) == [customer])
    listed.table.go_to(customer)
    listed.deeds.menu()
    look("chip and menu")
    for section in SECTIONS:
        window.show_section(section.name)
        look(section.name)
    page = window.stack.page("bin")
    page.view.setCurrentIndex(page.model.index(0, 0))
    look("in the bin")
    window.open_customer(customer)
    look("record")
    assert set().union(*found.values()) == set()
