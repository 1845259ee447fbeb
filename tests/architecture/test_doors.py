"""Who may use which library, where import-linter cannot look, and that import-linter's contracts hold."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import PROGRAM, ROOT, imports, named

ON_PAPER = {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtPrintSupport"}
HEAVY = ("matplotlib", "openpyxl", "python_calamine", "pypinyin", "phonenumbers", "babel", "segno", "email_validator")


def inside(package: str) -> list[Path]:
    return [path for path in PROGRAM if named(path).startswith(f"crm_desktop/{package}/")]


def test_the_contracts_of_the_floors_hold():
    pytest.importorskip("importlinter")
    asked = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout[-2000:] + told.stderr[-500:]


def test_widgets_are_in_windows_only():
    users = {named(path) for path in PROGRAM if any(name.startswith("PySide6.QtWidgets") for name in imports(path))}
    assert {name for name in users if not name.startswith(("crm_desktop/ui/", "crm_desktop/app/"))} == set()


def test_printing_paints_without_windows():
    used = {
        ".".join(name.split(".")[:2])
        for path in inside("printing")
        for name in imports(path)
        if name.startswith("PySide6.")
    }
    assert used <= ON_PAPER


def test_no_window_asks_the_storage_for_rows():
    asked = {named(path): [name for name in imports(path) if "crm_desktop.storage" in name] for path in inside("ui")}
    assert {name: sorted(found) for name, found in asked.items() if found} == {}


@pytest.mark.parametrize("start", ["crm_desktop.cli.main", "crm_desktop.ui.unlock.unlock_dialog"])
def test_starting_loads_nothing_heavy(start: str):
    code = f"import sys, {start}; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.split() == []
