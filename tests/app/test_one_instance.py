"""A second start on the same file raises the first window and ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.app.one_instance import OneInstance, _name

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


def start(file: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "crm_desktop", "--file", str(file)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)


def test_a_second_start_raises_the_first_window_and_ends(qapp: QApplication, qtbot: QtBot, tmp_path: Path):
    file = tmp_path / "shop.kebu"
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    instance = OneInstance(window)
    instance.answer_for(file)
    second = start(file)
    qtbot.waitUntil(lambda: not window.isMinimized(), timeout=30_000)
    assert second.wait(30) == 0
    instance.stop()


def test_another_file_is_nobodys(qapp: QApplication, tmp_path: Path):
    instance = OneInstance(qapp)
    instance.answer_for(tmp_path / "shop.kebu")
    assert not OneInstance.is_shown_elsewhere(tmp_path / "other.kebu")
    instance.stop()
    assert not OneInstance.is_shown_elsewhere(tmp_path / "shop.kebu")


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe dies with its process")
def test_the_socket_of_a_killed_process_is_in_nobodys_way(qapp: QApplication, qtbot: QtBot, tmp_path: Path):
    file = tmp_path / "shop.kebu"
    code = (
        "import os, sys; from PySide6.QtCore import QCoreApplication; from pathlib import Path\n"
        "from crm_desktop.app.one_instance import OneInstance\n"
        "app = QCoreApplication([]); OneInstance(app).answer_for(Path(sys.argv[1])); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(file)], cwd=ROOT, check=False)
    assert Path(_name(file)).exists()
    assert not OneInstance.is_shown_elsewhere(file)
    instance = OneInstance(qapp)
    instance.answer_for(file)
    assert instance._server is not None
    assert instance._server.isListening()
    assert instance._server.socketOptions() == QLocalServer.SocketOption.UserAccessOption
    instance.stop()
