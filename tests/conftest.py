"""What every test may ask for: a real encrypted file, empty or with customers, and a quiet private home."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from crm_desktop.base import i18n
from crm_desktop.services.open_file import create, open_file
from crm_desktop.services.workspace import Workspace
from tests.customers import fill


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Use every core for the whole suite; single files, figures (`-s`) and faults run one after the other."""
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    usual = str(config.option.markexpr).startswith("not ")
    return (os.cpu_count() or 1) if whole and usual and config.option.capture != "no" else 0


PASSWORD = "北风 算盘 2 斤盐"


@pytest.fixture(autouse=True)
def private_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a home of its own, so that nothing of this computer's settings is read or written."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name, folder in (("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache")):
        monkeypatch.setenv(name, str(home / folder))
    monkeypatch.setenv("APPDATA", str(home / "appdata"))
    monkeypatch.setenv("LOCALAPPDATA", str(home / "appdata"))
    return home


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Start each test in English and leave the language as it was found."""
    before = i18n.language()
    i18n.set_language("en")
    yield
    i18n.set_language(before)


@pytest.fixture
def in_chinese(in_english: None) -> None:
    """Show texts in Chinese for this test."""
    i18n.set_language("zh_CN")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Give an open, empty, encrypted file."""
    opened, _recovery = create(tmp_path / "shop.kebu", PASSWORD)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def dozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a closed file with a dozen customers once; filling one anew takes longer than most tests."""
    with pytest.MonkeyPatch.context() as elsewhere:
        elsewhere.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        opened, _recovery = create(tmp_path_factory.mktemp("dozen") / "shop.kebu", PASSWORD)
        fill(opened)
        opened.close()
    return opened.path


@pytest.fixture
def filled(dozen: Path, tmp_path: Path) -> Iterator[Workspace]:
    """Give an open file of one's own with a dozen customers, their contacts, channels, addresses and interactions."""
    for each in (dozen, dozen.with_suffix(".kebu-recovery")):
        shutil.copy2(each, tmp_path / each.name)
    opened = open_file(tmp_path / dozen.name, PASSWORD)
    yield opened
    opened.close()


@pytest.fixture
def reopen(workspace: Workspace) -> Iterator[object]:
    """Close the file and open it again, as after a restart."""
    opened: list[Workspace] = []

    def again() -> Workspace:
        workspace.close()
        opened.append(open_file(workspace.path, PASSWORD))
        return opened[-1]

    yield again
    for each in opened:
        each.close()
