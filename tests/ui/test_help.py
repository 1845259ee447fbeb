"""Help: the manual in both languages at the right page, and the sheet of keys."""

import re

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crm_desktop.base.i18n import LANGUAGES, Language, set_language
from crm_desktop.ui.help.manual import pages, pages_about
from crm_desktop.ui.window.main_window import MainWindow
from crm_desktop.ui.window.palette_entries import all_actions
from crm_desktop.ui.window.sections import SECTIONS

LINK = re.compile(r"\]\(([\w-]+)\.md\)")


def test_the_manual_has_the_same_pages_in_both_languages():
    names = [[page.name for page in pages(language)] for language in LANGUAGES]
    assert names[0] == names[1]
    assert {section.help for section in SECTIONS} | {"record"} <= set(names[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_the_manual_leads_to_a_page_and_every_page_says_something(language: Language):
    names = {page.name for page in pages(language)}
    for page in pages(language):
        assert set(LINK.findall(page.text)) <= names, page.name
        assert len(page.text) > 200, page.name
        assert page.title != page.name


def test_f1_shows_the_page_about_what_is_shown(window: MainWindow, qtbot: QtBot):
    for section in SECTIONS:
        window.show_section(section.name)
        assert window.help_actions.show_manual().page == section.help
    window.open_customer(1)
    manual = window.help_actions.show_manual()
    assert manual.page == "record"
    manual._follow(QUrl("import.md"))
    assert manual.page == "import"


def test_the_manual_is_searched_and_says_so_where_there_is_nothing(window: MainWindow, qtbot: QtBot):
    manual = window.help_actions.show_manual("start")
    QTest.keyClicks(manual.search, "duplicates")
    assert manual.list.count() == len(pages_about("en", "duplicates"))
    assert manual.page == "duplicates"
    QTest.keyClicks(manual.search, " xyzzy")
    assert "xyzzy" in manual.browser.toPlainText()


def test_the_sheet_of_keys_names_every_key_of_the_menus_in_both_languages(window: MainWindow, qtbot: QtBot):
    for language, word in (("zh_CN", "命令面板"), ("en", "Command palette")):
        set_language(language)
        window.rebuild()
        sheet = window.help_actions.sheet()
        qtbot.addWidget(sheet)
        texts = {each.text() for each in sheet.findChildren(QLabel)}
        assert {word, "Ctrl+K", "F1"} <= texts
        sheet.show()
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
        assert not sheet.isVisible()


def test_no_key_of_a_list_is_one_of_the_menus_too(window: MainWindow):
    menus = {action.shortcut().toString() for _path, action in all_actions(window.menuBar())} - {""}
    deeds = {action.shortcut().toString() for action in window.customers.list.deeds.actions.values()} - {""}
    assert not menus & deeds
