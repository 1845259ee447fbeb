"""Settings save at once, refuse in place, and can be undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.services.open_file import open_file, recover
from crm_desktop.services.settings import BUSINESS, LOOK, MachineSettings
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.look.theme import apply_theme
from crm_desktop.ui.settings import password_section
from crm_desktop.ui.settings.keeper import Room
from crm_desktop.ui.settings.new_sheet_dialog import NewSheetDialog
from crm_desktop.ui.settings.password_section import PasswordSection
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
