"""The list of tasks: views by the day, finished by a key, put off by another, taken back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.pages.tasks_page import TasksPage


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> Iterator[TasksPage]:
    customer = records.add(workspace, "customer", {"name": "半山茶社"}).id
    for what, day in (("报价", "today"), ("回访", "+1"), ("催款", "-1")):
        records.add(workspace, "task", {"customer_id": customer, "what": what, "due_on": day})
    made = TasksPage(workspace)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    shown(qtbot, made, [3, 1, 2])
    yield made
    made.stop()


def shown(qtbot: QtBot, page: TasksPage, ids: list[int]) -> None:
    qtbot.waitUntil(lambda: list(page.list.model.ids) == ids)


def test_the_space_key_finishes_a_task_and_undo_brings_it_back(qtbot: QtBot, page: TasksPage, workspace: Workspace):
    page.list.table.selectRow(0)
    qtbot.keyClick(page.list.table, Qt.Key.Key_Space)
    shown(qtbot, page, [1, 2])
    workspace.undo()
    shown(qtbot, page, [3, 1, 2])


def test_what_is_finished_stands_in_its_view_and_is_opened_again_there(qtbot: QtBot, page: TasksPage):
    page.list.table.selectAll()
    page.finish()
    shown(qtbot, page, [])
    page.list.views.choose("done")
    qtbot.waitUntil(lambda: sorted(page.list.model.ids) == [1, 2, 3])
    page.list.table.selectRow(0)
    page.finish()
    qtbot.waitUntil(lambda: len(page.list.model.ids) == 2)


def test_selected_tasks_are_put_off_to_a_day_of_the_menu(qtbot: QtBot, page: TasksPage, workspace: Workspace):
    page.list.table.selectRow(0)
    page.ask_when()
    menu = next(each for each in page.findChildren(QMenu) if each.accessibleName() == "Put off")
    menu.actions()[1].trigger()
    menu.close()
    shown(qtbot, page, [1, 2, 3])
