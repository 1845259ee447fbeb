"""Many rows at once: selecting, the bulk bar, the dialog with its preview, and the menu of the rows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.services import records
from crm_desktop.services.bulk_values import Edit
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.lists.bulk_bar import BulkBar
from crm_desktop.ui.lists.bulk_dialog import BulkDialog
from crm_desktop.ui.lists.next_step_dialog import NextStepDialog
from crm_desktop.ui.lists.plan_table import PlanModel
from crm_desktop.ui.lists.row_actions import Wish
from crm_desktop.ui.window.main_window import MainWindow


def _dialog(window: MainWindow, qtbot: QtBot, edit: Edit | None = None) -> BulkDialog:
    made = BulkDialog(window.workspace, window.runner, Wish("customer", list(range(1, 13)), edit), window)
    qtbot.addWidget(made)
    made.show()
    return made


def _planned(dialog: BulkDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.plan is not None and dialog.start.isEnabled())


def test_an_option_from_the_bar_is_previewed_done_by_enter_and_undone(
    window: MainWindow, filled: Workspace, qtbot: QtBot
):
    dialog = _dialog(window, qtbot, Edit("level", "set", "B"))
    _planned(dialog, qtbot)
    model = dialog.table.model()
    assert isinstance(model, PlanModel)
    assert [(each.title, each.before, each.after) for each in model.lines[:2]] == [
        ("禾木家具行", "A", "B"),
        ("半山茶社", "A", "B"),
    ]
    assert dialog._counts.text() == "7 will change · 5 are so already"
    assert dialog.start.text() == "Change 7 customers"
    with qtbot.waitSignal(dialog.accepted):
        dialog.do_it()
    qtbot.waitUntil(lambda: window.messages.text == "Set level of 7 customers to B")
    assert window.messages._toast.isVisible()
    filled.undo()
    with filled.read() as session:
        assert records.get(session, "customer", 1)["level"] == "A"


def test_tags_are_typed_and_what_is_asked_is_planned_anew(window: MainWindow, filled: Workspace, qtbot: QtBot):
    dialog = _dialog(window, qtbot, Edit("tags", "tag"))
    qtbot.waitUntil(lambda: "say what to write" in dialog._counts.text())
    assert not dialog.start.isEnabled()
    assert dialog.value is not None
    dialog.value.editor.take("春季展会")
    _planned(dialog, qtbot)
    qtbot.keyClick(dialog.value.editor.focusProxy(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert filled.history(limit=1)[0].title == "Tagged 12 customers “春季展会”"


def test_refused_records_stand_on_top_with_the_reason(window: MainWindow, filled: Workspace, qtbot: QtBot):
    dialog = _dialog(window, qtbot, Edit("name", "replace"))
    dialog.sought.setText("澄湖民宿")
    qtbot.waitUntil(lambda: dialog.plan is not None and dialog.plan.refused == 1)
    model = dialog.table.model()
    assert isinstance(model, PlanModel)
    assert model.lines[0].reason == "It must not be empty."
    assert not dialog.start.isEnabled()


def test_the_bar_comes_with_two_rows_and_its_menu_names_keys(window: MainWindow, qtbot: QtBot):
    page = window.customers.list
    qtbot.waitUntil(lambda: len(page.model.ids) == 12)
    bar = page.findChild(BulkBar)
    assert isinstance(bar, BulkBar)
    page.table.go_to(page.model.ids[0])
    assert not bar.isVisible()
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert bar.isVisible()
    assert page.table.selected_ids() == page.model.ids[:2]
    texts = {action.text().split("\t")[0]: action for action in page.deeds.menu().actions()}
    assert texts["Merge …"].shortcut().toString() == "Ctrl+G"
    assert "Open" not in texts
    page.deeds.actions["invert"].trigger()
    assert page.table.selected_count() == 10
    page.deeds.actions["clear"].trigger()
    assert not bar.isVisible()


def test_the_menu_of_one_row_copies_its_numbers(window: MainWindow, qtbot: QtBot, qapp: QApplication):
    page = window.customers.list
    qtbot.waitUntil(lambda: len(page.model.ids) == 12)
    page.table.go_to(1)
    entries = {action.text(): action for action in page.deeds.menu().actions()}
    entries["Copy Mobile: 138 0000 1207"].trigger()
    assert qapp.clipboard().text() == "138 0000 1207"


def test_two_chosen_customers_are_laid_side_by_side(window: MainWindow, qtbot: QtBot):
    page = window.customers.list
    qtbot.waitUntil(lambda: len(page.model.ids) == 12)
    page.deeds.merge_wanted.emit(2, 7)
    assert window.stack.section == "duplicates"
    duplicates = window.stack.page("duplicates")
    qtbot.waitUntil(lambda: duplicates.looked is not None)  # type: ignore[attr-defined] # the page of duplicates
    pair = duplicates.queue.pair()  # type: ignore[attr-defined] # the page of duplicates
    assert (pair.first_id, pair.second_id) == (2, 7)


def test_ctrl_space_ticks_without_the_preview(window: MainWindow, qtbot: QtBot):
    page = window.customers.list
    qtbot.waitUntil(lambda: len(page.model.ids) == 12)
    page.table.go_to(page.model.ids[0])
    shown = page.preview.isVisible()
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.table, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert page.table.selected_ids() == page.model.ids[:2]
    assert page.preview.isVisible() == shown


def test_a_next_step_is_planned_for_all_in_one_line(window: MainWindow, filled: Workspace, qtbot: QtBot):
    dialog = NextStepDialog(filled, window.runner, [1, 4], window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.start.isEnabled()
    dialog.line.setText("2026-12-24 10:00 送日历")
    assert dialog._says.text().startswith("2026-12-24")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert filled.history(limit=1)[0].title == "Planned for 2 customers: 送日历"
    with filled.read() as session:
        tasks = records.parts(session, "customer", 4)["task"]
    assert [str(each["due_on"]) for each in tasks if each["what"] == "送日历"] == ["2026-12-24"]
