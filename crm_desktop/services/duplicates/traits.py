"""What of a customer tells whether it is another one: names, numbers, codes and places, made comparable."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, select
from sqlalchemy.orm import Session

from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import links_of
from crm_desktop.fields.fold import folded
from crm_desktop.fields.kinds.credit_code import LENGTH
from crm_desktop.fields.simplified import simplified
from crm_desktop.services.duplicates.company_names import CompanyName, company_name, distinct_names, is_persons_name

ENTITY = "customer"
MANY = 5_000  # ids in one IN (…)
NUMBERS = ("mobile", "phone")
ACCOUNTS = ("wechat", "qq", "other")
_SIGNS = re.compile(r"[\W_]+")
_HOUSE = re.compile(r"\d")
_TITLED = re.compile(
    r"(?:先生|女士|小姐|太太|老师|师傅|经理|总监|主任|老板|店长|会计|总|部|工|姐|哥|台)$"
)  # 王女士 is no name
_SERIAL = re.compile(r"[A-Z]{1,4}-\d+")


@dataclass(slots=True)
class Traits:
    """One customer as the comparison sees it; sets are empty where nothing is known."""

    id: int
    number: str
    title: str
    name: CompanyName
    person: bool = False
    others: tuple[CompanyName, ...] = ()  # aliases and the invoice title
    codes: frozenset[str] = frozenset()  # credit code and tax number
    credit: frozenset[str] = frozenset()  # those of them that are credit codes: a company has one
    mobiles: frozenset[str] = frozenset()
    landlines: frozenset[str] = frozenset()  # without their extensions
    emails: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    streets: frozenset[str] = frozenset()  # with a house number
    contacts: frozenset[str] = frozenset()

    def add_channel(self, type_: str, value: str) -> None:
        """Take a number, an address of mail or an account in."""
        if type_ in NUMBERS:
            number = value.partition(";")[0]
            if number.startswith("+861") and len(number) == 14:
                self.mobiles |= {number}
            else:
                self.landlines |= {number}
        elif type_ == "email":
            self.emails |= {value.casefold()}
        elif type_ in ACCOUNTS:
            self.accounts |= {f"{type_}:{value.casefold()}"}

    def add_address(self, city: str | None, street: str | None) -> None:
        """Take a place in; a street counts only with the number of a house."""
        if city:
            self.cities |= {city}
        if street and _HOUSE.search(street):
            self.streets |= {_SIGNS.sub("", simplified(folded(street))).removesuffix("号")}


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a table that are read, and which of them names the customer."""

    table: FromClause
    owner: ColumnElement[int]
    wanted: tuple[str, ...]


def read_traits(session: Session, ids: Iterable[int] | None = None) -> dict[int, Traits]:
    """Give the traits of the customers `ids` (None: of all), by id."""
    found: dict[int, Traits] = {}
    customer = entity_named(ENTITY).__table__
    names = ("id", "number", "name", "kind", "aliases", "invoice_title", "credit_code", "tax_number")
    asked = None if ids is None else list(ids)
    for row in _rows(session, _Columns(customer, customer.c.id, names), asked):
        found[row[0]] = traits_of(dict(zip(names, row, strict=True)))
    for record_id, type_, value in _rows(session, _part("channel", "type", "value"), asked):
        found[record_id].add_channel(type_, value)
    for record_id, city, street in _rows(session, _part("address", "city", "street"), asked):
        found[record_id].add_address(city, street)
    for record_id, name in _rows(session, _part("contact", "name"), asked):
        if not _TITLED.search(name) and len(name) > 1:
            found[record_id].contacts |= {simplified(folded(name))}
    return found


def traits_of(values: Mapping[str, Any]) -> Traits:
    """Give what a customer's own values tell, without what belongs to it."""
    name = company_name(values["name"])
    traits = Traits(values.get("id") or 0, values.get("number") or "", values["name"], name)
    traits.person = values.get("kind") == "person" or is_persons_name(name)
    if name.city:
        traits.cities = frozenset({name.city})
    aliases, title = values.get("aliases"), values.get("invoice_title")
    if aliases or title:
        given = (text for text in (*(aliases or ()), title) if text and not _SERIAL.fullmatch(text))
        traits.others = tuple(each for each in distinct_names(given) if each.whole != name.whole)
    codes = [str(code).upper() for code in (values.get("credit_code"), values.get("tax_number")) if code]
    if codes:
        traits.codes = frozenset(codes)
        traits.credit = frozenset(code for code in codes if len(code) == LENGTH)
    return traits


def _part(entity_name: str, *wanted: str) -> _Columns:
    part = entity_named(entity_name)
    owner = next(name for name, each in links_of(part).items() if each.entity == ENTITY)
    return _Columns(part.__table__, part.__table__.c[owner], (owner, *wanted))


def _rows(session: Session, columns: _Columns, ids: list[int] | None) -> Iterable[Any]:
    query = select(*(columns.table.c[name] for name in columns.wanted))
    if ids is None:
        yield from session.execute(query)
        return
    for start in range(0, len(ids), MANY):
        yield from session.execute(query.where(columns.owner.in_(ids[start : start + MANY])))
