"""Starts the program: unlock or make a file, the window until it is locked or closed."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import language_of, set_language
from crm_desktop.base.logs import start_log
from crm_desktop.services.settings import MachineSettings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from crm_desktop.services.workspace import Workspace


def show(path: Path | None, password: str | None = None, *, remember: bool = True) -> int:
    """Open the window on `path`; asks for the password unless given. Gives the exit code.

    Where a window is open on that file already, it is raised instead.
    """
    from crm_desktop.app import crash
    from crm_desktop.app.qt_libraries import check_qt
    from crm_desktop.services import private_copies

    try:
        check_qt()
    except UserFacingError as error:
        print(error.message, file=sys.stderr)  # noqa: T201 - there can be no window
        return 1
    start_log()
    private_copies.sweep()
    crash.install()
    machine = MachineSettings()
    application = make_application(machine)
    from crm_desktop.app.one_instance import OneInstance

    last = str(machine["last_file"] or "")
    wanted = path or (Path(last) if last else None)
    if wanted is not None and OneInstance.is_shown_elsewhere(wanted):
        return 0
    return Program(application, machine, remember=remember).run(path, password)


def make_application(machine: MachineSettings) -> "QApplication":
    """Make the Qt application in the user's language and look."""
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QApplication

    from crm_desktop.base.paths import resources
    from crm_desktop.ui.look.fonts import load_shipped
    from crm_desktop.ui.look.qt_texts import follow_language
    from crm_desktop.ui.look.theme import apply_theme, follow_system

    _prefer_ibus()
    _enlarge(str(machine["text_size"]))
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(["kebu"])
    application.setApplicationName("Kebu")
    application.setDesktopFileName("kebu")
    application.setQuitOnLastWindowClosed(False)
    application.setWindowIcon(QIcon(str(resources("icons", "app", "kebu-256.png"))))
    load_shipped()
    set_language(language_of(machine["language"]))
    follow_language(application)
    apply_theme(application, machine["theme"] or "system")
    follow_system(application)
    return application


class Program:
    """The life of one run: a file is asked for, shown, locked, asked for again, closed."""

    def __init__(self, application: "QApplication", machine: MachineSettings, *, remember: bool = True) -> None:
        from crm_desktop.app.one_instance import OneInstance
        from crm_desktop.ui.jobs.runner import Runner

        self._application, self._machine = application, machine
        self._runner = Runner()
        self._locked, self._remember = False, remember
        self._instance = OneInstance(application)

    def run(self, path: Path | None, password: str | None) -> int:
        """Show files until the user is done; gives the exit code."""
        from PySide6.QtCore import QTimer

        from crm_desktop.app.warm_up import warm_up
        from crm_desktop.services.open_file import open_file

        QTimer.singleShot(0, warm_up)  # once the first window is painted
        workspace = open_file(path, password) if path is not None and password is not None else None
        wish = "nothing"
        try:
            while True:
                if workspace is None:
                    workspace, wish = self._unlock(path)
                if workspace is None:
                    return 0
                path = workspace.path
                self._locked = False
                self._show(workspace, wish)
                wish = "nothing"
                workspace.close()
                workspace = None
                if not self._locked:
                    return 0
        finally:
            self._instance.stop()
            self._runner.close()

    def _unlock(self, path: Path | None) -> "tuple[Workspace | None, str]":
        from crm_desktop.services.open_file import create, open_file, recover
        from crm_desktop.ui.unlock.doors import Doors
        from crm_desktop.ui.unlock.unlock_dialog import UnlockDialog

        doors = Doors(open_file, create, recover)
        dialog = UnlockDialog(doors, self._machine, self._runner, path=path, locked=self._locked)
        dialog.exec()
        workspace, wish = dialog.workspace, dialog.wish
        dialog.deleteLater()
        return workspace, wish

    def _show(self, workspace: "Workspace", wish: str) -> None:
        """Show the window until it is closed, by the user or by locking."""
        from PySide6.QtCore import QEventLoop, QTimer

        from crm_desktop.app.sample_business import open_sample
        from crm_desktop.services import attachments
        from crm_desktop.ui.window.main_window import MainWindow

        if self._remember:
            self._machine.set("last_file", str(workspace.path))
        self._instance.answer_for(workspace.path)
        loop = QEventLoop()

        def lock() -> None:
            self._locked = True
            window.close()

        window = MainWindow(workspace, self._machine, self._runner, lock=lock, sample=open_sample)
        window.closed.connect(loop.quit)
        window.show()
        # Bytes that an attaching which was broken off left behind; few files have any, and nobody waits.
        self._runner.run(
            lambda _progress: attachments.sweep(workspace),
            owner=window,
            done=lambda _removed: None,
            failed=lambda error: window.messages.tell(error.message, icon_name="triangle-alert"),
        )
        window.reminding.begin()
        first = {"import": window.sheets.import_sheet, "sample": window.sheets.open_sample}.get(wish)
        if first is not None:
            QTimer.singleShot(0, first)
        loop.exec()
        window.deleteLater()


def _enlarge(percent: str) -> None:
    """Show everything larger: text, controls and pictures together, so that nothing is clipped.

    Qt reads it only when the application is made, and who has set it for all programs knows better.
    """
    if percent != "100":
        os.environ.setdefault("QT_SCALE_FACTOR", f"{int(percent) / 100:g}")


def _prefer_ibus() -> None:
    """Let Chinese be typed under X11 where fcitx is asked for but PySide's wheel has no plugin for it."""
    asked = f"{os.environ.get('XMODIFIERS', '')} {os.environ.get('QT_IM_MODULE', '')}"
    if sys.platform.startswith("linux") and "fcitx" in asked:
        os.environ["QT_IM_MODULE"] = "ibus"
