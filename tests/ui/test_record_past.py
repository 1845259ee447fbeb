"""The history of a record in the window: each fact's values, any earlier day, and having them back."""

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.base import clock
from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.pages.customers_page import CustomersPage
from crm_desktop.ui.records.past_fact import PastFact
from crm_desktop.ui.records.record_page import RecordPage

THEN = dt.date(2026, 10, 1)


@pytest.fixture
def page(qtbot: QtBot, filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[RecordPage]:
    with filled.file.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE work SET at = '2026-10-01T09:00:00+00:00'")
    monkeypatch.setattr(clock, "now", lambda: dt.datetime(2026, 10, 20, 9, tzinfo=dt.UTC))
    records.change(filled, "customer", 4, {"level": "C", "remark": "周日不收货"})
    records.change(filled, "customer", 4, {"level": "B"})
    made = CustomersPage(filled)
    qtbot.addWidget(made)
    made.resize(1176, 806)
    made.show()
    made.open_record(4)
    yield made.record
    made.stop()


def level(page: RecordPage) -> object:
    with page.workspace.read() as session:
        return records.get(session, "customer", 4)["level"]


def show_level(qtbot: QtBot, page: RecordPage) -> None:
    page.show_changes(("customer", 4, "level"))
    qtbot.waitUntil(lambda: len(page.changes.model.rows) == 2)


def test_each_change_of_a_fact_is_listed(qtbot: QtBot, page: RecordPage):
    show_level(qtbot, page)
    said = [(row.change.before, row.change.after) for row in page.changes.model.rows]
    assert said == [("C", "B"), ("A", "C")]
    assert page.changes.facts.currentText() == "Level"


def test_a_value_of_old_is_restored_by_the_keyboard_and_can_be_undone(qtbot: QtBot, page: RecordPage):
    show_level(qtbot, page)
    page.changes.table.selectRow(1)
    assert page.changes.restore.text() == "Restore “A”"
    qtbot.keyClick(page.changes.table, Qt.Key.Key_Return)
    assert level(page) == "A"
    page.workspace.undo()
    assert level(page) == "B"


def test_an_earlier_day_is_marked_as_past_and_shows_what_differs(qtbot: QtBot, page: RecordPage):
    page.show_day(THEN)
    qtbot.waitUntil(page.past.restore_all.isEnabled)
    assert page.past.title.text() == "As of 2026-10-01"
    assert page.past.told.text() == "2 things are different now"
    said = [fact.accessibleName() for fact in page.past.findChildren(PastFact)]
    assert "Level: A. Now: B" in said
    assert "Remark: empty. Now: 周日不收货" in said
    assert not page.form.isVisible()


def test_all_of_a_day_comes_back_and_leads_back_to_today(qtbot: QtBot, page: RecordPage):
    page.show_day(THEN)
    qtbot.waitUntil(page.past.restore_all.isEnabled)
    page.past.restore_all.click()
    assert not page.past.restore_all.isEnabled()
    qtbot.waitUntil(page.form.isVisible)
    assert level(page) == "A"
    page.workspace.undo()
    assert level(page) == "B"


def test_escape_leads_back_to_today(qtbot: QtBot, page: RecordPage):
    page.show_day(THEN)
    qtbot.keyClick(page.past, Qt.Key.Key_Escape)
    assert page.form.isVisible()


def test_a_day_before_the_record_is_told_and_today_stays(qtbot: QtBot, page: RecordPage):
    with qtbot.waitSignal(page.message) as told:
        page.show_day(THEN - dt.timedelta(days=1))
    assert "was not in the file" in told.args[0]
    assert page.form.isVisible()
