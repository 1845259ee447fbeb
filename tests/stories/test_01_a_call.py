"""Somebody calls: found by the last digits, written down with what comes next, and on to the next customer."""

from crm_desktop.services import records
from crm_desktop.services.tasks import open_tasks
from crm_desktop.services.workspace import Workspace
from tests.stories.owner import Owner


def test_a_caller_is_found_by_the_last_digits_and_what_was_said_makes_a_task(owner: Owner, filled: Workspace):
    customers = owner.window.customers

    owner.press("Ctrl+F")
    owner.types("4410")
    owner.sees(lambda: customers.list.model.ids == [4])
    owner.press("Return")
    owner.sees(lambda: customers.record.isVisible() and customers.record.record_id == 4)

    owner.press("Ctrl+Shift+1")
    owner.types("新学期要 40 盒签字笔，周三 10 点回访")
    owner.sees(lambda: "10:00" in customers.record.composer.next_step.chip.text())
    owner.press("Ctrl+Return")
    with filled.read() as session:
        said = records.parts(session, "customer", 4)["interaction"]
        planned = [(task.what, str(task.due_at)) for task in open_tasks(session, 4)]
    assert "新学期要 40 盒签字笔，周三 10 点回访" in {each["content"] for each in said}
    assert ("回访", "10:00:00") in planned
    owner.sees(lambda: "新学期要 40 盒签字笔" in customers.record.timeline.model.line(1).text)

    owner.press("Esc")
    owner.press("Ctrl+F", "Esc")
    owner.sees(lambda: len(customers.list.model.ids) == 12)
    owner.press("Esc", "Return")
    owner.sees(lambda: customers.record.record_id == 4 and customers.record.isVisible())
    owner.press("Alt+Down")
    owner.sees(lambda: customers.record.record_id == customers.list.model.ids[customers.list.model.ids.index(4) + 1])
