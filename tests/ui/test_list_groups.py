"""Groups in a list and the sums below it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crm_desktop.services import records
from crm_desktop.services.groups import Head
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.lists.record_model import with_heads
from crm_desktop.ui.pages.customers_page import CustomersPage

Key = Qt.Key


@pytest.fixture
def page(filled: Workspace, qtbot: QtBot) -> Iterator[CustomersPage]:
    for record_id, amount, currency in ((1, "1200.50", None), (2, "500", "USD")):
        records.change(filled, "customer", record_id, {"credit_limit": amount, "currency": currency})
    made = CustomersPage(filled)
    qtbot.addWidget(made)
    made.resize(1360, 806)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: len(made.list.model.ids) == 12)
    made.list.state.set_group("customer_class")
    qtbot.waitUntil(lambda: len(made.list.model.heads) == 5)
    yield made
    made.stop()


def test_heads_stand_before_their_records_and_folded_ones_alone():
    heads = (Head("A", 2), Head("B", 1))
    assert with_heads([7, 8, 9], heads, set()) == [-1, 7, 8, -2, 9]
    assert with_heads([7, 8, 9], heads, {"A"}) == [-1, -2, 9]


def test_a_head_folds_by_key_and_by_click_and_keeps_the_selection(page: CustomersPage, qtbot: QtBot):
    table, model = page.list.table, page.list.model
    assert [model.record_at(row) > 0 for row in range(4)] == [False, True, True, False]
    chosen = model.record_at(4)
    table.go_to(chosen)
    table.selectionModel().setCurrentIndex(model.index(0, 1), table.selectionModel().SelectionFlag.NoUpdate)
    qtbot.keyClick(table, Key.Key_Left)
    assert model.rows[:3] == [-1, -2, chosen]
    assert table.selected_ids() == [chosen]
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(model.index(0, 1)).center())
    assert not model.folded


def test_all_that_is_selected_are_records(page: CustomersPage):
    page.list.table.selectAll()
    assert sorted(page.list.table.selected_ids()) == sorted(page.list.model.ids)
    assert page.list.table.selected_count() == 12


def test_the_next_record_is_the_next_one_of_the_list_over_heads(page: CustomersPage):
    first, second, third = page.list.model.ids[:3]
    page.open_record(second)
    page._step(1)
    assert page.record.record_id == third
    page._step(-2)
    assert page.record.record_id == first


def test_a_screen_reader_hears_the_name_of_a_group(page: CustomersPage):
    model = page.list.model
    assert model.data(model.index(0, 1), Qt.ItemDataRole.AccessibleTextRole) == "Potential, 2"
    assert not model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsSelectable


def test_sums_of_the_columns_stand_below_each_currency_by_itself(page: CustomersPage, qtbot: QtBot):
    def sums() -> list[str]:
        return [each.text() for each in page.list._foot.findChildren(QLabel) if "¥" in each.text()]

    assert sums() == []
    page.list.state.show_columns([*(each.key for each in page.list.state.columns), "credit_limit"])
    qtbot.waitUntil(lambda: sums() == ["¥1,200.50 + $500.00"])


def test_a_search_narrows_the_groups_too(page: CustomersPage, qtbot: QtBot):
    page.list.search.setText("hmjj")
    qtbot.waitUntil(lambda: [head.key for head in page.list.model.heads] == ["prime"])
    assert page.list.model.shown_count() == 1
