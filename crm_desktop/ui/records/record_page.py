"""The page of one customer: facts at the left, timeline in the middle, people and plans at the right."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.services import records
from crm_desktop.services.attachments import attachments_of
from crm_desktop.services.timeline import Entry, open_steps
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.look.controls import rule
from crm_desktop.ui.look.painted_tabs import Tab, ViewTabs
from crm_desktop.ui.look.shortcut import shortcut
from crm_desktop.ui.records.attachments_card import AttachmentsCard
from crm_desktop.ui.records.channels_card import ChannelsCard
from crm_desktop.ui.records.file_work import FileWork
from crm_desktop.ui.records.parts import edit_part
from crm_desktop.ui.records.people_cards import AddressesCard, ContactsCard, StepsCard
from crm_desktop.ui.records.record_form import RecordForm
from crm_desktop.ui.records.record_header import Crumbs, RecordHeader
from crm_desktop.ui.timeline.composer import OFFERED, Composer
from crm_desktop.ui.timeline.drop_files import DropFiles
from crm_desktop.ui.timeline.timeline_view import Timeline

SIDE = 292
NARROW = 1000  # below it the right column becomes a tab of the middle


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything the page shows of a customer, read at one moment."""

    values: dict[str, Any]
    parts: dict[str, list[dict[str, Any]]]
    steps: list[tuple[dt.date, Entry]]
    files: list[dict[str, Any]]


