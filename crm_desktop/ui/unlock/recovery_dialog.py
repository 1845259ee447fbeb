"""Getting in by the recovery code, and setting a new password at once."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _, ngettext
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.look.controls import box, button, label, set_variant
from crm_desktop.ui.look.fonts import fixed_font
from crm_desktop.ui.unlock.doors import Doors
from crm_desktop.ui.unlock.new_password import NewPassword
from crm_desktop.ui.unlock.written_code import LENGTH, grouped, letters_of


class RecoveryDialog(QDialog):
    """Ends accepted with `workspace` open under its new password."""

    def __init__(self, doors: Doors, runner: Runner, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace: Workspace | None = None
        self._doors, self._runner, self._path = doors, runner, path
        self.setWindowTitle(_("Use recovery code"))
        self.setMinimumWidth(620)
        self.code = QLineEdit()
        self.code.setFont(fixed_font(15))
        self.code.setPlaceholderText("K7RVM-3TQ2H-…")
        self._told = label("", "caption", wrap=True)
        self.new_password = NewPassword()
        self._go = button(_("Open and set password"), self._recover, kind="primary")
        self._busy = False
        self._build()
        self.code.textEdited.connect(self._tidy)
        self.new_password.changed.connect(self._look)
        self._look()

    def _build(self) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(24, 20, 24, 20)
        body.setSpacing(5)
        body.addWidget(label(_("Copy the code from the recovery sheet"), "title"))
        body.addWidget(label(_("8 groups of 5 characters; a scanner may type them too."), "caption"))
        body.addSpacing(9)
        body.addWidget(label(_("Recovery code"), "field", buddy=self.code))
        body.addWidget(self.code)
        body.addWidget(self._told)
        body.addSpacing(14)
        body.addWidget(label(_("Set a new password"), "title"))
        body.addSpacing(4)
        body.addWidget(self.new_password)
        body.addStretch()
        footer = box("strip")
        footer.setFixedHeight(58)
        row = QHBoxLayout(footer)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(label(_("The code stays valid after this."), "caption"), 1)
        row.addWidget(button(_("Cancel"), self.reject))
        row.addWidget(self._go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(body, 1)
        layout.addWidget(footer)

    def _tidy(self, typed: str) -> None:
        tidy = grouped(typed)
        if self.code.cursorPosition() == len(typed) and tidy != typed:
            self.code.setText(tidy)
        set_variant(self.code, "state", "")
        self._look()

    def _look(self) -> None:
        missing = LENGTH - len(letters_of(self.code.text()))
        if missing > 0:
            text = ngettext(
                "{n} character to go; there is no O, I, 0 or 1.",
                "{n} characters to go; there is no O, I, 0 or 1.",
                missing,
            )
        else:
            text = _("Complete.")
        self._told.setText(text)
        set_variant(self._told, "role", "caption" if missing > 0 else "ok")
        self._go.setEnabled(missing <= 0 and self.new_password.acceptable and not self._busy)

    def _recover(self) -> None:
        code, password = self.code.text(), self.new_password.password
        self._wait(True)
        self._runner.run(
            lambda _progress: self._doors.recover(self._path, code, password),
            owner=self,
            done=self._take,
            failed=self._refuse,
        )

    def _take(self, workspace: Workspace) -> None:
        self._wait(False)
        self.workspace = workspace
        self.accept()

    def _refuse(self, error: UserFacingError) -> None:
        self._wait(False)
        self._told.setText(error.message)
        set_variant(self._told, "role", "error")
        set_variant(self.code, "state", "error")
        self.code.setFocus()

    def _wait(self, busy: bool) -> None:
        self._busy = busy
        self.code.setEnabled(not busy)
        self.new_password.setEnabled(not busy)
        self._look()

    def reject(self) -> None:
        """Close, unless the file is just being opened."""
        if not self._busy:
            super().reject()
