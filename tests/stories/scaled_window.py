"""Shows the window on a file, in a process of its own: `python -m tests.stories.scaled_window FILE PICTURE`."""

import os
import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crm_desktop.services.open_file import open_file
from crm_desktop.services.settings import MachineSettings
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.look.theme import apply_theme
from crm_desktop.ui.window.main_window import MainWindow


def main(file: Path, picture: Path) -> None:
    """Show the window until the list is there, and write what is seen; prints its size in dots."""
    app = QApplication([])
    apply_theme(app, "light")
    workspace, runner = open_file(file, os.environ["CRM_PASSWORD"]), Runner()
    window = MainWindow(workspace, MachineSettings(file.with_suffix(".ini")), runner, lock=app.quit)
    window.show()
    QTest.qWaitForWindowExposed(window)
    while not window.customers.list.model.ids:
        QTest.qWait(10)
    seen = window.grab()
    seen.save(str(picture))
    print(seen.width(), seen.height())
    window.close()
    runner.close()
    workspace.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
