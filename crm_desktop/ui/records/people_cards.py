"""What stands at the right of a customer: what is planned, who works there, where it is."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crm_desktop.base.i18n import _
from crm_desktop.entities.address import TYPES as ADDRESS_TYPES
from crm_desktop.entities.channel import TYPES as CHANNEL_TYPES
from crm_desktop.entities.channel import Channel
from crm_desktop.fields.declare import field_named
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.look.controls import icon_button, label
from crm_desktop.ui.records.card import Card
from crm_desktop.ui.records.part_row import PartRow
from crm_desktop.ui.records.parts import add_part, edit_part, part_menu
from crm_desktop.ui.values.value_view import tag_label

CALLED = ("mobile", "phone")


class PartsCard(Card):
    """A card of parts of one kind, with a button that adds one."""

    def __init__(
        self, workspace: Workspace, entity_name: str, title: str, add: str, tell: Callable[[str], object]
    ) -> None:
        super().__init__(title)
        self.workspace = workspace
        self.entity_name = entity_name
        self.tell = tell
        self.customer_id = 0
        self._row_of: dict[int, PartRow] = {}
        self._plain_title = title
        self.add_action(icon_button("plus", add, self.add_one, size="row"))

    def add_one(self) -> None:
        """Ask for a new part."""
        add_part(self.workspace, self.entity_name, {"customer_id": self.customer_id}, self)

    def begin(self, customer_id: int, count: int, nothing: str) -> None:
        """Empty the card for a customer with `count` parts."""
        self.customer_id = customer_id
        self.show_title(f"{self._plain_title} {count}" if count else self._plain_title)
        self.clear()
        self._row_of.clear()
        if not count:
            hint = label(nothing, "muted", wrap=True)
            hint.setContentsMargins(6, 2, 6, 2)
            self.add(hint)

    def row_of(self, part_id: int) -> PartRow | None:
        """Give the row of a part, None where it is not here."""
        return self._row_of.get(part_id)

    def add_row(self, row: PartRow, values: Mapping[str, Any], copied: str) -> None:
        """Add a row that opens the editor of its part."""
        self._row_of[values["id"]] = row
        row.activated.connect(lambda: edit_part(self.workspace, self.entity_name, values, self))
        row.menu_wanted.connect(
            lambda where: part_menu(self.workspace, self.entity_name, values, self, where, self.tell, copied)
        )
        self.add(row)


class ContactsCard(PartsCard):
    """The people, each with their channels."""

    def __init__(self, workspace: Workspace, tell: Callable[[str], object]) -> None:
        super().__init__(workspace, "contact", _("Contacts"), _("Add a contact"), tell)

    def show_contacts(
        self, customer_id: int, contacts: Sequence[Mapping[str, Any]], channels: Sequence[Mapping[str, Any]]
    ) -> None:
        """Show a customer's people."""
        self.begin(customer_id, len(contacts), _("Nobody is named yet."))
        kind = field_named(Channel, "value").kind
        labels = {option.key: option.label for option in CHANNEL_TYPES}
        for contact in contacts:
            own = [
                (each["type"], kind.within(each).on_screen(each["value"]))
                for each in channels
                if each["contact_id"] == contact["id"]
            ]
            first = next((shown for key, shown in own if key in CALLED), "")
            lines = [f"{_(labels[key])}  {shown}" for key, shown in own if shown != first]
            job = contact["job_title"] or contact["department"] or ""
            row = PartRow(contact["name"], job, first, lines=lines)
            self.add_row(row, contact, first or contact["name"])


class AddressesCard(PartsCard):
    """Where the customer is."""

    def __init__(self, workspace: Workspace, tell: Callable[[str], object]) -> None:
        super().__init__(workspace, "address", _("Addresses"), _("Add an address"), tell)

    def show_addresses(self, customer_id: int, addresses: Sequence[Mapping[str, Any]]) -> None:
        """Show a customer's addresses."""
        self.begin(customer_id, len(addresses), _("No address yet."))
        labels = {option.key: option.label for option in ADDRESS_TYPES}
        for address in addresses:
            place = " ".join(str(address[name]) for name in ("province", "city", "district") if address[name])
            street, postcode = address["street"] or "", address["postcode"] or ""
            upper, lower = (
                (place, f"{street} {postcode}".strip()) if place else (street or postcode, postcode if street else "")
            )
            tag = tag_label(_(labels.get(address["type"], address["type"])), "neutral")
            row = PartRow(upper, right=tag, lines=[lower] if lower else [], icon="map-pin")
            self.add_row(row, address, f"{place} {street}".strip())
