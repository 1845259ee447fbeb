"""Settings save at once, refuse in place, and can be undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.services import own_fields, records
from crm_desktop.services.open_file import open_file, recover
from crm_desktop.services.settings import BUSINESS, LOCK, LOOK, NUMBERING, MachineSettings
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.look.theme import apply_theme
from crm_desktop.ui.settings import password_section
from crm_desktop.ui.settings.keeper import Room
from crm_desktop.ui.settings.new_sheet_dialog import NewSheetDialog
from crm_desktop.ui.settings.password_section import PasswordSection
from crm_desktop.ui.settings.sections import FIELDS, LISTS
from crm_desktop.ui.settings.settings_form import SettingsForm
from crm_desktop.ui.settings.settings_page import SettingsPage
from tests.conftest import PASSWORD

NEW = "三棵 杨树 面馆 7"


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[Runner]:
    apply_theme(qapp, "light")
    made = Runner()
    yield made
    made.close()


@pytest.fixture
def machine(tmp_path: Path) -> MachineSettings:
    return MachineSettings(tmp_path / "kebu.ini")


@pytest.fixture
def told() -> list[tuple[object, ...]]:
    return []


@pytest.fixture
def page(
    workspace: Workspace, machine: MachineSettings, runner: Runner, told: list[tuple[object, ...]], qtbot: QtBot
) -> SettingsPage:
    room = Room(
        workspace, machine, runner, lambda *said: told.append(said), QAction("Undo"), QAction("Back up"), lambda: None
    )
    made = SettingsPage(room)
    qtbot.addWidget(made)
    made.resize(1176, 780)
    made.show()
    return made


def test_every_shown_setting_has_a_place_on_the_page(page: SettingsPage):
    page.show_section(LOOK)
    business, look = page.forms[BUSINESS], page.forms[LOOK]
    assert {"business_name", "business_phone", "region", "area_code", "currency"} <= {
        *business.fields,
        *business.choices,
    }
    assert {"language", "theme"} <= set(look.choices)


def test_a_setting_of_the_business_saves_at_once_and_can_be_undone(page: SettingsPage, workspace: Workspace):
    field = page.forms[BUSINESS].fields["business_name"]
    field.editor.take("栖木文化用品商行")
    field.accepted.emit()
    assert workspace.settings["business_name"] == "栖木文化用品商行"
    workspace.undo()
    assert workspace.settings["business_name"] == ""


def test_leaving_a_field_untouched_saves_nothing(page: SettingsPage, workspace: Workspace):
    page.forms[BUSINESS].fields["business_name"].left.emit()
    assert workspace.can_undo() is None


def test_a_value_that_breaks_its_rule_is_refused_in_place_and_not_saved(page: SettingsPage, workspace: Workspace):
    field = page.forms[BUSINESS].fields["business_email"]
    field.editor.take("not an address")
    field.accepted.emit()
    assert field.refused()
    assert not workspace.settings["business_email"]


def test_the_theme_is_kept_for_this_computer(page: SettingsPage, machine: MachineSettings):
    changed: list[str] = []
    machine.on_change(changed.append)
    page.show_section(LOOK)
    combo = page.forms[LOOK].choices["theme"]
    combo.setCurrentIndex(combo.findData("dark"))
    combo.activated.emit(combo.currentIndex())
    assert machine["theme"] == "dark"
    assert changed == ["theme"]


def type_into(page: SettingsPage, section: str, name: str, text: str) -> None:
    """Type a value into a field of a form and leave it, as a person does."""
    page.show_section(section)
    panel = page.panels[section]
    form = panel if isinstance(panel, SettingsForm) else panel.findChild(SettingsForm)
    form.fields[name].editor.take(text)
    form.fields[name].accepted.emit()


def test_an_undo_brings_the_old_value_back_into_the_field(page: SettingsPage, workspace: Workspace):
    type_into(page, BUSINESS, "business_name", "栖木")
    workspace.undo()
    assert page.forms[BUSINESS].fields["business_name"].raw() == ""


def test_a_setting_of_this_computer_is_told_with_its_way_back(
    page: SettingsPage, machine: MachineSettings, told: list[tuple[object, ...]]
):
    type_into(page, LOCK, "auto_lock_minutes", "25")
    assert machine["auto_lock_minutes"] == 25
    text, action, put_back = told[-1]
    assert (text, action) == ("Saved: Lock after idle minutes", "Undo")
    put_back()
    assert machine["auto_lock_minutes"] == 10


def test_a_whole_address_pasted_into_the_street_splits_itself(page: SettingsPage, workspace: Workspace):
    row = page.forms[BUSINESS].own["business_province"]
    row.street.editor.take("浙江省杭州市拱墅区小河路 00 号 1 楼")
    row.street.accepted.emit()
    kept = [workspace.settings[f"business_{name}"] for name in ("province", "city", "district", "address")]
    assert kept == ["浙江省", "杭州市", "拱墅区", "小河路 00 号 1 楼"]
    assert row.place.text() == "浙江省 杭州市 拱墅区"
    workspace.undo()
    assert workspace.settings["business_province"] == ""


def test_an_address_abroad_stays_as_it_was_typed(page: SettingsPage, workspace: Workspace):
    row = page.forms[BUSINESS].own["business_province"]
    row.street.editor.take("Hauptstraße 5, 10115 Berlin")
    row.street.accepted.emit()
    assert workspace.settings["business_address"] == "Hauptstraße 5, 10115 Berlin"
    assert workspace.settings["business_province"] == ""


def test_the_preview_follows_what_is_typed_and_speaks_either_language(page: SettingsPage, qtbot: QtBot):
    pane = page.beside[BUSINESS]
    qtbot.waitUntil(lambda: not pane.drawn.isNull())
    before = pane.drawn.copy()
    type_into(page, BUSINESS, "business_name", "栖木文化用品商行")
    qtbot.waitUntil(lambda: pane.drawn != before)
    typed = pane.drawn.copy()
    pane.spoken.choose("zh_CN")
    qtbot.waitUntil(lambda: pane.drawn != typed)


def test_a_style_of_the_letterhead_is_one_click(page: SettingsPage, workspace: Workspace):
    page.beside[BUSINESS].styles["centre"].click()
    assert workspace.settings["letterhead_style"] == "centre"


def test_a_logo_is_read_beside_the_window(page: SettingsPage, workspace: Workspace, tmp_path: Path, qtbot: QtBot):
    picture = QImage(400, 400, QImage.Format.Format_RGB32)
    picture.save(str(tmp_path / "logo.png"))
    row = page.forms[BUSINESS].own["business_logo"]
    row.take(tmp_path / "logo.png")
    qtbot.waitUntil(lambda: bool(workspace.settings["business_logo"]))
    assert not row.remove.isHidden()
    row.take(tmp_path / "no.png")
    qtbot.waitUntil(lambda: row.told.property("role") == "error")


@pytest.mark.parametrize(
    ("word", "section"), [("swift", ""), ("prefix", NUMBERING), ("recovery sheet", LOCK), ("stamp", BUSINESS)]
)
def test_a_word_finds_the_section_of_a_setting(page: SettingsPage, word: str, section: str):
    page.sections.search.setText(word)
    rows = [page.sections.list.item(row) for row in range(page.sections.list.count())]
    shown = [item.text() for item in rows if not item.isHidden() and item.flags() != Qt.ItemFlag.NoItemFlags]
    assert shown == ([section] if section else [])


def test_enter_leads_from_the_search_to_the_field(page: SettingsPage, qtbot: QtBot):
    page.sections.search.setText("idle")
    qtbot.keyClick(page.sections.search, Qt.Key.Key_Return)
    assert page.section == LOCK
    assert page.focusWidget() is page.panels[LOCK].form.fields["auto_lock_minutes"].editor.focusProxy()


def test_the_next_number_is_shown_while_it_is_typed(page: SettingsPage, workspace: Workspace):
    page.show_section(NUMBERING)
    panel = page.panels[NUMBERING]
    panel.form.fields["customer_prefix"].editor.take("A-")
    assert panel.example.text() == "A-00001"
    assert workspace.settings["customer_prefix"] == "KH-"


def test_a_new_field_is_declared_in_the_form_below_the_table(page: SettingsPage, qtbot: QtBot):
    page.show_section(FIELDS)
    panel = page.panels[FIELDS]
    panel.begin()
    panel.form.label.setText("门店面积")
    panel.form.kind.setCurrentIndex(panel.form.kind.findData("number"))
    for rule, said in (("min", "5000"), ("max", "1")):
        panel.form.rules[rule].setText(said)
    panel.form.save.click()
    qtbot.waitUntil(lambda: bool(panel.form.told.text()))
    panel.form.rules["min"].setText("0")
    panel.form.rules["max"].setText("5000")
    panel.form.save.click()
    qtbot.waitUntil(panel.form.isHidden)
    assert panel.table.item(0, 1).text() == "门店面积"
    assert panel.table.item(0, 4).text() == "0–5,000"


def test_fields_change_places_by_the_keys_and_are_listed_by_a_tick(
    page: SettingsPage, workspace: Workspace, qtbot: QtBot
):
    for name in ("门店面积", "收货时间"):
        own_fields.add_field(workspace, "customer", name)
    page.show_section(FIELDS)
    table = page.panels[FIELDS].table
    table.setCurrentCell(0, 1)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [each.label for each in own_fields.own_fields("customer")] == ["收货时间", "门店面积"]
    table.item(0, 6).setCheckState(Qt.CheckState.Checked)
    assert own_fields.own_field_named("customer", "收货时间").listed
    workspace.undo()
    assert not own_fields.own_field_named("customer", "收货时间").listed


def test_an_option_is_renamed_coloured_hidden_and_replaced(page: SettingsPage, workspace: Workspace, qtbot: QtBot):
    customer = records.add(workspace, "customer", {"name": "禾木家具", "source": "fair"}).id
    page.show_section(LISTS)
    lists = page.panels[LISTS]
    lists.choose("customer.source")
    options = lists.options
    qtbot.waitUntil(lambda: any(each.key == "fair" and each.uses == 1 for each in options._options))
    options.new.setText("朋友圈")
    options.add.click()
    options._rename("fair", 0, "行业展会")
    options._change("fair", tone="violet")
    options._remove("fair", "朋友圈")
    with workspace.read() as session:
        assert records.get(session, "customer", customer)["source"] == "朋友圈"
    qtbot.waitUntil(lambda: next(each for each in options._options if each.key == "fair").hidden)
    assert next(each for each in options._options if each.key == "fair").label == "行业展会"


def test_a_tag_that_is_renamed_as_another_joins_it(page: SettingsPage, workspace: Workspace, qtbot: QtBot):
    for name, tags in (("禾木家具", "重点"), ("半山茶舍", "VIP")):
        records.add(workspace, "customer", {"name": name, "tags": tags})
    page.show_section(LISTS)
    lists = page.panels[LISTS]
    lists.choose("tags")
    qtbot.waitUntil(lambda: len(lists.tags.tags) == 2)
    lists.tags.table.item(0, 1).setText("重点" if lists.tags.tags[0].text == "VIP" else "VIP")
    qtbot.waitUntil(lambda: len(lists.tags.tags) == 1)
    assert lists.tags.tags[0].uses == 2


def test_a_narrow_page_puts_the_paper_below_the_form(page: SettingsPage, qtbot: QtBot):
    pane = page.beside[BUSINESS]
    beside = pane.parentWidget()
    page.resize(940, 620)
    qtbot.waitUntil(lambda: pane.parentWidget() is not beside)
    page.resize(1176, 780)
    qtbot.waitUntil(lambda: pane.parentWidget() is beside)


@pytest.fixture
def section(workspace: Workspace, runner: Runner, qtbot: QtBot) -> PasswordSection:
    made = PasswordSection(workspace, runner)
    qtbot.addWidget(made)
    made.show()
    return made


def _type_new(section: PasswordSection, current: str) -> None:
    section.current.setText(current)
    section.new_password.first.setText(NEW)
    section.new_password.second.setText(NEW)


def test_the_password_changes_for_who_knows_the_old_one(section: PasswordSection, workspace: Workspace, qtbot: QtBot):
    _type_new(section, PASSWORD)
    section.change.click()
    qtbot.waitUntil(lambda: "changed" in section.told.text())
    assert not section.current.text()
    workspace.close()
    open_file(workspace.path, NEW).close()


def test_the_password_stays_for_who_does_not(section: PasswordSection, workspace: Workspace, qtbot: QtBot):
    _type_new(section, "a guess")
    section.change.click()
    qtbot.waitUntil(lambda: bool(section.told.text()))
    assert section.told.property("role") == "error"
    assert workspace.file.key_matches(PASSWORD)


def test_a_new_sheet_opens_the_file_from_then_on(
    section: PasswordSection, workspace: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    shown: list[str] = []

    class Seen(NewSheetDialog):
        def exec(self) -> int:
            sheet = self.steps._sheet
            shown.append(sheet.code if sheet else "")
            return 0

    monkeypatch.setattr(password_section, "NewSheetDialog", Seen)
    section.current.setText(PASSWORD)
    section.sheet.click()
    qtbot.waitUntil(lambda: bool(shown))
    workspace.close()
    recover(workspace.path, shown[0], NEW).close()
    open_file(workspace.path, NEW).close()
