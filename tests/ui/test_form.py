"""Facts that turn into editors, rules live while typing, each save an undoable work of its own."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.records.fact_row import FactRow
from crm_desktop.ui.records.record_form import RecordForm


@pytest.fixture
def form(qtbot: QtBot, filled: Workspace) -> RecordForm:
    made = RecordForm(filled, "customer")
    qtbot.addWidget(made)
    with filled.read() as session:
        made.show_record(4, records.get(session, "customer", 4))
    made.resize(292, 900)
    made.show()
    return made


def kept(workspace: Workspace, name: str) -> object:
    with workspace.read() as session:
        return records.get(session, "customer", 4)[name]


def edit(qtbot: QtBot, form: RecordForm, name: str, text: str) -> FactRow:
    form.open_row(name)
    row = form.rows[name]
    row.field.editor.take(text)
    return row


def test_enter_saves_a_fact_and_undo_takes_it_back(qtbot: QtBot, form: RecordForm, filled: Workspace):
    row = edit(qtbot, form, "industry", "文教办公")
    qtbot.keyClick(row.field.editor.focusProxy(), Qt.Key.Key_Return)
    assert kept(filled, "industry") == "文教办公"
    assert not row.is_open()
    filled.undo()
    assert kept(filled, "industry") is None


def test_escape_gives_the_typed_text_up(qtbot: QtBot, form: RecordForm, filled: Workspace):
    row = edit(qtbot, form, "name", "别的店")
    qtbot.keyClick(row.field.editor.focusProxy(), Qt.Key.Key_Escape)
    assert not row.is_open()
    assert kept(filled, "name") == "青石巷文具店"


def test_a_refused_text_stays_open_with_its_reason(qtbot: QtBot, form: RecordForm, filled: Workspace):
    row = edit(qtbot, form, "created_on", "2026-02-30")
    assert row.field.refused()
    assert row.field._message.isVisible()
    qtbot.keyClick(row.field.editor.focusProxy(), Qt.Key.Key_Return)
    assert row.is_open()
    assert str(kept(filled, "created_on")) != "2026-02-30"


def test_tab_takes_the_suggestion_and_then_goes_on(qtbot: QtBot, form: RecordForm, filled: Workspace):
    row = edit(qtbot, form, "customer_class", "Primee")
    assert row.field.suggestion() == "Prime"
    qtbot.keyClick(row.field.editor.focusProxy(), Qt.Key.Key_Tab)
    assert row.field.raw() == "Prime"
    qtbot.keyClick(row.field.editor.focusProxy(), Qt.Key.Key_Tab)
    assert not row.is_open()
    assert form.rows["tags"].is_open()


def test_a_warning_may_be_saved_and_stays_in_sight(qtbot: QtBot, form: RecordForm, filled: Workspace):
    row = edit(qtbot, form, "credit_code", "91330106MA0000000X (unverified)")
    assert not row.field.refused()
    qtbot.keyClick(row.field.editor.focusProxy(), Qt.Key.Key_Return)
    assert kept(filled, "credit_code") is not None
    assert not row.is_open()


def test_a_new_class_can_be_added_while_typing(qtbot: QtBot, form: RecordForm, filled: Workspace):
    row = edit(qtbot, form, "customer_class", "同行")
    assert row.field.refused()
    row.field._add.click()
    assert any(option.label == "同行" for option in filled.context.added["customer.class"])


def test_empty_facts_are_folded_until_asked_for(form: RecordForm):
    assert form.rows["name"].isVisible()
    assert not form.rows["bank_name"].isVisible()
    form._sections[1][1].click()
    assert form.rows["bank_name"].isVisible()


def test_saving_all_open_facts_tells_of_those_that_cannot_be(qtbot: QtBot, form: RecordForm, filled: Workspace):
    edit(qtbot, form, "industry", "文教")
    edit(qtbot, form, "created_on", "gestern")
    assert not form.save_open()
    assert kept(filled, "industry") == "文教"
    assert form.rows["created_on"].is_open()


def test_a_row_is_named_for_screen_readers(form: RecordForm):
    assert form.rows["level"].accessibleName() == "Level: A"
    assert form.rows["bank_name"].accessibleName() == "Bank: empty"
