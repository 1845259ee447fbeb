"""The window of a file with a dozen customers, for tests of its pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.services.settings import MachineSettings
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.look.theme import apply_theme
from crm_desktop.ui.window.main_window import MainWindow


@pytest.fixture
def window(filled: Workspace, qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Show the window, as large as most are."""
    apply_theme(qapp, "light")
    runner = Runner()
    made = MainWindow(filled, MachineSettings(tmp_path / "kebu.ini"), runner, lock=lambda: None)
    qtbot.addWidget(made)
    made.resize(1360, 860)
    made.show()
    yield made
    made.close()
    runner.close()
