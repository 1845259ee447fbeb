"""The level of one was wrong, and three belong together: mended in the list, tagged at once, taken back."""

from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from tests.stories.owner import Owner


def tagged(workspace: Workspace) -> list[int]:
    with workspace.read() as session:
        return [each for each in range(1, 13) if "春季展会" in records.get(session, "customer", each)["tags"]]


def test_f2_in_a_cell_then_a_tag_for_three_undone_by_the_message(owner: Owner, filled: Workspace):
    page = owner.window.customers.list
    first, chosen = page.model.ids[0], page.model.ids[:3]
    owner.press("Ctrl+F", "Down", "Home", "F2")
    owner.types("禾木家具总行")
    owner.press("Return", "Esc")
    with filled.read() as session:
        assert records.get(session, "customer", first)["name"] == "禾木家具总行"

    owner.press("Up", "Shift+Down", "Shift+Down")
    assert page.table.selected_ids() == chosen

    def name_the_tag() -> None:
        owner.types("春季展会")
        dialog = owner.focus.window()
        owner.sees(lambda: dialog.start.isEnabled() and dialog.start.text() == "Change 3 customers")
        owner.press("Return")

    owner.meets("Ctrl+T", name_the_tag)
    owner.sees(lambda: owner.window.messages.text == "Tagged 3 customers “春季展会”")
    assert tagged(filled) == sorted(chosen)

    owner.press("Ctrl+M", "Space")
    owner.sees(lambda: not tagged(filled))
    owner.sees(lambda: page.table.selected_ids() == chosen)
    owner.press("Ctrl+F", "Down")
    owner.meets("Ctrl+Shift+B", lambda: owner.press("Esc"))
