"""Changing the password, and printing a new recovery sheet."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.services.passwords import change_password, renew_recovery_code
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.look.controls import button, label, rule, set_variant
from crm_desktop.ui.settings.new_sheet_dialog import NewSheetDialog
from crm_desktop.ui.unlock.new_password import NewPassword
from crm_desktop.ui.unlock.password_field import PasswordField


class PasswordSection(QWidget):
    """Both ask for the current password: an open window at lunch time is no permission."""

    def __init__(self, workspace: Workspace, runner: Runner) -> None:
        super().__init__()
        self._workspace, self._runner = workspace, runner
        self.current = PasswordField(_("Current password"))
        self.new_password = NewPassword([workspace.path.stem, str(workspace.settings["business_name"])])
        self.told = label("", "caption", wrap=True)
        self.change = button(_("Change password"), self._change, kind="primary")
        self.sheet = button(_("New recovery sheet …"), self._renew, icon_name="printer")
        self._build()
        self.current.textChanged.connect(self._look)
        self.new_password.changed.connect(self._look)
        self._look()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(5)
        layout.addWidget(label(_("Password and sheet"), "title"))
        layout.addWidget(label(_("Both need the password that the file has now."), "caption"))
        layout.addSpacing(10)
        layout.addWidget(label(_("Current password"), "field", buddy=self.current))
        self.current.setMaximumWidth(296)
        layout.addWidget(self.current)
        layout.addWidget(self.told)
        layout.addSpacing(8)
        layout.addWidget(rule())
        layout.addSpacing(8)
        layout.addWidget(label(_("A new password"), "strong"))
        layout.addWidget(self.new_password)
        layout.addLayout(_left(self.change))
        layout.addWidget(
            label(_("Backups made before keep the old password; the recovery sheet stays good."), "caption", wrap=True)
        )
        layout.addSpacing(12)
        layout.addWidget(rule())
        layout.addSpacing(8)
        layout.addWidget(label(_("A new recovery sheet"), "strong"))
        layout.addWidget(
            label(
                _("For a sheet that was never printed, or lost. Sheets printed before open nothing any more."),
                "caption",
                wrap=True,
            )
        )
        layout.addLayout(_left(self.sheet))
        layout.addStretch()

    def _look(self) -> None:
        known = bool(self.current.text())
        self.change.setEnabled(known and self.new_password.acceptable)
        self.sheet.setEnabled(known)

    def _change(self) -> None:
        current, new = self.current.text(), self.new_password.password
        self._start(lambda: change_password(self._workspace, current, new), lambda _none: self._changed())

    def _changed(self) -> None:
        for field in (self.current, self.new_password.first, self.new_password.second):
            field.clear()
        self._tell(_("The password was changed."), "ok")

    def _renew(self) -> None:
        current = self.current.text()
        self._start(lambda: renew_recovery_code(self._workspace, current), self._show_sheet)

    def _show_sheet(self, code: str) -> None:
        self.current.clear()
        self._tell("", "caption")
        NewSheetDialog(self._workspace.path, code, self).exec()

    def _start(self, function: Callable[[], object], done: Callable[..., None]) -> None:
        self.setEnabled(False)

        def ended(result: object) -> None:
            self.setEnabled(True)
            done(result)

        self._runner.run(lambda _progress: function(), owner=self, done=ended, failed=self._refused)

    def _refused(self, error: UserFacingError) -> None:
        self.setEnabled(True)
        self._tell(error.message, "error")
        self.current.setFocus()
        self.current.selectAll()

    def _tell(self, text: str, role: str) -> None:
        self.told.setText(text)
        set_variant(self.told, "role", role)


def _left(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 4, 0, 4)
    row.addWidget(widget)
    row.addStretch()
    return row
