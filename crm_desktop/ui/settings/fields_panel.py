"""The user's own fields: a table by kind of record, in their order, with how many records hold a value."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.services import own_fields
from crm_desktop.ui.jobs.lookup import Lookup
from crm_desktop.ui.look.controls import button, label
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.look.lead_focus import lead_focus
from crm_desktop.ui.look.painted_tabs import SegmentTabs, Tab
from crm_desktop.ui.settings.field_form import FieldForm
from crm_desktop.ui.settings.field_words import kind_icon, kind_words, rules_in_words
from crm_desktop.ui.settings.keeper import Keeper
from crm_desktop.ui.settings.order_table import Cell, Heading, Line, OrderTable


class FieldsPanel(QWidget):
    """What is done here is one undoable piece of work each; removing keeps the values, hidden."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self._keeper, self._room = keeper, keeper.room
        self._held: dict[str, int] = {}
        self.entities = SegmentTabs(_("Fields of"))
        self.new = button(_("New field"), self.begin, icon_name="plus")
        self.table = OrderTable(
            _("Custom fields"),
            (
                Heading(_("Name")),
                Heading(_("English name")),
                Heading(_("Kind"), 138),
                Heading(_("Rule"), 146),
                Heading(_("Filled"), 62, right=True),
                Heading(_("List"), 50, ticked=True),
            ),
        )
        self.empty = label(
            _("No field of your own yet. A new one appears in the form, the list, filters, search, import and export."),
            "muted",
            wrap=True,
        )
        self.form = FieldForm(self._room)
        self._counts: Lookup[dict[str, int]] = Lookup(self)
        self._build()
        self._connect()
        self.look()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.entities)
        head.addStretch(1)
        head.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.table)
        column.addWidget(self.empty)
        column.addWidget(self.form)
        column.addStretch(1)
        self.form.hide()
        lead_focus(self, self.new)

    def _connect(self) -> None:
        self.entities.currentChanged.connect(lambda _at: self._show_entity())
        self.form.ended.connect(self._ended)
        self._counts.answered.connect(self._filled)
        self._keeper.changed.connect(self.look)
        table = self.table
        table.moved.connect(self._move)
        table.ticked.connect(lambda key, _at, on: self._change(key, listed=on))
        table.opened.connect(self.edit)
        table.menu_wanted.connect(self._menu)

    @property
    def entity(self) -> str:
        """Name the kind of record whose fields are shown."""
        return self.entities.key()

    def look(self) -> None:
        """Show the fields anew."""
        names = own_fields.entities_with_fields()
        tabs = [(name, len(own_fields.own_fields(name))) for name in names]
        self.entities.show_tabs(
            [Tab(name, _(entity_named(name).label), str(count) if count else "") for name, count in tabs]
        )
        self._show_entity()

    def _show_entity(self) -> None:
        self._show()
        entity, keys = self.entity, [each.key for each in own_fields.own_fields(self.entity)]

        def count() -> dict[str, int]:
            with self._room.workspace.read() as session:
                return {key: own_fields.holding(session, entity, key) for key in keys}

        self._counts.ask(count)

    def _filled(self, held: dict[str, int]) -> None:
        self._held = held
        self._show()

    def _show(self) -> None:
        fields = own_fields.own_fields(self.entity)
        self.table.show_lines(
            [
                Line(
                    each.key,
                    (
                        Cell(each.label),
                        Cell(each.label_en),
                        Cell(kind_words(each.kind), icon(kind_icon(each.kind), "secondary")),
                        Cell(rules_in_words(each)),
                        Cell(f"{self._held[each.key]:,}" if each.key in self._held else ""),
                        Cell(on=each.listed),
                    ),
                )
                for each in fields
            ]
        )
        self.table.setVisible(bool(fields))
        self.empty.setVisible(not fields and self.form.isHidden())

    # --- deeds ---

    def begin(self) -> None:
        """Ask for a new field."""
        self.form.begin(self.entity)
        self._show()

    def edit(self, key: str) -> None:
        """Ask for changes of a field."""
        self.form.begin(self.entity, own_fields.own_field_named(self.entity, key))

    def _ended(self) -> None:
        self.form.hide()
        self.look()
        self.new.setFocus()

    def _move(self, key: str, to: int) -> None:
        self._do(lambda: own_fields.move_field(self._room.workspace, self.entity, key, to))

    def _change(self, key: str, *, listed: bool) -> None:
        self._do(lambda: own_fields.change_field(self._room.workspace, self.entity, key, listed=listed))

    def _remove(self, key: str) -> None:
        self._do(lambda: own_fields.remove_field(self._room.workspace, self.entity, key))

    def _do(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except UserFacingError as error:
            self._room.tell(error.message)
        self.look()

    def _menu(self, key: str, where: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(icon("pencil", "secondary"), _("Edit"), lambda: self.edit(key))
        place, last = self.table.currentRow(), self.table.rowCount() - 1
        for text, icon_name, to in ((_("Move up"), "arrow-up", place - 1), (_("Move down"), "arrow-down", place + 1)):
            action = menu.addAction(icon(icon_name, "secondary"), text, partial(self._move, key, to))
            action.setEnabled(0 <= to <= last)
        menu.addSeparator()
        held = self._held.get(key, 0)
        text = _("Remove; {n} values are hidden").format(n=f"{held:,}") if held else _("Remove")
        menu.addAction(icon("trash-2", "secondary"), text, lambda: self._remove(key))
        menu.popup(where)


def count_fields(_keeper: Keeper) -> int:
    """Count the fields of one's own, for the list of sections."""
    return len(own_fields.own_fields())
