"""The command line in this process, on a file that was made once and is copied for each test."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.app.paper import prepare_paper
from crm_desktop.cli.main import run
from crm_desktop.services.open_file import create
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage import customer_file, keys, openable
from tests.conftest import PASSWORD
from tests.customers import fill


class NoWindow:
    """The roof of a machine without a display; paper is real."""

    def __init__(self) -> None:
        self.shown: list[tuple[Path | None, str | None]] = []

    def show(self, file: Path | None, password: str | None) -> int:
        self.shown.append((file, password))
        return 0

    def has_display(self) -> bool:
        return False

    def prepare_paper(self) -> None:
        prepare_paper()

    def pictures(self, workspace: Workspace, folder: Path) -> list[Path]:
        return [folder / f"{workspace.path.stem}.png"]

    def self_test(self) -> int:
        return 0


@dataclass(frozen=True)
class Said:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> str:
        """The code of the error; the document has nothing else, and the sentence stands on standard error too."""
        assert list(self.json) == ["error"]
        assert self.json["error"]["message"] in self.err
        assert "Traceback" not in self.err
        return str(self.json["error"]["code"])


Kebu = Callable[..., Said]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed file with the dozen customers, and its recovery code beside it."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        patch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        workspace, recovery = create(folder / "shop.kebu", PASSWORD)
        fill(workspace)
        workspace.close()
    (folder / "recovery.txt").write_text(recovery + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def shop(made: Path, tmp_path: Path) -> Path:
    """A copy of the file, in a folder whose name has a space and is Chinese."""
    folder = tmp_path / "我的 生意"
    folder.mkdir()
    for path in made.glob("shop.kebu*"):
        if not path.name.endswith("-lock"):
            shutil.copy2(path, folder / path.name)
    return folder / "shop.kebu"


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember derived keys: each takes a fifth of a second on purpose, and a command opens the file anew."""

    def derive_once(password: str, salt: bytes) -> keys.Key:
        return keys.Key(bytearray(derived(password, salt)), salt)

    for module in (customer_file, openable):
        monkeypatch.setattr(module, "derive", derive_once)


@cache
def derived(password: str, salt: bytes) -> bytes:
    return bytes(keys.derive(password, salt).raw)


@pytest.fixture
def roof() -> NoWindow:
    return NoWindow()


@pytest.fixture
def bare(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, roof: NoWindow) -> Kebu:
    """Call the command line with just these words."""

    def call(*words: object) -> Said:
        capsys.readouterr()
        code = run([str(word) for word in words], roof)
        out, err = capsys.readouterr()
        return Said(code, out, err)

    monkeypatch.setenv("CRM_PASSWORD", PASSWORD)
    return call


@pytest.fixture
def kebu(bare: Kebu, shop: Path) -> Kebu:
    """Call the command line on the shop's file, as a script does: in English, with --json."""

    def call(*words: object) -> Said:
        return bare("--lang", "en", "--json", "--file", shop, *words)

    return call
