"""The command palette: customers, actions and views by a few letters, all by keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crm_desktop.base.i18n import set_language
from crm_desktop.ui.history.history_page import HistoryPage
from crm_desktop.ui.window.command_palette import CommandPalette
from crm_desktop.ui.window.main_window import MainWindow
from crm_desktop.ui.window.palette_entries import Entry, all_actions, best, plain


def _palette(window: MainWindow, qtbot: QtBot, typed: str) -> CommandPalette:
    palette = window.palette_actions.show()
    QTest.keyClicks(palette.field, typed)
    return palette


def _texts(palette: CommandPalette) -> list[str]:
    entries = [palette.model.entry(row) for row in range(palette.model.rowCount())]
    return [entry.text for entry in entries if entry is not None]


def test_enter_opens_the_customer_that_a_few_letters_find(window: MainWindow, qtbot: QtBot):
    palette = _palette(window, qtbot, "hmjj")
    qtbot.waitUntil(lambda: _texts(palette)[:1] == ["禾木家具行"])
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.customers.record.record_id == 1)
    assert not palette.isVisible()
    assert window.customers.currentWidget() is window.customers.record


def test_an_action_of_the_menus_is_done_by_its_name(window: MainWindow, qtbot: QtBot):
    palette = _palette(window, qtbot, "history")
    qtbot.waitUntil(lambda: "History" in _texts(palette))
    while palette.list.currentIndex().data() != next(
        palette.model.index(row).data()
        for row in range(palette.model.rowCount())
        if (entry := palette.model.entry(row)) is not None and entry.text == "History"
    ):
        QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert isinstance(window.stack.currentWidget(), HistoryPage)


def test_a_view_is_chosen_from_anywhere(window: MainWindow, qtbot: QtBot):
    qtbot.waitUntil(lambda: window.customers.list.views.count() > 1)
    window.show_section("today")
    palette = _palette(window, qtbot, "prime")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.customers.list.views.key() == "prime"


def test_escape_gives_the_focus_back_and_does_nothing(window: MainWindow, qtbot: QtBot):
    palette = _palette(window, qtbot, "lock")
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_what_was_opened_last_is_offered_before_anything_is_typed(window: MainWindow, qtbot: QtBot):
    for each in (2, 3):
        window.open_customer(each)
    assert _texts(_palette(window, qtbot, ""))[:2] == ["松果儿童书屋", "半山茶社"]


def test_every_action_of_the_menus_is_found_under_its_own_name(window: MainWindow):
    for language in ("zh_CN", "en"):
        set_language(language)
        window.rebuild()
        for _path, action in all_actions(window.menuBar()):
            entry = Entry("", plain(action.text()), lambda: None, action.icon())
            assert best([entry], entry.text, 1) == [entry]
            assert not set("&…") & set(entry.text.replace("&&", ""))


def test_chinese_is_found_by_pinyin_and_initials():
    entry = Entry("", "导入表格", lambda: None, None)  # type: ignore[arg-type] # no icon is looked at
    for typed in ("导入", "表格", "drbg", "daoru", "biao", "dr"):
        assert best([entry], typed, 1) == [entry], typed
    for typed in ("xyz", "表导", "aoru"):
        assert best([entry], typed, 1) == [], typed
