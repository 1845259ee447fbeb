"""The composer finds in what is written what comes next, and makes the task in the same piece of work."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.base import clock
from crm_desktop.services import records
from crm_desktop.services.tasks import open_tasks
from crm_desktop.services.timeline import timeline
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.timeline.composer import Composer

NOW = dt.datetime(2026, 11, 24, 14, tzinfo=dt.UTC)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def customer(workspace: Workspace) -> int:
    return records.add(workspace, "customer", {"name": "半山茶社", "contact": "李先生"}).id


@pytest.fixture
def composer(qtbot: QtBot, workspace: Workspace, customer: int) -> Composer:
    made = Composer(workspace)
    qtbot.addWidget(made)
    made.resize(560, 240)
    show(made, workspace, customer)
    made.show()
    return made


def show(composer: Composer, workspace: Workspace, customer: int) -> None:
    with workspace.read() as session:
        composer.show_customer(customer, records.parts(session, "customer", customer)["contact"])


def planned(workspace: Workspace, customer: int) -> list[tuple[str, str, str]]:
    with workspace.read() as session:
        return [(each.what, str(each.due_on), str(each.due_at)) for each in open_tasks(session, customer)]


def test_what_is_written_becomes_an_entry_and_a_task_in_one_work(
    qtbot: QtBot, composer: Composer, workspace: Workspace, customer: int
):
    composer.start("call")
    composer.text.setPlainText("确认备货。周三 10 点回访大单报价")
    assert composer.next_step.chip.isVisible()
    assert composer.next_step.chip.text() == "Task: Wed 11-25 10:00 回访大单报价"
    composer.minutes.setText("6")
    qtbot.keyClick(composer.text, Qt.Key.Key_Return, CTRL)
    assert planned(workspace, customer) == [("回访大单报价", "2026-11-25", "10:00:00")]
    with workspace.read() as session:
        (entry,) = timeline(session, customer, "interaction")
        (task,) = entry.under
        assert (entry.text, entry.values["minutes"]) == ("确认备货。周三 10 点回访大单报价", 6)
        assert task.values["contact_id"] == entry.values["contact_id"] == 1
    workspace.undo()
    assert planned(workspace, customer) == []
    with workspace.read() as session:
        assert timeline(session, customer, "interaction") == []


def test_a_dropped_chip_makes_no_task_and_is_not_offered_again(
    qtbot: QtBot, composer: Composer, workspace: Workspace, customer: int
):
    composer.text.setPlainText("周三回访")
    qtbot.keyClick(composer.next_step.chip, Qt.Key.Key_Escape)
    composer.text.setPlainText("周三回访，他说的")
    assert not composer.next_step.chip.isVisible()
    composer.save()
    assert planned(workspace, customer) == []


def test_the_line_says_what_comes_next_before_the_text_does(
    qtbot: QtBot, composer: Composer, workspace: Workspace, customer: int
):
    composer.text.setPlainText("周三回访")
    composer.next_step.chip.click()
    assert composer.next_step.line.text() == "2026-11-25 回访"
    composer.next_step.line.setText("next Fri 3 pm send samples")
    qtbot.keyClick(composer.next_step.line, Qt.Key.Key_Return, CTRL)
    assert planned(workspace, customer) == [("send samples", "2026-12-04", "15:00:00")]


def test_a_next_step_can_be_planned_though_nothing_was_said(composer: Composer, workspace: Workspace, customer: int):
    composer.next_step.edit()
    composer.next_step.line.setText("下周三回访")
    composer.save()
    assert planned(workspace, customer) == [("回访", "2026-12-02", "None")]


def test_a_draft_comes_back_as_it_was_typed(composer: Composer, workspace: Workspace, customer: int):
    composer.start("wechat")
    composer.when.setText("昨天 10:30")
    composer.text.setPlainText("周三回访\n周五送样")
    composer.next_step.drop()
    composer._turn()
    draft = composer.draft()
    other = records.add(workspace, "customer", {"name": "别家"}).id
    show(composer, workspace, other)
    assert composer.draft() == {}
    show(composer, workspace, customer)
    composer.show_draft(draft)
    assert composer.draft() == draft
    assert composer.raw()["direction"] == "in"
    assert not composer.next_step.chip.isVisible()


def test_a_long_sentence_gives_a_task_its_beginning(composer: Composer, workspace: Workspace, customer: int):
    composer.text.setPlainText("周三回访" + "很" * 1_500)
    composer.save()
    ((what, day, _time),) = planned(workspace, customer)
    assert (len(what), day) == (120, "2026-11-25")


def test_a_bare_time_is_of_today_and_one_to_come_is_refused(composer: Composer, workspace: Workspace, customer: int):
    composer.start("call")
    composer.text.setPlainText("问过库存")
    composer.when.setText("15:30")
    composer.save()
    assert composer.has_text()
    assert "15:30" in composer._error.text()
    composer.when.setText("上午10:30")
    composer.save()
    with workspace.read() as session:
        said = next(each for each in timeline(session, customer) if each.key.sort == "interaction")
    assert said.at == NOW.replace(hour=10, minute=30)
