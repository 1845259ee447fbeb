"""Opening a customer file: which one, its password, and the other ways in."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError, WrongPasswordError
from crm_desktop.base.i18n import Language, _, language, set_language
from crm_desktop.services.settings import MachineSettings
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.unlock.doors import Doors
from crm_desktop.ui.unlock.first_customers_page import FirstWish
from crm_desktop.ui.unlock.paths import nearby_files
from crm_desktop.ui.unlock.unlock_form import UnlockForm

WIDTH, HEIGHT = 420, 560
FILES = "*.kebu"


class UnlockDialog(QDialog):
    """Ends accepted with `workspace` open, or rejected with none.

    `locked` says that the file was open a moment ago. `wish` is what a newly made file is to begin with.
    """

    opened = Signal()

    def __init__(
        self, doors: Doors, machine: MachineSettings, runner: Runner, *, path: Path | None = None, locked: bool = False
    ) -> None:
        super().__init__()
        self.workspace: Workspace | None = None
        self.wish: FirstWish = "nothing"
        self._doors, self._machine, self._runner, self._locked = doors, machine, runner, locked
        last = str(machine["last_file"] or "")
        self._path = path or (Path(last) if last else next(iter(nearby_files(None)), None))
        self._busy = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.setFixedWidth(WIDTH)
        self.setMinimumHeight(HEIGHT)
        self._form = self._make_form()

    def _make_form(self) -> UnlockForm:
        self.setWindowTitle(_("Open customer file"))
        form = UnlockForm(self._path, locked=self._locked)
        form.open_asked.connect(self._open)
        form.recovery_asked.connect(self._recover)
        form.new_asked.connect(self._new)
        form.other_asked.connect(self._other)
        form.files_asked.connect(self._choose)
        form.language_asked.connect(self._speak)
        self._layout.addWidget(form)
        form.begin()
        return form

    def _rebuild(self) -> None:
        password = self._form.password.text()
        self._layout.removeWidget(self._form)
        self._form.hide()
        self._form.deleteLater()
        self._form = self._make_form()
        self._form.password.setText(password)
        self.adjustSize()

    def _open(self) -> None:
        path, password = self._path, self._form.password.text()
        if path is None or self._busy:
            return
        if not password:
            self._form.refuse_password(_("Type the password of this file."))
            return
        self._wait(True)
        self._runner.run(
            lambda _progress: self._doors.open_file(path, password), owner=self, done=self._take, failed=self._refuse
        )

    def _take(self, workspace: Workspace) -> None:
        self._wait(False)
        self.workspace = workspace
        self._machine.set("last_file", str(workspace.path))
        self.opened.emit()
        self.accept()

    def _refuse(self, error: UserFacingError) -> None:
        self._wait(False)
        if isinstance(error, WrongPasswordError):
            self._form.refuse_password(error.message)
        else:
            self._form.refuse_file(error.message)
        self.adjustSize()

    def _wait(self, busy: bool) -> None:
        self._busy = busy
        self._form.show_busy(busy)

    def _recover(self) -> None:
        if self._path is None:
            return
        from crm_desktop.ui.unlock.recovery_dialog import RecoveryDialog

        dialog = RecoveryDialog(self._doors, self._runner, self._path, self)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.workspace is not None:
            self._take(dialog.workspace)

    def _new(self) -> None:
        # printing and its libraries come with the wizard, so it is imported when it is asked for
        from crm_desktop.ui.unlock.new_file_wizard import NewFileWizard

        wizard = NewFileWizard(self._doors, self._runner, self)
        wizard.exec()
        if wizard.workspace is not None:
            self.wish = wizard.wish
            self._take(wizard.workspace)

    def _other(self) -> None:
        folder = str(self._path.parent) if self._path else ""
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Open customer file"), folder, f"{_('Customer files')} ({FILES})"
        )
        if chosen:
            self._show_path(Path(chosen))

    def _show_path(self, path: Path) -> None:
        self._path = path
        self._form.show_path(path)
        self._form.begin()

    def _choose(self, below: QWidget) -> None:
        menu = QMenu(self)
        for path in nearby_files(self._path):
            menu.addAction(path.name, partial(self._show_path, path))
        menu.addSeparator()
        menu.addAction(_("Other file …"), self._other)
        menu.exec(below.mapToGlobal(below.rect().bottomLeft()))

    def _speak(self, wanted: Language) -> None:
        if wanted != language():
            self._machine.set("language", wanted)
            set_language(wanted)
            self._rebuild()

    def reject(self) -> None:
        """Close, unless a file is just being opened: it would be left open with nobody to close it."""
        if not self._busy:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, wherever the focus is."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
            return
        super().keyPressEvent(event)
