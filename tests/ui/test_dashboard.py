"""The first page shows what is due and how business goes, and looks again by itself."""

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from crm_desktop.base import clock
from crm_desktop.base.i18n import set_language
from crm_desktop.charts.declare import charts
from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.dashboard.dashboard_page import DashboardPage
from crm_desktop.ui.look.theme import apply_theme

TODAY = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: TODAY)


@pytest.fixture
def page(filled: Workspace, qtbot: QtBot) -> Iterator[DashboardPage]:
    made = DashboardPage(filled)
    qtbot.addWidget(made)
    made.resize(1176, 800)
    with qtbot.waitSignal(made.shown, timeout=20_000):
        made.show()
    yield made
    made.stop()


def words(page: DashboardPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def due(workspace: Workspace, day: str) -> int:
    said = {"customer_id": 2, "channel": "call", "content": "催收 8,300 元", "happened_at": "2026-11-10 09:00"}
    return records.add(workspace, "interaction", {**said, "task": day}).id


def test_every_declared_chart_has_a_card_with_its_figure(page: DashboardPage, qtbot: QtBot):
    assert set(page.cards) == set(charts())
    qtbot.waitUntil(lambda: all(card.canvas.ready for card in page.cards.values()))
    assert "中" not in words(page)


def test_a_sketch_stands_until_the_figures_are_there(filled: Workspace, qtbot: QtBot):
    made = DashboardPage(filled)
    qtbot.addWidget(made)
    made.resize(1176, 800)
    made.show()
    assert not any(card.canvas.ready for card in made.cards.values())
    qtbot.waitSignal(made.shown, timeout=20_000).wait()
    made.stop()


def test_a_figure_has_a_name_and_its_numbers_for_those_who_do_not_see_it(page: DashboardPage):
    canvas = page.cards["customers_by_class"].canvas
    assert canvas.accessibleName() == "Customers by class"
    assert "Current 5" in canvas.accessibleDescription()


def test_a_chart_can_be_read_as_a_table_and_copied(page: DashboardPage, qtbot: QtBot):
    card = page.cards["customers_by_class"]
    assert not card.table.isVisible()
    qtbot.mouseClick(card.toggle, Qt.MouseButton.LeftButton)
    assert card.table.isVisible()
    assert card.table.model().rowCount() == 5
    qtbot.mouseClick(card.copy, Qt.MouseButton.LeftButton)
    assert "Class\tCustomers\nPotential\t2" in QGuiApplication.clipboard().text()


def test_a_new_follow_up_appears_by_itself(page: DashboardPage, filled: Workspace, qtbot: QtBot):
    assert page.to_do.rows() == []
    with qtbot.waitSignal(page.shown, timeout=20_000):
        due(filled, "2026-11-20")
    (row,) = page.to_do.rows()
    assert row.name.text() == "半山茶社"
    qtbot.waitUntil(lambda: "2 days late" in words(page))


def test_ticking_a_follow_up_off_is_work_that_can_be_undone(page: DashboardPage, filled: Workspace, qtbot: QtBot):
    with qtbot.waitSignal(page.shown, timeout=20_000):
        due(filled, "2026-11-20")
    with qtbot.waitSignal(page.shown, timeout=20_000):
        page.to_do.rows()[0].tick.click()
    assert page.to_do.rows() == []
    with qtbot.waitSignal(page.shown, timeout=20_000):
        filled.undo()
    assert len(page.to_do.rows()) == 1


def test_opening_a_follow_up_asks_for_its_customer(page: DashboardPage, filled: Workspace, qtbot: QtBot):
    with qtbot.waitSignal(page.shown, timeout=20_000):
        due(filled, "2026-11-20")
    with qtbot.waitSignal(page.customer_opened) as asked:
        qtbot.keyClick(page.to_do.rows()[0], Qt.Key.Key_Return)
    assert asked.args == [2]


def test_more_follow_ups_than_there_is_room_for_are_counted(page: DashboardPage, filled: Workspace, qtbot: QtBot):
    for _number in range(10):
        due(filled, "2026-11-21")
    with qtbot.waitSignal(page.shown, timeout=20_000):
        page.refresh()
    assert len(page.to_do.rows()) == 8
    qtbot.waitUntil(lambda: "and 2 more" in words(page))


def test_the_page_speaks_the_language_that_is_chosen(page: DashboardPage, qtbot: QtBot):
    assert "Sunday, 22 November" in words(page)
    with qtbot.waitSignal(page.shown, timeout=20_000):
        set_language("zh_CN")
    assert "11 月 22 日 周日" in words(page)
    assert "本月新增" in words(page)


def test_figures_follow_the_theme(page: DashboardPage, qtbot: QtBot, qapp: QApplication):
    canvas = page.cards["customers_by_class"].canvas
    qtbot.waitUntil(lambda: canvas.ready)
    before = canvas.grab().toImage().pixelColor(2, 2).name()
    apply_theme(qapp, "dark")
    after = canvas.grab().toImage().pixelColor(2, 2).name()
    apply_theme(qapp, "light")
    assert (before != "#191f1d", after) == (True, "#191f1d")


def test_an_empty_file_shows_zeros_and_friendly_words(workspace: Workspace, qtbot: QtBot):
    made = DashboardPage(workspace)
    qtbot.addWidget(made)
    made.resize(1176, 800)
    with qtbot.waitSignal(made.shown, timeout=20_000):
        made.show()
    qtbot.waitUntil(lambda: "Nothing to follow up in the next 7 days." in words(made))
    assert "0% of all customers" in words(made)
    made.stop()


def test_a_page_that_is_gone_hears_of_no_change(filled: Workspace, qtbot: QtBot):
    made = DashboardPage(filled)
    made.show()
    made.stop()
    made.deleteLater()
    qtbot.waitUntil(lambda: _gone(made))
    due(filled, "2026-11-20")
    set_language("zh_CN")


def _gone(widget: DashboardPage) -> bool:
    from shiboken6 import isValid

    return not isValid(widget)


def test_the_first_steps_lead_on_and_go_when_they_are_put_away(page: DashboardPage, filled: Workspace, qtbot: QtBot):
    assert "Say who you are" in {each.text() for each in page.steps.findChildren(QPushButton)}
    wanted: list[str] = []
    page.step_wanted.connect(wanted.append)
    next(each for each in page.steps.findChildren(QPushButton) if each.text() == "Say who you are").click()
    assert wanted == ["business"]
    filled.settings.set(business_name="栖木文化用品商行")
    qtbot.waitUntil(lambda: "3 of 4" in words(page), timeout=20_000)
    page.steps.closed.emit()
    qtbot.waitUntil(lambda: not page.steps.isVisible(), timeout=20_000)
    filled.undo()
    qtbot.waitUntil(page.steps.isVisible, timeout=20_000)
