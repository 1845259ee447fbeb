"""Backing up from the menu, and what the status bar says of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.services import backups
from crm_desktop.services.settings import MachineSettings
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.look.theme import apply_theme
from crm_desktop.ui.window.main_window import MainWindow


@pytest.fixture
def window(filled: Workspace, tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[MainWindow]:
    apply_theme(qapp, "light")
    runner = Runner()
    made = MainWindow(filled, MachineSettings(tmp_path / "kebu.ini"), runner, lock=lambda: None)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()
    runner.close()


def test_a_backup_by_hand_is_proven_and_the_status_bar_says_when(window: MainWindow, filled: Workspace, qtbot: QtBot):
    assert window.messages._backup.text() == "No backup yet"
    window.backup_actions.back_up.trigger()
    qtbot.waitUntil(lambda: window.messages._backup.text().startswith("Last backup: Today"))
    newest = backups.latest(filled)
    assert newest is not None
    assert (newest.reason, newest.verified) == ("manual", True)
    assert window.messages.text == f"Backed up and proven: {newest.path.name}"


def test_a_backup_that_cannot_be_made_is_told_and_the_old_state_stays(
    window: MainWindow, filled: Workspace, qtbot: QtBot
):
    backups.backup_folder(filled).write_text("a file where the folder should be", encoding="utf-8")
    window.backup_actions.back_up.trigger()
    qtbot.waitUntil(lambda: window.messages.text not in {"", "Backing up …"})
    assert window.messages._backup.text() == "No backup yet"
