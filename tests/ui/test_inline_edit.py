"""Editing in the list: F2 in a cell, under the rules, one undoable work an edit."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.lists.cell_editor import CellEditor
from crm_desktop.ui.pages.customers_page import CustomersPage

NAME, TAGS, NEXT_STEP = 1, 4, 6


@pytest.fixture
def page(qtbot: QtBot, filled: Workspace) -> Iterator[CustomersPage]:
    made = CustomersPage(filled)
    qtbot.addWidget(made)
    made.resize(1176, 806)
    made.show()
    qtbot.waitUntil(lambda: len(made.list.model.ids) == 12)
    made.list.table.go_to(made.list.model.ids[0])
    made.list.table.setFocus()
    yield made
    made.stop()


def _edit(page: CustomersPage, column: int = NAME) -> CellEditor:
    page.list.deeds.cells.edit(page.list.table.current_id(), column)
    return _editor(page)


def _editor(page: CustomersPage) -> CellEditor:
    found = page.list.deeds.cells.editor
    assert found is not None
    return found


def _line(editor: CellEditor) -> QLineEdit:
    found = editor.findChild(QLineEdit)
    assert found is not None
    return found


def _value(workspace: Workspace, record_id: int, name: str) -> object:
    with workspace.read() as session:
        return records.get(session, "customer", record_id)[name]


def test_f2_edits_enter_keeps_and_goes_down(qtbot: QtBot, page: CustomersPage, filled: Workspace):
    first, second = page.list.model.ids[:2]
    page.list.deeds.actions["edit"].trigger()
    line = _line(_editor(page))
    assert line.text() == "禾木家具行"
    line.setText("禾木家具总行")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert _value(filled, first, "name") == "禾木家具总行"
    assert filled.history(limit=1)[0].title == "Edited Customer: 禾木家具总行"
    assert _line(_editor(page)).text() == _value(filled, second, "name")
    qtbot.keyClick(_line(_editor(page)), Qt.Key.Key_Escape)
    assert page.list.deeds.cells.editor is None
    filled.undo()
    qtbot.waitUntil(lambda: page.list.model.cell(0, NAME)[1] == "禾木家具行")


def test_tab_goes_to_the_next_column_that_is_kept_and_back(qtbot: QtBot, page: CustomersPage, filled: Workspace):
    first = page.list.model.ids[0]
    qtbot.keyClick(_line(_edit(page)), Qt.Key.Key_Tab)
    line = _line(_editor(page))
    assert page.list.table.currentIndex().column() == TAGS
    line.setText("批发，展会")
    qtbot.keyClick(line, Qt.Key.Key_Backtab)
    assert _value(filled, first, "tags") == ["批发", "展会"]
    assert page.list.table.currentIndex().column() == NAME
    qtbot.keyClick(_line(_editor(page)), Qt.Key.Key_Backtab)
    assert page.list.deeds.cells.editor is None


def test_what_a_rule_refuses_stays_open_with_its_reason(qtbot: QtBot, page: CustomersPage, filled: Workspace):
    first = page.list.model.ids[0]
    editor = _edit(page)
    before = editor.height()
    _line(editor).setText("")
    qtbot.keyClick(_line(editor), Qt.Key.Key_Return)
    assert _editor(page) is editor
    assert [note.message for note in editor.live.notes] == ["It must not be empty."]
    qtbot.waitUntil(lambda: editor.height() > before)
    assert _value(filled, first, "name") == "禾木家具行"
    qtbot.keyClick(_line(editor), Qt.Key.Key_Escape)
    assert page.list.table.hasFocus()


def test_a_column_that_is_computed_leads_to_one_that_is_kept(page: CustomersPage):
    table = page.list.table
    table.setCurrentIndex(page.list.model.index(0, NEXT_STEP))
    page.list.deeds.cells.edit_current()
    assert table.currentIndex().column() == NAME


def test_the_editor_follows_its_record_when_the_list_is_sorted_anew(qtbot: QtBot, page: CustomersPage):
    first = page.list.model.ids[0]
    editor = _edit(page)
    _line(editor).setText("禾木")
    page.list.table.sort_wanted.emit(NAME)
    qtbot.waitUntil(lambda: page.list.model.row_of(first) > 0)
    assert _line(_editor(page)).text() == "禾木"
    cell = page.list.table.visualRect(page.list.model.index(page.list.model.row_of(first), NAME))
    assert editor.geometry().intersects(cell)


def test_leaving_keeps_what_is_right(qtbot: QtBot, page: CustomersPage, filled: Workspace):
    first = page.list.model.ids[0]
    _line(_edit(page)).setText("禾木行")
    page.list.search.setFocus()
    assert _value(filled, first, "name") == "禾木行"
    assert page.list.deeds.cells.editor is None
