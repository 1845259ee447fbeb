"""The timeline: months, entries in words, changes folded, filters, search and keys, and the composer above it."""

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from crm_desktop.services import records
from crm_desktop.services.timeline import Entry, timeline
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.pages.customers_page import CustomersPage
from crm_desktop.ui.timeline.composer import Composer
from crm_desktop.ui.timeline.timeline_view import Timeline

SAID = (
    ("call", "out", "2026-11-19 15:20", "确认备货", {"outcome": "同意"}),
    ("visit", "", "2026-10-28 10:00", "新店装修完", {}),
)


@pytest.fixture
def customer(workspace: Workspace) -> int:
    made = records.add(workspace, "customer", {"name": "青石巷文具店", "level": "B"}).id
    for channel, direction, at, content, more in SAID:
        raw = {"customer_id": made, "channel": channel, "direction": direction, "happened_at": at, "content": content}
        records.add(workspace, "interaction", {**raw, **more})
    records.change(workspace, "customer", made, {"level": "A"})
    return made


@pytest.fixture
def stream(qtbot: QtBot, workspace: Workspace, customer: int) -> Iterator[Timeline]:
    made = Timeline(workspace)
    qtbot.addWidget(made)
    made.resize(560, 500)
    made.show()
    shown(qtbot, made, customer)
    yield made
    made.stop()


def shown(qtbot: QtBot, stream: Timeline, customer: int) -> None:
    with qtbot.waitSignal(stream.model.modelReset):
        stream.show_customer(customer)


def lines(stream: Timeline) -> list[str]:
    return [stream.model.data(stream.model.index(row, 0)) for row in range(stream.model.rowCount())]


def test_entries_stand_under_their_months_in_words(stream: Timeline):
    said = lines(stream)
    assert said[1].startswith("Level from B to A · ")
    assert said[1].endswith(" · Show 1 more change")
    assert "Call · Outgoing · 11-19 Thu 15:20 · 确认备货\nOutcome: 同意" in said
    assert said[-2:] == ["October 2026", "Visit · 10-28 Wed 10:00 · 新店装修完"]


def test_folded_changes_open_and_close(stream: Timeline):
    count = stream.model.rowCount()
    stream.model.toggle(1)
    assert lines(stream)[1].endswith("· Fold")
    assert lines(stream)[2].startswith("Added Customer: 青石巷文具店")
    assert stream.model.rowCount() == count + 1
    stream.model.toggle(1)
    assert stream.model.rowCount() == count


def test_a_channel_is_counted_and_kept_alone(stream: Timeline):
    assert stream.filter.texts() == ["All 4", "Call 1", "Visit 1", "Changes 2"]
    stream.filter.choose("interaction.visit")
    assert lines(stream) == ["October 2026", "Visit · 10-28 Wed 10:00 · 新店装修完"]


def test_filters_without_room_stand_in_a_menu(stream: Timeline):
    stream.resize(330, 500)
    hidden = [action.text() for action in stream.filter.rest().actions()]
    assert hidden == ["Visit  1", "Changes  2"]
    stream.filter.choose("interaction.visit")
    assert "interaction.visit" in {tab.key for tab in stream.filter.tabs.tabs()}


def test_the_search_inside_keeps_what_holds_every_word(qtbot: QtBot, stream: Timeline):
    stream.focus_search()
    with qtbot.waitSignal(stream.model.modelReset):
        stream.search.setText("装修")
    assert lines(stream) == ["October 2026", "Visit · 10-28 Wed 10:00 · 新店装修完"]
    with qtbot.waitSignal(stream.model.modelReset):
        stream.search.setText("装修 nowhere")
    assert "装修 nowhere" in stream._empty.text()
    with qtbot.waitSignal(stream.model.modelReset):
        qtbot.keyClick(stream.search, Qt.Key.Key_Escape)
    assert stream.model.rowCount() == 5


