"""From the start to the unlock dialog painted: `pytest -m bench -s tests/benchmarks/test_start_bench.py`.

The bare stack, in a process of its own in turn with ours: its imports, an application, a dialog painted. Goal: 2 times.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 7
OURS = [str(ROOT / "tests" / "app" / "start_probe.py")]
BARE = """
import json, time
started = time.perf_counter()
import sqlalchemy.orm, sqlcipher3.dbapi2
from PySide6 import QtCore, QtGui
from PySide6.QtWidgets import QApplication, QDialog
application = QApplication([])
dialog = QDialog()
dialog.show()
dialog.grab()
print(json.dumps({"seconds": time.perf_counter() - started}))
"""


def seconds(compiled: Path, *arguments: str) -> float:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    environment |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(compiled)}  # as an installed program is
    told = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, check=True).stdout
    return float(json.loads(told)["seconds"])


@pytest.mark.bench
def test_start_to_unlock(tmp_path: Path):
    rounds = [(seconds(tmp_path, "-c", BARE), seconds(tmp_path, *OURS)) for _round in range(ROUNDS + 1)]
    warm = rounds[1:]  # the first compiles
    bare, ours = (statistics.median(column) for column in zip(*warm, strict=True))
    print(
        f"\nstart to unlock dialog painted: {ours:.2f} s, the bare stack {bare:.2f} s, ratio {ours / bare:.2f} (goal 2)"
    )
    assert ours > bare > 0
