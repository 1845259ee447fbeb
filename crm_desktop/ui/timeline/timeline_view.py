"""What was said and done with a customer, newest first, with filters that count and a search inside."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.services import records
from crm_desktop.services.timeline import WORK, Entry, Filter, Key, entries, filters, keys
from crm_desktop.services.timeline_found import found
from crm_desktop.services.timeline_work import last_work_on
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.lookup import Lookup
from crm_desktop.ui.jobs.pause import pause
from crm_desktop.ui.look.controls import label
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.timeline.filter_strip import FilterStrip, SearchInside
from crm_desktop.ui.timeline.thumbnails import Thumbnails
from crm_desktop.ui.timeline.timeline_list import TimelineList
from crm_desktop.ui.timeline.timeline_model import TimelineModel

PAUSE = 90


@dataclass(frozen=True, slots=True)
class Answer:
    """The stream of a customer as it was read."""

    customer_id: int
    keys: Sequence[Key]
    filters: Sequence[Filter]


class Timeline(QWidget):
    """Filters, search and list of one customer's stream; keys are read beside the window, words by page."""

    edit_wanted = Signal(str, int)  # an entity's name and a record
    work_wanted = Signal(int)  # a piece of work, to be looked at in the history
    file_wanted = Signal(object)  # the values of an attachment, to be opened
    message = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.customer_id = 0
        self._keys: Sequence[Key] = ()
        self._goes_to_start = False
        self._wanted: tuple[str, int] | None = None  # the entity and the record whose entry is to be shown
        self.model = TimelineModel(self._read, self)
        self.pictures = Thumbnails(workspace, self)
        self.view = TimelineList(self.model, self.pictures)
        self.filter = FilterStrip()
        self.search = SearchInside()
        self._empty = label("", "muted", wrap=True)
        self._lookup: Lookup[Answer] = Lookup(self)
        self._finding: Lookup[frozenset[Key] | None] = Lookup(self)
        self._typed = pause(self, PAUSE, self._find)
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.filter, 1)
        head.addWidget(self.search)
        column.addLayout(head)
        column.addWidget(self._empty)
        column.addWidget(self.view, 1)
        self.filter.changed.connect(self._keep)
        self.search.textChanged.connect(self._typed.start)
        self.search.returnPressed.connect(self._go_to_first)
        self.search.left.connect(self.view.setFocus)
        self._lookup.answered.connect(self._show)
        self._finding.answered.connect(self._show_found)
        for each in (self._lookup, self._finding):
            each.failed.connect(lambda error: self.message.emit(error.message))
        self.view.opened.connect(self.open_row)
        self.view.removed.connect(self.remove_row)
        self.view.menu_wanted.connect(lambda row, where: self.menu_of(row).popup(where))
        self.view.file_opened.connect(self.file_wanted)

    # --- what the page asks ---

    def show_customer(self, customer_id: int) -> None:
        """Show the stream of a customer; another one than before from its newest entry on."""
        if customer_id != self.customer_id:
            self.customer_id = customer_id
            self._goes_to_start, self._wanted = True, None
            self.search.clear()
        self._lookup.ask(partial(_answer, self.workspace, customer_id))

    def show_record(self, entity_name: str, record_id: int) -> None:
        """Go to the entry of a record of the customer, as soon as the stream is there."""
        self._wanted = (entity_name, record_id)
        self._go_to_wanted()

    def focus_search(self) -> None:
        """Go to the search inside."""
        self.search.setFocus()
        self.search.selectAll()

    def stop(self) -> None:
        """Look at the file no more; call it before the file is closed."""
        self._typed.stop()
        self._lookup.stop()
        self._finding.stop()
        self.pictures.stop()

    # --- what happens ---

    def _read(self, wanted: Sequence[Key]) -> Sequence[Entry]:
        try:
            with self.workspace.read() as session:
                return entries(session, self.customer_id, wanted)
        except UserFacingError as error:  # the file was closed a moment ago
            self.message.emit(error.message)
            return ()

    def _show(self, answer: Answer) -> None:
        if answer.customer_id != self.customer_id:
            return
        row, offset = self.view.anchor()
        at = self.model.rows[row].key if 0 <= row < len(self.model.rows) else None
        current = self.view.currentIndex().row()
        chosen = self.model.rows[current].key if current >= 0 else None
        self._keys = answer.keys
        self.filter.show_filters(answer.filters, len(answer.keys))
        if self._goes_to_start:
            self.filter.choose("")
        self.model.show_keys(answer.keys, self.workspace.context.today)
        if self.search.text().strip():
            self._find()
        self._keep()
        if self._goes_to_start:
            self._goes_to_start = False
            self.view.scrollToTop()
            self._go_to_wanted()
            return
        if (again := self.model.row_of(chosen)) >= 0:
            self.view.setCurrentIndex(self.model.index(again, 0))
        if row > 0 and (top := self.model.row_of(at)) >= 0:
            self.view.go_to(top, offset)
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        keys = [(each.key.sort, each.key.record_id) if each.key else None for each in self.model.rows]
        if self._wanted is not None and self._wanted in keys:
            index = self.model.index(keys.index(self._wanted), 0)
            self._wanted = None
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
            self.view.setFocus()

    def _keep(self) -> None:
        self.model.keep(self.filter.key(), self.model.found)
        self._say_empty()

    def _find(self) -> None:
        typed = self.search.text().strip()
        if not typed:
            self._show_found(None)
            return
        workspace, customer_id, all_keys = self.workspace, self.customer_id, self._keys

        def ask() -> frozenset[Key]:
            with workspace.read() as session:
                return frozenset(found(session, customer_id, all_keys, typed))

        self._finding.ask(ask)

    def _show_found(self, kept: frozenset[Key] | None) -> None:
        self.model.keep(self.filter.key(), kept if self.search.text().strip() else None)
        self._say_empty()
        if self.model.found is not None:
            self.view.scrollToTop()

    def _say_empty(self) -> None:
        nothing = not self.model.rows
        self.filter.setVisible(bool(self._keys))
        self.search.setVisible(bool(self._keys))
        self._empty.setText(
            _("Nothing here holds “{text}”. Esc in the search shows all.").format(text=self.search.text().strip())
            if self._keys
            else _("Nothing yet. Write down the first call or visit above.")
        )
        self._empty.setVisible(nothing)

    def _go_to_first(self) -> None:
        first = next((row for row, each in enumerate(self.model.rows) if each.key is not None), -1)
        if first >= 0:
            self.view.setCurrentIndex(self.model.index(first, 0))
            self.view.setFocus()

    # --- one entry ---

    def open_row(self, row: int) -> None:
        """Edit the record of an entry; a fold of changes is opened, a single change shown in the history."""
        key = self.model.rows[row].key
        if key is None:
            return
        if key.sort != WORK:
            self.edit_wanted.emit(key.sort, key.record_id)
        elif self.model.rows[row].folded:
            self.model.toggle(row)
            self.view.setCurrentIndex(self.model.index(self.model.row_of(key), 0))
        else:
            self.work_wanted.emit(key.record_id)

    def remove_row(self, row: int) -> None:
        """Remove the record of an entry; the message bar offers the way back."""
        key = self.model.rows[row].key
        if key is None or key.sort == WORK:
            return
        try:
            records.remove(self.workspace, key.sort, [key.record_id])
        except UserFacingError as error:
            self.message.emit(error.message)

    def menu_of(self, row: int) -> QMenu:
        """Give what can be done with an entry."""
        menu, key = QMenu(self), self.model.rows[row].key
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if key is None:
            return menu
        for values in self.model.line(row).files:
            open_file = menu.addAction(
                icon("external-link", "secondary"), _("Open “{name}”").format(name=values["name"])
            )
            open_file.triggered.connect(lambda _on, file=values: self.file_wanted.emit(file))
        if key.sort != WORK:
            menu.addAction(icon("pencil", "secondary"), _("Edit…"), "F2", lambda: self.open_row(row))
        menu.addAction(icon("copy", "secondary"), _("Copy text"), "Ctrl+C", lambda: self.view.copy(row))
        menu.addAction(icon("history", "secondary"), _("Show in history"), lambda: self._show_work(key))
        if key.sort != WORK:
            menu.addSeparator()
            menu.addAction(icon("trash-2", "danger"), _("Remove"), "Del", lambda: self.remove_row(row))
        return menu

    def _show_work(self, key: Key) -> None:
        if key.sort == WORK:
            self.work_wanted.emit(key.record_id)
            return
        with self.workspace.read() as session:
            work_id = last_work_on(session, key.sort, key.record_id, self.customer_id)
        if work_id:
            self.work_wanted.emit(work_id)
        else:
            self.message.emit(_("Nothing is noted about it any more."))


def _answer(workspace: Workspace, customer_id: int) -> Answer:
    with workspace.read() as session:
        read = keys(session, customer_id)
    return Answer(customer_id, read, filters(read))
