"""What the settings of this computer do to the window: it locks when they say so, and reminds once a day."""

import datetime as dt
import os

import pytest

from crm_desktop.app.main import _enlarge
from crm_desktop.base import clock
from crm_desktop.services import records
from crm_desktop.ui.window import reminding
from crm_desktop.ui.window.main_window import MainWindow


def test_the_minutes_until_the_lock_count_from_now_on(window: MainWindow):
    window.machine.set("auto_lock_minutes", "25")
    assert window._idle._timer.interval() == 25 * 60_000
    assert "25" in window.messages._lock.text()
    window.machine.set("auto_lock_minutes", "0")
    assert not window._idle._timer.isActive()
    assert window.messages._lock.text() == "Encrypted"


def test_what_is_due_is_said_once_a_day_and_names_nobody(window: MainWindow, monkeypatch: pytest.MonkeyPatch):
    today = clock.today()
    records.add(window.workspace, "task", {"customer_id": 1, "what": "回访", "due_on": today.isoformat()})
    window.reminding.begin()
    assert "due" in window.messages.text
    window.messages.tell("something else")
    window.reminding.look()
    assert window.messages.text == "something else"
    monkeypatch.setattr(reminding.clock, "today", lambda: today + dt.timedelta(days=1))
    window.reminding.look()
    assert "overdue" in window.messages.text
    with window.workspace.read() as session:
        assert records.get(session, "customer", 1)["name"] not in window.messages.text


def test_who_wants_no_reminder_gets_none(window: MainWindow):
    records.add(window.workspace, "task", {"customer_id": 1, "what": "回访", "due_on": clock.today().isoformat()})
    window.machine.set("remind_at_start", "no")
    window.messages.tell("quiet")
    window.reminding.begin()
    assert window.messages.text == "quiet"


def test_everything_is_shown_larger_from_the_next_start_on(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("QT_SCALE_FACTOR", "")  # so that what is set below is taken back
    monkeypatch.delenv("QT_SCALE_FACTOR")
    _enlarge("100")
    assert "QT_SCALE_FACTOR" not in os.environ
    _enlarge("115")
    assert os.environ["QT_SCALE_FACTOR"] == "1.15"
