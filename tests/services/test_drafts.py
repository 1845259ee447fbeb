"""What was typed and not saved outlives the program, and is no piece of work."""

from collections.abc import Callable

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
