"""What there is to say where it is not plain which record a row is about."""

from crm_desktop.base.i18n import _
from crm_desktop.exchange.importing.draft import Draft
from crm_desktop.exchange.importing.import_result import MatchedBy
from crm_desktop.exchange.importing.known_records import Record
from crm_desktop.exchange.importing.match_keys import KEYS
from crm_desktop.fields.kind import Note


def number_taken(record: Record, draft: Draft) -> Note:
    """Say that another customer has the number of a row."""
    message = _("The number {number} is that of “{name}” in this file. Correct the number, or leave the cell empty.")
    return Note("refuse", "number_taken", message.format(number=draft.values["number"], name=record.values["name"]))


def ambiguous(candidates: list[Record]) -> Note:
    """Say that several records fit a row."""
    numbers = ", ".join(str(record.values["number"]) for record in candidates[:5])
    message = _("Several customers fit this row ({numbers}). Write the number of the right one beside it.")
    return Note("refuse", "ambiguous_match", message.format(numbers=numbers))


def same_name(record: Record) -> Note:
    """Say that a row was added beside a record of its name."""
    message = _("There is another “{name}” ({number}) with other numbers or in another city; this one was added.")
    text = message.format(name=record.values["name"], number=record.values["number"])
    return Note("warn", "same_name", text)


def same_number(record: Record, by: MatchedBy) -> Note:
    """Say that a row was added beside a record of another name that has its phone or address of mail."""
    message = _("“{name}” ({number}) is reached there too ({key}); this one was added as another customer.")
    text = message.format(name=record.values["name"], number=record.values["number"], key=_(KEYS[by]))
    return Note("warn", "same_number", text)


def unknown_owner(name: str) -> Note:
    """Say that the record that a row belongs to is not there."""
    if not name:
        return Note("refuse", "unknown_customer", _("The row does not say which customer it belongs to."))
    message = _("There is no customer “{name}”. Add the customer first, or correct the name.").format(name=name)
    return Note("refuse", "unknown_customer", message)
