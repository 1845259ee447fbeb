"""Backups of test files in one line, and what is told of their progress."""

from pathlib import Path

import pytest

from crm_desktop.base.progress import Silent
from crm_desktop.services.open_file import create
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.backup.bundle import Bundle
from crm_desktop.storage.backup.make_backup import Wanted, make_backup
from crm_desktop.storage.backup.verify_backup import by_password, proven
from tests.conftest import PASSWORD


def new_shop(folder: Path) -> Workspace:
    """Make a customer file in `folder` that is left open for several tests, with no trace in this computer's home."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        patch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        workspace, _code = create(folder / "shop.kebu", PASSWORD)
    return workspace


def back_up(workspace: Workspace, folder: Path, sequence: int = 1, note: str = "") -> Bundle:
    """Make a backup in `folder`."""
    return make_backup(workspace.file, folder, Wanted(sequence, "manual", note), Silent())


def verify(path: Path, password: str = PASSWORD) -> Bundle:
    """Prove a backup to its last row."""
    with proven(path, by_password(password), Silent(), deep=True) as backup:
        return backup.bundle


def files_in(folder: Path) -> set[str]:
    """Give the names of everything in a folder, hidden or not."""
    return {path.name for path in folder.iterdir()}
