"""The daily round without the mouse."""

from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from tests.stories.owner import Owner


def test_find_open_and_write_down_a_call(owner: Owner, filled: Workspace):
    owner.press("Ctrl+K")
    owner.types("qsx")
    owner.sees(lambda: "青石巷文具店" in owner.focus.accessibleDescription())
    owner.press("Enter")
    owner.sees(lambda: owner.window.customers.record.record_id == 4)
    owner.press("Ctrl+Shift+1")
    owner.types("新学期要 40 盒签字笔")
    owner.press("Ctrl+Enter")
    with filled.read() as session:
        said = records.parts(session, "customer", 4)["interaction"]
    assert "新学期要 40 盒签字笔" in {each["content"] for each in said}
