"""The list of customers, on a real file."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.lists.list_page import ListPage
from crm_desktop.ui.pages.customers_page import CustomersPage


@pytest.fixture
def page(qtbot: QtBot, filled: Workspace) -> Iterator[CustomersPage]:
    made = CustomersPage(filled)
    qtbot.addWidget(made)
    made.resize(1176, 806)
    made.show()
    qtbot.waitUntil(lambda: len(made.list.model.ids) == 12)
    yield made
    made.stop()


def names(page: ListPage) -> list[str]:
    place = page.model.fields.index("name")
    return [page.model.values(row)[place] for row in range(len(page.model.ids))]


def search(qtbot: QtBot, page: CustomersPage, text: str, count: int) -> None:
    page.focus_search()
    qtbot.keyClicks(page.list.search, text)
    qtbot.waitUntil(lambda: len(page.list.model.ids) == count)


def test_the_latest_contact_comes_first(page: CustomersPage):
    assert names(page.list)[:3] == ["禾木家具行", "半山茶社", "松果儿童书屋"]


def test_typing_filters_the_list(qtbot: QtBot, page: CustomersPage):
    search(qtbot, page, "berg", 1)
    assert names(page.list) == ["Bluestone Stationery"]


def test_enter_in_the_search_field_opens_the_first_one_found(qtbot: QtBot, page: CustomersPage):
    search(qtbot, page, "4410", 1)
    with qtbot.waitSignal(page.record_opened):
        qtbot.keyClick(page.list.search, Qt.Key.Key_Return)
    assert page.record.form.values["name"] == "青石巷文具店"


def test_a_search_without_result_offers_the_way_back(qtbot: QtBot, page: CustomersPage):
    search(qtbot, page, "zzzz", 0)
    way_back = next(each for each in page.list._empty.findChildren(QPushButton) if each.text() == "Clear the search")
    way_back.click()
    qtbot.waitUntil(lambda: len(page.list.model.ids) == 12)


def test_an_empty_file_says_how_to_begin(qtbot: QtBot, workspace: Workspace):
    page = CustomersPage(workspace)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.list._stack.currentIndex() == 1)
    begin = next(each for each in page.findChildren(QPushButton) if each.text() == "Import a spreadsheet")
    with qtbot.waitSignal(page.import_wanted):
        begin.click()
    page.stop()


def test_names_are_sorted_by_pinyin_both_ways(qtbot: QtBot, page: CustomersPage):
    page.list.table.sort_wanted.emit(1)
    qtbot.waitUntil(lambda: names(page.list)[:4] == ["半山茶社", "北窗眼镜行", "Bluestone Stationery", "澄湖民宿"])
    page.list.table.sort_wanted.emit(1)
    qtbot.waitUntil(lambda: names(page.list)[-2:] == ["北窗眼镜行", "半山茶社"])


def test_a_filter_narrows_and_its_chip_widens(qtbot: QtBot, page: CustomersPage):
    page.list.filters.choose("customer_class", "prime")
    qtbot.waitUntil(lambda: len(page.list.model.ids) == 2)
    chip = page.list.filters.row.chips[0]
    assert chip.words.together() == "Class Prime"
    chip.remove_wanted.emit()
    qtbot.waitUntil(lambda: len(page.list.model.ids) == 12)


def test_the_selection_belongs_to_records_not_to_rows(qtbot: QtBot, page: CustomersPage, filled: Workspace):
    table = page.list.table
    chosen = page.list.model.ids[3]
    table.go_to(chosen)
    records.add(filled, "interaction", {"customer_id": page.list.model.ids[9], "content": "来电", "channel": "call"})
    qtbot.waitUntil(lambda: page.list.model.row_of(chosen) == 4)
    assert table.selected_ids() == [chosen]
    assert table.current_id() == chosen


def test_a_tick_adds_to_the_selection(qtbot: QtBot, page: CustomersPage):
    table = page.list.table
    for row in (1, 4):
        where = table.visualRect(page.list.model.index(row, 0)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert table.selected_ids() == [page.list.model.ids[1], page.list.model.ids[4]]
    assert page.list._foot._selected.text() == "2 selected"


def test_removed_customers_leave_the_list_and_come_back(qtbot: QtBot, page: CustomersPage, filled: Workspace):
    gone = page.list.model.ids[:2]
    for each in gone:
        page.list.table.selectionModel().select(
            page.list.model.index(page.list.model.row_of(each), 0),
            page.list.table.selectionModel().SelectionFlag.Select | page.list.table.selectionModel().SelectionFlag.Rows,
        )
    page.list.deeds.remove_selected()
    qtbot.waitUntil(lambda: len(page.list.model.ids) == 10)
    filled.undo()
    qtbot.waitUntil(lambda: page.list.model.ids[:2] == gone)


def test_letters_typed_in_the_list_start_a_search(qtbot: QtBot, page: CustomersPage):
    page.list.table.setFocus()
    qtbot.keyClicks(page.list.table, "h")
    assert page.list.search.text() == "h"


def test_space_hides_the_preview_and_brings_it_back(qtbot: QtBot, page: CustomersPage):
    table = page.list.table
    assert page.list.preview.isVisible()
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert not page.list.preview.isVisible()
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert page.list.preview.isVisible()


def test_a_small_window_has_no_preview_unless_asked(qtbot: QtBot, page: CustomersPage):
    page.resize(968, 626)
    qtbot.waitUntil(lambda: not page.list.preview.isVisible())
    qtbot.keyClick(page.list.table, Qt.Key.Key_Space)
    assert page.list.preview.isVisible()


def test_views_count_their_customers(qtbot: QtBot, page: CustomersPage):
    qtbot.waitUntil(lambda: page.list.views.tabText(1) == "Prime customers 2")
    page.list.views.choose("prime")
    qtbot.waitUntil(lambda: len(page.list.model.ids) == 2)


def test_copied_rows_are_a_table_with_headings_and_whole_dates(qtbot: QtBot, page: CustomersPage, qapp: QApplication):
    page.list.table.go_to(page.list.model.ids[0])
    page.list.table.setFocus()
    page.list.deeds.actions["copy"].trigger()
    data = qapp.clipboard().mimeData()
    heads, cells = (line.split("\t") for line in data.text().splitlines())
    assert (heads[0], cells[0]) == ("Customer name", "A · 禾木家具行")
    assert cells[4].startswith("2026-11-20")
    assert "mso-number-format:'\\@'" in data.html()
    assert "138 0000 1207" in data.html()
