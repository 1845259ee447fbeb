"""Where Qt cannot start, one sentence says what to install; Qt never gets to abort."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crm_desktop.app.qt_libraries import PACKAGES, MissingLibrariesError, NoDisplayError, check_qt, has_display

ROOT = Path(__file__).resolve().parents[2]
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems bring what Qt needs")


@pytest.mark.parametrize(
    ("told", "package"),
    [
        ("libEGL.so.1: cannot open shared object file: No such file or directory", "libegl1"),
        ("libGL.so.1: cannot open shared object file: No such file or directory", "libgl1"),
        ("libxcb-cursor.so.0: cannot open shared object file: No such file or directory", "libxcb-cursor0"),
        ("libxkbcommon-x11.so.0: cannot open shared object file: No such file or directory", "libxkbcommon-x11-0"),
        ("libX11-xcb.so.1: cannot open shared object file: No such file or directory", "libx11-xcb1"),
        ("libgthread-2.0.so.0: cannot open shared object file: No such file or directory", "libglib2.0-0"),
        ("libnew-thing.so.7: cannot open shared object file: No such file or directory", "libnew-thing.so"),
        ("DLL load failed while importing QtWidgets", "DLL load failed while importing QtWidgets"),
    ],
)
def test_what_the_loader_says_becomes_the_package_to_install(
    told: str, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with pytest.raises(MissingLibrariesError) as caught:
        qt_broken_by(told, tmp_path, monkeypatch)
    assert caught.value.message.startswith(f"The system lacks {package}, which the window needs.")
    assert "sudo apt install " in caught.value.message


def qt_broken_by(told: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Check a Qt whose loading fails with the words `told`."""
    fake_qt(folder, told)
    monkeypatch.syspath_prepend(folder)
    for name in [name for name in sys.modules if name.partition(".")[0] == "PySide6"]:
        monkeypatch.delitem(sys.modules, name)
    check_qt()


def fake_qt(folder: Path, told: str) -> None:
    (folder / "PySide6").mkdir()
    (folder / "PySide6" / "__init__.py").touch()
    (folder / "PySide6" / "QtWidgets.py").write_text(f"raise ImportError({told!r})\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "The system lacks libegl1, which the window needs."), ("zh_CN", "libegl1")]
)
def test_a_start_without_the_libraries_says_one_line(tmp_path: Path, language: str, sentence: str):
    fake_qt(tmp_path, "libEGL.so.1: cannot open shared object file: No such file or directory")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
    command = [sys.executable, "-m", "crm_desktop", "--lang", language]
    told = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert told.returncode == 1
    assert sentence in told.stderr
    assert len(told.stderr.splitlines()) == 1


def test_the_offscreen_platform_asks_for_no_display(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("DISPLAY", ":0")
    check_qt()
    assert not has_display()


@linux_only
def test_no_display_is_said_before_qt_aborts(monkeypatch: pytest.MonkeyPatch):
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(NoDisplayError):
        check_qt()


@linux_only
def test_a_display_that_is_gone_is_said_before_qt_aborts(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":4711")
    with pytest.raises((NoDisplayError, MissingLibrariesError)) as caught:  # on a bare Linux the plugin comes first
        check_qt()
    if isinstance(caught.value, MissingLibrariesError):
        assert any(f"lacks {package}," in caught.value.message for package in PACKAGES.values())
