"""The page of a customer: parts, plans, neighbours, and dialogs made from declarations."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QPlainTextEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.entities.address import Address
from crm_desktop.entities.channel import Channel
from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.pages.customers_page import CustomersPage
from crm_desktop.ui.records.address_dialog import AddressDialog
from crm_desktop.ui.records.fact_row import FactRow
from crm_desktop.ui.records.known_hints import KnownHints
from crm_desktop.ui.records.new_record import new_record
from crm_desktop.ui.records.parts import make_first
from crm_desktop.ui.records.record_dialog import RecordDialog


@pytest.fixture
def page(qtbot: QtBot, filled: Workspace) -> Iterator[CustomersPage]:
    made = CustomersPage(filled)
    qtbot.addWidget(made)
    made.resize(1176, 806)
    made.show()
    qtbot.waitUntil(lambda: len(made.list.model.ids) == 12)
    made.open_record(4)
    yield made
    made.stop()


def parts(workspace: Workspace, record_id: int) -> dict[str, list[dict[str, object]]]:
    with workspace.read() as session:
        return records.parts(session, "customer", record_id)


def test_the_page_shows_who_it_is(page: CustomersPage):
    assert page.record.header._name.text() == "青石巷文具店"
    assert "KH-00004" in page.record.header._facts.text()
    assert page.record.crumbs._place.text() == "4 of 12"


def test_alt_arrows_go_to_the_neighbours_of_the_list(qtbot: QtBot, page: CustomersPage):
    page.record._step(1)
    assert page.record.record_id == page.list.model.ids[4]
    page.record._step(-1)
    assert page.record.record_id == 4


def test_escape_leads_back_to_the_row(qtbot: QtBot, page: CustomersPage):
    qtbot.keyClick(page.record, Qt.Key.Key_Escape)
    assert page.currentWidget() is page.list
    assert page.list.table.current_id() == 4


def test_a_refused_fact_is_kept_and_offered_again(qtbot: QtBot, page: CustomersPage):
    page.record.form.open_row("created_on")
    page.record.form.rows["created_on"].field.editor.take("gestern")
    with qtbot.waitSignal(page.message):
        page.record.leave()
    page.open_record(5)
    page.open_record(4)
    assert "Customer since" in page.record.drafts.offer.text.text()
    page.record.drafts.offer.go_on.click()
    assert page.record.form.rows["created_on"].field.raw() == "gestern"


def test_a_phone_is_corrected_in_place(qtbot: QtBot, page: CustomersPage, filled: Workspace):
    row = page.record.channels.fact_rows()[0]
    assert isinstance(row, FactRow)
    row.open()
    row.field.editor.take("139 0000 9999")
    qtbot.keyClick(row.field.editor.focusProxy(), Qt.Key.Key_Return)
    assert parts(filled, 4)["channel"][0]["value"] == "+8613900009999"


def test_a_wrong_phone_is_refused_in_place(qtbot: QtBot, page: CustomersPage, filled: Workspace):
    row = page.record.channels.fact_rows()[0]
    row.open()
    row.field.editor.take("123")
    qtbot.keyClick(row.field.editor.focusProxy(), Qt.Key.Key_Return)
    assert row.is_open()
    assert parts(filled, 4)["channel"][0]["value"] == "+8613600004410"


def test_a_tick_says_that_a_next_step_is_done(page: CustomersPage, filled: Workspace):
    box = page.record.tasks.findChild(QCheckBox)
    box.click()
    assert all(task["done_at"] for task in parts(filled, 4)["task"])


def test_a_note_is_begun_from_the_list_and_from_any_tab(page: CustomersPage):
    page.show_list()
    page.list.table.go_to(5)
    page.write_note()
    assert page.record.record_id == 5
    page.record.columns.tabs.choose("changes")
    page.write_note()
    assert page.record.columns.tabs.key() == "timeline"
    assert page.record.composer.tabs.key() == "note"


def test_a_removed_customer_gives_way_to_the_list(qtbot: QtBot, page: CustomersPage, filled: Workspace):
    page.record.remove()
    assert page.currentWidget() is page.list
    filled.undo()
    qtbot.waitUntil(lambda: 4 in page.list.model.ids)


def test_undo_while_the_page_is_open_shows_the_old_value(page: CustomersPage, filled: Workspace):
    records.change(filled, "customer", 4, {"name": "新名字"})
    assert page.record.header._name.text() == "新名字"
    filled.undo()
    assert page.record.header._name.text() == "青石巷文具店"


def test_a_narrow_page_keeps_the_right_column_as_a_tab(qtbot: QtBot, page: CustomersPage):
    page.resize(968, 626)
    qtbot.waitUntil(lambda: page.record.columns.tabs.count() == 3)
    page.record.columns.tabs.choose("people")
    assert page.record.contacts.isVisible()
    page.resize(1176, 806)
    qtbot.waitUntil(lambda: page.record.columns.tabs.count() == 2)
    assert page.record.contacts.isVisible()


def test_a_new_customer_is_one_piece_of_work(qtbot: QtBot, filled: Workspace):
    dialog = new_record(filled, "customer")
    qtbot.addWidget(dialog)
    typed = {"name": "海棠服饰", "contact": "吴女士", "mobile": "150 0000 2279", "address": "浙江义乌稠州北路 1 号"}
    for name, text in typed.items():
        dialog.fields[name].editor.take(text)
    dialog.accept()
    assert dialog.saved_id
    found = parts(filled, dialog.saved_id)
    assert found["contact"][0]["name"] == "吴女士"
    assert found["channel"][0]["value"] == "+8615000002279"
    assert found["address"][0]["city"] == "金华市"
    filled.undo()
    with filled.read() as session, pytest.raises(Exception, match="no Customer"):
        records.get(session, "customer", dialog.saved_id)


def test_a_new_customer_without_a_name_is_not_saved(qtbot: QtBot, filled: Workspace):
    dialog = new_record(filled, "customer")
    qtbot.addWidget(dialog)
    dialog.accept()
    assert not dialog.saved_id
    assert dialog.fields["name"].refused()


def test_a_name_that_is_there_already_is_told_and_not_refused(qtbot: QtBot, filled: Workspace):
    dialog = new_record(filled, "customer")
    qtbot.addWidget(dialog)
    dialog.fields["name"].editor.take("青石巷文具店")
    hints = dialog.findChild(KnownHints)
    assert isinstance(hints, KnownHints)
    qtbot.waitUntil(lambda: not hints.lines["name"].isHidden())
    assert "KH-00004" in hints.lines["name"].text.text()
    assert not dialog.fields["name"].refused()


def test_a_pasted_address_splits_itself(qtbot: QtBot, filled: Workspace):
    dialog = AddressDialog(filled, "address", Address.layout, "New", lambda _raw: 1)
    qtbot.addWidget(dialog)
    dialog.fields["whole"].editor.take("浙江杭州西湖区文三路 90 号 310012")
    raw = dialog.raw()
    assert (raw["province"], raw["city"], raw["district"]) == ("浙江省", "杭州市", "西湖区")
    assert raw["postcode"] == "310012"
    assert "whole" not in raw


def test_the_value_of_a_channel_follows_its_type(qtbot: QtBot, filled: Workspace):
    dialog = RecordDialog(filled, "channel", Channel.layout, "New", lambda _raw: 1)
    qtbot.addWidget(dialog)
    dialog.fields["type"].editor.take("E-mail")
    dialog.fields["value"].editor.take("13800001207")
    assert dialog.fields["value"].refused()
    dialog.fields["type"].editor.take("Mobile")
    dialog.fields["value"].ask_again()
    assert not dialog.fields["value"].refused()


def test_one_phone_is_the_first(filled: Workspace):
    records.add(filled, "channel", {"customer_id": 4, "type": "mobile", "value": "13600004411"})
    make_first(filled, "channel", parts(filled, 4)["channel"][2], "is_primary")
    assert parts(filled, 4)["channel"][0]["value"] == "+8613600004411"


def test_the_tab_key_goes_through_the_parts_in_the_order_of_the_eye(page: CustomersPage):
    mobile, mail = page.record.channels.fact_rows()
    assert mobile.nextInFocusChain() is mail
    step = page.record.tasks.rows()[0]
    assert step.nextInFocusChain() is page.record.tasks.findChild(QCheckBox)


def test_every_control_of_the_page_has_a_name(page: CustomersPage):
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QTabBar)
    unnamed = [
        widget
        for widget in page.record.findChildren(QWidget)
        if isinstance(widget, kinds)
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert unnamed == []
