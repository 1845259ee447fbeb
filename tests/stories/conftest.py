"""The window as its owner finds it in the morning, and the owner."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.services.lists import ListQuery, count
from crm_desktop.services.settings import MachineSettings
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.look.theme import apply_theme
from crm_desktop.ui.window.main_window import MainWindow
from tests.stories.owner import Owner
from tests.stories.watchdog import Watchdog


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, filled: Workspace, tmp_path: Path) -> Iterator[MainWindow]:
    """Show the window on the customers of the file, ready for keys."""
    apply_theme(qapp, "light")
    runner = Runner()
    made = MainWindow(filled, MachineSettings(tmp_path / "kebu.ini"), runner, lock=lambda: None)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    with filled.read() as session:
        customers = count(session, ListQuery("customer"))
    qtbot.waitUntil(lambda: len(made.customers.list.model.ids) == customers)
    yield made
    made.close()
    runner.close()


@pytest.fixture
def owner(window: MainWindow, qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Owner]:
    """Give the owner, whose every wait for the window is timed; `-s` tells the longest."""
    watchdog = Watchdog()
    with watchdog.watching():
        yield Owner(window, qtbot, watchdog)
    print(f"\n{request.node.name}: {watchdog.told()}")
