"""Editing in the list (F2): one field of one record at a time, under the rules, each edit undone by itself."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QObject, Qt, Signal

from crm_desktop.base.errors import NotFoundError, UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.fields.check import check
from crm_desktop.fields.declare import Field, stored_fields
from crm_desktop.fields.kind import Note
from crm_desktop.services import records
from crm_desktop.services.choices import add_option
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.editors.editor import Surroundings
from crm_desktop.ui.lists.cell_editor import CellEditor
from crm_desktop.ui.lists.columns import Column
from crm_desktop.ui.lists.record_table import RecordTable
from crm_desktop.ui.records.live_field import LiveField


class CellEditing(QObject):
    """Enter keeps and goes down, Tab goes to the next column that can be edited, Esc gives up.

    A column of several facts edits its last one that is kept: the name beside its level, the tags behind the class.
    """

    message = Signal(str)

    def __init__(self, workspace: Workspace, entity_name: str, table: RecordTable) -> None:
        super().__init__(table)
        self._workspace, self._entity_name, self._table = workspace, entity_name, table
        self._editor: CellEditor | None = None
        self._record_id, self._column, self._below = 0, 0, 0
        self._present: Mapping[str, Any] = {}
        table.records.modelReset.connect(self._follow)

    @property
    def editor(self) -> CellEditor | None:
        """Give the editor that is open."""
        return self._editor

    def edit_current(self) -> None:
        """Edit the cell under the cursor; in a column that is computed, the first one that can be edited."""
        index = self._table.currentIndex()
        if not self._table.current_id():
            return
        column = max(index.column(), 1)
        self.edit(self._table.current_id(), column if self.field_in(column) is not None else self._next(0, 1))

    def edit(self, record_id: int, column: int) -> None:
        """Edit one cell."""
        self.close()
        field, row = self.field_in(column), self._table.records.row_of(record_id)
        if field is None or row < 0:
            self.message.emit(_("Nothing in this list can be edited here; Enter opens the record."))
            return
        try:
            with self._workspace.read() as session:
                self._present = records.get(session, self._entity_name, record_id)
        except NotFoundError as error:
            self.message.emit(error.message)
            return
        self._record_id, self._column = record_id, column
        # Saving may move the record to where it now belongs; down means the one that stands below it here.
        self._below = self._table.records.record_at(row + 1)
        index = self._table.records.index(row, column)
        self._table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._table.scrollTo(index)
        around = Surroundings(self._workspace.context, lambda: self._present, compact=True)
        name = _("{label} of {title}").format(
            label=_(field.label), title=records.title_of(self._entity_name, self._present)
        )
        editor = CellEditor(self._table, LiveField(field.kind, name, around, self._notes, self._add_option))
        editor.saved.connect(self._save)
        editor.step_wanted.connect(self._step)
        editor.given_up.connect(self.close)
        self._editor = editor
        editor.open(index, self._present.get(field.name))

    def close(self) -> None:
        """Give up what is typed."""
        editor, self._editor = self._editor, None
        if editor is None:
            return
        had_focus = editor.isAncestorOf(editor.focusWidget() or editor) or editor.live.editor.hasFocus()
        editor.close_now()
        if had_focus:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def field_in(self, column: int) -> Field | None:
        """Give the field that editing a column (1 is the first) means; None where all of it is computed."""
        columns: tuple[Column, ...] = self._table.records.columns
        kept = stored_fields(entity_named(self._entity_name))
        names = columns[column - 1].fields if 0 < column <= len(columns) else ()
        return next((kept[name] for name in reversed(names) if name in kept and kept[name].editable), None)

    def _field(self) -> Field:
        field = self.field_in(self._column)
        if field is None:
            message = "the columns changed under an open editor"
            raise RuntimeError(message)
        return field

    def _next(self, column: int, step: int) -> int:
        """Give the next column that can be edited; 0 where there is none that way."""
        column += step
        while 0 < column <= len(self._table.records.columns):
            if self.field_in(column) is not None:
                return column
            column += step
        return 0

    def _notes(self, raw: object) -> tuple[Note, ...]:
        name, entity = self._field().name, entity_named(self._entity_name)
        return check(entity, {name: raw}, self._workspace.context, self._present).notes.get(name, ())

    def _add_option(self, list_name: str, text: str) -> None:
        with suppress(UserFacingError):  # the note of the field says the same
            add_option(self._workspace, list_name, text)

    def _save(self, raw: object) -> None:
        editor = self._editor
        if editor is None:
            return
        try:
            records.change(self._workspace, self._entity_name, self._record_id, {self._field().name: raw})
        except UserFacingError as error:
            editor.show_notes((Note("refuse", error.code, error.message),))

    def _step(self, rows: int, columns: int) -> None:
        """Go on to the record below or to the next column; where there is none, back to the list."""
        column = self._next(self._column, columns) if columns else self._column
        record_id = self._below if rows else self._record_id
        if column and record_id and self._table.records.row_of(record_id) >= 0:
            self.edit(record_id, column)
        else:
            self.close()

    def _follow(self) -> None:
        """Stay at the record when the list is shown anew; without it there is nothing to edit."""
        if self._editor is None:
            return
        row = self._table.records.row_of(self._record_id)
        if row < 0 or self.field_in(self._column) is None:
            self.close()
        else:
            self._editor.move_to(self._table.records.index(row, self._column))
