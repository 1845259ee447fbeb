"""The timeline: months, entries in words, changes folded, and the composer above it."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.services import records
from crm_desktop.services.history import FieldChange
from crm_desktop.services.timeline import Entry, timeline
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.timeline.composer import Composer
from crm_desktop.ui.timeline.timeline_model import TimelineModel
from crm_desktop.ui.timeline.timeline_view import Timeline

TODAY = dt.date(2026, 11, 23)


def at(month: int, day: int) -> dt.datetime:
    return dt.datetime(2026, month, day, 15, 20, tzinfo=dt.UTC)


CHANGE = FieldChange("customer", 1, "level", "Level", "B", "A", ("B", "A"))
ENTRIES = [
    Entry(at(11, 19), "interaction", 3, "call", "out", "陈女士", "确认备货", "同意", dt.date(2026, 11, 20)),
    Entry(at(11, 10), "work", 12, text="Edited", changes=(CHANGE,)),
    Entry(at(11, 9), "work", 11, text="Edited", changes=(CHANGE,)),
    Entry(at(10, 28), "interaction", 2, "visit", "", "", "新店装修完"),
]


def lines(model: TimelineModel) -> list[str]:
    return [line.said() for line in model.lines]


def test_entries_stand_under_their_months_in_words(qapp: QApplication):
    model = TimelineModel()
    model.show_entries(ENTRIES, TODAY)
    assert lines(model) == [
        "November 2026",
        "Call · Outgoing · 陈女士 · 11-19 Thu 15:20 · 确认备货\nOutcome: 同意 · Next step: 3 days late",
        "Level: B → A · 11-10 · Show 1 more change",
        "October 2026",
        "Visit · 10-28 Wed 15:20 · 新店装修完",
    ]


def test_folded_changes_open(qapp: QApplication):
    model = TimelineModel()
    model.show_entries(ENTRIES, TODAY)
    model.toggle(2)
    assert lines(model)[2:4] == ["Level: B → A · 11-10 · Fold", "Level: B → A · 11-09"]


def test_a_channel_is_counted_and_kept_alone(qtbot: QtBot):
    view = Timeline()
    qtbot.addWidget(view)
    view.resize(560, 400)
    view.show()
    view.show_entries(ENTRIES, TODAY)
    shown = [view.filter.tabText(place) for place in range(view.filter.count())]
    assert shown == ["All 4", "Call 1", "Visit 1", "Changes 2"]
    view.filter.choose("visit")
    assert lines(view.model) == ["October 2026", "Visit · 10-28 Wed 15:20 · 新店装修完"]


def test_long_texts_wrap_and_grow(qtbot: QtBot):
    view = Timeline()
    qtbot.addWidget(view)
    view.resize(560, 400)
    view.show()
    texts = ("短", "长" * 400)
    view.show_entries([Entry(at(11, 2), "interaction", 1, "note", text=text) for text in texts], TODAY)
    heights = [view.view.sizeHintForIndex(view.model.index(row, 0)).height() for row in (1, 2)]
    assert heights[1] > 2 * heights[0]


@pytest.fixture
def composer(qtbot: QtBot, filled: Workspace) -> Composer:
    made = Composer(filled)
    qtbot.addWidget(made)
    with filled.read() as session:
        made.show_customer(1, records.parts(session, "customer", 1)["contact"])
    made.show()
    return made


def said(workspace: Workspace) -> list[Entry]:
    with workspace.read() as session:
        return [entry for entry in timeline(session, 1) if entry.sort == "interaction"]


def test_control_enter_writes_an_interaction_down(qtbot: QtBot, composer: Composer, filled: Workspace):
    composer.start("wechat")
    composer.take_follow_up(dt.date(2026, 12, 3))
    qtbot.keyClicks(composer.text, "hello")
    with qtbot.waitSignal(composer.saved):
        qtbot.keyClick(composer.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    entry = said(filled)[0]
    assert (entry.channel, entry.direction, entry.text, entry.contact) == ("wechat", "out", "hello", "王女士")
    assert entry.follow_up_on == dt.date(2026, 12, 3)
    assert not composer.has_text()
    assert composer.follow_up is None


def test_an_impossible_time_is_told_and_nothing_is_lost(qtbot: QtBot, composer: Composer, filled: Workspace):
    before = len(said(filled))
    qtbot.keyClicks(composer.text, "hello")
    composer.when.setText("2026-02-30 10:00")
    composer.save()
    assert len(said(filled)) == before
    assert composer.has_text()
    assert composer._error.isVisible()


def test_nothing_is_written_without_a_word(composer: Composer, filled: Workspace):
    before = len(said(filled))
    composer.save()
    assert len(said(filled)) == before
    assert composer._error.isVisible()


def test_what_is_typed_for_one_customer_is_not_written_to_another(qtbot: QtBot, composer: Composer):
    qtbot.keyClicks(composer.text, "hello")
    composer.show_customer(2, [])
    assert not composer.has_text()
