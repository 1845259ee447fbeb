"""Figures of the whole window at 100,000 customers and 1,000,000 interactions.

`pytest -m bench -s tests/benchmarks/test_window_bench.py`; KEBU_BENCH_CUSTOMERS and KEBU_BENCH_INTERACTIONS set
other numbers. The crowd is made once and kept beside the system's temporary files (see crowd.py).
"""

import os
import shutil
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.app.warm_up import warm_up
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


class Timed:
    """The window on the crowd, and how long it takes to answer."""

    def __init__(self, window: MainWindow, qtbot: QtBot, watchdog: Watchdog) -> None:
        self.window, self.qtbot, self.watchdog = window, qtbot, watchdog
        self.list = window.customers.list
        self.paints = Paints()
        self.list.table.viewport().installEventFilter(self.paints)

    def until_painted(self, act: Callable[[], object]) -> float:
        """Time an act until the list's new answer is on the screen."""
        shown: list[float] = []
        seen = self.list._lookup.answered.connect(lambda _found: shown.append(time.perf_counter()))
        start = time.perf_counter()
        with self.watchdog.act("a new list"):
            act()
        nothing = not self.list.model.ids  # an empty list is not painted
        self.qtbot.waitUntil(lambda: bool(shown) and (nothing or self.paints.last > start), timeout=PATIENCE)
        self.list._lookup.disconnect(seen)
        return max(self.paints.last, shown[-1]) - start

    def at_once(self, what: str, act: Callable[[], object]) -> float:
        """Time an act that is over when the window is painted."""
        start = time.perf_counter()
        with self.watchdog.act(what):
            act()
            self.window.repaint()
        return time.perf_counter() - start


@pytest.mark.bench
def test_the_window_on_a_crowd(qtbot: QtBot, qapp: QApplication, tmp_path: Path):
    apply_theme(qapp, "light")
    shutil.copytree(crowd_file(CUSTOMERS_NOW, INTERACTIONS_NOW).parent, tmp_path / "crowd")
    workspace = open_file(next((tmp_path / "crowd").glob("*.kebu")), PASSWORD)
    runner, watchdog = Runner(), Watchdog()
    window = MainWindow(workspace, MachineSettings(tmp_path / "kebu.ini"), runner, lock=lambda: None)
    qtbot.addWidget(window)
    warm_up().join()  # as it is over when the password is typed
    with watchdog.watching():
        with qtbot.waitExposed(window, timeout=PATIENCE):
            window.show()
        timed = Timed(window, qtbot, watchdog)
        qtbot.waitUntil(lambda: len(timed.list.model.ids) == CUSTOMERS_NOW, timeout=PATIENCE)
        print(f"\n{CUSTOMERS_NOW:,} customers, {INTERACTIONS_NOW:,} interactions")
        keys = [tab.key for tab in timed.list.views.tabs()]
        switches = [
            timed.until_painted(lambda key=key: timed.list.views.choose(key))  # type: ignore[misc] # of this round
            for key in (*keys[1:], *keys)
        ]
        _say("switching views", switches, 150)
        _say("key to painted", _typed(timed), 60)
        opened = []
        for record_id in range(11, CUSTOMERS_NOW, CUSTOMERS_NOW // 40):
            opened.append(timed.at_once("open", partial(window.open_customer, record_id)))
            window.customers.show_list()
        _say("opening a record", opened, 120)
        sections = []
        for name in ("today", "tasks", "customers", "history", "settings", "customers") * 3:
            sections.append(timed.at_once(f"section {name}", partial(window.show_section, name)))
            qtbot.wait(50)
        _say("switching sections", sections, 150)
        print(watchdog.told())
    window.close()
    runner.close()
    workspace.close()
    assert opened


def _typed(timed: Timed) -> list[float]:
    """Type some words, letter by letter."""
    times: list[float] = []
    for word in WORDS:
        starts = [word[:end] for end in range(1, len(word) + 1)]
        times += [timed.until_painted(partial(timed.list.search.setText, start)) for start in starts]
        timed.until_painted(timed.list.search.clear)
    return times


def _say(what: str, times: list[float], goal: int) -> None:
    p95 = statistics.quantiles(times, n=20, method="inclusive")[18]
    told = (
        f"median {statistics.median(times) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms, longest {max(times) * 1000:.0f} ms"
    )
    print(f"{what}: {told}  (goal: {goal} ms)")
