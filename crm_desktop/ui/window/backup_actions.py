"""Backing up by hand from the menu, and what the status bar says of the last proven backup."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from crm_desktop.base import clock
from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.services import backups
from crm_desktop.services.backups import BackupInfo
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.values.dates import ago
from crm_desktop.ui.window.message_bar import MessageBar


class BackupActions(QObject):
    """The action that makes a backup off the window's thread; `look` shows the newest one in the status bar."""

    def __init__(
        self, workspace: Workspace, runner: Runner, messages: Callable[[], MessageBar], window: QWidget
    ) -> None:
        super().__init__(window)
        self._workspace, self._runner, self._messages = workspace, runner, messages
        self.back_up = QAction(icon("shield-check", "secondary"), "", self)
        self.back_up.setShortcut(QKeySequence("Ctrl+B"))
        self.back_up.triggered.connect(lambda _checked: self._start())

    def look(self) -> None:
        """Say the action anew, and when the last proven backup was made: a few small files are read."""
        self.back_up.setText(_("&Back up now"))
        newest = backups.latest(self._workspace)
        if newest is None:
            self._messages().show_backup(_("No backup yet"), good=False)
            return
        made = newest.made_at.astimezone()
        said = _("Last backup: {when}").format(when=f"{ago(made, clock.today())} {made:%H:%M}")
        self._messages().show_backup(said, good=True)

    def _start(self) -> None:
        self._messages().tell(_("Backing up …"), icon_name="shield-check")
        self._runner.run(
            lambda progress: backups.make(self._workspace, progress=progress),
            owner=self,
            done=self._made,
            failed=self._failed,
        )

    def _made(self, made: BackupInfo) -> None:
        self.look()
        message = _("Backed up and proven: {file}")
        self._messages().tell(message.format(file=made.path.name), icon_name="shield-check")

    def _failed(self, error: UserFacingError) -> None:
        self._messages().tell(error.message, icon_name="triangle-alert")