def test_keys_go_from_entry_to_entry_past_the_months(qtbot: QtBot, stream: Timeline):
    stream.view.setFocus()
    qtbot.keyClick(stream.view, Qt.Key.Key_End)
    assert stream.view.currentIndex().row() == 4
    qtbot.keyClick(stream.view, Qt.Key.Key_Up)
    assert stream.view.currentIndex().row() == 2
    with qtbot.waitSignal(stream.edit_wanted) as asked:
        qtbot.keyClick(stream.view, Qt.Key.Key_F2)
    assert asked.args[0] == "interaction"
    qtbot.keyClick(stream.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "确认备货" in QGuiApplication.clipboard().text()


def test_delete_removes_an_entry_and_undo_brings_it_back(
    qtbot: QtBot, stream: Timeline, workspace: Workspace, customer: int
):
    stream.view.setCurrentIndex(stream.model.index(2, 0))
    qtbot.keyClick(stream.view, Qt.Key.Key_Delete)
    shown(qtbot, stream, customer)
    assert stream.filter.texts() == ["All 3", "Visit 1", "Changes 2"]
    workspace.undo()
    shown(qtbot, stream, customer)
    assert stream.filter.texts()[0] == "All 4"


def test_the_menu_leads_to_the_history(qtbot: QtBot, stream: Timeline, workspace: Workspace):
    menu = stream.menu_of(2)
    history = next(action for action in menu.actions() if action.text() == "Show in history")
    with qtbot.waitSignal(stream.work_wanted) as asked:
        history.trigger()
    assert workspace.work_info(asked.args[0]).title.startswith("Added Interaction")


def test_a_long_text_is_shown_in_part_until_it_is_asked_for(
    qtbot: QtBot, stream: Timeline, workspace: Workspace, customer: int
):
    raw = {"customer_id": customer, "channel": "note", "content": "长" * 2000, "happened_at": "2026-10-01 10:00"}
    records.add(workspace, "interaction", raw)
    shown(qtbot, stream, customer)
    row = stream.model.rowCount() - 1
    folded = stream.view.sizeHintForIndex(stream.model.index(row, 0)).height()
    assert folded < 220
    stream.view.setCurrentIndex(stream.model.index(row, 0))
    qtbot.keyClick(stream.view, Qt.Key.Key_Space)
    assert stream.view.sizeHintForIndex(stream.model.index(row, 0)).height() > 3 * folded


def test_what_is_looked_at_stays_where_it_is_when_something_is_added_above(
    qtbot: QtBot, stream: Timeline, workspace: Workspace, customer: int
):
    raw = {"customer_id": customer, "channel": "note", "content": "字\n" * 4}
    for day in range(1, 29):
        records.add(workspace, "interaction", {**raw, "happened_at": f"2026-09-{day:02} 10:00"})
    shown(qtbot, stream, customer)
    stream.view.go_to(12)
    stream.view.grab()
    top = stream.model.data(stream.model.index(stream.view.first_row(), 0))
    records.add(workspace, "interaction", {**raw, "happened_at": "2026-11-20 10:00"})
    shown(qtbot, stream, customer)
    assert stream.model.data(stream.model.index(stream.view.first_row(), 0)) == top


def test_control_f_on_a_record_searches_inside_it_and_else_the_list(qtbot: QtBot, filled: Workspace):
    page = CustomersPage(filled)
    qtbot.addWidget(page)
    page.show()
    page.focus_search()
    assert page.focusWidget() is page.list.search
    page.open_record(4)
    page.focus_search()
    assert page.focusWidget() is page.record.timeline.search
    page.stop()


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
        return timeline(session, 1, "interaction")


def test_control_enter_writes_an_interaction_down(qtbot: QtBot, composer: Composer, filled: Workspace):
    composer.start("wechat")
    composer.next_step.take_day(dt.date(2026, 12, 3))
    qtbot.keyClicks(composer.text, "hello")
    with qtbot.waitSignal(composer.saved):
        qtbot.keyClick(composer.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    entry = said(filled)[0]
    assert (entry.values["channel"], entry.values["direction"], entry.text) == ("wechat", "out", "hello")
    assert list(entry.names.values()) == ["王女士"]
    assert [each.values["due_on"] for each in entry.under] == [dt.date(2026, 12, 3)]
    assert composer.draft() == {}


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
