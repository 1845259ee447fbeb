"""The list of all tasks: the space key finishes what is selected, or takes that back where all of it is done."""

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import N_, _
from crm_desktop.services import tasks
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.look.shortcut import shortcut
from crm_desktop.ui.pages.records_page import RecordsPage

FINISH, PUT_OFF = N_("Done, or not after all"), N_("Put off …")
PUT_OFF_KEY = "Ctrl+Shift+D"


class TasksPage(RecordsPage):
    """Tasks by their day; Enter opens the customer."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, "task", parent)
        self.list.table.preview_wanted.disconnect()
        self.list.table.preview_wanted.connect(self.finish)
        shortcut(self, PUT_OFF_KEY, self.ask_when)
        own = (
            (FINISH, "circle-check", _("Space"), self.finish),
            (PUT_OFF, "calendar-clock", PUT_OFF_KEY, self.ask_when),
        )
        for words, icon_name, key, act in own:
            action = QAction(icon(icon_name, "secondary"), f"{_(words)}\t{key}", self)
            action.triggered.connect(lambda _on, act=act: act())
            self.list.deeds.own.append(action)

    def finish(self) -> None:
        """Say that the selected tasks are done; that they are not after all, where all of them are."""
        ids = self.list.deeds.ids()
        try:
            if not tasks.finish(self.workspace, ids):
                tasks.reopen(self.workspace, ids)
        except UserFacingError as error:
            self.message.emit(error.message)

    def put_off(self, day: dt.date) -> None:
        """Plan the selected tasks for another day."""
        try:
            tasks.put_off(self.workspace, self.list.deeds.ids(), day)
        except UserFacingError as error:
            self.message.emit(error.message)

    def ask_when(self) -> None:
        """Offer the days to which the selected tasks are put off."""
        if not self.list.deeds.ids():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(_("Put off"))
        for words, day in tasks.later_days(self.workspace.context.today).items():
            menu.addAction(_(words), partial(self.put_off, day))
        table = self.list.table
        menu.popup(table.viewport().mapToGlobal(table.visualRect(table.currentIndex()).bottomLeft()))
