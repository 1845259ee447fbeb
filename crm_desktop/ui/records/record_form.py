"""The facts of a record, generated from its declared layout; each is edited in place and saved on its own."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _, ngettext
from crm_desktop.entities import entity_named
from crm_desktop.fields.check import check
from crm_desktop.fields.declare import field_named, layout_of
from crm_desktop.fields.kind import Context, Note
from crm_desktop.fields.layout import Section
from crm_desktop.services import records
from crm_desktop.services.choices import add_option
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.editors.editor import Surroundings
from crm_desktop.ui.look.controls import button
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.records.card import Card
from crm_desktop.ui.records.fact_row import FactRow
from crm_desktop.ui.values.copying import add_copying
from crm_desktop.ui.values.shown import Shown

# These kinds never warn, so their values are not read again to look for warnings.
PLAIN_KINDS = {"choice", "tags", "yes_no", "text", "long_text", "date", "name"}


class RecordForm(QWidget):
    """Shows the record `show_record` names; saving is `records.change`, one undoable work a fact.

    Empty facts hide behind "more" in each section until asked for.
    """

    unsaved_changed = Signal()
    typed = Signal()
    history_wanted = Signal(str, int, str)  # entity, record, field

    def __init__(self, workspace: Workspace, entity_name: str) -> None:
        super().__init__()
        self.workspace = workspace
        self.entity_name = entity_name
        self.record_id = 0
        self._context: Context | None = None
        self.values: Mapping[str, Any] = {}
        self.rows: dict[str, FactRow] = {}
        self._sections: list[tuple[list[str], QPushButton]] = []
        self._unfolded: set[int] = set()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._cards: list[Card] = []
        self._declared = workspace.declared
        self._build()

    def _build(self) -> None:
        """Make the sections of the layout as it is declared now."""
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.rows.clear()
        self._sections.clear()
        sections = layout_of(entity_named(self.entity_name)).sections
        self._cards = [
            self._section(number, section, last=number == len(sections) - 1) for number, section in enumerate(sections)
        ]
        for card in self._cards:
            self._column.addWidget(card)

    def _section(self, number: int, section: Section, *, last: bool) -> Card:
        card = Card(_(section.title), last=last)
        names = [name for row in section.rows for name in row]
        for name in names:
            card.add(self._row(name))
        more = button("", self._unfolder(number), icon_name="chevron-down", kind="link")
        card.add(more)
        self._sections.append((names, more))
        return card

    def _row(self, name: str) -> FactRow:
        field = field_named(entity_named(self.entity_name), name)
        context = self.workspace.context
        around = Surroundings(context, lambda: self.values, compact=True)
        shown = Shown.of(field, context)
        row = FactRow(
            name, _(field.label), field.kind, shown, around, lambda raw: self.notes(name, raw), self.add_option
        )
        row.edited.connect(self._save)
        row.next_wanted.connect(self._go)
        row.opened.connect(lambda _name: self._opened(row))
        row.closed.connect(lambda _name: self.unsaved_changed.emit())
        row.menu_wanted.connect(lambda where: self._menu(row, where))
        self.rows[name] = row
        return row

    # --- showing ---

    def show_record(self, record_id: int, values: Mapping[str, Any]) -> None:
        """Show a record; a fact that is being edited stays open when it is the same record."""
        same = record_id == self.record_id
        self.record_id, self.values = record_id, values
        if self.workspace.declared is not self._declared:
            self._declared = self.workspace.declared
            self._build()
        self._say_anew()
        for name, row in self.rows.items():
            if not (same and row.is_open()):
                row.show_value(values.get(name), self._warnings(row, values.get(name)))
        if not same:
            self._unfolded.clear()
        self._fold()

    def _say_anew(self) -> None:
        """Let the facts follow the options of now; they are the same as long as the context is."""
        context = self.workspace.context
        if context is not self._context:
            self._context = context
            for name, row in self.rows.items():
                row.take_shown(Shown.of(field_named(entity_named(self.entity_name), name), context))

    def open_row(self, name: str) -> None:
        """Edit one fact."""
        self.rows[name].show()
        self.rows[name].open()

    def unsaved(self) -> list[FactRow]:
        """Give the facts that are being edited and differ from what is kept."""
        return [row for row in self.rows.values() if row.field is not None and row.field.touched()]

    def save_open(self) -> bool:
        """Save everything that is being edited; gives whether nothing is left open."""
        return not [row for row in self.rows.values() if row.is_open() and not row.save()]

    def notes(self, name: str, raw: object) -> tuple[Note, ...]:
        """Say what there is to say about a text for one fact."""
        entity = entity_named(self.entity_name)
        return check(entity, {name: raw}, self.workspace.context, self.values).notes.get(name, ())

    def add_option(self, list_name: str, text: str) -> None:
        """Add an option to an open choice."""
        try:
            add_option(self.workspace, list_name, text)
        except UserFacingError as error:
            for row in self.unsaved():
                row.show_notes((Note("refuse", error.code, error.message),))

    # --- saving ---

    def _save(self, name: str, raw: object) -> None:
        row = self.rows[name]
        try:
            records.change(self.workspace, self.entity_name, self.record_id, {name: raw})
        except UserFacingError as error:
            row.show_notes((Note("refuse", error.code, error.message),))
            return
        with self.workspace.read() as session:
            self.values = records.get(session, self.entity_name, self.record_id)
        row.show_value(self.values.get(name), self._warnings(row, self.values.get(name)))

    def _warnings(self, row: FactRow, value: Any) -> tuple[Note, ...]:
        field = field_named(entity_named(self.entity_name), row.name)
        if not value or field.kind.name in PLAIN_KINDS or field.sql:
            return ()
        notes = self.notes(row.name, field.kind.show(value))
        return tuple(note for note in notes if note.severity == "warn")

    def _opened(self, row: FactRow) -> None:
        self.unsaved_changed.emit()
        if row.field is not None:
            row.field.changed.connect(self.typed)

    def _menu(self, row: FactRow, where: QPoint) -> None:
        menu = QMenu(self)
        field = field_named(entity_named(self.entity_name), row.name)
        shown = Shown.of(field, self.workspace.context).text(row.value)
        if shown:
            add_copying(menu, shown, Shown.of(field, self.workspace.context).whole(row.value))
        if row.live:
            menu.addAction(icon("pencil", "secondary"), _("Edit"), row.open)
            wanted = (self.entity_name, self.record_id, row.name)
            menu.addSeparator()
            menu.addAction(
                icon("history", "secondary"), _("History of this fact"), lambda: self.history_wanted.emit(*wanted)
            )
        if menu.actions():
            menu.popup(where)

    # --- moving and folding ---

    def _go(self, name: str, step: int) -> None:
        order = [each for each, row in self.rows.items() if row.live and (each == name or not row.isHidden())]
        place = order.index(name) + step
        if 0 <= place < len(order):
            self.rows[order[place]].open()
        else:
            self.rows[name].setFocus()

    def _unfolder(self, number: int) -> Callable[[], None]:
        def unfold() -> None:
            self._unfolded ^= {number}
            self._fold()

        return unfold

    def _fold(self) -> None:
        for number, (names, more) in enumerate(self._sections):
            empty = [name for name in names if self.rows[name].is_empty() and not self.rows[name].is_open()]
            open_all = number in self._unfolded
            for name in names:
                self.rows[name].setVisible(open_all or name not in empty)
            more.setVisible(bool(empty))
            text = (
                _("Hide empty facts")
                if open_all
                else ngettext("{n} more fact to fill in", "{n} more facts to fill in", len(empty))
            )
            more.setText(text)
