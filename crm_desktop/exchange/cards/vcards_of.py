"""The cards of a customer: one for each of its contacts, or its own where it has none or is a person."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from crm_desktop.exchange.cards.vcard_address import write_address
from crm_desktop.exchange.cards.vcard_lines import ACCOUNT, NUMBER, escaped
from crm_desktop.exchange.importing.known_records import Record
from crm_desktop.exchange.writing.flatten import ordered

Version = Literal["3.0", "4.0"]
VERSIONS: tuple[Version, ...] = get_args(Version)
_CJK = re.compile(r"[\u3400-\u9fff]")
_PHONES: Mapping[str, str] = MappingProxyType({"mobile": "CELL", "phone": "VOICE", "fax": "FAX"})
_ACCOUNTS: Mapping[str, str] = MappingProxyType({"qq": "X-QQ", "wechat": "X-WECHAT", "other": ACCOUNT})
_GENDERS: Mapping[str, str] = MappingProxyType({"female": "F", "male": "M", "other": "O"})
_NO_YEAR = "1604"  # what Apple's address book writes for an unknown year, and others understand


@dataclass(frozen=True, slots=True)
class Line:
    """A property of a card: its name with its parameters, and its value as it stands in the file."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class _Card:
    """Whom a card is about: a contact, the customer itself (`contact` then tells more of it), or a company."""

    customer: Record
    contact: Record | None
    channels: list[Record]
    itself: bool

    @property
    def is_company(self) -> bool:
        """Tell whether the card is of a company and of nobody in it."""
        return self.itself and self.customer.values["kind"] != "person"

    @property
    def name(self) -> str:
        """Give the name that the card is found under."""
        known = self.customer if self.itself or self.contact is None else self.contact
        return str(known.values["name"])

    def of_contact(self, name: str) -> str:
        """Give what is known of the contact, or nothing."""
        return str(self.contact.values.get(name) or "") if self.contact is not None else ""


def cards_of(customer: Record, version: Version) -> Iterator[list[Line]]:
    """Give the cards of a customer with their properties; the first has what is the customer's own."""
    for card in _whom(customer):
        lines = [Line("BEGIN", "VCARD"), Line("VERSION", version), *_about(card, version)]
        for each in card.channels:
            lines += _channel(each, version)
        for each in ordered(customer.parts.get("address", ())):
            sort = "HOME" if each.values.get("type") == "home" else "WORK"
            lines.append(Line(f"ADR;TYPE={_cased(sort, version)}", write_address(each.values)))
        yield [*lines, *_besides(card), Line("END", "VCARD")]


def _whom(customer: Record) -> Iterator[_Card]:
    by_contact: dict[int | None, list[Record]] = {}
    for each in ordered(customer.parts.get("channel", ())):
        by_contact.setdefault(each.values["contact_id"], []).append(each)
    loose = by_contact.get(None, [])
    contacts = ordered(customer.parts.get("contact", ()))
    if customer.values["kind"] == "person" or not contacts:
        own = next((each for each in contacts if each.values["name"] == customer.values["name"]), None)
        yield _Card(customer, own, [*loose, *by_contact.get(own.id if own is not None else -1, [])], itself=True)
        contacts = [each for each in contacts if each is not own]
        loose = []
    for each in contacts:
        yield _Card(customer, each, [*by_contact.get(each.id, []), *loose], itself=False)
        loose = []  # the customer's own numbers stand on one card only


def _about(card: _Card, version: Version) -> Iterator[Line]:
    yield Line("FN", escaped(card.name))
    yield Line("N", ";;;;" if card.is_company else _structured(card.name))
    if version == "4.0":
        yield Line("KIND", "org" if card.is_company else "individual")
    elif card.is_company:
        yield Line("X-ABShowAs", "COMPANY")
    if not card.itself or card.is_company:
        parts = (str(card.customer.values["name"]), card.of_contact("department"))
        yield Line("ORG", ";".join(map(escaped, filter(None, parts))))
    for name, field in (("TITLE", "job_title"), ("ROLE", "occupation")):
        if said := card.of_contact(field):
            yield Line(name, escaped(said))
    if birthday := card.of_contact("birthday"):
        yield _birthday(birthday, version)
    if gender := _GENDERS.get(card.of_contact("gender")):
        yield Line("GENDER" if version == "4.0" else "X-GENDER", gender)


def _structured(name: str) -> str:
    """Write a name as family and given one; a Chinese name stays whole, for nobody can tell its parts surely."""
    given, space, family = name.rpartition(" ")
    if not space or _CJK.search(name):
        return f"{escaped(name)};;;;"
    return f"{escaped(family)};{escaped(given)};;;"


def _birthday(birthday: str, version: Version) -> Line:
    if version == "4.0":
        return Line("BDAY", birthday.replace("-", "") if birthday[0] != "-" else f"--{birthday[2:].replace('-', '')}")
    if birthday.startswith("--"):
        return Line(f"BDAY;X-APPLE-OMIT-YEAR={_NO_YEAR}", f"{_NO_YEAR}-{birthday[2:]}")
    return Line("BDAY", birthday)


def _channel(channel: Record, version: Version) -> Iterator[Line]:
    sort, value = channel.values["type"], str(channel.values["value"])
    use = {"home": ("HOME",), "work": ("WORK",)}.get(channel.values.get("use") or "", ())
    preferred = bool(channel.values.get("is_primary"))
    if sort in _PHONES:
        yield _phone(value, (_PHONES[sort], *use), preferred, version)
    elif sort == "email":
        yield Line(
            f"EMAIL{_types(('INTERNET', *use) if version == '3.0' else use, preferred, version)}", escaped(value)
        )
    elif sort == "web":
        yield Line(f"URL;TYPE={_cased('HOME', version)}", value)
    else:
        yield Line(_ACCOUNTS[sort], escaped(value))


def _phone(value: str, types: tuple[str, ...], preferred: bool, version: Version) -> Line:
    if version == "4.0":
        return Line(f"TEL;VALUE=uri{_types(types, preferred, version)}", f"tel:{value}")
    # A comma is the pause after which a phone dials the extension.
    return Line(f"TEL{_types(types, preferred, version)}", escaped(value.replace(";ext=", ",")))


def _types(types: tuple[str, ...], preferred: bool, version: Version) -> str:
    if version == "4.0":
        said = f";TYPE={','.join(types).lower()}" if types else ""
        return f"{said};PREF=1" if preferred else said
    types = (*types, "PREF") if preferred else types
    return f";TYPE={','.join(types)}" if types else ""


def _cased(sort: str, version: Version) -> str:
    return sort.lower() if version == "4.0" else sort


def _besides(card: _Card) -> Iterator[Line]:
    values = card.customer.values
    if values.get("website"):
        yield Line("URL;TYPE=WORK", str(values["website"]))
    if values.get("tags"):
        yield Line("CATEGORIES", ",".join(map(escaped, values["tags"])))
    if card.itself and values.get("aliases"):
        yield Line("NICKNAME", ",".join(map(escaped, values["aliases"])))
    remarks = (str(values.get("remark") or "") if card.itself else "", card.of_contact("remark"))
    if note := "\n".join(filter(None, remarks)):
        yield Line("NOTE", escaped(note))
    yield Line(NUMBER, escaped(str(values["number"])))
    about = card.contact if card.contact is not None and not card.itself else card.customer
    yield Line("UID", f"urn:uuid:{about.values['uid']}")
