"""Starting loads what the first window needs and nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = {"PySide6", "shiboken6", "sqlalchemy", "sqlcipher3"}
HEAVY = (
    *("PIL", "babel", "charset_normalizer", "cryptography", "defusedxml", "email_validator", "matplotlib", "numpy"),
    *("openpyxl", "phonenumbers", "pypinyin", "python_calamine", "segno", "stdnum"),
)
LOADED = "import sys; from crm_desktop.__main__ import main\ntry: main()\nfinally: print(*sys.modules, file=sys.stderr)"


def loaded_by(*arguments: str) -> set[str]:
    """Run the program and give the libraries that it loaded."""
    command = [sys.executable, "-c", LOADED, *arguments]
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    return {name.partition(".")[0] for name in done.stderr.splitlines()[-1].split()}


def test_the_unlock_dialog_is_shown_with_qt_and_the_database_alone():
    probe = [sys.executable, str(Path(__file__).with_name("start_probe.py"))]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    told = json.loads(subprocess.run(probe, env=environment, capture_output=True, check=True).stdout)
    loaded = {name.partition(".")[0] for name in told["modules"]}
    assert told["shown"]
    assert loaded >= NEEDED
    assert loaded.isdisjoint(HEAVY)


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("info",), ("--file", "nowhere.kebu", "list")])
def test_the_command_line_begins_without_qt_and_what_single_commands_need(arguments: tuple[str, ...]):
    loaded = loaded_by(*arguments)
    assert "crm_desktop" in loaded
    assert loaded.isdisjoint({"PySide6", *HEAVY})


def test_without_a_display_one_sentence_says_so_and_nothing_aborts():
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    command = [sys.executable, "-m", "crm_desktop", "--lang", "en"]
    if not sys.platform.startswith("linux"):
        pytest.skip("other systems have one")
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert told.stderr == "There is no display to open the window on. Commands work without one: crm-desktop --help\n"
