"""The whole daily round without the mouse: find, call, log, next step, edit, bulk tag, undo."""

from crm_desktop.services import records
from crm_desktop.services.tasks import open_tasks
from crm_desktop.services.workspace import Workspace
from tests.stories.owner import Owner


def test_a_day_with_customers(owner: Owner, filled: Workspace):
    window = owner.window
    page, record = window.customers.list, window.customers.record

    # Somebody calls; initials are enough, and the number stands there to be read.
    owner.commands("qsx", "青石巷文具店")
    owner.sees(lambda: record.record_id == 4 and record.isVisible())

    # What is said goes into the timeline, with a next step.
    owner.press("Ctrl+Shift+1")
    owner.types("12 月 1 日前要 40 盒签字笔，明天 9 点送样")
    owner.press("Ctrl+Return")
    with filled.read() as session:
        assert "送样" in [task.what for task in open_tasks(session, 4)]
    owner.sees(lambda: "40 盒签字笔" in record.timeline.model.line(1).text)

    # The level is not right any more; it is corrected where it stands.
    owner.press("Esc")
    owner.sees(lambda: page.isVisible() and page.table.current_id() == 4)
    owner.press("Return")
    owner.tabs_to("Level")
    owner.press("F2")
    owner.types("B")
    owner.press("Ctrl+S")
    with filled.read() as session:
        assert records.get(session, "customer", 4)["level"] == "B"

    # Back in the list, those of one view get a tag for the fair.
    owner.press("Esc")
    owner.commands("Prime customers")
    owner.sees(lambda: len(page.model.ids) == 2)
    owner.press("Ctrl+F", "Down", "Ctrl+A")
    owner.meets("Ctrl+T", lambda: tag(owner, "春季展会"))
    owner.sees(lambda: window.messages.text.endswith("“春季展会”"))

    # It was a joke; one key takes each of it back, the latest first.
    for _each in range(3):
        title = filled.can_undo()
        owner.press("Ctrl+Z")
        owner.sees(lambda title=title: filled.can_undo() != title)
    with filled.read() as session:
        assert records.get(session, "customer", 4)["level"] == "A"
        assert "春季展会" not in records.get(session, "customer", 1)["tags"]
        assert "送样" not in [task.what for task in open_tasks(session, 4)]


def tag(owner: Owner, word: str) -> None:
    owner.types(word)
    dialog = owner.focus.window()
    owner.sees(lambda: dialog.start.isEnabled() and dialog.start.text().startswith("Change"))  # type: ignore[attr-defined] # the bulk dialog
    owner.press("Return")
