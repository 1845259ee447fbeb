"""Three were removed, one of them by mistake: it comes back out of the recycle bin with all that belonged to it."""

from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.history.bin_page import BinPage
from tests.stories.owner import Owner


def belongings(workspace: Workspace, record_id: int) -> dict[str, list[object]]:
    with workspace.read() as session:
        parts = records.parts(session, "customer", record_id)
    return {name: [each["id"] for each in rows] for name, rows in parts.items()}


def test_one_of_three_is_found_in_the_bin_and_restored_with_its_parts(owner: Owner, filled: Workspace):
    page = owner.window.customers.list
    before = belongings(filled, 4)
    assert before["contact"]
    assert before["interaction"]
    owner.press("Ctrl+F")
    owner.types("重点")
    owner.sees(lambda: len(page.model.ids) == 4)
    owner.press("Down", "Ctrl+A", "Delete")
    owner.sees(lambda: page.total == 8)

    owner.press("Ctrl+Shift+H")
    binned = owner.window.stack.page("bin")
    assert isinstance(binned, BinPage)
    owner.sees(lambda: binned.model.rowCount() == 4)
    owner.tabs_to("Search")
    owner.types("青石巷")
    owner.sees(lambda: binned.model.rowCount() == 1)
    owner.press("Ctrl+Return")
    owner.sees(lambda: owner.window.messages.text == "Restored Customer: 青石巷文具店")
    assert belongings(filled, 4) == before

    owner.press("Ctrl+2", "Ctrl+F")
    owner.types("4410")
    owner.sees(lambda: page.model.ids == [4])
