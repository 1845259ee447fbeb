"""Editing many records at once: what to do, what it would change, then one piece of work."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.base.errors import InvalidValueError, UserFacingError
from crm_desktop.base.i18n import N_, _, ngettext
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import Field
from crm_desktop.fields.kind import Note
from crm_desktop.services import bulk_edit
from crm_desktop.services.bulk_edit import LARGE, Done, Plan
from crm_desktop.services.bulk_values import Deed, Edit, bulk_fields, deeds_of
from crm_desktop.services.choices import add_option
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.editors.editor import Surroundings
from crm_desktop.ui.jobs.pause import pause
from crm_desktop.ui.jobs.progress_panel import ProgressPanel
from crm_desktop.ui.jobs.runner import Job, Runner
from crm_desktop.ui.lists.deed_foot import deed_foot
from crm_desktop.ui.lists.plan_table import plan_table, show_plan
from crm_desktop.ui.lists.row_actions import Wish, counted
from crm_desktop.ui.look.controls import button, label, set_variant
from crm_desktop.ui.records.live_field import LiveField

SIZE = (760, 560)
PAUSE_MS = 150
DEED_LABELS: dict[Deed, str] = {
    "tag": N_("Add"),
    "untag": N_("Take off"),
    "set": N_("Set to"),
    "fill": N_("Fill in where empty"),
    "replace": N_("Replace text"),
}


class BulkDialog(QDialog):
    """Plans beside the window whenever something else is wanted; Enter does it. `edited` brings what was done."""

    edited = Signal(object)  # a Done

    def __init__(self, workspace: Workspace, runner: Runner, wish: Wish, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._runner, self._entity_name = workspace, runner, wish.entity
        self._ids = list(wish.ids)
        self._job: Job | None = None
        self._working = self._complete = False
        self.plan: Plan | None = None
        self._fields = bulk_fields(entity_named(wish.entity))
        self.field, self.deed, self.sought = QComboBox(), QComboBox(), QLineEdit()
        self.value: LiveField | None = None
        self._says = label("", "caption", wrap=True)
        self._counts = label("", "strong", wrap=True)
        self.table: QTableView = plan_table()
        self._panel = ProgressPanel(self)
        self.stop = button(_("Cancel"), self.reject, kind="ghost")
        self.start = button("", self.do_it, kind="primary", size="main")
        self.start.setDefault(True)
        self._later = pause(self, PAUSE_MS, self._look)
        self._build()
        self._begin(wish.edit)

    def _build(self) -> None:
        self.setWindowTitle(counted(_("Edit {n} selected {records}"), self._entity_name, len(self._ids)))
        self.resize(*SIZE)
        for combo, name in ((self.field, _("Field")), (self.deed, _("What to do"))):
            combo.setAccessibleName(name)
            combo.setMinimumWidth(150)
        self.sought.setPlaceholderText(_("Text to replace"))
        self.sought.setAccessibleName(_("Text to replace"))
        self._line = QHBoxLayout()
        self._line.setSpacing(8)
        for widget in (self.field, self.deed, self.sought):
            self._line.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        body = QVBoxLayout()
        body.setContentsMargins(24, 20, 24, 16)
        body.setSpacing(12)
        body.addLayout(self._line)
        body.addWidget(self._counts)
        body.addWidget(self.table, 1)
        body.addWidget(self._says)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(deed_foot(self._panel, self.stop, self.start))
        for name, field in self._fields.items():
            self.field.addItem(_(field.label), name)

    def _begin(self, edit: Edit | None) -> None:
        """Stand where the wish says, with the focus where something is still to be said."""
        if edit is not None:
            self.field.setCurrentIndex(self.field.findData(edit.field))
        self._show_deeds(edit.deed if edit is not None else None)
        if edit is not None and edit.raw != "" and self.value is not None:
            self.value.show_value(edit.raw)
        self.field.currentIndexChanged.connect(lambda _place: self._show_deeds(None))
        self.deed.currentIndexChanged.connect(lambda _place: self._show_value())
        self.sought.textChanged.connect(lambda _text: self._changed())
        self._complete = edit is not None and edit.deed == "set"  # nothing is left to say: Enter does it
        (self.value if edit is not None and self.value else self.field).setFocus()
        self._look()

    def _chosen(self) -> Field:
        return self._fields[self.field.currentData()]

    def edit(self) -> Edit:
        """Give what is asked for now."""
        raw = self.value.raw() if self.value is not None else ""
        return Edit(self._chosen().name, self.deed.currentData(), raw, self.sought.text())

    def _show_deeds(self, wanted: Deed | None) -> None:
        blocked = self.deed.blockSignals(True)
        self.deed.clear()
        for deed in deeds_of(self._chosen()):
            self.deed.addItem(_(DEED_LABELS[deed]), deed)
        if wanted is not None:
            self.deed.setCurrentIndex(self.deed.findData(wanted))
        self.deed.blockSignals(blocked)
        self._show_value()

    def _show_value(self) -> None:
        """Put the editor of the chosen field in its place."""
        if self.value is not None:
            self._line.removeWidget(self.value)
            self.value.hide()
            self.value.deleteLater()
        field = self._chosen()
        around = Surroundings(self._workspace.context)
        self.value = LiveField(field.kind, _(field.label), around, partial(self._notes, field), self._add_option)
        self.value.changed.connect(self._changed)
        self.value.accepted.connect(self.do_it)
        self.value.cancelled.connect(self.reject)
        self.value.next_wanted.connect(lambda step: self.focusNextPrevChild(step > 0))
        self._line.addWidget(self.value, 1, Qt.AlignmentFlag.AlignTop)
        self.sought.setVisible(self.deed.currentData() == "replace")
        self.setTabOrder(self.deed, self.sought)
        self.setTabOrder(self.sought, self.value)
        self.setTabOrder(self.value, self.table)
        self._changed()

    def _notes(self, field: Field, raw: object) -> tuple[Note, ...]:
        """Judge what is typed by its kind alone; the plan tells what the rules say of each record."""
        if field.kind.needs or self.deed.currentData() == "replace":
            return ()
        try:
            return field.kind.read(raw, self._workspace.context).notes
        except InvalidValueError as error:
            note = getattr(error, "note", None)
            return (note,) if isinstance(note, Note) else (Note("refuse", error.code, error.message),)

    def _add_option(self, list_name: str, text: str) -> None:
        add_option(self._workspace, list_name, text)

    # --- looking at what would change ---

    def _changed(self) -> None:
        self.plan = None
        self.start.setEnabled(False)
        self._later.start()

    def _look(self) -> None:
        self._later.stop()
        edit = self.edit()
        if self._job is not None:
            self._job.stop()
        self.plan = None
        self._job = self._runner.run(
            lambda progress: bulk_edit.plan(self._workspace, self._entity_name, self._ids, [edit], progress=progress),
            owner=self,
            done=lambda found: self._show(found) if edit == self.edit() else None,
            failed=lambda error: self._refused(error) if edit == self.edit() else None,
        )
        self._panel.watch(self._job)

    def _show(self, found: Plan) -> None:
        self.plan = found
        show_plan(self.table, found)
        counts = [ngettext("{n} will change", "{n} will change", found.changed)]
        if found.same:
            counts.append(ngettext("{n} is so already", "{n} are so already", found.same))
        if found.refused:
            counts.append(ngettext("{n} is refused and stays", "{n} are refused and stay", found.refused))
        self._counts.setText(" · ".join(counts))
        set_variant(self._counts, "role", "strong")
        backup = _("A backup is made first.") + " " if found.changed >= LARGE else ""
        self._says.setText(backup + _("It can be undone."))
        self.start.setText(counted(_("Change {n} {records}"), self._entity_name, found.changed))
        self.start.setEnabled(bool(found.changed))
        if self._complete:
            self._complete = False
            self.start.setFocus(Qt.FocusReason.TabFocusReason)

    def _refused(self, error: UserFacingError) -> None:
        show_plan(self.table, None)
        self._counts.setText(error.message)
        set_variant(self._counts, "role", "muted")
        self._says.setText("")
        self.start.setText(_("Change"))
        self.start.setEnabled(False)

    # --- doing it ---

    def do_it(self) -> None:
        """Do what the plan tells; with the plan still on its way, wait for it."""
        if self.plan is None or not self.plan.changed or self._working:
            return
        self._working = True
        edits = self.plan.edits
        for widget in (self.field, self.deed, self.sought, self.value, self.start):
            if widget is not None:
                widget.setEnabled(False)
        self._job = self._runner.run(
            lambda progress: bulk_edit.bulk_edit(
                self._workspace, self._entity_name, self._ids, edits, progress=progress
            ),
            owner=self,
            done=self._done,
            failed=self._failed,
            cancelled=lambda: QDialog.reject(self),
        )
        self._panel.watch(self._job)

    def _done(self, done: Done) -> None:
        self._working = False
        self.edited.emit(done)
        self.accept()

    def _failed(self, error: UserFacingError) -> None:
        self._working = False
        for widget in (self.field, self.deed, self.sought, self.value):
            if widget is not None:
                widget.setEnabled(True)
        self._refused(error)
        set_variant(self._counts, "role", "error")

    def reject(self) -> None:
        """Stop what is under way and roll it back, then close."""
        self._later.stop()
        if self._job is not None and self._job.running:
            self._job.stop()
        if not self._working:
            super().reject()
