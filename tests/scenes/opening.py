"""The windows before a file is open."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from crm_desktop.services.open_file import create, open_file, recover
from crm_desktop.ui.unlock.doors import Doors
from crm_desktop.ui.unlock.new_file_wizard import NewFileWizard
from crm_desktop.ui.unlock.recovery_dialog import RecoveryDialog
from crm_desktop.ui.unlock.unlock_dialog import UnlockDialog
from tests.scenes.studio import PASSWORD, Studio, until

DOORS = Doors(open_file, create, recover)


def unlock(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    dialog = UnlockDialog(DOORS, studio.machine, studio.runner, path=studio.workspace.path, locked=True)
    dialog.show()
    yield "unlock", dialog
    dialog._form.password.setText("wrong password")
    dialog._form.password.caps_lock_seen.emit(True)
    dialog._form.refuse_password("The password is wrong; the file is whole. Look at caps lock and the input method.")
    yield "unlock-wrong", dialog


def wizard(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    dialog = NewFileWizard(DOORS, studio.runner)
    dialog.show()
    yield "new-1", dialog
    made = studio.folder / "made"
    made.mkdir(exist_ok=True)
    dialog.where._folder = made
    dialog.where.name.setText(f"shop{len(list(made.iterdir()))}")
    dialog.on_next()
    dialog.password.new_password.first.setText(PASSWORD)
    dialog.password.new_password.second.setText(PASSWORD)
    yield "new-2", dialog
    dialog.on_next()
    until(lambda: dialog.workspace is not None)
    steps = dialog.password.steps
    steps.fields[0].setText(dialog._sheet("").groups[0] and steps._sheet.groups[steps._asked[0]])
    steps.fields[1].setText("9QX")
    steps._look()
    yield "new-3", dialog
    dialog.go(2)
    yield "new-4", dialog
    dialog.go(3)
    yield "new-5", dialog
    dialog.workspace.close()


def recovery(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    dialog = RecoveryDialog(DOORS, studio.runner, studio.workspace.path)
    dialog.show()
    dialog.code.setText(studio.code[:23])
    dialog._look()
    yield "recovery", dialog
