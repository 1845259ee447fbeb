"""How a customer is reached: phones, mail, accounts, each edited in place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import N_, _
from crm_desktop.entities.channel import TYPES, Channel
from crm_desktop.fields.check import check
from crm_desktop.fields.declare import field_named
from crm_desktop.fields.kind import Note
from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.editors.editor import Surroundings
from crm_desktop.ui.look.controls import icon_button, label
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.records.card import Card
from crm_desktop.ui.records.fact_row import FactRow
from crm_desktop.ui.records.parts import add_part, part_menu
from crm_desktop.ui.values.shown import Shown

TITLE = N_("Contact details")


class ChannelsCard(Card):
    """The customer's own channels; those of its contacts stand with the contacts."""

    def __init__(self, workspace: Workspace, tell: Callable[[str], object]) -> None:
        super().__init__(_(TITLE))
        self._workspace = workspace
        self._tell = tell
        self._customer_id = 0
        self._add = icon_button("plus", _("Add a phone, an address of mail, an account"), self._choose_type, size="row")
        self.add_action(self._add)

    def show_channels(self, customer_id: int, channels: Sequence[Mapping[str, Any]]) -> None:
        """Show a customer's channels; one that is being edited stays as it is."""
        if customer_id == self._customer_id and any(isinstance(row, FactRow) and row.is_open() for row in self.rows()):
            return
        self._customer_id = customer_id
        focused = next((row.name for row in self.rows() if isinstance(row, FactRow) and row.hasFocus()), "")
        self.clear()
        own = [each for each in channels if each["contact_id"] is None]
        for channel in own:
            row = self._row(channel)
            self.add(row)
            if row.name == focused:
                row.setFocus(Qt.FocusReason.TabFocusReason)
        if not own:
            hint = label(_("No phone and no address of mail yet."), "muted", wrap=True)
            hint.setContentsMargins(6, 2, 6, 2)
            self.add(hint)

    def _row(self, channel: Mapping[str, Any]) -> FactRow:
        context = self._workspace.context
        declared = field_named(Channel, "value")
        field = replace(declared, kind=declared.kind.within(channel))
        option = next(each for each in TYPES if each.key == channel["type"])

        def notes(raw: object) -> tuple[Note, ...]:
            return check(Channel, {"value": raw}, context, channel).notes.get("value", ())

        around = Surroundings(context, lambda: channel, compact=True)
        row = FactRow(str(channel["id"]), _(option.label), field.kind, Shown.of(field, context), around, notes, None)
        warnings = tuple(note for note in notes(field.kind.show(channel["value"])) if note.severity == "warn")
        mark = ("circle-check", "ok") if channel["verified_on"] else None
        row.show_value(channel["value"], warnings, mark)
        row.edited.connect(lambda _name, raw: self._save(row, channel, raw))
        row.next_wanted.connect(lambda _name, step: self._go(row, step))
        row.menu_wanted.connect(lambda where: self._menu(channel, field.kind.show(channel["value"]), where))
        return row

    def _save(self, row: FactRow, channel: Mapping[str, Any], raw: object) -> None:
        try:
            records.change(self._workspace, "channel", channel["id"], {"value": raw})
        except UserFacingError as error:
            row.show_notes((Note("refuse", error.code, error.message),))
            return
        with self._workspace.read() as session:
            row.show_value(records.get(session, "channel", channel["id"])["value"])

    def _go(self, row: FactRow, step: int) -> None:
        rows = [each for each in self.rows() if isinstance(each, FactRow)]
        names = [each.name for each in rows]
        place = names.index(row.name) + step if row.name in names else -1
        if 0 <= place < len(rows):
            rows[place].open()

    def _menu(self, channel: Mapping[str, Any], copied: str, where: QPoint) -> None:
        part_menu(self._workspace, "channel", channel, self, where, self._tell, copied)

    def _choose_type(self) -> None:
        menu = QMenu(self)
        for option in TYPES:
            action = menu.addAction(icon(option.icon, "secondary"), _(option.label))
            action.triggered.connect(lambda _on, key=option.key: self.add_channel(key))
        menu.popup(self._add.mapToGlobal(QPoint(0, self._add.height() + 2)))

    def add_channel(self, key: str) -> None:
        """Ask for a new channel of a type."""
        add_part(self._workspace, "channel", {"customer_id": self._customer_id}, self, type=key)
