"""Lays one card of an address book out in the cells of a customer: a company, a person at one, or a person."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType

from crm_desktop.exchange.cards.vcard_address import read_address
from crm_desktop.exchange.cards.vcard_lines import ACCOUNT, NUMBER, Property
from crm_desktop.exchange.writing.flatten import Spot

_READ_FIRST = frozenset({"N", "FN", "ORG", "KIND"})  # they say whose card it is
_OF_FILE = frozenset({"VERSION", "PRODID", "REV", "UID", "PROFILE", "SOURCE", "CLASS", "MAILER", "SORT-STRING", "NAME"})
_SERVICES: Mapping[str, str] = MappingProxyType(
    {"qq": "qq", "tencent": "qq", "wechat": "wechat", "weixin": "wechat", "微信": "wechat"}
)
_ACCOUNTS = frozenset({"X-SKYPE", "X-MSN", "X-AIM", "X-ICQ", "X-JABBER", "X-YAHOO", "X-GOOGLE-TALK", "X-LINE"})
_FULL_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T.*)?")
_DAY_OF_YEAR = re.compile(r"--(\d\d)-?(\d\d)(?:T.*)?")
_PAUSE = re.compile(r"(?:;ext=|,+|;)(\d{1,6})$", re.IGNORECASE)
_CJK = re.compile(r"[\u3400-\u9fff]")


class CardCells:
    """The cells of one card by their places; what has no place is counted in `left_out` by its name."""

    def __init__(self, properties: list[Property], left_out: Counter[str]) -> None:
        self.cells: dict[Spot, str] = {}
        self._left_out = left_out
        self._contact = ""  # what the places of a person at a company begin with
        self._person = ""
        self._say_whose({each.name: each for each in reversed(properties)})
        for each in sorted(properties, key=_preferred_first):
            self._take(each)

    def _say_whose(self, first: Mapping[str, Property]) -> None:
        organisation, *departments = first["ORG"].parts() if "ORG" in first else [""]
        person = first["FN"].text if "FN" in first else ""
        person = person or (_joined_name(first["N"].parts()) if "N" in first else "")
        shows = {first[name].text.lower() for name in ("KIND", "X-ABSHOWAS") if name in first}
        is_company = bool(shows & {"org", "company"}) or (bool(organisation) and person in {"", organisation})
        self.put("name", organisation or person)
        self.put("kind", "company" if organisation or is_company else "person")
        if not is_company:
            self._person = person
            self._contact = "contact." if organisation else ""
            if organisation:
                self.put("contact", person)
                self.put_of_person("department", " / ".join(filter(None, departments)))

    def _take(self, each: Property) -> None:
        if taker := _TAKERS.get(each.name):
            taker(self, each)
        elif each.name in _ACCOUNTS or (each.name.startswith("X-") and _service(each.name)):
            self.put_account(each, each.name.removeprefix("X-"))
        elif not each.name.startswith("X-") and each.name not in _OF_FILE | _READ_FIRST:
            self._left_out[each.name] += 1

    def put(self, place: str, text: str, *numbers: int) -> None:
        """Put a text at a place, unless it is empty."""
        if text:
            self.cells[place, numbers or (1,)] = text

    def put_of_person(self, name: str, text: str) -> None:
        """Put what only a contact has; a person who is the customer becomes its own contact for it."""
        if text and self._person:
            self.put("contact", self._person)
            self.put(f"contact.{name}", text)
        elif text:
            self.add_remark(text)

    def add_remark(self, text: str) -> None:
        """Add a line to the remark of whose card it is."""
        place = f"{self._contact}remark"
        self.put(place, "\n".join(filter(None, (self.cells.get((place, (1,))), text))))

    def add_channel(self, sort: str, text: str, types: frozenset[str] = frozenset()) -> None:
        """Put a number or an account beside those of its sort, once."""
        place = f"{self._contact}{sort}"
        before = [spot for spot in self.cells if spot[0] == place]
        if not text or any(self.cells[spot] == text for spot in before):
            return
        numbers = (*((1,) if self._contact else ()), len(before) + 1)
        self.put(place, text, *numbers)
        use = {"HOME", "WORK"} & types
        if len(use) == 1:
            self.put(f"{place}.use", use.pop().lower(), *numbers)

    def put_account(self, each: Property, service: str = "") -> None:
        """Keep an account of QQ or WeChat as such, any other with the name of its service."""
        service = service or each.parameters.get("X-SERVICE-TYPE") or each.parameters.get("TYPE", "")
        scheme, colon, rest = each.text.partition(":")
        has_scheme = bool(colon) and not rest.startswith("//")
        text = rest if has_scheme else each.text
        sort = _service(service) or (_service(scheme) if has_scheme else "")
        service = service or (scheme if has_scheme else "")
        self.add_channel(sort or "other", text if sort else f"{service.title()} {text}".strip())

    def take_phone(self, each: Property) -> None:
        """Take a number of a phone or a fax, its extension behind it as people write it."""
        sort = "fax" if "FAX" in each.types else "mobile" if each.types & {"CELL", "IPHONE"} else "phone"
        number = re.sub(r"^tel:", "", each.text, flags=re.IGNORECASE)
        if extension := _PAUSE.search(number):
            number = f"{number[: extension.start()]} ext. {extension[1]}"
        self.add_channel(sort, number, each.types)

    def take_email(self, each: Property) -> None:
        """Take an address of mail."""
        self.add_channel("email", re.sub(r"^mailto:", "", each.text, flags=re.IGNORECASE), each.types)

    def take_page(self, each: Property) -> None:
        """Take a web page: the first is the customer's site, unless it is said to be a private one."""
        if "HOME" not in each.types and ("website", (1,)) not in self.cells:
            self.put("website", each.text)
        else:
            self.add_channel("web", each.text)

    def take_address(self, each: Property) -> None:
        """Take a postal address."""
        known = (numbers[0] for name, numbers in self.cells if name.partition(".")[0] == "address")
        number = 1 + max(known, default=0)
        for name, text in read_address(each).items():
            self.put(name, text, number)

    def take_nickname(self, each: Property) -> None:
        """Take other names, which a customer has and a contact has not."""
        if self._contact:
            self._left_out[each.name] += 1
        else:
            self.put("aliases", _listed(each))


