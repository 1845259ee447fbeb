"""The keys by which a row is found again: which there are, and what a row or a record has of each."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crm_desktop.base.errors import UnknownFieldError
from crm_desktop.base.i18n import N_, _
from crm_desktop.exchange.headings import split_numbers
from crm_desktop.exchange.importing.draft import Draft, Part
from crm_desktop.exchange.importing.import_result import MatchedBy, SheetMatch
from crm_desktop.exchange.importing.known_records import Record
from crm_desktop.exchange.importing.same_part import plain
from crm_desktop.fields.kind import plain_text
from crm_desktop.services.workspace import Workspace

# In the order in which they are tried; a name in the same city says more than the name alone.
KEYS: Mapping[MatchedBy, str] = {
    "number": N_("Number"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "credit_code": N_("Credit code"),
    "name_city": N_("Name and city"),
    "name": N_("Name"),
}
OWN = ("number", "credit_code")  # keys that are fields of the customer
MANY = 3  # so many names may share a number; beyond that it stands for nobody
_TYPES = {"mobile": "phone", "phone": "phone", "email": "email"}
Key = tuple[str, str]  # the name of a key, or `name` for both of the last two, and the value


def chosen_keys(match: Sequence[str] | None) -> tuple[MatchedBy, ...] | None:
    """Check the keys that a user named; none without a choice, none at all for “none”.

    Raises `UnknownFieldError`.
    """
    if match is None:
        return None
    known: dict[str, MatchedBy] = {**{key: key for key in KEYS}, "mobile": "phone"}
    for key in match:
        if key not in known and key != "none":
            message = _("Rows cannot be matched by “{key}”. Known keys: {known}.")
            raise UnknownFieldError(message.format(key=key, known=", ".join((*KEYS, "none"))))
    return tuple(dict.fromkeys(known[key] for key in match if key != "none"))


@dataclass(frozen=True, slots=True)
class KeyReader:
    """Gives the keys of rows and records; `nobodys` are numbers and addresses that say nothing about whose they are."""

    nobodys: frozenset[str] = frozenset()

    def of_draft(self, draft: Draft) -> list[Key]:
        """Give the keys of a row; of one that belongs to a customer those by which it names that."""
        if draft.links:
            return [key for link in draft.links.values() for key in _of_values(link)]
        return _of_values(draft.values) + self._of_channels(part.values for part in channels_of(draft.parts))

    def of_record(self, record: Record) -> list[Key]:
        """Give the keys of a record."""
        return _of_values(record.values) + self._of_channels(part.values for part in record.parts.get("channel", ()))

    def of_channel(self, type_: str, value: str) -> Key | None:
        """Give the key that a number or an address is, if it is one."""
        name = _TYPES.get(type_)
        if name is None or not value or (self.nobodys and bare(value) in self.nobodys) or _is_filler(value):
            return None
        return name, value

    def _of_channels(self, channels: Iterable[Mapping[str, Any]]) -> list[Key]:
        keys = (self.of_channel(values["type"], values["value"]) for values in channels)
        return [key for key in keys if key is not None]


def name_keys(name: object, aliases: Iterable[object] | None) -> list[Key]:
    """Give the keys that a name and the other names of a record are; case and spaces do not count."""
    return [("name", key) for each in (name, *(aliases or ())) if (key := plain(each))]


def channels_of(parts: Iterable[Part]) -> Iterator[Part]:
    """Give the channels among parts and inside them."""
    for part in parts:
        if part.entity == "channel":
            yield part
        yield from channels_of(part.parts)


def bare(number: str) -> str:
    """Give the digits of a number without country and leading zeros; an address of mail in small letters."""
    if "@" in number or "＠" in number:
        return unicodedata.normalize("NFKC", number).strip().casefold()
    digits = "".join(character for character in unicodedata.normalize("NFKC", number) if character.isdecimal())
    digits = digits.lstrip("0")
    return digits.removeprefix("86") if len(digits) > 10 else digits


def nobodys(workspace: Workspace, sheets: Iterable[SheetMatch]) -> frozenset[str]:
    """Give the numbers and addresses that say nothing about whose they are.

    Those are the owner's own, and those that stand beside more different names than one customer has.
    """
    found = {bare(str(workspace.settings[name] or "")) for name in ("business_phone", "business_email")} - {""}
    for sheet in sheets:
        name = next((each.column for each in sheet.matches if each.target == "name"), None)
        if name is None:
            continue
        for each in sheet.matches:
            if each.target is not None and split_numbers(each.target)[0].rpartition(".")[2] in _TYPES:
                found.update(_shared(sheet, each.column, name))
    return frozenset(found)


def _shared(sheet: SheetMatch, column: int, name: int) -> Iterator[str]:
    rows = sheet.table.rows
    often = {cell for cell, times in Counter(row[column] for row in rows).items() if cell and times > MANY}
    names: dict[object, set[object]] = {cell: set() for cell in often}
    for row in rows if often else ():
        if row[column] in names:
            names[row[column]].add(row[name])
    return (bare(plain_text(cell)) for cell, beside in names.items() if len(beside) > MANY)


def _of_values(values: Mapping[str, Any]) -> list[Key]:
    keys = [(name, str(values[name])) for name in OWN if values.get(name)]
    return keys + name_keys(values.get("name"), values.get("aliases"))


def _is_filler(value: str) -> bool:
    """Tell whether a number is no number: masked, or one digit again and again (00000000000)."""
    if "@" in value:
        return "*" in value
    return "*" in value or len(set(value[-7:])) == 1
