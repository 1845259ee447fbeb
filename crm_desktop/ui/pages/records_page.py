"""The list of all records of one kind; a row opens the customer that it belongs to."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.services.owners import owner_of
from crm_desktop.services.work_info import ChangeSet
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.changes_of_file import ChangesOfFile
from crm_desktop.ui.lists.list_page import ListPage
from crm_desktop.ui.look.lead_focus import lead_focus


class RecordsPage(QWidget):
    """A list that looks again when the file changes, whoever changed it."""

    part_opened = Signal(int, str, int)  # the customer, and the entity and id of what is to be shown of it
    list_wanted = Signal(str)  # another entity
    message = Signal(str)

    def __init__(self, workspace: Workspace, entity_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.entity_name = workspace, entity_name
        self.list = ListPage(workspace, entity_name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        lead_focus(self, self.list.table)
        self._changes = ChangesOfFile(workspace, self)
        self._changes.happened.connect(self._changed)
        self.list.opened.connect(self._open)
        self.list.message.connect(self.message)
        self.list.list_wanted.connect(self.list_wanted)
        self.list.ask()
        self.list.count_views()

    def stop(self) -> None:
        """Look at the file no more; call it before the file is closed."""
        self._changes.end()
        self.list.stop()

    def focus_search(self) -> None:
        """Go to the search field."""
        self.list.search.setFocus()
        self.list.search.selectAll()

    def _open(self, record_id: int) -> None:
        try:
            with self.workspace.read() as session:
                owner = owner_of(session, self.entity_name, record_id)
        except UserFacingError as error:
            self.message.emit(error.message)
            return
        self.part_opened.emit(owner, self.entity_name, record_id)

    def _changed(self, changes: ChangeSet) -> None:
        # What belongs to a customer is announced by that customer, and its name stands in these rows.
        if not changes.many and changes.ids and not {self.entity_name, "customer"} & set(changes.ids):
            return
        self.list.refresh()
