"""The views of a list in the window: chosen, changed, kept, and the columns, order and heights that belong to them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.services import own_fields, records, views
from crm_desktop.services.lists import Condition, Sort
from crm_desktop.services.view_definition import Definition, ViewColumn
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.lists import list_popups
from crm_desktop.ui.lists.list_page import ListPage
from crm_desktop.ui.lists.list_views import view_menu
from crm_desktop.ui.look.theme import apply_theme
from crm_desktop.ui.pages.customers_page import CustomersPage
from crm_desktop.ui.window.main_window import MainWindow


@pytest.fixture
def page(filled: Workspace, qapp: QApplication, qtbot: QtBot) -> Iterator[ListPage]:
    """Show the list of customers as wide as in a window of 1360."""
    apply_theme(qapp, "light")
    made = CustomersPage(filled)
    qtbot.addWidget(made)
    made.resize(1176, 806)
    made.show()
    qtbot.waitUntil(lambda: len(made.list.model.ids) == 12)
    yield made.list
    made.stop()


def visible(page: ListPage) -> list[str]:
    return [page.views.tabText(place) for place in range(page.views.count())]


def heads(page: ListPage) -> list[str]:
    return [column.label for column in page.model.columns]


def names(page: ListPage) -> list[str]:
    place = page.model.fields.index("name")
    return [page.model.values(row)[place] for row in range(len(page.model.ids))]


def test_a_changed_view_says_so_and_is_saved_under_a_name_by_enter(qtbot: QtBot, page: ListPage, filled: Workspace):
    bar = page._views_bar
    assert bar._changed.isHidden()
    page.state.set_density("compact")
    assert not bar._changed.isHidden()
    assert bar._changed._save.isHidden()
    bar.save_as_wanted.emit()
    assert bar.name.hasFocus()
    qtbot.keyClicks(bar.name, "Low rows")
    qtbot.keyClick(bar.name, Qt.Key.Key_Return)
    assert (page.state.view.label, page.state.is_changed, bar.name.isHidden()) == ("Low rows", False, True)
    assert bar._changed.isHidden()
    assert visible(page)[-1].startswith("Low rows")
    assert filled.can_undo().title == "View “Low rows” saved"
    filled.undo()
    qtbot.waitUntil(lambda: page.views.key() == "all")


def test_a_taken_name_stays_to_be_corrected_and_esc_gives_it_up(qtbot: QtBot, page: ListPage):
    bar = page._views_bar
    page.kept.ask_name()
    qtbot.keyClicks(bar.name, "Prime customers")
    with qtbot.waitSignal(page.message):
        qtbot.keyClick(bar.name, Qt.Key.Key_Return)
    assert not bar.name.isHidden()
    assert bar.name.property("state") == "error"
    qtbot.keyClick(bar.name, Qt.Key.Key_Escape)
    assert bar.name.isHidden()
    assert not [each for each in page.kept.views if each.kept]


def test_ones_own_view_is_saved_reverted_and_follows_an_undo(qtbot: QtBot, page: ListPage, filled: Workspace):
    views.save_as(filled, "customer", "Mine", Definition(sort=(Sort("sort_name"),)))
    qtbot.waitUntil(lambda: page.kept.views[-1].kept)
    page.views.choose(page.kept.views[-1].key)
    page.state.add_sort(page.model.columns[2])
    assert [each.field for each in page.state.now.sort] == ["sort_name", "region"]
    page.kept.save()
    assert not page.state.is_changed
    page.state.sort_by(())
    page._views_bar.revert_wanted.emit()
    assert len(page.state.now.sort) == 2
    filled.undo()
    qtbot.waitUntil(lambda: len(page.state.now.sort) == 1)


def test_the_menu_of_a_tab_moves_renames_removes_and_opens_with(qtbot: QtBot, page: ListPage, filled: Workspace):
    for name in ("One", "Two"):
        views.save_as(filled, "customer", name, Definition())
    page.kept.reload()

    def act(label: str, text: str) -> None:
        view = next(each for each in page.kept.views if each.label == label)
        menu = view_menu(page._views_bar, view, page.kept)
        next(action for action in menu.actions() if action.text() == text).trigger()

    act("Two", "Move left")
    assert [each.label for each in page.kept.views][-2:] == ["Two", "One"]
    act("Two", "Open the list with this view")
    assert page.kept.views[-2].first
    act("One", "Rename …")
    qtbot.keyClicks(page._views_bar.name, "First")
    qtbot.keyClick(page._views_bar.name, Qt.Key.Key_Return)
    assert page.kept.views[-1].label == "First"
    act("Two", "Remove view")
    assert [each.label for each in page.kept.views][-1:] == ["First"]
    built_in = view_menu(page._views_bar, page.kept.views[0], page.kept)
    assert [action.text() for action in built_in.actions()] == ["Open the list with this view"]


def test_tabs_without_room_stand_under_more_and_the_chosen_one_is_always_there(
    qtbot: QtBot, page: ListPage, filled: Workspace
):
    for number in range(6):
        views.save_as(filled, "customer", f"A view of my own {number}", Definition())
    qtbot.waitUntil(lambda: page.kept.views[-1].label == "A view of my own 5")
    hidden = page.views.hidden_tabs()
    assert hidden
    assert page._views_bar._more.text() == f"{len(hidden)} more"
    page.views.choose(hidden[-1].key)
    assert hidden[-1].text in visible(page)[-1]
    assert len(page.views.tabs()) == len(page.kept.views)
    page.views.choose(page.kept.views[-1].key)
    page.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.views.key() == "all")


def test_shift_adds_a_key_to_the_order_and_the_head_counts_them(qtbot: QtBot, page: ListPage):
    page.table.sort_wanted.emit(4)
    page.table.sort_added.emit(1)
    page.table.sort_added.emit(1)
    assert page.state.now.sort == (Sort("customer_class"), Sort("sort_name", descending=True))
    assert page.table._head.sorted_by == {4: (1, False), 1: (2, True)}
    assert list_popups.sorted_text(page.state) == "Sorted by Class and tags, Customer name"


def test_columns_are_ticked_moved_by_keys_and_never_all_taken_away(qtbot: QtBot, page: ListPage):
    chosen = page.model.ids[3]
    page.table.go_to(chosen)
    panel = list_popups.choose_columns(page.state, page._views_bar.columns)
    industry = next(row for row in range(panel.list.count()) if panel.list.item(row).text() == "Industry")
    panel.list.item(industry).setCheckState(Qt.CheckState.Checked)
    assert heads(page)[-1] == "Industry"
    assert page.table.selected_ids() == [chosen]
    panel.list.setCurrentRow(0)
    qtbot.keyClick(panel.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert heads(page)[:2] == ["Contact / phone", "Customer name"]
    for row in range(panel.list.count()):
        panel.list.setCurrentRow(row)
        panel.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert len(heads(page)) == 1
    panel.usual_wanted.emit()
    assert heads(page)[0] == "Customer name"
    assert not page.state.is_changed
    panel.close()


def test_a_width_that_was_dragged_belongs_to_the_view(qtbot: QtBot, page: ListPage):
    head = page.table._head
    edge = QPoint(head.sectionPosition(3) + head.sectionSize(3) - 1, 10)
    qtbot.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    qtbot.mouseMove(head.viewport(), edge + QPoint(40, 0))
    qtbot.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(40, 0))
    width = {each.name: each.width for each in page.state.now.columns}["region"]
    assert width > 100
    assert page.state.is_changed


def test_a_heading_that_was_dragged_takes_its_column_along(qtbot: QtBot, page: ListPage):
    page.table._head.moveSection(1, 3)
    qtbot.waitUntil(lambda: heads(page)[:3] == ["Contact / phone", "Region", "Customer name"])
    assert [page.table._head.visualIndex(section) for section in range(4)] == [0, 1, 2, 3]
    page._views_bar.revert_wanted.emit()
    assert heads(page)[0] == "Customer name"


def test_more_columns_than_there_is_room_for_are_scrolled_to(qtbot: QtBot, page: ListPage):
    page.state.show_columns([*(each.key for each in page.model.columns), "source", "industry", "remark", "created_on"])
    assert page.table.horizontalScrollBar().maximum() > 0


def test_rows_get_lower_and_higher_and_stay_where_they_are(page: ListPage):
    for density, height in (("compact", 28), ("relaxed", 44), ("standard", 36)):
        page.state.set_density(density)
        assert page.table.rowHeight(0) == height


def test_sort_keys_are_chosen_without_a_mouse(qtbot: QtBot, page: ListPage):
    panel = list_popups.choose_sort(page.state, page._views_bar.sort)
    panel.take_field(0, "level")
    panel.add()
    panel.turn(0)
    assert panel.focusWidget().text() == "Ascending"
    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Space)
    assert [(each.field, each.descending) for each in page.state.now.sort] == [("level", True), ("sort_name", False)]
    panel.drop(0)
    assert [each.field for each in page.state.now.sort] == ["sort_name"]
    panel.close()


def test_letters_lead_to_names_in_their_order(qtbot: QtBot, page: ListPage):
    assert page.letters.isHidden()
    page.state.sort_by((Sort("sort_name"),))
    qtbot.waitUntil(lambda: page.letters.letters()[:3] == ["B", "C", "H"])
    qtbot.keyClick(page.letters, Qt.Key.Key_H)
    assert names(page)[page.model.row_of(page.table.current_id())] == "禾木家具行"
    page.search.setText("杭州")
    page.search.search_now()
    qtbot.waitUntil(lambda: page.letters.letters() == ["H", "L", "Q", "Y"])


def test_a_list_goes_on_when_a_field_in_it_is_removed(qtbot: QtBot, page: ListPage, filled: Workspace):
    own = own_fields.add_field(filled, "customer", "仓位")
    qtbot.waitUntil(lambda: own.key in list_popups.sortable("customer"))
    page.state.show_columns([page.model.columns[0].key, own.key])
    page.state.sort_by((Sort(own.key), Sort("sort_name")))
    with qtbot.waitSignal(page.message):
        own_fields.remove_field(filled, "customer", own.key)
    assert heads(page) == ["Customer name"]
    assert page.state.now.sort == (Sort("sort_name"),)
    assert len(page.model.ids) == 12


def test_the_list_opens_with_the_view_chosen_for_it(qtbot: QtBot, filled: Workspace):
    where = (Condition("level", "=", "A"),)
    definition = Definition((ViewColumn("level+name"),), where, (Sort("sort_name"),), "compact")
    key = views.save_as(filled, "customer", "Mine", definition)
    views.open_with(filled, views.view_named(filled, "customer", key))
    page = CustomersPage(filled)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: len(page.list.model.ids) == 5)
    assert (page.list.views.key(), heads(page.list)) == (key, ["Customer name"])
    assert page.list.table.rowHeight(0) == 28
    assert page.list.filters.where() == where
    page.stop()


@pytest.mark.parametrize("entity", ["contact", "interaction", "channel", "address", "attachment"])
def test_a_row_of_any_list_opens_its_customer(qtbot: QtBot, window: MainWindow, filled: Workspace, entity: str):
    if entity == "attachment":
        values = {"customer_id": 3, "name": "报价.pdf", "sha256": "0" * 64, "size": "1"}
        with filled.work("x") as work:
            records.insert_record(work, records.entity_named(entity), {**values, "size": 1})
    window.show_section(entity)
    page = window.stack.page(entity)
    qtbot.waitUntil(lambda: bool(page.list.model.ids))
    page.list.table.setFocus()
    page.list.table.go_to(page.list.model.ids[0])
    qtbot.waitUntil(page.list.preview.isVisible)
    page.list.preview.refresh()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    assert window.stack.section == "customers"
    owner = page.list.source.rows([page.list.model.ids[0]], ["customer_id"])[0][0]
    assert window.customers.record.record_id == owner
    records.change(filled, "customer", owner, {"name": "Renamed"})
    assert page.list._stale
    window.show_section(entity)
    qtbot.waitUntil(
        lambda: "Renamed" in [page.list.source.rows([each], ["customer"])[0][0] for each in page.list.model.ids]
    )
    assert not page.list._stale
    window.show_section("customers")
    if entity == "interaction":
        timeline = window.customers.record.timeline
        qtbot.waitUntil(lambda: timeline.view.currentIndex().isValid())
        key = timeline.model.rows[timeline.view.currentIndex().row()].key
        assert (key.sort, key.record_id) == ("interaction", page.list.model.ids[0])
