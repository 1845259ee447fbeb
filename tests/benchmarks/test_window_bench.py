"""Figures of the whole window at 100,000 customers and 1,000,000 interactions.

`pytest -m bench -s tests/benchmarks/test_window_bench.py`; KEBU_BENCH_CUSTOMERS and KEBU_BENCH_INTERACTIONS set
other numbers. The crowd is made once and kept beside the system's temporary files (see crowd.py).
"""

import os
import shutil
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.services.open_file import open_file
from crm_desktop.services.settings import MachineSettings
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.look.theme import apply_theme
from crm_desktop.ui.window.main_window import MainWindow
from tests.benchmarks.crowd import CUSTOMERS, INTERACTIONS, crowd_file
from tests.benchmarks.test_list_bench import Paints
from tests.conftest import PASSWORD
from tests.stories.watchdog import Watchdog

CUSTOMERS_NOW = int(os.environ.get("KEBU_BENCH_CUSTOMERS", CUSTOMERS))
INTERACTIONS_NOW = int(os.environ.get("KEBU_BENCH_INTERACTIONS", INTERACTIONS))
PATIENCE = 60_000
WORDS = ("光", "光明", "wj", "wenju", "1380", "王女士", "杭州")


@pytest.mark.bench
def test_the_window_on_a_crowd(qtbot: QtBot, qapp: QApplication, tmp_path: Path):
    apply_theme(qapp, "light")
    shutil.copytree(crowd_file(CUSTOMERS_NOW, INTERACTIONS_NOW).parent, tmp_path / "crowd")
    workspace = open_file(next((tmp_path / "crowd").glob("*.kebu")), PASSWORD)
    runner, watchdog = Runner(), Watchdog()
    window = MainWindow(workspace, MachineSettings(tmp_path / "kebu.ini"), runner, lock=lambda: None)
    qtbot.addWidget(window)
    with qtbot.waitActive(window), watchdog.watching():
        window.show()
        window.activateWindow()
        page = window.customers
        qtbot.waitUntil(lambda: len(page.list.model.ids) == CUSTOMERS_NOW, timeout=PATIENCE)
        print(f"\n{CUSTOMERS_NOW:,} customers, {INTERACTIONS_NOW:,} interactions")
        paints = Paints()
        page.list.table.viewport().installEventFilter(paints)

        def painted(act: Callable[[], object]) -> float:
            """Time an act until its result is on the screen."""
            shown: list[float] = []
            seen = page.list.model.modelReset.connect(lambda: shown.append(time.perf_counter()))
            start = time.perf_counter()
            with watchdog.act("list"):
                act()
            qtbot.waitUntil(lambda: bool(shown) and paints.last > shown[-1], timeout=PATIENCE)
            page.list.model.disconnect(seen)
            return paints.last - start

        keys = [tab.key for tab in page.list.views.tabs()]
        switches = [
            painted(lambda key=key: page.list.views.choose(key))
            for key in (*keys[1:], keys[0])
            for _turn in "ab"
            if key != page.list.views.key()
        ]
        _say("switching views", switches, 150)
        typed = []
        for word in WORDS:
            for end in range(1, len(word) + 1):
                typed.append(painted(lambda end=end, word=word: page.list.search.setText(word[:end])))
            painted(page.list.search.clear)
        _say("key to painted", typed, 60)
        opened = []
        for record_id in range(11, CUSTOMERS_NOW, CUSTOMERS_NOW // 40):
            start = time.perf_counter()
            with watchdog.act("open"):
                window.open_customer(record_id)
                window.repaint()
            opened.append(time.perf_counter() - start)
            page.show_list()
        _say("opening a record", opened, 120)
        sections = []
        for name in ("today", "task", "customers", "history", "customers") * 3:
            start = time.perf_counter()
            with watchdog.act(f"section {name}"):
                window.show_section(name)
                window.repaint()
            sections.append(time.perf_counter() - start)
            qtbot.wait(50)
        _say("switching sections", sections, 150)
        print(watchdog.told())
    window.close()
    runner.close()
    workspace.close()
    assert opened


def _say(what: str, times: list[float], goal: int) -> None:
    p95 = statistics.quantiles(times, n=20, method="inclusive")[18]
    print(
        f"{what}: median {statistics.median(times) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms, longest {max(times) * 1000:.0f} ms  (goal: {goal} ms)"
    )
