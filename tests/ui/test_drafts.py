"""What is typed and not saved: kept while one types, offered in place, dropped when it is saved or not wanted."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.services import drafts, records
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.pages.customers_page import CustomersPage
from crm_desktop.ui.records.new_record import new_record
from crm_desktop.ui.records.quick_add_dialog import PLACE, QuickAddDialog
from crm_desktop.ui.window.main_window import MainWindow


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


def kept(workspace: Workspace, place: str) -> object:
    found = drafts.kept(workspace, place)
    return found.value if found else None


def test_a_fact_is_kept_while_it_is_typed(qtbot: QtBot, page: CustomersPage, filled: Workspace):
    page.record.form.open_row("remark")
    page.record.form.rows["remark"].field.editor.take("周日不收货")
    qtbot.waitUntil(lambda: kept(filled, "customer/4") == {"facts": {"remark": "周日不收货"}}, timeout=2_000)
    page.record.save()
    qtbot.waitUntil(lambda: kept(filled, "customer/4") is None)


def test_what_was_typed_for_another_customer_is_offered_there(qtbot: QtBot, page: CustomersPage):
    mail = page.record.channels.fact_rows()[1]
    mail.open()
    mail.field.editor.take("hello@")
    page.record.composer.text.setPlainText("确认备货")
    page.record.composer.tabs.choose("visit")
    page.open_record(5)
    assert page.record.drafts.offer.isHidden()
    assert not page.record.composer.has_text()
    page.open_record(4)
    offer = page.record.drafts.offer
    qtbot.waitUntil(offer.isVisible)
    assert offer.text.text().endswith("E-mail · a note")
    offer.go_on.click()
    assert page.record.channels.fact_rows()[1].field.raw() == "hello@"
    assert page.record.composer.text.toPlainText() == "确认备货"
    assert page.record.composer.tabs.key() == "visit"


def test_an_offer_is_not_lost_by_typing_something_else(page: CustomersPage, filled: Workspace):
    drafts.keep(filled, "customer/5", {"facts": {"remark": "alt"}})
    page.open_record(5)
    page.record.form.open_row("industry")
    page.record.form.rows["industry"].field.editor.take("烘焙")
    page.record.drafts.finish()
    assert kept(filled, "customer/5") == {"facts": {"remark": "alt", "industry": "烘焙"}}


def test_a_draft_that_is_not_wanted_is_gone(qtbot: QtBot, page: CustomersPage, filled: Workspace):
    drafts.keep(filled, "customer/5", {"facts": {"remark": "alt"}})
    page.open_record(5)
    page.record.drafts.offer.discard.click()
    qtbot.waitUntil(lambda: kept(filled, "customer/5") is None)
    assert page.record.drafts.offer.isHidden()


def test_closing_the_file_keeps_what_is_typed(page: CustomersPage, filled: Workspace):
    page.record.composer.text.setPlainText("确认备货")
    page.record.drafts.finish()
    found = drafts.kept(filled, "customer/4")
    assert found is not None
    assert found.value["composer"]["text"] == "确认备货"


def test_a_note_that_was_saved_is_no_draft_any_more(page: CustomersPage, filled: Workspace):
    page.record.composer.start("note")
    page.record.composer.text.setPlainText("确认备货")
    page.record.drafts.keep()
    page.record.composer.save()
    last = page.record.drafts._keeper._last
    assert last is not None
    last.result(60)  # written already, not a second later
    assert kept(filled, "customer/4") is None


def test_the_status_line_counts_what_is_not_saved(qtbot: QtBot, page: CustomersPage):
    page.record.form.open_row("remark")
    with qtbot.waitSignal(page.unsaved) as told:
        page.record.form.rows["remark"].field.editor.take("x")
    assert told.args == ["1 unsaved change · Ctrl+S saves · Esc gives up"]
    with qtbot.waitSignal(page.unsaved) as told:
        qtbot.keyClick(page.record.form.rows["remark"].field.editor.focusProxy(), Qt.Key.Key_Escape)
    assert told.args == [""]


def test_a_saved_fact_is_told_and_what_was_unsaved_is_told_no_more(qtbot: QtBot, window: MainWindow):
    window.open_customer(4)
    form = window.customers.record.form
    form.open_row("remark")
    form.rows["remark"].field.editor.take("x")
    assert window.messages.text == "1 unsaved change · Ctrl+S saves · Esc gives up"
    form.save_open()
    assert window.messages.text == "Edited Customer: 青石巷文具店 · Ctrl+Z undoes it"
    form.open_row("remark")
    form.rows["remark"].field.editor.take("y")
    qtbot.keyClick(form.rows["remark"].field.editor.focusProxy(), Qt.Key.Key_Escape)
    assert window.messages.text == ""


def test_escape_in_a_form_keeps_what_was_typed_without_asking(qtbot: QtBot, filled: Workspace):
    dialog = new_record(filled, "customer")
    qtbot.addWidget(dialog)
    dialog.fields["name"].editor.take("海棠服饰")
    dialog.more["contact"].add_row({"name": "吴女士", "mobile": "150"})
    dialog.reject()
    again = new_record(filled, "customer")
    qtbot.addWidget(again)
    again.offer.go_on.click()
    assert again.fields["name"].raw() == "海棠服饰"
    assert again.more["contact"].rows[0].raw() == {"name": "吴女士", "mobile": "150"}
    again.more["contact"].rows[0].fields["mobile"].editor.take("15000002279")
    again.accept()
    assert again.saved_id
    qtbot.waitUntil(lambda: kept(filled, "new/customer") is None)


def test_a_line_that_was_given_up_is_offered_again(qtbot: QtBot, filled: Workspace):
    dialog = QuickAddDialog(filled)
    qtbot.addWidget(dialog)
    dialog.line.setText("海棠服饰 吴女士")
    dialog.reject()
    again = QuickAddDialog(filled)
    qtbot.addWidget(again)
    again._offer.go_on.click()
    assert again.line.text() == "海棠服饰 吴女士"
    again.accept()
    qtbot.waitUntil(lambda: kept(filled, PLACE) is None)


def test_a_draft_whose_field_is_gone_is_no_matter(page: CustomersPage, filled: Workspace):
    drafts.keep(filled, "customer/5", {"facts": {"gone": "x"}, "channels": {"99": "y"}})
    page.open_record(5)
    page.record.drafts.offer.go_on.click()
    assert page.record.form.unsaved() == []
    with filled.read() as session:
        assert records.get(session, "customer", 5)["name"] == "麦田烘焙坊"
