"""The page of one customer: facts at the left, timeline in the middle, people and plans at the right."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _, ngettext
from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.look.shortcut import shortcut
from crm_desktop.ui.records.attachments_card import AttachmentsCard
from crm_desktop.ui.records.card_code import CardCode
from crm_desktop.ui.records.changes_tab import ChangesTab
from crm_desktop.ui.records.channels_card import ChannelsCard
from crm_desktop.ui.records.file_work import FileWork
from crm_desktop.ui.records.page_columns import CHANGES, PEOPLE, TIMELINE, PageColumns
from crm_desktop.ui.records.page_drafts import PageDrafts
from crm_desktop.ui.records.parts import edit_part
from crm_desktop.ui.records.past_page import PastPage
from crm_desktop.ui.records.people_cards import AddressesCard, ContactsCard
from crm_desktop.ui.records.record_form import RecordForm
from crm_desktop.ui.records.record_header import Crumbs, RecordHeader
from crm_desktop.ui.records.record_reading import Whole, whole_record
from crm_desktop.ui.records.related_cards import RelatedCards
from crm_desktop.ui.records.tasks_card import TasksCard
from crm_desktop.ui.timeline.composer import OFFERED, Composer
from crm_desktop.ui.timeline.drop_files import DropFiles
from crm_desktop.ui.timeline.timeline_view import Timeline


class RecordPage(QWidget):
    """Shows the customer that `open_record` names; Esc and the crumbs lead back.

    What is typed and not saved is kept as a draft, so that leaving, locking and a crash lose none of it.
    """

    back_wanted = Signal()
    step_wanted = Signal(int)
    print_requested = Signal(int)
    removed = Signal(int)
    message = Signal(str)
    work_wanted = Signal(int)  # a piece of work, to be looked at in the history
    unsaved = Signal(str)  # what is not saved; empty when all is

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.record_id = 0
        self.crumbs = Crumbs()
        self.header = RecordHeader(workspace)
        self.channels = ChannelsCard(workspace, self.message.emit)
        self.form = RecordForm(workspace, "customer")
        self.composer = Composer(workspace)
        self.timeline = Timeline(workspace)
        self.files = FileWork(workspace, self.message.emit, self)
        self.attachments = AttachmentsCard(workspace, self.files, self.timeline.pictures, self.message.emit)
        self.tasks = TasksCard(workspace, self.message.emit)
        self.contacts = ContactsCard(workspace, self.message.emit)
        self.addresses = AddressesCard(workspace, self.message.emit)
        self.related = RelatedCards()
        self.changes = ChangesTab(workspace)
        self.past = PastPage(workspace)
        self.drafts = PageDrafts(workspace, self.form, self.channels, self.composer, self)
        self._body = QStackedWidget()
        self._was_unsaved = False
        self.setMinimumWidth(700)  # three columns need more; the third gives way before that
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.crumbs)
        column.addWidget(self.header)
        column.addWidget(self.drafts.offer)
        stream = QWidget()
        inner = QVBoxLayout(stream)
        inner.setContentsMargins(20, 12, 20, 0)
        inner.setSpacing(12)
        inner.addWidget(self.composer)
        inner.addWidget(self.files.panel)
        inner.addWidget(self.timeline, 1)
        people = (self.tasks, self.contacts, self.addresses, self.attachments, self.related)
        self.columns = PageColumns((self.channels, self.form), stream, self.changes, people)
        self._body.setMinimumWidth(1)  # the page decides how narrow it may get
        self._body.addWidget(self.columns)
        self._body.addWidget(self.past)
        column.addWidget(self._body, 1)

    def _connect(self) -> None:
        self.crumbs.back_wanted.connect(self.leave)
        self.crumbs.step_wanted.connect(self._step)
        self.header.print_wanted.connect(lambda: self.print_requested.emit(self.record_id))
        self.header.remove_wanted.connect(self.remove)
        self.header.star_wanted.connect(self._star)
        self.header.copy_wanted.connect(self._copy)
        self.timeline.edit_wanted.connect(self._edit)
        self.timeline.work_wanted.connect(self.work_wanted)
        self.timeline.file_wanted.connect(self.files.open)
        self.timeline.message.connect(self.message)
        self.composer.text.setAcceptDrops(False)  # a file that falls there is the page's, not a text
        hint = _("Drop mails, pictures or files to add them here")
        self.drops = (DropFiles(self.timeline, hint), DropFiles(self, hint, pastes=False))
        for place in self.drops:
            place.dropped.connect(lambda files: self.files.take_in(self.record_id, files))
        self.header.card_wanted.connect(self.show_card)
        self.header.task_wanted.connect(self.add_task)
        self.drafts.changed.connect(self._tell_unsaved)
        self.changes.message.connect(self.message)
        self.changes.day_wanted.connect(self.show_day)
        self.past.message.connect(self.message)
        self.past.left.connect(self.show_today)
        for each in (self.form, self.channels):
            each.history_wanted.connect(lambda *fact: self.show_changes(fact))
        keys = {"Alt+Up": lambda: self._step(-1), "Alt+Down": lambda: self._step(1), "Ctrl+S": self.save}
        keys |= {f"Ctrl+Shift+{n}": partial(self.write, key) for n, key in enumerate(OFFERED, start=1)}
        for key, act in keys.items():
            shortcut(self, key, act)

    # --- showing ---

    def open_record(self, record_id: int, place: int = 0, count: int = 0, view: str = "") -> None:
        """Show a customer, the `place`th of `count` in a view of the list; raises `NotFoundError`."""
        whole = whole_record(self.workspace, record_id)
        new = record_id != self.record_id
        if new:
            self.drafts.leave()  # what was typed for another customer is kept there
        self.record_id = record_id
        self._show(whole)
        self.crumbs.show_place(whole.values["name"], place, count, view)
        if new:
            self._body.setCurrentIndex(0)
            self.columns.tabs.choose(TIMELINE)
            self.columns.left.verticalScrollBar().setValue(0)
            self.files.copies.remove_old()
            self.drafts.enter(record_id)

    def show_part(self, entity_name: str, part_id: int) -> None:
        """Bring into view what belongs to the customer: in its card, else in the timeline."""
        cards = {"contact": self.contacts, "address": self.addresses}
        self.columns.tabs.choose(PEOPLE if entity_name in cards else TIMELINE)
        if entity_name not in cards:
            self.timeline.show_record(entity_name, part_id)
        elif (row := cards[entity_name].row_of(part_id)) is not None:
            row.setFocus()
            self.columns.right.ensureWidgetVisible(row)

    def refresh(self) -> None:
        """Look at the customer again after a change; raises `NotFoundError` when it is gone."""
        if self.record_id:
            self._show(whole_record(self.workspace, self.record_id))

    def save(self) -> bool:
        """Save every open fact; gives whether all could be."""
        saved = [self.form.save_open(), self.channels.save_open()]
        return all(saved)

    def leave(self) -> None:
        """Go back to the list; what cannot be saved is kept as a draft, and said."""
        self._save_or_keep()
        self.back_wanted.emit()

    def stop(self) -> None:
        """Keep what is typed, ask the file no more, and remove the copies of its files; it is about to be closed."""
        self.files.stop()  # first: what is typed is written when its work is over
        self.drafts.finish()
        self.timeline.stop()
        self.changes.stop()
        self.past.stop()

    def remove(self) -> None:
        """Remove the customer; the message bar offers the way back."""
        try:
            records.remove(self.workspace, "customer", [self.record_id])
        except UserFacingError as error:
            self.message.emit(error.message)
            return
        self.removed.emit(self.record_id)

    def add_task(self) -> None:
        """Write a new task, where the open ones stand."""
        self.show_today()
        self.columns.tabs.choose(PEOPLE)
        self.tasks.add_one()

    def write(self, channel: str) -> None:
        """Begin to write down what was said."""
        self.show_today()
        self.columns.tabs.choose(TIMELINE)
        self.composer.start(channel)

    def show_card(self) -> None:
        """Show the customer's card as a code for a phone."""
        try:
            dialog = CardCode(self.workspace, self.record_id, self)
        except UserFacingError as error:
            self.message.emit(error.message)
            return
        dialog.exec()

    def show_changes(self, fact: tuple[str, int, str]) -> None:
        """Show the history of one fact."""
        self.columns.tabs.choose(CHANGES)
        self.changes.show_fact(fact)

    def show_day(self, day: dt.date) -> None:
        """Show the customer as it was at the end of a day."""
        self._body.setCurrentWidget(self.past)
        self.past.show_day(self.record_id, day)
        self.past.back.setFocus()

    def show_today(self) -> None:
        """Show the customer as it is."""
        self._body.setCurrentIndex(0)
        self.setFocus()

    def _show(self, whole: Whole) -> None:
        today, key = self.workspace.context.today, self.record_id
        parts = whole.parts
        self.header.show_record(whole.values)
        self.channels.show_details(key, parts)
        self.form.show_record(key, whole.values)
        self.composer.show_customer(key, parts["contact"])
        self.timeline.show_customer(key)
        self.tasks.show_tasks(key, whole.tasks, today)
        self.attachments.show_files(key, whole.files)
        self.contacts.show_contacts(key, parts["contact"], parts["channel"])
        self.addresses.show_addresses(key, parts["address"])
        self.related.show_related(whole.related)
        self.changes.show_record(key)
        if self._body.currentWidget() is self.past:
            self.past.refresh()

    # --- what happens ---

    def _step(self, step: int) -> None:
        self._save_or_keep()
        self.step_wanted.emit(step)

    def _save_or_keep(self) -> None:
        if not self.save():
            self.drafts.keep()
            self.message.emit(_("One fact could not be saved. It is kept, and offered when this page is opened again."))

    def _tell_unsaved(self, count: int) -> None:
        if count:
            said = ngettext(
                "{n} unsaved change · Ctrl+S saves · Esc gives up", "{n} unsaved changes · Ctrl+S saves · Esc gives up",
                count,
            )  # fmt: skip
            self.unsaved.emit(said.format(n=count))
        elif self._was_unsaved:
            self.unsaved.emit("")
        self._was_unsaved = bool(count)

    def _star(self, starred: bool) -> None:
        try:
            records.change(self.workspace, "customer", self.record_id, {"starred": starred})
        except UserFacingError as error:
            self.message.emit(error.message)

    def _edit(self, entity_name: str, record_id: int) -> None:
        try:
            with self.workspace.read() as session:
                values = records.get(session, entity_name, record_id)
        except UserFacingError as error:
            self.message.emit(error.message)
            return
        edit_part(self.workspace, entity_name, values, self)

    def _copy(self) -> None:
        whole = whole_record(self.workspace, self.record_id)
        rows: Sequence[str] = [
            whole.values["name"],
            *(row.accessibleName() for card in (self.channels, self.contacts, self.addresses) for row in card.rows()),
        ]
        QGuiApplication.clipboard().setText("\n".join(row for row in rows if row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
