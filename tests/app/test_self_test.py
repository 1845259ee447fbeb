"""The self-test of the installed program passes here, and fails where the program is broken."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crm_desktop.app import self_test

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_it_passes_without_a_display():
    environment = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    environment["QT_QPA_PLATFORM"] = "offscreen"
    command = [sys.executable, "-m", "crm_desktop", "--self-test"]
    told = subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr
    *steps, last = told.stdout.splitlines()
    assert last == f"{len(steps)} passed, 0 failed"
    assert len(steps) > 8
    assert all(": ok" in step for step in steps)


def test_a_step_that_fails_ends_it_with_its_name(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    def no_samples(*_parts: str) -> Path:
        return Path("nowhere")

    monkeypatch.setattr(self_test, "resources", no_samples)
    assert self_test.self_test() == 1
    told = capsys.readouterr()
    assert "import the sample workbook: FAILED (" in told.err
    assert "passed" not in told.out
