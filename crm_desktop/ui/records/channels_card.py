"""How a customer is reached: whom one asks for, phones, mail, accounts edited in place, where they are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
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
from crm_desktop.ui.look.shortcut import shortcut
from crm_desktop.ui.look.tooltip import plain_tooltip
from crm_desktop.ui.records.card import Card
from crm_desktop.ui.records.fact_row import FactRow
from crm_desktop.ui.records.parts import add_part, edit_part, part_menu
from crm_desktop.ui.records.still_row import StillRow
from crm_desktop.ui.records.verifying import add_verifying, verified_said
from crm_desktop.ui.values.shown import Shown

TITLE = N_("Contact details")
COPIED = frozenset({"wechat", "qq", "other"})  # one types these into another program


class ChannelsCard(Card):
    """The customer's own channels between its first contact and its first address, which are edited in dialogs."""

    unsaved_changed = Signal()
    typed = Signal()
    history_wanted = Signal(str, int, str)

    def __init__(self, workspace: Workspace, tell: Callable[[str], object]) -> None:
        super().__init__(_(TITLE))
        self._workspace = workspace
        self._tell = tell
        self._customer_id = 0
        self._add = icon_button("plus", _("Add a phone, an address of mail, an account"), self._choose_type, size="row")
        self.add_action(self._add)

    def fact_rows(self) -> list[FactRow]:
        """Give the channels."""
        return [row for row in self.rows() if isinstance(row, FactRow)]

    def unsaved(self) -> dict[str, FactRow]:
        """Give the channels that are being edited and differ from what is kept, by id."""
        return {row.name: row for row in self.fact_rows() if row.field is not None and row.field.touched()}

    def save_open(self) -> bool:
        """Save everything that is being edited; gives whether nothing is left open."""
        return not [row for row in self.fact_rows() if row.is_open() and not row.save()]

    def show_details(self, customer_id: int, parts: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        """Show how a customer is reached; a channel that is being edited stays as it is."""
        if customer_id == self._customer_id and any(row.is_open() for row in self.fact_rows()):
            return
        self._customer_id = customer_id
        focused = next((row.name for row in self.fact_rows() if row.hasFocus()), "")
        self.clear()
        own = [each for each in parts["channel"] if each["contact_id"] is None]
        for contact in parts["contact"][:1]:
            self.add(self._contact(contact))
        for channel in own:
            row = self._row(channel)
            self.add(row)
            if row.name == focused:
                row.setFocus(Qt.FocusReason.TabFocusReason)
        if not own:
            hint = label(_("No phone and no address of mail yet."), "muted", wrap=True)
            hint.setContentsMargins(6, 2, 6, 2)
            self.add(hint)
        for address in parts["address"][:1]:
            self.add(self._address(address))

    def _contact(self, contact: Mapping[str, Any]) -> StillRow:
        named = " ".join(str(contact[name]) for name in ("name", "job_title") if contact[name])
        row = StillRow(_("Contact"), named)
        return self._still("contact", contact, row, str(contact["name"]))

    def _address(self, address: Mapping[str, Any]) -> StillRow:
        place = " ".join(str(address[name]) for name in ("province", "city", "district") if address[name])
        street = " ".join(str(address[name]) for name in ("street", "postcode") if address[name])
        row = StillRow(_("Address"), place or street, street if place else "")
        whole = f"{place} {address['street'] or ''}".strip()
        row.offer("map-pin", _("Copy the address"), lambda: self._copy(whole, whole))
        return self._still("address", address, row, whole)

    def _still(self, entity_name: str, values: Mapping[str, Any], row: StillRow, copied: str) -> StillRow:
        row.activated.connect(lambda: edit_part(self._workspace, entity_name, values, self))
        row.menu_wanted.connect(
            lambda where: part_menu(self._workspace, entity_name, values, self, where, self._tell, copied)
        )
        return row

    def _row(self, channel: Mapping[str, Any]) -> FactRow:
        context = self._workspace.context
        declared = field_named(Channel, "value")
        field = replace(declared, kind=declared.kind.within(channel))
        option = next(each for each in TYPES if each.key == channel["type"])

        def notes(raw: object) -> tuple[Note, ...]:
            return check(Channel, {"value": raw}, context, channel).notes.get("value", ())

        around = Surroundings(context, lambda: channel, compact=True)
        row = FactRow(str(channel["id"]), _(option.label), field.kind, Shown.of(field, context), around, notes, None)
        whole, shown = field.kind.show(channel["value"]), field.kind.on_screen(channel["value"])
        if channel["type"] in COPIED:
            row.offer(
                "copy", _("Copy {what}").format(what=_(option.label)), lambda: self._copy(whole, shown), stays=True
            )
        elif not channel["verified_on"]:
            name = _("Verified today, and how …")
            row.offer("circle-dashed", name, lambda: self._choose_how(row, channel), stays=False)
        warnings = tuple(note for note in notes(whole) if note.severity == "warn")
        row.show_value(channel["value"], warnings, ("circle-check", "ok") if channel["verified_on"] else None)
        if said := verified_said(channel):
            row.setToolTip(plain_tooltip(said))
            row.setAccessibleDescription(said)
        row.edited.connect(lambda _name, raw: self._save(row, channel, raw))
        row.next_wanted.connect(lambda _name, step: self._go(row, step))
        row.menu_wanted.connect(lambda where: self._menu(channel, shown, whole, where))
        row.opened.connect(lambda _name: self._opened(row))
        row.closed.connect(lambda _name: self.unsaved_changed.emit())
        shortcut(row, "V", lambda: self._choose_how(row, channel))
        return row

    def _opened(self, row: FactRow) -> None:
        self.unsaved_changed.emit()
        if row.field is not None:
            row.field.changed.connect(self.typed)

    def how_menu(self, channel: Mapping[str, Any]) -> QMenu:
        """Make the menu that says how a channel was verified."""
        menu = QMenu(self)
        add_verifying(menu, self._workspace, channel, self._tell)
        menu.setActiveAction(menu.actions()[0])
        return menu

    def _choose_how(self, row: FactRow, channel: Mapping[str, Any]) -> None:
        self.how_menu(channel).popup(row.mapToGlobal(QPoint(row.width() // 3, row.height())))

    def _copy(self, whole: str, shown: str) -> None:
        QGuiApplication.clipboard().setText(whole)
        self._tell(_("Copied: {text}").format(text=shown))

    def _save(self, row: FactRow, channel: Mapping[str, Any], raw: object) -> None:
        try:
            records.change(self._workspace, "channel", channel["id"], {"value": raw})
        except UserFacingError as error:
            row.show_notes((Note("refuse", error.code, error.message),))
            return
        with self._workspace.read() as session:
            row.show_value(records.get(session, "channel", channel["id"])["value"])

    def _go(self, row: FactRow, step: int) -> None:
        rows = self.fact_rows()
        names = [each.name for each in rows]
        place = names.index(row.name) + step if row.name in names else -1
        if 0 <= place < len(rows):
            rows[place].open()

    def _menu(self, channel: Mapping[str, Any], copied: str, whole: str, where: QPoint) -> None:
        def more(menu: QMenu) -> None:
            add_verifying(menu, self._workspace, channel, self._tell)
            wanted = ("channel", channel["id"], "value")
            menu.addSeparator()
            menu.addAction(
                icon("history", "secondary"), _("History of this fact"), lambda: self.history_wanted.emit(*wanted)
            )

        part_menu(self._workspace, "channel", channel, self, where, self._tell, copied, whole, more)

    def _choose_type(self) -> None:
        menu = QMenu(self)
        for option in TYPES:
            action = menu.addAction(icon(option.icon, "secondary"), _(option.label))
            action.triggered.connect(lambda _on, key=option.key: self.add_channel(key))
        menu.popup(self._add.mapToGlobal(QPoint(0, self._add.height() + 2)))

    def add_channel(self, key: str) -> None:
        """Ask for a new channel of a type."""
        add_part(self._workspace, "channel", {"customer_id": self._customer_id}, self, type=key)
