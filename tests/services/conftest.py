"""An open file with the dozen customers, copied from one that was made once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop.services.open_file import create, open_file
from crm_desktop.services.workspace import Workspace
from tests.conftest import PASSWORD
from tests.customers import fill


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a closed file, its recovery file beside it."""
    folder = tmp_path_factory.mktemp("made_once")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        patch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        workspace, _code = create(folder / "shop.kebu", PASSWORD)
        fill(workspace)
        workspace.close()
    return folder / "shop.kebu"


@pytest.fixture
def shop(made_once: Path, tmp_path: Path) -> Iterator[Workspace]:
    """Give an open copy of it."""
    for name in ("shop.kebu", "shop.kebu-recovery"):
        shutil.copy2(made_once.with_name(name), tmp_path / name)
    workspace = open_file(tmp_path / "shop.kebu", PASSWORD)
    yield workspace
    workspace.close()
