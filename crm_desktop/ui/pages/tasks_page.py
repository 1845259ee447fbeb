"""The list of all tasks: the space key finishes what is selected, or takes that back in the view of finished ones."""

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.services import records, tasks
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.look.shortcut import shortcut
from crm_desktop.ui.pages.records_page import RecordsPage
from crm_desktop.ui.records.parts import edit_part

ENTITY = "task"


class TasksPage(RecordsPage):
    """Tasks by their day; Enter opens the customer, F2 the task, Ctrl+T puts off."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, ENTITY, parent)
        self.list.table.preview_wanted.disconnect()
        self.list.table.preview_wanted.connect(self.finish)
        shortcut(self, "Ctrl+T", self.ask_when)
        shortcut(self, "F2", self.edit)

    def finish(self) -> None:
        """Say that the selected tasks are done; that they are not after all, where all of them are."""
        ids = self.list.table.selected_ids()
        try:
            if not tasks.finish(self.workspace, ids):
                tasks.reopen(self.workspace, ids)
        except UserFacingError as error:
            self.message.emit(error.message)

    def put_off(self, day: dt.date) -> None:
        """Plan the selected tasks for another day."""
        try:
            tasks.put_off(self.workspace, self.list.table.selected_ids(), day)
        except UserFacingError as error:
            self.message.emit(error.message)

    def ask_when(self) -> None:
        """Offer the days to which the selected tasks are put off."""
        if not self.list.table.selected_ids():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(_("Put off"))
        for words, day in tasks.later_days(self.workspace.context.today).items():
            menu.addAction(_(words), partial(self.put_off, day))
        table = self.list.table
        menu.popup(table.viewport().mapToGlobal(table.visualRect(table.currentIndex()).bottomLeft()))

    def edit(self) -> None:
        """Change the task under the cursor."""
        ids = self.list.table.selected_ids()
        if len(ids) == 1:
            with self.workspace.read() as session:
                values = records.get(session, ENTITY, ids[0])
            edit_part(self.workspace, ENTITY, values, self)