class RecordPage(QWidget):
    """Shows the customer that `open_record` names; Esc and the crumbs lead back."""

    back_wanted = Signal()
    step_wanted = Signal(int)
    print_requested = Signal(int)
    removed = Signal(int)
    message = Signal(str)
    work_wanted = Signal(int)  # a piece of work, to be looked at in the history

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
        self.steps = StepsCard(workspace, self.message.emit, lambda: self.composer.start("call"))
        self.contacts = ContactsCard(workspace, self.message.emit)
        self.addresses = AddressesCard(workspace, self.message.emit)
        self._tabs = ViewTabs(_("Parts of the page"))
        self._middle = QStackedWidget()
        self.setMinimumWidth(700)  # three columns need more; the third gives way before that
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.crumbs)
        column.addWidget(self.header)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(0)
        self._left = _side((self.channels, self.form), "left")
        self._right = _side((self.steps, self.contacts, self.addresses, self.attachments), "right")
        self._tabs.show_tabs([Tab("timeline", _("Timeline")), Tab("people", _("People and plans"))])
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._tabs)
        middle.addWidget(self._middle, 1)
        stream = QWidget()
        inner = QVBoxLayout(stream)
        inner.setContentsMargins(20, 12, 20, 0)
        inner.setSpacing(12)
        inner.addWidget(self.composer)
        inner.addWidget(self.files.panel)
        inner.addWidget(self.timeline, 1)
        self._middle.addWidget(stream)
        self._columns.addWidget(self._left)
        self._columns.addWidget(_edge())
        self._columns.addLayout(middle, 1)
        self._columns.addWidget(_edge())
        self._columns.addWidget(self._right)
        column.addLayout(self._columns, 1)
        self._tabs.hide()

    def _connect(self) -> None:
        self.crumbs.back_wanted.connect(self.leave)
        self.crumbs.step_wanted.connect(self._step)
        self.header.print_wanted.connect(lambda: self.print_requested.emit(self.record_id))
        self.header.remove_wanted.connect(self.remove)
        self.header.copy_wanted.connect(self._copy)
        self.form.unsaved_changed.connect(self._tell_unsaved)
        self.timeline.edit_wanted.connect(self._edit)
        self.timeline.work_wanted.connect(self.work_wanted)
        self.timeline.file_wanted.connect(self.files.open)
        self.timeline.message.connect(self.message)
        self._drop = DropFiles(self.timeline, _("Drop mails, pictures or files to add them here"))
        self._drop.dropped.connect(lambda files: self.files.take_in(self.record_id, files))
        self._tabs.currentChanged.connect(self._middle.setCurrentIndex)
        keys = {"Alt+Up": lambda: self._step(-1), "Alt+Down": lambda: self._step(1), "Ctrl+S": self.save}
        keys |= {f"Ctrl+Shift+{n}": _starter(self.composer, key) for n, key in enumerate(OFFERED, start=1)}
        for key, act in keys.items():
            shortcut(self, key, act)

    # --- showing ---

    def open_record(self, record_id: int, place: int = 0, count: int = 0) -> None:
        """Show a customer, the `place`th of `count` in the list; raises `NotFoundError`."""
        whole = self._read(record_id)
        new = record_id != self.record_id
        self.record_id = record_id
        self._show(whole)
        self.crumbs.show_place(whole.values["name"], place, count)
        if new:
            self._left.verticalScrollBar().setValue(0)
            self.files.copies.remove_old()

    def refresh(self) -> None:
        """Look at the customer again after a change; raises `NotFoundError` when it is gone."""
        if self.record_id:
            self._show(self._read(self.record_id))

    def stop(self) -> None:
        """Look at the file no more, and remove the copies of its files; call it before the file is closed."""
        self.timeline.stop()
        self.files.stop()

    def save(self) -> bool:
        """Save every open fact; gives whether all could be."""
        return self.form.save_open()

    def leave(self) -> None:
        """Go back to the list, unless a refused fact is still open: that one is shown first."""
        if self.save():
            self.back_wanted.emit()
        else:
            self.message.emit(_("A fact could not be saved. Correct it, or press Esc in it to give it up."))

    def remove(self) -> None:
        """Remove the customer; the message bar offers the way back."""
        try:
            records.remove(self.workspace, "customer", [self.record_id])
        except UserFacingError as error:
            self.message.emit(error.message)
            return
        self.removed.emit(self.record_id)

    def _read(self, record_id: int) -> Whole:
        with self.workspace.read() as session:
            return Whole(
                records.get(session, "customer", record_id),
                records.parts(session, "customer", record_id, without=("interaction", "attachment")),
                open_steps(session, record_id),
                attachments_of(session, record_id),
            )

    def _show(self, whole: Whole) -> None:
        today, key = self.workspace.context.today, self.record_id
        parts = whole.parts
        self.header.show_record(whole.values)
        self.channels.show_channels(key, parts["channel"])
        self.form.show_record(key, whole.values)
        self.composer.show_customer(key, parts["contact"])
        self.timeline.show_customer(key)
        self.steps.show_steps(whole.steps, today)
        self.attachments.show_files(key, whole.files)
        self.contacts.show_contacts(key, parts["contact"], parts["channel"])
        self.addresses.show_addresses(key, parts["address"])

    # --- what happens ---

    def _step(self, step: int) -> None:
        if self.save():
            self.step_wanted.emit(step)

    def _tell_unsaved(self, count: int) -> None:
        if count:
            self.message.emit(_("A fact is being edited · Enter saves · Esc gives up"))

    def _edit(self, entity_name: str, record_id: int) -> None:
        try:
            with self.workspace.read() as session:
                values = records.get(session, entity_name, record_id)
        except UserFacingError as error:
            self.message.emit(error.message)
            return
        edit_part(self.workspace, entity_name, values, self)

    def _copy(self) -> None:
        whole = self._read(self.record_id)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the right column a tab where there is no room for three."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        if narrow == self._tabs.isVisibleTo(self):
            return
        self._tabs.setVisible(narrow)
        if narrow:
            self._columns.removeWidget(self._right)
            self._right.setMinimumWidth(0)
            self._right.setMaximumWidth(16777215)
            self._middle.addWidget(self._right)
            self._middle.setCurrentIndex(self._tabs.currentIndex())
        else:
            self._middle.removeWidget(self._right)
            self._right.setFixedWidth(SIDE)
            self._columns.addWidget(self._right)
            self._right.show()


def _side(cards: Sequence[QWidget], side: str) -> QScrollArea:
    body = QFrame()
    body.setProperty("role", "pane")
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 12)
    column.setSpacing(0)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    area = QScrollArea()
    area.setObjectName(f"record-{side}")
    area.setWidget(body)
    area.setWidgetResizable(True)
    area.setFixedWidth(SIDE)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def _edge() -> QFrame:
    edge = rule()
    edge.setFixedWidth(1)
    edge.setMaximumHeight(16777215)
    edge.setMinimumHeight(0)
    return edge


def _starter(composer: Composer, key: str) -> Any:
    return lambda: composer.start(key)
