"""What was typed and not saved outlives the program, and is no piece of work."""

import datetime as dt
from collections.abc import Callable

import pytest

from crm_desktop.base import clock
from crm_desktop.services import drafts
from crm_desktop.services.workspace import Workspace


def test_a_draft_is_there_when_the_file_is_opened_again(workspace: Workspace, reopen: Callable[[], Workspace]):
    drafts.keep(workspace, "customer/4", {"name": "青石巷 \U0001f58b"})
    again = reopen()
    found = drafts.kept(again, "customer/4")
    assert found is not None
    assert found.value == {"name": "青石巷 \U0001f58b"}


def test_the_newest_words_replace_those_of_before_and_none_forget_them(workspace: Workspace):
    drafts.keep(workspace, "new/customer", {"name": "A"})
    drafts.keep(workspace, "new/customer", {"name": "AB"})
    found = drafts.kept(workspace, "new/customer")
    assert found is not None
    assert found.value == {"name": "AB"}
    drafts.keep(workspace, "new/customer", {})
    assert drafts.kept(workspace, "new/customer") is None


def test_a_draft_is_no_work_and_says_nothing_to_those_who_listen(workspace: Workspace):
    heard: list[object] = []
    workspace.on_change(heard.append)
    drafts.keep(workspace, "customer/4", {"name": "A"})
    assert heard == []
    assert workspace.history() == []
    assert workspace.can_undo() is None


def test_a_clock_that_was_once_wrong_costs_no_draft(workspace: Workspace, monkeypatch: pytest.MonkeyPatch):
    drafts.keep(workspace, "customer/1", {"name": "A"})
    ahead = clock.now() + dt.timedelta(days=120)
    monkeypatch.setattr(clock, "now", lambda: ahead)
    drafts.keep(workspace, "customer/2", {"name": "B"})
    assert drafts.kept(workspace, "customer/1") is not None


def test_the_latest_drafts_are_kept_and_what_is_typed_now_always(workspace: Workspace, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(drafts, "MOST", 3)
    today = clock.now()
    for number, days in enumerate((1, 2, 3, 4, 0)):
        monkeypatch.setattr(clock, "now", lambda days=days: today + dt.timedelta(days=days))
        drafts.keep(workspace, f"customer/{number}", {"name": "A"})
    assert [number for number in range(5) if drafts.kept(workspace, f"customer/{number}")] == [2, 3, 4]
