"""The front door: what opens, what does not and why, and how a new file is made."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from crm_desktop.base.i18n import language
from crm_desktop.services.open_file import create, open_file, recover
from crm_desktop.services.settings import MachineSettings
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.look.theme import apply_theme
from crm_desktop.ui.unlock import where_page
from crm_desktop.ui.unlock.doors import Doors
from crm_desktop.ui.unlock.new_file_wizard import BUSINESS, CUSTOMERS, PASSWORD, NewFileWizard
from crm_desktop.ui.unlock.password_field import PasswordField
from crm_desktop.ui.unlock.recovery_dialog import RecoveryDialog
from crm_desktop.ui.unlock.strength import strength_of
from crm_desktop.ui.unlock.unlock_dialog import UnlockDialog
from crm_desktop.ui.unlock.written_code import grouped

SECRET = "北风 算盘 2 斤盐"
DOORS = Doors(open_file, create, recover)


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
def closed_file(tmp_path: Path) -> tuple[Path, str]:
    """Give a file that is there and closed, and its recovery code."""
    path = tmp_path / "shop.kebu"
    workspace, code = create(path, SECRET)
    workspace.close()
    return path, code


@pytest.fixture
def dialog(closed_file: tuple[Path, str], machine: MachineSettings, runner: Runner, qtbot: QtBot) -> UnlockDialog:
    made = UnlockDialog(DOORS, machine, runner, path=closed_file[0])
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_right_password_opens_the_file_and_it_is_remembered(
    dialog: UnlockDialog, machine: MachineSettings, qtbot: QtBot
):
    dialog._form.password.setText(SECRET)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog._form.password, Qt.Key.Key_Return)
    assert dialog.workspace is not None
    assert machine["last_file"] == str(dialog.workspace.path)
    dialog.workspace.close()


def test_a_wrong_password_is_told_at_the_password_and_can_be_typed_again(dialog: UnlockDialog, qtbot: QtBot):
    dialog._form.password.setText("not it")
    dialog._open()
    qtbot.waitUntil(dialog._form._wrong.isVisible)
    assert "password" in dialog._form._wrong._text.text().lower()
    assert dialog._form.password.property("state") == "error"
    assert not dialog._form._file_error.isVisible()
    assert dialog._form.password.hasSelectedText()
    assert dialog.isVisible()


def test_a_damaged_file_is_told_at_the_file_and_not_at_the_password(
    dialog: UnlockDialog, closed_file: tuple[Path, str], qtbot: QtBot
):
    whole = closed_file[0].read_bytes()
    closed_file[0].write_bytes(whole[:1000])
    dialog._form.password.setText(SECRET)
    dialog._open()
    qtbot.waitUntil(dialog._form._file_error.isVisible)
    assert not dialog._form._wrong.isVisible()


def test_a_file_that_is_gone_cannot_be_opened_and_says_so(
    closed_file: tuple[Path, str], machine: MachineSettings, runner: Runner, qtbot: QtBot
):
    closed_file[0].unlink()
    made = UnlockDialog(DOORS, machine, runner, path=closed_file[0])
    qtbot.addWidget(made)
    made.show()
    assert made._form._file_error.isVisible()
    assert not made._form._open.isEnabled()


def test_without_any_file_one_can_be_made(machine: MachineSettings, runner: Runner, qtbot: QtBot):
    made = UnlockDialog(DOORS, machine, runner)
    qtbot.addWidget(made)
    assert not made._form.password.isEnabled()
    asked = [each for each in made.findChildren(QPushButton) if each.text() == "New file …"]
    assert asked[0].isEnabled()


def test_the_language_changes_at_once_and_what_was_typed_stays(
    dialog: UnlockDialog, machine: MachineSettings, qtbot: QtBot
):
    dialog._form.password.setText("half a pass")
    dialog._speak("zh_CN")
    assert language() == "zh_CN"
    assert machine["language"] == "zh_CN"
    assert dialog.windowTitle() == "打开客户文件"
    assert dialog._form.password.text() == "half a pass"


def test_a_capital_without_shift_shows_that_caps_lock_is_on(qtbot: QtBot):
    field = PasswordField("Password")
    qtbot.addWidget(field)
    seen: list[bool] = []
    field.caps_lock_seen.connect(seen.append)
    qtbot.keyClicks(field, "a")
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    field.keyPressEvent(_typed("A"))
    assert seen[0] is False
    assert seen[-1] is True


def _typed(letter: str):  # noqa: ANN202 - a key event of Qt
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, letter)


def test_the_eye_shows_the_password_and_hides_it_again(qtbot: QtBot):
    field = PasswordField("Password")
    qtbot.addWidget(field)
    assert field.echoMode() == QLineEdit.EchoMode.Password
    field._eye.trigger()
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    field._eye.trigger()
    assert field.echoMode() == QLineEdit.EchoMode.Password


def test_the_recovery_code_opens_the_file_under_a_new_password(
    closed_file: tuple[Path, str], runner: Runner, qtbot: QtBot
):
    path, code = closed_file
    dialog = RecoveryDialog(DOORS, runner, path)
    qtbot.addWidget(dialog)
    dialog.code.setText(code.lower().replace("-", " "))
    dialog.new_password.first.setText("三棵 杨树 面馆 7")
    dialog.new_password.second.setText("三棵 杨树 面馆 7")
    dialog._look()
    with qtbot.waitSignal(dialog.accepted):
        dialog._go.click()
    assert dialog.workspace is not None
    dialog.workspace.close()
    open_file(path, "三棵 杨树 面馆 7").close()


def test_a_code_with_a_slip_is_refused_in_place(closed_file: tuple[Path, str], runner: Runner, qtbot: QtBot):
    path, code = closed_file
    dialog = RecoveryDialog(DOORS, runner, path)
    qtbot.addWidget(dialog)
    dialog.code.setText(("B" if code[0] == "A" else "A") + code[1:])
    dialog.new_password.first.setText("三棵 杨树 面馆 7")
    dialog.new_password.second.setText("三棵 杨树 面馆 7")
    dialog._look()
    dialog._go.click()
    qtbot.waitUntil(lambda: dialog.code.property("state") == "error")
    assert dialog.workspace is None


def test_a_typed_code_falls_into_groups(qtbot: QtBot):
    assert grouped("k7rvm3tq2 hxb") == "K7RVM-3TQ2H-XB"


@pytest.mark.parametrize(
    ("password", "least", "most"),
    [
        ("", 0, 0),
        ("12345678", 0, 0),
        ("aaaaaaaaaaaa", 0, 0),
        ("abcdefgh", 0, 1),
        ("shop-2024", 1, 2),
        ("竹篮 北风 算盘 2 斤盐", 3, 4),
        ("correct horse battery staple", 4, 4),
    ],
)
def test_strength_knows_careless_passwords_from_good_ones(password: str, least: int, most: int):
    assert least <= strength_of(password).score <= most


def test_the_name_of_the_shop_makes_a_password_weak():
    assert strength_of("qimu-stationery-77", ["Qimu"]).score == 1
    assert not strength_of("qimu-stationery-77", ["Qimu"]).not_about_you


@pytest.fixture
def wizard(runner: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[NewFileWizard]:
    monkeypatch.setattr(where_page, "default_customer_file", lambda: tmp_path / "customers.kebu")
    made = NewFileWizard(DOORS, runner)
    qtbot.addWidget(made)
    made.show()
    yield made
    if made.workspace is not None:
        made.workspace.close()


def _make_file(wizard: NewFileWizard, qtbot: QtBot) -> None:
    wizard.on_next()
    for field in (wizard.password.new_password.first, wizard.password.new_password.second):
        field.setText(SECRET)
    wizard.next.click()
    qtbot.waitUntil(lambda: wizard.workspace is not None)


def test_a_new_file_needs_a_password_typed_twice_the_same(wizard: NewFileWizard):
    wizard.on_next()
    assert wizard.step == PASSWORD
    wizard.password.new_password.first.setText(SECRET)
    wizard.password.new_password.second.setText(SECRET + "!")
    assert not wizard.next.isEnabled()
    wizard.password.new_password.second.setText(SECRET)
    assert wizard.next.isEnabled()


def test_going_on_waits_until_two_groups_of_the_sheet_are_copied_right(wizard: NewFileWizard, qtbot: QtBot):
    _make_file(wizard, qtbot)
    steps = wizard.password.steps
    assert steps._sheet is not None
    right = [steps._sheet.groups[place] for place in steps._asked]
    assert not wizard.next.isEnabled()
    steps.fields[0].setText(right[0])
    steps.fields[1].setText(right[0])
    steps._look()
    assert not wizard.next.isEnabled()
    steps.fields[1].setText(right[1].lower())
    steps._look()
    assert wizard.next.isEnabled()


def test_the_whole_way_makes_a_file_that_opens_and_knows_the_business(wizard: NewFileWizard, qtbot: QtBot):
    _make_file(wizard, qtbot)
    wizard.extra.click()
    assert wizard.step == BUSINESS
    wizard.business.name.setText("栖木文化用品商行")
    wizard.business.area_code.setText("0571")
    wizard.on_next()
    assert wizard.step == CUSTOMERS
    wizard.customers.cards["sample"].click()
    wizard.on_next()
    assert wizard.wish == "sample"
    assert wizard.workspace is not None
    path = wizard.workspace.path
    wizard.workspace.close()
    again = open_file(path, SECRET)
    assert again.settings["business_name"] == "栖木文化用品商行"
    assert again.settings["area_code"] == "0571"
    again.close()


def test_a_name_that_is_taken_is_refused_before_anything_is_written(wizard: NewFileWizard, tmp_path: Path):
    (tmp_path / "taken.kebu").write_bytes(b"mine")
    wizard.where.name.setText("taken")
    assert not wizard.next.isEnabled()
    assert wizard.where._told.isVisible()
    assert (tmp_path / "taken.kebu").read_bytes() == b"mine"


def test_closing_before_the_file_is_made_makes_none(wizard: NewFileWizard, tmp_path: Path):
    wizard.on_next()
    wizard.reject()
    assert wizard.workspace is None
    assert not list(tmp_path.glob("*.kebu"))


def test_a_folder_that_goes_to_a_cloud_is_warned_of(wizard: NewFileWizard, tmp_path: Path):
    assert not wizard.where._synced.isVisible()
    wizard.where._folder = tmp_path / "OneDrive" / "Kebu"
    wizard.where._look()
    assert wizard.where._synced.isVisible()
