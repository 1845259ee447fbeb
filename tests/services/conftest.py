"""An open file with the dozen customers, copied from one that was made once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop.services.open_file import open_file
from crm_desktop.services.workspace import Workspace
from tests.conftest import PASSWORD
from tests.customers import fill
from tests.storage.backup_of import new_shop


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a closed file, its recovery file beside it."""
    workspace = new_shop(tmp_path_factory.mktemp("made_once"))
    fill(workspace)
    workspace.close()
    return workspace.path


@pytest.fixture
def shop(made_once: Path, tmp_path: Path) -> Iterator[Workspace]:
    """Give an open copy of it."""
    for name in ("shop.kebu", "shop.kebu-recovery"):
        shutil.copy2(made_once.with_name(name), tmp_path / name)
    workspace = open_file(tmp_path / "shop.kebu", PASSWORD)
    yield workspace
    workspace.close()
