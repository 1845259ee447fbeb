"""Customers: the list, and the page of the one that is open."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from crm_desktop.base import privacy
from crm_desktop.base.errors import NotFoundError, UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.services.built_in_views import ALL
from crm_desktop.services.lists import ListQuery, count
from crm_desktop.services.work_info import ChangeSet
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.changes_of_file import ChangesOfFile
from crm_desktop.ui.lists.list_page import ListPage
from crm_desktop.ui.lists.listed import Listed
from crm_desktop.ui.look.shortcut import shortcut
from crm_desktop.ui.records.new_record import new_record
from crm_desktop.ui.records.quick_add_dialog import QuickAddDialog
from crm_desktop.ui.records.record_page import RecordPage

LIST, RECORD = 0, 1
PARTS = ("contact", "interaction")  # of a customer, that are announced by themselves too


class CustomersPage(QStackedWidget):
    """List and record; both look again when the file changes, whoever changed it."""

    record_opened = Signal(int)  # 0: the list
    message = Signal(str)
    unsaved = Signal(str)  # what is typed on the page of a record and not saved
    import_wanted = Signal()
    sample_wanted = Signal()
    duplicates_wanted = Signal()
    print_requested = Signal(int)
    export_wanted = Signal()
    print_wanted = Signal()
    list_wanted = Signal(str)
    work_wanted = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.list = ListPage(workspace)
        self.record = RecordPage(workspace)
        self.addWidget(self.list)
        self.addWidget(self.record)
        self._changes = ChangesOfFile(workspace, self)
        self._end_hiding = privacy.on_privacy_change(self.say_anew)
        self._connect()
        self.list.ask()
        self.list.count_views()

    def stop(self) -> None:
        """Look at the file no more; call it before the file is closed."""
        self._changes.end()
        self._end_hiding()
        self.list.stop()
        self.record.stop()

    def _connect(self) -> None:
        self._changes.happened.connect(self._changed)
        self.list.opened.connect(self.open_record)
        self.list.log_wanted.connect(self._log)
        self.list.task_wanted.connect(self._add_task)
        self.list.new_wanted.connect(self.new_record)
        self.list.import_wanted.connect(self.import_wanted)
        self.list.duplicates_wanted.connect(self.duplicates_wanted)
        self.list.sample_wanted.connect(self.sample_wanted)
        self.list.export_wanted.connect(self.export_wanted)
        self.list.print_wanted.connect(self.print_wanted)
        self.list.list_wanted.connect(self.list_wanted)
        self.record.print_requested.connect(self.print_requested)
        self.record.unsaved.connect(self.unsaved)
        self.record.work_wanted.connect(self.work_wanted)
        self.record.back_wanted.connect(self.show_list)
        self.record.step_wanted.connect(self._step)
        self.record.removed.connect(lambda _id: self.show_list())
        for each in (self.list, self.record):
            each.message.connect(self.message)
        shortcut(self, "Ctrl+Shift+N", self.write_note)

    def say_anew(self) -> None:
        """Say all values again: some are hidden now, or shown."""
        self.list.refresh()
        if self.currentIndex() == RECORD:
            self.record.refresh()

    def open_record(self, record_id: int) -> None:
        """Show the page of a customer."""
        place = self.list.model.place_of(record_id) + 1
        try:
            self.record.open_record(record_id, place, len(self.list.model.ids), self._view())
        except NotFoundError as error:
            self.message.emit(error.message)
            return
        self.list.table.go_to(record_id)
        self.setCurrentIndex(RECORD)
        self.record.setFocus()
        self.record_opened.emit(record_id)

    def _view(self) -> str:
        """Name the view of the list, unless it is the one of all."""
        view = self.list.state.view
        return "" if view.key == ALL else _(view.label)

    def open_part(self, record_id: int, entity_name: str, part_id: int) -> None:
        """Show the page of a customer at something that belongs to it."""
        self.open_record(record_id)
        if self.record.record_id == record_id:
            self.record.show_part(entity_name, part_id)

    def focus_target(self) -> QWidget:
        """Give what the keys belong to: the open record, or the list."""
        return self.record if self.currentIndex() == RECORD else self.list.table

    def show_list(self) -> None:
        """Go back to the list, to the row of the record that was open."""
        if self.currentIndex() == RECORD:
            self.setCurrentIndex(LIST)
            self.list.table.go_to(self.record.record_id)  # it may be new since the list was last seen
        self.list.table.setFocus()
        self.record_opened.emit(0)

    def focus_search(self) -> None:
        """Go to the search field of the list, or to that inside the timeline of the open record."""
        if self.currentIndex() == RECORD:
            self.record.timeline.focus_search()
            return
        self.list.search.setFocus()
        self.list.search.selectAll()

    def new_record(self) -> None:
        """Ask for a new customer in one line, or in the full form where that is wanted, and open its page."""
        quick = QuickAddDialog(self.workspace, self)
        quick.exec()
        record_id = quick.saved_id or quick.opened_id
        if quick.full_form is not None:
            dialog = new_record(self.workspace, "customer", self)
            dialog.fill(*quick.full_form)
            dialog.exec()
            record_id = dialog.saved_id or dialog.opened_id
        if record_id:
            self.open_record(record_id)

    def current_ids(self) -> list[int]:
        """Give the customers that a command acts upon: the open one, or those selected in the list."""
        if self.currentIndex() == RECORD:
            return [self.record.record_id]
        return self.list.table.selected_ids() or [each for each in [self.list.table.current_id()] if each]

    def listed(self) -> Listed:
        """Give the list as it is seen, for what is done with all of it."""
        query = self.list.query()
        with self.workspace.read() as session:
            found, total = count(session, query), count(session, ListQuery(query.entity))
        fields = [name for column in self.list.model.columns for name in column.fields]
        return Listed(query, found, self.list.table.selected_ids(), fields, total)

    def _step(self, step: int) -> None:
        ids = self.list.model.ids
        place = self.list.model.place_of(self.record.record_id) + step
        if 0 <= place < len(ids):
            self.open_record(ids[place])

    def write_note(self) -> None:
        """Begin a note about the open customer, or the one that is chosen in the list."""
        ids = self.current_ids()
        if len(ids) != 1:
            self.message.emit(_("Choose one customer first; the note is about it."))
            return
        if self.currentIndex() != RECORD:
            self.open_record(ids[0])
        self.record.write("note")

    def _log(self, record_id: int) -> None:
        self.open_record(record_id)
        self.record.write("call")

    def _add_task(self, record_id: int) -> None:
        self.open_record(record_id)
        self.record.add_task()

    def _changed(self, changes: ChangeSet) -> None:
        if not changes.many and changes.ids and not {"customer", *PARTS} & set(changes.ids):
            return
        self.list.refresh()
        if self.currentIndex() != RECORD:
            return
        try:
            self.record.refresh()
        except NotFoundError:
            self.show_list()
        except UserFacingError as error:
            self.message.emit(error.message)
