"""Fields of the user's own in the window: they come, are filled in, and go, without the window being opened anew."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.base.i18n import set_language
from crm_desktop.entities.customer import Customer
from crm_desktop.fields.declare import fields_of
from crm_desktop.services import records
from crm_desktop.services.choices import change_option, remove_option
from crm_desktop.services.own_fields import add_field, remove_field
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.editors.editor import Surroundings
from crm_desktop.ui.editors.registry import make_editor
from crm_desktop.ui.records.new_record import form_of
from crm_desktop.ui.records.record_form import RecordForm
from crm_desktop.ui.values.shown import Shown
from crm_desktop.ui.window.main_window import MainWindow


@pytest.fixture
def hobbies(filled: Workspace, in_english: None) -> Workspace:
    add_field(filled, "customer", "爱好", "multi_choice", label_en="Hobbies", options=("茶", "酒", "书"))
    return filled


def show(form: RecordForm, workspace: Workspace) -> None:
    with workspace.read() as session:
        form.show_record(1, records.get(session, "customer", 1))


def test_a_field_appears_in_the_open_form_is_filled_in_and_goes(qtbot: QtBot, filled: Workspace):
    form = RecordForm(filled, "customer")
    qtbot.addWidget(form)
    show(form, filled)
    key = add_field(filled, "customer", "Shop area", "number", rules={"unit": "m²"}).key
    show(form, filled)
    form.open_row(key)
    form.rows[key].field.editor.take("85")
    qtbot.keyClick(form.rows[key].field.editor.focusProxy(), Qt.Key.Key_Return)
    with filled.read() as session:
        assert records.get(session, "customer", 1)[key] == 85
    assert form.rows[key].text
    remove_field(filled, "customer", key)
    show(form, filled)
    assert key not in form.rows


def test_a_new_record_is_asked_for_own_fields(hobbies: Workspace):
    assert form_of("customer").sections[-1].rows == (("爱好",),)


def test_several_options_are_ticked_in_the_menu_of_their_line(qtbot: QtBot, hobbies: Workspace):
    kind = fields_of(Customer)["爱好"].kind
    editor = make_editor(kind, Surroundings(hobbies.context, dict))
    qtbot.addWidget(editor)
    editor.show_value(["书"])
    menu = editor.menu()
    assert [(each.text(), each.isChecked()) for each in menu.actions()] == [
        ("茶", False),
        ("酒", False),
        ("书", True),
    ]
    menu.actions()[0].trigger()
    assert kind.read(editor.raw(), hobbies.context).value == ["书", "茶"]


def test_options_are_shown_as_they_are_called_now_and_hidden_ones_no_longer_offered(hobbies: Workspace):
    change_option(hobbies, "customer.爱好", "茶", label="茶道", label_en="Tea", tone="ok")
    remove_option(hobbies, "customer.level", "C", "B")
    shown = Shown.of(fields_of(Customer)["爱好"], hobbies.context)
    assert [(each.text, each.tone) for each in shown.labels(["茶", "书"])] == [("Tea", "ok"), ("书", "neutral")]
    set_language("zh_CN")
    assert shown.text(["茶", "书"]) == "茶道、书"
    level = fields_of(Customer)["level"].kind
    assert [each.key for each in level.offered(hobbies.context)] == ["A", "B"]
    assert Shown.of(fields_of(Customer)["level"], hobbies.context).text("C") == "C"


def test_a_list_goes_on_when_the_field_of_a_column_is_removed(qtbot: QtBot, window: MainWindow, filled: Workspace):
    key = add_field(filled, "customer", "Shop area", "number", listed=True).key
    page = window.customers
    qtbot.waitUntil(lambda: key in [column.key for column in page.list.model.columns])
    remove_field(filled, "customer", key)
    qtbot.waitUntil(lambda: key not in [column.key for column in page.list.model.columns])
    assert page.list.model.ids
