"""The customer report: everything that is known about a customer, on the business's letterhead."""

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from crm_desktop.base.i18n import N_, _
from crm_desktop.entities.address import Address
from crm_desktop.entities.channel import Channel
from crm_desktop.entities.contact import Contact
from crm_desktop.entities.customer import Customer
from crm_desktop.entities.interaction import Interaction
from crm_desktop.entities.task import Task
from crm_desktop.fields.declare import layout_of
from crm_desktop.fields.own_values import own_fields_of
from crm_desktop.printing.banner import Banner
from crm_desktop.printing.blocks import Heading, Text, Title
from crm_desktop.printing.declare import document
from crm_desktop.printing.key_values import KeyValues
from crm_desktop.printing.said import Values, facts, said
from crm_desktop.printing.sheets import Part
from crm_desktop.printing.strips import Block
from crm_desktop.printing.table import Column, Row, Table
from crm_desktop.services import records
from crm_desktop.services.timeline import Entry, timeline
from crm_desktop.services.workspace import Workspace

TITLE = N_("Customer report")
IN_BANNER = ("name", "number", "kind", "level", "customer_class")
IN_CONTACT_COLUMNS = ("name", "job_title", "department", "is_main")
BETWEEN = " · "
LABELS = 24.0  # mm of the labels of facts, so that all sections line up
DIVIDED = 50.0  # mm from which a long entry of the timeline may go over pages


@document("customer_report", TITLE)
def customer_report(workspace: Workspace, ids: Sequence[int]) -> list[Part]:
    """Write a report for each customer; raises `NotFoundError` for one that is not there."""
    with workspace.read() as session:
        return [_report(session, customer_id) for customer_id in ids]


def _report(session: Session, customer_id: int) -> Part:
    customer = records.get(session, "customer", customer_id)
    belonging = records.parts(session, "customer", customer_id)
    said_and_done = timeline(session, customer_id, "interaction")
    blocks: list[Block] = [
        Title(_(TITLE)),
        _banner(customer),
        *_sections(customer),
        *_contacts(belonging["contact"], belonging["channel"]),
        *_channels(row for row in belonging["channel"] if row["contact_id"] is None),
        *_addresses(belonging["address"]),
        *_timeline(said_and_done),
    ]
    return Part(_(TITLE), f"{customer['name']} {customer['number']}", blocks)


def _banner(customer: Values) -> Banner:
    below = (said(Customer, "number", customer), said(Customer, "kind", customer))
    cells = facts(Customer, ("customer_class", "level"), customer)
    return Banner(said(Customer, "name", customer), BETWEEN.join(text for text in below if text), cells)


def _sections(customer: Values) -> list[Block]:
    """Write the sections of the customer's form."""
    blocks: list[Block] = []
    for section in layout_of(Customer).sections:
        names = (name for row in section.rows for name in row if name not in IN_BANNER)
        shown = facts(Customer, names, customer)
        blocks += [Heading(_(section.title)), KeyValues(shown, LABELS)] if shown else []
    return blocks


def _contacts(contacts: Sequence[Values], channels: Sequence[Values]) -> list[Block]:
    """Write the contacts, a column for what is known of at least one of them."""
    if not contacts:
        return []
    columns = (
        Column(_("Contact"), share=2),
        Column(_("Job title"), share=2),
        Column(_("Channels"), share=3.4),
        Column(_("More"), share=3),
    )
    cells = [_contact(contact, [row for row in channels if row["contact_id"] == contact["id"]]) for contact in contacts]
    used = [place for place in range(len(columns)) if any(row[place] for row in cells)]
    rows = [Row([row[place] for place in used]) for row in cells]
    return [Heading(_("Contacts")), Table([columns[place] for place in used], rows)]


def _contact(contact: Values, channels: Sequence[Values]) -> list[str]:
    """Give name, position, ways to reach, and what else is known."""
    name = (said(Contact, "name", contact), _("Main contact") if contact["is_main"] else "")
    position = (said(Contact, field, contact) for field in ("department", "job_title"))
    more = (field for field in layout_of(Contact).names() if field not in IN_CONTACT_COLUMNS)
    known = (f"{label} {text}" for label, text in facts(Contact, more, contact))
    return ["\n".join(text for text in cell if text) for cell in (name, position, map(_channel, channels), known)]


def _channel(row: Values) -> str:
    """Say a channel in one line: Mobile 138 0000 1207 · Work."""
    return f"{said(Channel, 'type', row)} {_reach(row)}"


def _reach(row: Values) -> str:
    """Say a channel's value with its use, and that it is not to be used."""
    more = [label for label, _yes in facts(Channel, ("do_not_contact",), row)]
    more += [f"{label} {value}" for label, value in facts(Channel, own_fields_of(Channel), row)]
    return BETWEEN.join(text for text in (said(Channel, "value", row), said(Channel, "use", row), *more) if text)


def _channels(channels: Iterable[Values]) -> list[Block]:
    shown = [(said(Channel, "type", row), _reach(row)) for row in channels]
    return [Heading(_("Channels")), KeyValues(shown, LABELS)] if shown else []


def _addresses(addresses: Sequence[Values]) -> list[Block]:
    (whole,) = Address.spreads
    shown = []
    for row in addresses:
        text = whole.kind.show({name: row[name] for name in Address.layout.names() if row[name] is not None})
        primary = [label for label, _yes in facts(Address, ("is_primary",), row)]
        own = (f"{label} {value}" for label, value in facts(Address, own_fields_of(Address), row))
        shown.append((said(Address, "type", row), BETWEEN.join((text, *primary, *own))))
    return [Heading(_("Addresses")), KeyValues(shown, LABELS)] if shown else []


def _timeline(entries: Sequence[Entry]) -> list[Block]:
    if not entries:
        return [Heading(_("Contact history")), Text(_("Nothing was noted yet."))]
    columns = (Column(_("When"), width=32), Column(_("Channel"), width=38), Column(_("Content")))
    rows = [Row([f"{entry.at:%Y-%m-%d %H:%M}", _way(entry), _content(entry)]) for entry in entries]
    return [Heading(_("Contact history")), Table(columns, rows, tallest=DIVIDED)]


def _way(entry: Entry) -> str:
    way = BETWEEN.join(text for name in ("channel", "direction") if (text := said(Interaction, name, entry.values)))
    return "\n".join(text for text in (way, *entry.names.values()) if text)


def _content(entry: Entry) -> str:
    lines = [entry.text]
    lines += [f"{label}: {text}" for label, text in facts(Interaction, ("outcome",), entry.values)]
    for task in (each.values for each in entry.under if each.source.entity is Task):
        words = " ".join(text for name in ("due_on", "due_at", "what") if (text := said(Task, name, task)))
        lines.append(_("{label}: {text}").format(label=_(Task.label), text=words))
    return "\n".join(lines)