_TAKERS: Mapping[str, Callable[[CardCells, Property], None]] = MappingProxyType(
    {
        "TEL": CardCells.take_phone,
        "EMAIL": CardCells.take_email,
        "ADR": CardCells.take_address,
        "URL": CardCells.take_page,
        "NICKNAME": CardCells.take_nickname,
        "IMPP": CardCells.put_account,
        "X-SOCIALPROFILE": CardCells.put_account,
        "BDAY": lambda card, each: card.put_of_person("birthday", _birthday(each)),
        "TITLE": lambda card, each: card.put_of_person("job_title", each.text),
        "ROLE": lambda card, each: card.put_of_person("occupation", each.text),
        "GENDER": lambda card, each: card.put_of_person("gender", each.parts()[0]),
        "X-GENDER": lambda card, each: card.put_of_person("gender", each.text),
        "NOTE": lambda card, each: card.add_remark(each.text),
        "CATEGORIES": lambda card, each: card.put("tags", _listed(each)),
        NUMBER: lambda card, each: card.put("number", each.text),
        ACCOUNT: lambda card, each: card.add_channel("other", each.text),
    }
)


def _listed(each: Property) -> str:
    return ", ".join(filter(None, each.parts(",")))


def _service(name: str) -> str:
    return next((sort for word, sort in _SERVICES.items() if word in name.lower()), "")


def _preferred_first(each: Property) -> int:
    preferred = each.parameters.get("PREF", "")
    return int(preferred) if preferred.isdecimal() and len(preferred) < 4 else 0 if "PREF" in each.types else 101


def _joined_name(parts: list[str]) -> str:
    """Put family, given and further names together, as is usual in their language."""
    family, given, *more = [*parts, "", ""][:3]
    if _CJK.search(family + given):
        return "".join((family, *more, given))
    return " ".join(filter(None, (given, *more, family)))


def _birthday(each: Property) -> str:
    """Write a birthday as we read it; a year that a phone makes up for an unknown one is left out."""
    if found := _DAY_OF_YEAR.fullmatch(each.text):
        return f"--{found[1]}-{found[2]}"
    if not (found := _FULL_DAY.fullmatch(each.text)):
        return each.text
    year, month, day = found.groups()
    return f"--{month}-{day}" if year == each.parameters.get("X-APPLE-OMIT-YEAR") else f"{year}-{month}-{day}"
