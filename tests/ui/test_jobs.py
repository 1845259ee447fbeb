"""Long work comes back to the window once, however it ends."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from crm_desktop.base.errors import InvalidValueError, UserFacingError
from crm_desktop.base.progress import Progress
from crm_desktop.ui.jobs.progress_panel import ProgressPanel
from crm_desktop.ui.jobs.runner import Runner


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[Runner]:
    made = Runner()
    yield made
    made.close()


def test_work_runs_elsewhere_and_ends_on_the_thread_of_the_window(runner: Runner, qtbot: QtBot):
    threads = []
    runner.run(
        lambda _progress: threading.get_ident(),
        owner=runner,
        done=lambda worker: threads.extend((worker, threading.get_ident())),
        failed=pytest.fail,
    )
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] != threading.get_ident()
    assert threads[1] == threading.get_ident()


def test_an_error_of_the_world_is_brought_back_as_it_is(runner: Runner, qtbot: QtBot):
    met: list[UserFacingError] = []

    def refuse(_progress: Progress) -> None:
        raise InvalidValueError("no such day")

    runner.run(refuse, owner=runner, done=pytest.fail, failed=met.append)
    qtbot.waitUntil(lambda: bool(met))
    assert met[0].code == "invalid_value"
    assert met[0].message == "no such day"


def test_our_own_mistake_ends_the_work_and_reaches_the_crash_hook(
    runner: Runner, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    met: list[UserFacingError] = []
    hooked: list[type[BaseException]] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, _error, _trace: hooked.append(kind))
    runner.run(lambda _progress: 1 // 0, owner=runner, done=pytest.fail, failed=met.append)
    qtbot.waitUntil(lambda: bool(hooked))
    assert hooked == [ZeroDivisionError]
    assert len(met) == 1


def test_stopped_work_ends_as_cancelled_and_only_so(runner: Runner, qtbot: QtBot):
    ends = []
    started = threading.Event()

    def endless(progress: Progress) -> None:
        while True:
            progress.report(1, 2)
            started.set()

    job = runner.run(endless, owner=runner, done=pytest.fail, failed=pytest.fail, cancelled=lambda: ends.append(1))
    started.wait(5)
    job.stop()
    qtbot.waitUntil(lambda: bool(ends))
    assert ends == [1]
    assert not runner.busy


def test_a_window_that_is_gone_is_not_called(runner: Runner, qtbot: QtBot):
    owner = QObject()
    go = threading.Event()
    runner.run(lambda _progress: go.wait(5), owner=owner, done=pytest.fail, failed=pytest.fail)
    delete(owner)
    go.set()
    qtbot.waitUntil(lambda: not runner.busy)


def test_the_panel_shows_the_count_of_work_that_takes_long_and_stops_it(runner: Runner, qtbot: QtBot):
    panel = ProgressPanel()
    qtbot.addWidget(panel)
    ends = []

    def endless(progress: Progress) -> None:
        while True:
            progress.report(1200, 5000, "Reading")

    job = runner.run(endless, owner=panel, done=pytest.fail, failed=pytest.fail, cancelled=lambda: ends.append(1))
    panel.watch(job)
    assert not panel.isVisible()
    qtbot.waitUntil(panel.isVisible)
    assert panel._count.text().startswith("1,200 of 5,000")
    panel._stop.click()
    qtbot.waitUntil(lambda: bool(ends))
    qtbot.waitUntil(panel.isHidden)
