"""Figures of a customer to whom 10,000 things were said: `pytest -m bench -s tests/benchmarks/test_timeline_bench.py`.

KEBU_BENCH_CROWD=1 takes it out of 100,000 customers and 1,000,000 interactions (made once, see crowd.py).
"""

import os
import shutil
import statistics
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from crm_desktop.services import records
from crm_desktop.services.open_file import open_file
from crm_desktop.services.timeline import keys
from crm_desktop.services.timeline_found import found
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.look.theme import apply_theme
from crm_desktop.ui.records.record_page import RecordPage
from tests.benchmarks.crowd import BUSY, MUCH, crowd_file, say_much
from tests.benchmarks.timing import ms, percentile, seconds
from tests.conftest import PASSWORD


@pytest.fixture
def much(workspace: Workspace, tmp_path: Path) -> Path:
    workspace.close()
    if os.environ.get("KEBU_BENCH_CROWD"):
        shutil.copytree(crowd_file().parent, tmp_path / "crowd")
        return tmp_path / "crowd" / "crowd.kebu"
    opened = open_file(workspace.path, PASSWORD)
    records.add(opened, "customer", {"name": "青石巷文具店", "mobile": "13600004410"})
    with opened.file.engine.begin() as connection:
        say_much(connection, 1, MUCH)
    opened.close()
    return workspace.path


@pytest.mark.bench
def test_a_customer_to_whom_much_was_said(qtbot: QtBot, qapp: QApplication, much: Path):
    apply_theme(qapp, "light")
    workspace = open_file(much, PASSWORD)
    with workspace.read() as session:
        read = keys(session, BUSY)
        print(f"\n{len(read):,} entries: keys {ms(seconds(lambda: keys(session, BUSY)))}")
        print(f"search inside {ms(seconds(lambda: found(session, BUSY, read, '样品 7')))}")
    page = RecordPage(workspace)
    qtbot.addWidget(page)
    page.resize(1176, 806)
    with qtbot.waitExposed(page):
        page.show()
    page.open_record(2 if os.environ.get("KEBU_BENCH_CROWD") else BUSY)  # what is made once is made
    page.record_id = page.timeline.customer_id = 0
    view, model = page.timeline.view, page.timeline.model
    start = time.perf_counter()
    with qtbot.waitSignal(model.modelReset):
        page.open_record(BUSY)
        blocked = time.perf_counter() - start
    view.viewport().repaint()
    opened = time.perf_counter() - start
    print(f"record opened, first page painted {ms(opened)}, window held {ms(blocked)}  (goal: 120 ms)")
    bar, viewport = view.verticalScrollBar(), view.viewport()

    def scroll(step: int) -> None:
        bar.setValue((bar.value() + step) % bar.maximum())
        viewport.repaint()

    for name, step in (("down", 120), ("up", -120), ("by pages", viewport.height())):
        frames = [seconds(lambda step=step: scroll(step)) for _turn in range(400)]
        print(
            f"scrolling {name}: frame median {ms(statistics.median(frames))}"
            f" p99 {percentile(frames, 99)}  (goal: 16, p99 33 ms)"
        )
    jumps = [seconds(lambda at=at: (bar.setValue(bar.maximum() * at // 100), viewport.repaint())) for at in range(100)]
    print(f"jump to anywhere: median {ms(statistics.median(jumps))} p99 {percentile(jumps, 99)}")
    repaints = statistics.median(seconds(viewport.repaint) for _turn in range(50))
    bare = _bare_repaint(qtbot, viewport.size())
    print(f"full repaint {ms(repaints)}, {repaints / bare:.1f} × Qt's own list of plain texts")
    filtered = [
        seconds(lambda key=key: (page.timeline.filter.choose(key), viewport.repaint()))
        for key in ("interaction.visit", "")
    ]
    print(f"filter chosen and painted {ms(max(filtered))}")
    print(f"another width {ms(seconds(lambda: (page.resize(1300, 806), viewport.repaint())))}")
    page.stop()
    workspace.close()
    assert len(read) >= MUCH


def _bare_repaint(qtbot: QtBot, size: QSize) -> float:
    """Time Qt's own list with as many plain rows: what Qt itself takes on this machine at this moment."""
    model = QStandardItemModel()
    for row in range(1000):
        model.appendRow(QStandardItem(f"青石巷文具店 下周要 {row}"))
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.resize(size)
    with qtbot.waitExposed(view):
        view.show()
    return statistics.median(seconds(view.viewport().repaint) for _turn in range(50))
