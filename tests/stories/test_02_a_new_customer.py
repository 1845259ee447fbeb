"""Somebody new walks in: one line is enough, the program says whom it knows already, and it can be taken back."""

from crm_desktop.services import records
from crm_desktop.services.tasks import open_tasks
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.records.quick_add_dialog import QuickAddDialog
from tests.stories.owner import Owner


def test_a_customer_in_one_line_with_a_hint_who_has_that_number_already(owner: Owner, filled: Workspace):
    customers = owner.window.customers

    def in_one_line() -> None:
        owner.types("王女士 13800001207 禾木家具 下周三回访")
        dialog = owner.focus.window()
        assert isinstance(dialog, QuickAddDialog)
        assert [piece.means for piece in dialog.pieces] == ["contact", "mobile", "name", "next_step"]
        owner.sees(lambda: "禾木家具行" in dialog.hint.text.text())
        owner.press("Return")

    owner.meets("Ctrl+N", in_one_line)
    owner.sees(lambda: len(customers.list.model.ids) == 13)
    new = customers.record.record_id
    with filled.read() as session:
        assert records.get(session, "customer", new)["name"] == "禾木家具"
        assert [task.what for task in open_tasks(session, new)] == ["回访"]

    owner.press("Ctrl+Z")
    owner.sees(lambda: len(customers.list.model.ids) == 12)
    owner.sees(customers.list.isVisible)
    with filled.read() as session:
        assert open_tasks(session, new) == []


def test_ctrl_n_again_goes_on_in_the_full_form(owner: Owner, filled: Workspace):
    def in_one_line() -> None:
        owner.types("Seagull Books 13800138000")
        owner.press("Ctrl+N")

    def in_the_form() -> None:
        owner.sees(lambda: "Seagull Books" in owner.focus.window().fields["name"].typed())
        owner.press("Ctrl+Return")

    owner.meets("Ctrl+N", in_one_line, in_the_form)
    owner.sees(lambda: len(owner.window.customers.list.model.ids) == 13)
    assert filled.can_undo().title.endswith("Seagull Books")
