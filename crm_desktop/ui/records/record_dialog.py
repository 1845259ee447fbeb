"""A small window in which a whole record is typed: a new customer, a contact, a channel, an address."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import fields_of
from crm_desktop.fields.kind import Note
from crm_desktop.fields.layout import Form, Section
from crm_desktop.services.choices import add_option
from crm_desktop.services.targets import Target, targets
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.editors.editor import Surroundings
from crm_desktop.ui.look.controls import button, label, rule
from crm_desktop.ui.look.shortcut import shortcut
from crm_desktop.ui.records.draft_offer import DraftOffer
from crm_desktop.ui.records.keeping_drafts import DraftKeeper
from crm_desktop.ui.records.live_check import notes_for, values_of
from crm_desktop.ui.records.live_field import LiveField

LABEL_WIDTH = 92
Save = Callable[[dict[str, object]], int]


class RecordDialog(QDialog):
    """A form of `layout`, every editor open. `save(raw)` keeps what was touched and gives the record's id.

    Enter saves, Esc closes; a field is judged from its first key on, all of them before a save. With a
    `place` what is typed is kept there as a draft, and offered when the dialog is opened again.
    """

    def __init__(  # noqa: PLR0917 - what a dialog is made of
        self, workspace: Workspace, entity_name: str, layout: Form, title: str, save: Save,
        present: Mapping[str, Any] | None = None, parent: QWidget | None = None, place: str = "",
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.saved_id = 0
        self.opened_id = 0  # a record that is wanted instead
        self.workspace = workspace
        self.entity_name = entity_name
        self.fields: dict[str, LiveField] = {}
        self._labels: dict[str, QLabel] = {}
        self._present = present
        self._save = save
        self._saved = False
        self._error = label("", "error", wrap=True)
        self.offer = DraftOffer(side=24)
        self.drafts = DraftKeeper(workspace, place, self.typed, self)
        self._build(layout, title)
        self._offer_draft()

    def _build(self, layout: Form, title: str) -> None:
        self.setWindowTitle(title)
        self.setModal(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = label(title, "title")
        head.setContentsMargins(24, 16, 24, 12)
        column.addWidget(head)
        column.addWidget(rule())
        column.addWidget(self.offer)
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(24, 12, 24, 16)
        inner.setSpacing(6)
        for number, section in enumerate(layout.sections):
            self._add_section(inner, section, first=number == 0)
            self.extend(inner, number)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        self._scroll = scroll
        column.addWidget(scroll, 1)
        column.addWidget(rule())
        column.addLayout(self._footer())
        self.resize(720, min(body.sizeHint().height() + 150, 620))
        for key in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            shortcut(self, key, self.accept)
        next(iter(self.fields.values())).setFocus()

    def extend(self, column: QVBoxLayout, number: int) -> None:
        """Add more below a section; for dialogs that ask more than fields."""

    def _offer_draft(self) -> None:
        self.offer.taken.connect(self.take_typed)
        self.offer.discarded.connect(self.drafts.forget)
        for field in self.fields.values():
            field.changed.connect(self.drafts.touch)
        if self.drafts.place:
            self.offer.show_draft(self.drafts.found())
        self.finished.connect(lambda _result: self.drafts.finish())

    def _add_section(self, column: QVBoxLayout, section: Section, *, first: bool) -> None:
        if not first:
            column.addSpacing(8)
        column.addWidget(label(_(section.title), "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for row, names in enumerate(section.rows):
            for place, name in enumerate(names):
                field = self._field(targets(self.entity_name)[name])
                text = label(_(targets(self.entity_name)[name].label), "field", wrap=True, buddy=field)
                text.setFixedWidth(LABEL_WIDTH if place == 0 else LABEL_WIDTH - 8)
                text.setContentsMargins(0, 7, 0, 0)
                self._labels[name] = text
                grid.addWidget(text, row, place * 2, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(field, row, place * 2 + 1, 1, 3 if len(names) == 1 else 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        column.addLayout(grid)

    def _field(self, target: Target) -> LiveField:
        around = Surroundings(self.workspace.context, self.current_values)
        field = LiveField(target.kind, _(target.label), around, lambda _raw: self.notes(target.name), self._add_option)
        field.accepted.connect(self.accept)
        field.cancelled.connect(self.reject)
        field.next_wanted.connect(lambda step: self.focusNextPrevChild(step > 0))
        field.show_value(self.first_value(target))
        self.fields[target.name] = field
        return field

    def _footer(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(24, 12, 24, 12)
        line.setSpacing(8)
        self._error.hide()
        line.addWidget(self._error, 1)
        line.addStretch(0)
        line.addWidget(label(_("Enter saves, Esc closes"), "caption"))
        line.addWidget(button(_("Cancel"), self.reject, size="main"))
        line.addWidget(button(_("Save"), self.accept, kind="primary", size="main"))
        return line

    # --- what is typed ---

    def first_value(self, target: Target) -> Any:
        """Give what stands in a field when the dialog opens: the value, or what a new record has of itself."""
        if self._present is not None:
            return self._present.get(target.name)
        own = fields_of(entity_named(self.entity_name)).get(target.name) if target.entity == self.entity_name else None
        return None if own is None or callable(own.default) else own.default

    def raw(self) -> dict[str, object]:
        """Give what was typed, field by field; for a new record without what was left empty."""
        touched = {name: field.raw() for name, field in self.fields.items() if field.touched()}
        if self._present is None:
            untouched = {name: field.raw() for name, field in self.fields.items() if name not in touched}
            touched |= {name: raw for name, raw in untouched.items() if raw not in {"", False}}
        return touched

    def typed(self) -> dict[str, Any]:
        """Give what was typed as a draft keeps it."""
        if self._saved:
            return {}
        return {name: field.typed() for name, field in self.fields.items() if field.touched()}

    def take_typed(self, typed: Mapping[str, Any]) -> None:
        """Fill the form with what was typed before."""
        for name, text in typed.items():
            if name in self.fields:
                self.fields[name].editor.take(str(text))

    def judged(self) -> list[LiveField]:
        """Give the fields that must be right before a save."""
        return list(self.fields.values())

    def current_values(self) -> dict[str, Any]:
        """Give the record as it would be now."""
        raw = {
            name: value
            for name, value in self.raw().items()
            if targets(self.entity_name)[name].entity == self.entity_name
        }
        return values_of(self.entity_name, raw, self.workspace.context, self._present or {})

    def notes(self, name: str) -> tuple[Note, ...]:
        """Say what there is to say about one field."""
        raw = {**self.raw(), name: self.fields[name].raw()}
        if not self._present and raw[name] in {"", False}:
            del raw[name]
        return notes_for(self.entity_name, raw, self.workspace.context, self._present).get(name, ())

    def _add_option(self, list_name: str, text: str) -> None:
        try:
            add_option(self.workspace, list_name, text)
        except UserFacingError as error:
            self._tell(error.message)

    def _tell(self, message: str) -> None:
        self._error.setText(message)
        self._error.show()

    # --- Qt ---

    def accept(self) -> None:
        """Save, or go to the first field that is refused."""
        for field in self.judged():
            field.ask_again()
        refused = [field for field in self.judged() if field.refused()]
        if refused:
            self._scroll.ensureWidgetVisible(refused[0])
            refused[0].setFocus()
            return
        try:
            self.saved_id = self._save(self.raw())
        except UserFacingError as error:
            self._tell(error.message)
            return
        self._saved = True
        self.drafts.forget()
        super().accept()

    def open_instead(self, record_id: int) -> None:
        """Give up what is typed for a record that is there already."""
        self.opened_id = record_id
        self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the fields; a dialog would press some button."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)
