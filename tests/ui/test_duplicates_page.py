"""The duplicates in the window: found, compared, merged, told apart, separated again, all by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QRadioButton
from pytestqt.qtbot import QtBot

from crm_desktop.services import records
from crm_desktop.services.duplicates.remembered import not_duplicates
from crm_desktop.services.merge import merge
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.duplicates.duplicates_page import NOTHING, DuplicatesPage
from crm_desktop.ui.duplicates.field_table import RowView
from crm_desktop.ui.history.history_page import HistoryPage
from crm_desktop.ui.records.known_hints import KnownHints
from crm_desktop.ui.records.new_record import new_record
from crm_desktop.ui.window.main_window import MainWindow
from tests.dump import changed_tables, dump

SHOP, TEA = 4, 2  # 青石巷文具店, 半山茶社
CTRL = Qt.KeyboardModifier.ControlModifier
CALL = {"channel": "call", "direction": "in", "content": "问价", "happened_at": "2026-11-21 10:30"}


@pytest.fixture
def twins(filled: Workspace) -> list[int]:
    """Add second copies of two customers."""
    shop = {
        "name": "青石巷文具",
        "level": "C",
        "mobile": "13600004410",
        "phone": "0571-88004419",
        "industry": "文具",
        "tags": "学校周边",
        "remark": "送货走后门",
        "email": "order@bluestone.example",
    }
    tea = {"name": "半山茶舍", "email": "hello1@example.com", "contact": "李先生"}
    return [records.add(filled, "customer", raw).id for raw in (shop, tea)]


@pytest.fixture
def page(twins: list[int], window: MainWindow, qtbot: QtBot) -> DuplicatesPage:
    assert twins
    window.show_section("duplicates")
    found = window.stack.page("duplicates")
    assert isinstance(found, DuplicatesPage)
    _stand_at(found, SHOP, qtbot)
    return found


def _stand_at(page: DuplicatesPage, first_id: int, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(page.model.pairs) and page.looked is not None)
    page.queue.go_to(next(row for row, pair in enumerate(page.model.pairs) if pair.first_id == first_id))
    _settled(page, qtbot)


def _settled(page: DuplicatesPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.looked is not None and page.looked.wish == page.wish and page.head.merge.isEnabled())


def _row(page: DuplicatesPage, label: str) -> RowView:
    return next(view for view in page.sides.table.views() if view.row.label == label)


def _texts(page: DuplicatesPage) -> str:
    return " | ".join(each.text().replace("\u200b", "") for each in page.result.findChildren(QLabel))


def test_the_menu_leads_to_the_pairs_and_customers_stay_marked(twins: list[int], window: MainWindow, qtbot: QtBot):
    keys = {
        action.shortcut().toString(): action
        for menu in window.menuBar().actions()
        for action in menu.menu().actions()  # type: ignore[attr-defined] # a QMenu, which the stubs call an object
    }
    keys["Ctrl+D"].trigger()
    assert window.stack.section == "duplicates"
    page = window.stack.page("duplicates")
    assert isinstance(page, DuplicatesPage)
    qtbot.waitUntil(lambda: page.looked is not None)
    assert {pair.second_id for pair in page.model.pairs} == set(twins)
    assert [pair.score for pair in page.model.pairs] == sorted((pair.score for pair in page.model.pairs), reverse=True)


def test_one_value_is_chosen_and_several_are_joined(page: DuplicatesPage):
    level, tags, industry = _row(page, "Level"), _row(page, "Tags"), _row(page, "Industry")
    assert isinstance(level.cells[0].mark, QRadioButton)
    assert isinstance(tags.cells[0].mark, QCheckBox)
    assert [cell.mark.isChecked() for cell in level.cells] == [True, False]
    assert [cell.mark.isChecked() for cell in tags.cells] == [True, True]
    # What is empty cannot be chosen, what is chosen is tinted.
    assert not industry.cells[0].mark.isVisible()
    assert industry.cells[1].property("on") == "true"


def test_the_result_follows_every_choice(page: DuplicatesPage, qtbot: QtBot):
    assert "order@bluestone.example" in _texts(page)
    mail = _row(page, "E-mail")
    mail.cells[1].mark.click()
    qtbot.waitUntil(lambda: "order@bluestone.example" not in _texts(page))
    assert "KH-00004 · KH-00013 still finds it" in _texts(page)
    level = _row(page, "Level")
    level.take_focus()
    qtbot.keyClick(level.cells[0].mark, Qt.Key.Key_Right)
    _settled(page, qtbot)
    assert page.looked is not None
    assert next(each.result for each in page.looked.result.fields if each.name == "level") == "C"


def test_of_two_joined_values_one_stays(page: DuplicatesPage, qtbot: QtBot):
    for side, kept in ((0, ["学校周边"]), (1, ["重点", "账期30"])):
        _row(page, "Tags").cells[side].mark.click()
        _settled(page, qtbot)
        assert page.looked is not None
        assert next(each.result for each in page.looked.result.fields if each.name == "tags") == kept


def test_ctrl_enter_merges_as_shown_and_the_next_pair_comes(
    page: DuplicatesPage, window: MainWindow, filled: Workspace, twins: list[int], qtbot: QtBot
):
    before = dump(filled)
    _row(page, "E-mail").cells[1].mark.click()
    _settled(page, qtbot)
    _row(page, "Level").cells[1].mark.click()
    _settled(page, qtbot)
    qtbot.keyClick(page.queue, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(page.model.pairs) == 1)
    _settled(page, qtbot)
    with filled.read() as session:
        kept = records.get(session, "customer", SHOP)
    assert (kept["level"], kept["industry"]) == ("C", "文具")
    assert page.wish is not None
    assert page.wish.drop_id == twins[1]
    assert page.queue.hasFocus()
    qtbot.waitUntil(window.messages._toast.isVisible)
    window.messages._toast._action.click()
    qtbot.waitUntil(lambda: changed_tables(before, dump(filled)) == {})
    qtbot.waitUntil(lambda: len(page.model.pairs) == 2)


def test_the_other_record_may_stay(page: DuplicatesPage, filled: Workspace, twins: list[int], qtbot: QtBot):
    _row(page, "Level").cells[1].mark.click()
    _settled(page, qtbot)
    page.sides.heads.swap_wanted.emit()
    _settled(page, qtbot)
    assert [cell.mark.isChecked() for cell in _row(page, "Level").cells] == [True, False]
    assert page.sides.heads.sides["keep"].name.text() == "青石巷文具"
    page.head.merge.click()
    qtbot.waitUntil(lambda: len(page.model.pairs) == 1)
    with filled.read() as session:
        assert records.get(session, "customer", twins[0])["level"] == "C"


def test_n_tells_two_apart_and_s_skips(page: DuplicatesPage, filled: Workspace, twins: list[int], qtbot: QtBot):
    qtbot.keyClick(page.queue, Qt.Key.Key_S)
    _settled(page, qtbot)
    assert len(page.model.pairs) == 2
    assert page.wish is not None
    assert page.wish.drop_id == twins[1]
    qtbot.keyClick(page.queue, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: len(page.model.pairs) == 1)
    _settled(page, qtbot)
    assert [(each.first_id, each.second_id) for each in not_duplicates(filled)] == [(TEA, twins[1])]
    page.look_again(TEA, twins[1])
    qtbot.waitUntil(lambda: len(page.model.pairs) == 2)


def test_the_arrows_go_through_the_rows(page: DuplicatesPage, qtbot: QtBot):
    page.sides.table.take_focus()
    first = QApplication.focusWidget()
    assert first is _row(page, "Name").cells[0].mark
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is _row(page, "Level").cells[0].mark


def test_equal_fields_are_folded_until_asked_for(page: DuplicatesPage):
    shown = len(page.sides.table.views())
    assert not any(view.row.folded for view in page.sides.table.views())
    page.sides.fold.click()
    assert len(page.sides.table.views()) > shown


def test_what_was_chosen_stays_when_something_changes_elsewhere(page: DuplicatesPage, filled: Workspace, qtbot: QtBot):
    _row(page, "Level").cells[1].mark.click()
    _settled(page, qtbot)
    before = page.looked
    records.change(filled, "customer", SHOP, {"industry": "文教用品"})
    qtbot.waitUntil(lambda: page.looked is not None and page.looked is not before and page._finding is None)
    _settled(page, qtbot)
    assert _row(page, "Industry").row.cells[0].text == "文教用品"
    assert [cell.mark.isChecked() for cell in _row(page, "Level").cells] == [False, True]


def test_a_search_that_was_cancelled_can_be_begun_again(twins: list[int], window: MainWindow, qtbot: QtBot):
    window.show_section("duplicates")
    page = window.stack.page("duplicates")
    assert isinstance(page, DuplicatesPage)
    assert page._finding is not None
    page._finding.stop()
    qtbot.waitUntil(page._again.isVisible)
    page._again.click()
    qtbot.waitUntil(lambda: {pair.second_id for pair in page.model.pairs} == set(twins))


def test_a_removed_customer_leaves_the_queue(page: DuplicatesPage, filled: Workspace, twins: list[int], qtbot: QtBot):
    records.remove(filled, "customer", twins)
    qtbot.waitUntil(lambda: page._stack.currentIndex() == NOTHING)


@pytest.mark.parametrize("moves", [True, False])
def test_separating_lets_one_choose_where_later_records_go(
    window: MainWindow, filled: Workspace, twins: list[int], qtbot: QtBot, *, moves: bool
):
    merged = merge(filled, TEA, twins[1])
    call = records.add(filled, "interaction", {**CALL, "customer_id": TEA}).id
    window.show_work(merged.work_id)
    page = window.stack.page("history")
    assert isinstance(page, HistoryPage)
    page.act(merged.work_id)
    qtbot.waitUntil(page.panel.added.isVisible)
    assert not filled.work_info(merged.work_id).undone
    if moves:
        page.panel.added.goes.click()
    page.panel.act.click()
    qtbot.waitUntil(lambda: filled.work_info(merged.work_id).undone)
    with filled.read() as session:
        assert records.get(session, "interaction", call)["customer_id"] == (twins[1] if moves else TEA)
        assert records.get(session, "customer", twins[1])["name"] == "半山茶舍"
    qtbot.waitUntil(lambda: page.panel._title.text() == "Undone")


def test_a_new_customer_is_told_who_has_the_number(filled: Workspace, qtbot: QtBot):
    dialog = new_record(filled, "customer")
    qtbot.addWidget(dialog)
    dialog.show()
    hints = dialog.findChild(KnownHints)
    assert isinstance(hints, KnownHints)
    # Half a number is nobody's; a landline and a mail alone are too little for a pair, not for a word.
    dialog.fields["mobile"].editor.take("1360000")
    dialog.fields["phone"].editor.take("0571-88000136")
    dialog.fields["email"].editor.take("HELLO7@example.com")
    qtbot.waitUntil(lambda: hints.lines["phone"].isVisible() and hints.lines["email"].isVisible())
    assert hints.lines["phone"].text.text() == "There is already 临江五金建材 (KH-00006), same phone"
    assert not hints.lines["mobile"].isVisible()
    dialog.fields["mobile"].editor.take("13800001207")
    qtbot.waitUntil(hints.lines["mobile"].isVisible)
    assert "禾木家具行 (KH-00001)" in hints.lines["mobile"].text.text()
    hints.lines["mobile"].open.click()
    assert (dialog.opened_id, dialog.saved_id, dialog.isVisible()) == (1, 0, False)
