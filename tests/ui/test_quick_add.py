"""A new customer in one line, through the window: chips, another meaning, the full form, what is refused."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.records.new_record import new_record
from crm_desktop.ui.records.quick_add_dialog import QuickAddDialog


@pytest.fixture
def dialog(qtbot: QtBot, filled: Workspace) -> QuickAddDialog:
    made = QuickAddDialog(filled)
    qtbot.addWidget(made)
    made.show()
    return made


def texts(dialog: QuickAddDialog) -> list[str]:
    return [chip.accessibleName() for chip in dialog.chips.chips]


def test_chips_say_what_the_words_are_taken_for(qtbot: QtBot, dialog: QuickAddDialog):
    qtbot.keyClicks(dialog.line, "Seagull Books 15000002279")
    assert texts(dialog) == ["Customer: Seagull Books", "Mobile: 15000002279"]
    assert dialog.add.isEnabled()


def test_enter_adds_the_customer(qtbot: QtBot, dialog: QuickAddDialog, filled: Workspace):
    dialog.line.setText("海棠服饰 吴女士 15000002279")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    with filled.read() as session:
        assert records.get(session, "customer", dialog.saved_id)["main_contact"] == "吴女士"


def test_a_chip_is_given_another_meaning_and_keeps_it_while_one_types_on(dialog: QuickAddDialog):
    dialog.line.setText("海棠服饰 常客")
    dialog.chips.chosen.emit(5, "tags")
    dialog.line.setText("海棠服饰 常客 15000002279")
    assert texts(dialog) == ["Customer: 海棠服饰", "Tags: 常客", "Mobile: 15000002279"]


def test_without_a_name_nothing_is_added(qtbot: QtBot, dialog: QuickAddDialog):
    dialog.line.setText("15000002279")
    assert not dialog.add.isEnabled()
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert not dialog.saved_id
    assert dialog._error.isVisible()


def test_a_wrong_number_is_told_at_its_chip_and_refused(dialog: QuickAddDialog):
    dialog.line.setText("海棠服饰 150000")
    dialog.chips.chosen.emit(5, "mobile")
    assert "11" in dialog.chips.chips[1].toolTip()
    dialog.accept()
    assert not dialog.saved_id
    assert "150000" in dialog._error.text()


def test_who_is_there_already_is_told(qtbot: QtBot, dialog: QuickAddDialog):
    dialog.line.setText("青石巷文具店")
    qtbot.waitUntil(dialog.hint.isVisible)
    assert "KH-00004" in dialog.hint.text.text()
    dialog.hint.open.click()
    assert dialog.opened_id == 4


def test_the_full_form_goes_on_with_the_line(qtbot: QtBot, dialog: QuickAddDialog, filled: Workspace):
    dialog.line.setText("海棠服饰 吴女士 15000002279 15000002280 明天回访")
    dialog.ask_full_form()
    assert dialog.full_form is not None
    form = new_record(filled, "customer")
    qtbot.addWidget(form)
    form.fill(*dialog.full_form)
    assert form.fields["mobile"].raw() == "15000002279"
    assert form.more["channel"].rows[0].raw()["value"] == "15000002280"
    form.accept()
    with filled.read() as session:
        parts = records.parts(session, "customer", form.saved_id)
    assert [each["value"] for each in parts["channel"]] == ["+8615000002279", "+8615000002280"]
    assert [each["what"] for each in parts["task"]] == ["回访"]
    assert len([each for each in filled.history() if each.kind == "add" and "海棠服饰" in each.title]) == 1


def test_rows_of_the_form_keep_the_rules(qtbot: QtBot, filled: Workspace):
    form = new_record(filled, "customer")
    qtbot.addWidget(form)
    form.fields["name"].editor.take("海棠服饰")
    form.more["channel"].add_row({"type": "E-mail", "value": "hello"})
    form.accept()
    assert not form.saved_id
    form.more["channel"].remove_row(form.more["channel"].rows[0])
    form.accept()
    assert form.saved_id


def test_a_pasted_address_says_what_it_was_taken_for(qtbot: QtBot, filled: Workspace):
    form = new_record(filled, "customer")
    qtbot.addWidget(form)
    form.fields["address"].editor.take("浙江杭州西湖区文三路 90 号 310012")
    assert "Province 浙江省, City 杭州市, District 西湖区" in form.read_as.text()
    assert not form.read_as.isHidden()
