"""Whom did I forget? Two filters become a view, which is changed and put right again."""

from crm_desktop.services.workspace import Workspace
from tests.stories.owner import Owner


def test_filters_are_kept_as_a_view_changed_and_reverted(owner: Owner, filled: Workspace):
    page = owner.window.customers.list

    owner.press("Ctrl+Shift+F")
    owner.types("level")
    owner.press("Return", "Space", "Return")
    owner.sees(lambda: len(page.model.ids) == 5)
    owner.press("Ctrl+Shift+F")
    owner.types("last con")
    owner.press("Return")
    owner.tabs_to("How it is compared", "Shift+Tab")
    owner.types("bef")
    owner.tabs_to("Days")
    owner.types("…")
    owner.tabs_to("Number of days")
    owner.types("60")
    owner.press("Return")
    chips = [chip.words.together() for chip in page.filters.row.chips]
    assert chips == ["Level A", "Last contact more than 60 days ago"]

    owner.tabs_to("Save as")
    owner.press("Space")
    owner.types("Forgotten")
    owner.press("Return")
    owner.sees(lambda: page.state.view.label == "Forgotten" and not page.state.is_changed)

    owner.tabs_to("Filter: Level A")
    owner.press("Delete")
    owner.sees(lambda: page.state.is_changed)
    owner.tabs_to("Revert")
    owner.press("Space")
    owner.sees(lambda: not page.state.is_changed)
    assert [chip.words.together() for chip in page.filters.row.chips] == chips
    owner.press("Ctrl+Z")
    owner.sees(lambda: page.views.key() == "all")
