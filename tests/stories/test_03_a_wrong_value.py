"""A mail address was taken down wrong: the program says so, one key mends it, and a doubt may be saved."""

from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from tests.stories.owner import Owner, name_of


def mail_of(workspace: Workspace, record_id: int) -> str:
    with workspace.read() as session:
        channels = records.parts(session, "customer", record_id)["channel"]
    return next(each["value"] for each in channels if each["type"] == "email")


def test_tab_takes_the_suggestion_a_warning_is_saved_and_all_is_undone(owner: Owner, filled: Workspace):
    record = owner.window.customers.record
    owner.commands("qsx", "青石巷文具店")
    owner.sees(lambda: record.record_id == 4 and record.isVisible())

    owner.tabs_to("E-mail")
    owner.press("F2")
    owner.types("chen@qq..com")
    owner.press("Return")
    assert mail_of(filled, 4) == "hello3@example.com"
    owner.press("Tab", "Return")
    owner.sees(lambda: mail_of(filled, 4) == "chen@qq.com")

    owner.sees(lambda: name_of(owner.focus) == "E-mail: chen@qq.com")
    owner.press("F2")
    owner.types("chen@gmial.com")
    owner.press("Return")
    owner.sees(lambda: mail_of(filled, 4) == "chen@gmial.com")

    owner.press("Ctrl+Z")
    owner.sees(lambda: mail_of(filled, 4) == "chen@qq.com")
    owner.press("Ctrl+Z")
    owner.sees(lambda: mail_of(filled, 4) == "hello3@example.com")
    owner.press("Ctrl+Shift+Z")
    owner.sees(lambda: mail_of(filled, 4) == "chen@qq.com")
