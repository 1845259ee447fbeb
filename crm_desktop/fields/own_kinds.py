"""The kinds that a field of the user's own may be of, the rules that each takes, and the kind they make."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.columns import PLACES
from crm_desktop.fields.declarations import OwnField
from crm_desktop.fields.kind import Context, Kind
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.fields.kinds.customer_number import CustomerNumber
from crm_desktop.fields.kinds.date import Date
from crm_desktop.fields.kinds.email import Email
from crm_desktop.fields.kinds.long_text import LongText
from crm_desktop.fields.kinds.money import Money
from crm_desktop.fields.kinds.multi_choice import MultiChoice
from crm_desktop.fields.kinds.number import Number
from crm_desktop.fields.kinds.phone import Phone
from crm_desktop.fields.kinds.text import Text
from crm_desktop.fields.kinds.url import Url
from crm_desktop.fields.kinds.whole import Whole
from crm_desktop.fields.kinds.yes_no import YesNo

LONGEST = 200  # characters of a text that says nothing else
# What each rule is called, and by which kind its value is read; the bounds are read by the field's own kind.
RULES: Mapping[str, tuple[str, Kind[Any] | None]] = {
    "required": (N_("Must be filled in"), YesNo()),
    "default": (N_("Value of a new record"), None),
    "min": (N_("Least"), None),
    "max": (N_("Most"), None),
    "unit": (N_("Unit"), Text(20)),
    "decimals": (N_("Decimal places"), Whole(0, PLACES)),
    "longest": (N_("Longest text"), Whole(1, 1000)),
}
_BY_KIND = ("min", "max", "default")  # read and shown by the field's own kind
_EVERYWHERE = ("required", "default")
_BOUNDED = (*_EVERYWHERE, "min", "max")


@dataclass(frozen=True, slots=True)
class OwnKind:
    """A kind for own fields: what it is called, the rules it takes, how it is searched, and the kind it makes."""

    label: str
    make: Callable[[OwnField], Kind[Any]]
    rules: tuple[str, ...] = _EVERYWHERE
    search: str = ""
    has_options: bool = False


def list_name(own: OwnField) -> str:
    """Name the list of options of an own choice: customer.hobby."""
    return f"{own.entity}.{own.key}"


OWN_KINDS: Mapping[str, OwnKind] = {
    "text": OwnKind(Text.label, lambda own: Text(own.rules.get("longest", LONGEST)), (*_EVERYWHERE, "longest"), "text"),
    "long_text": OwnKind(LongText.label, lambda _own: LongText(), _EVERYWHERE, "text"),
    "number": OwnKind(
        Number.label,
        lambda own: Number(own.rules.get("unit", ""), own.rules.get("decimals", PLACES)),
        (*_BOUNDED, "unit", "decimals"),
    ),
    "money": OwnKind(
        Money.label, lambda own: Money("currency" if own.entity == "customer" else "", refunds=True), _BOUNDED
    ),
    "date": OwnKind(Date.label, lambda _own: Date(), _BOUNDED),
    "choice": OwnKind(Choice.label, lambda own: Choice(list_name(own), ()), has_options=True),
    "multi_choice": OwnKind(MultiChoice.label, lambda own: MultiChoice(list_name(own)), has_options=True),
    "phone": OwnKind(Phone.label, lambda _own: Phone(), search="digits"),
    "email": OwnKind(Email.label, lambda _own: Email(), search="text"),
    "url": OwnKind(Url.label, lambda _own: Url(), search="text"),
    "yes_no": OwnKind(YesNo.label, lambda _own: YesNo()),
    "customer": OwnKind(CustomerNumber.label, lambda _own: CustomerNumber(), search="words"),
}


def kind_of(own: OwnField) -> Kind[Any]:
    """Make the kind of an own field, with its bounds."""
    declared = OWN_KINDS.get(own.kind, OWN_KINDS["text"])  # a kind of a later version is shown as it is kept
    kind = declared.make(own)
    if "min" in declared.rules:
        kind.bounds = (kind.from_db(own.rules.get("min")), kind.from_db(own.rules.get("max")))
    return kind


def default_of(own: OwnField, kind: Kind[Any]) -> Any:
    """Give the value of a new record where nothing else is said."""
    return kind.from_db(own.rules.get("default"))


def read_rules(own: OwnField, said: Mapping[str, object], context: Context) -> dict[str, Any]:
    """Read rules as a person writes them, for the kind of `own`, into what the file keeps; empty ones are left out.

    Raises `InvalidValueError` for a rule that the kind does not take, a value that fits no rule, and a least that is
    more than the most.
    """
    declared = OWN_KINDS.get(own.kind)
    if declared is None:
        raise InvalidValueError(
            _("“{kind}” is no kind of field. Known: {known}.").format(kind=own.kind, known=", ".join(OWN_KINDS))
        )
    unknown = next((name for name in said if name not in declared.rules), None)
    if unknown is not None:
        message = _("A field of this kind has no rule “{rule}”. Possible: {known}.")
        raise InvalidValueError(message.format(rule=unknown, known=", ".join(declared.rules)))
    rules: dict[str, Any] = {}
    for name in (each for each in declared.rules if each in said and RULES[each][1] is not None):
        reader = RULES[name][1]
        value = reader.read(said[name], context).value if reader is not None else None
        if value is not None and value is not False:
            rules[name] = value
    plain = declared.make(OwnField(own.entity, own.key, own.label, kind=own.kind, rules=rules))
    for name in (each for each in ("min", "max") if each in said):
        if (bound := plain.read(said[name], context).value) is not None:
            rules[name] = plain.to_db(bound)
    if "min" in rules and "max" in rules and rules["min"] > rules["max"]:
        raise InvalidValueError(_("The least is more than the most; exchange them."))
    if "default" in said:
        bounded = kind_of(OwnField(own.entity, own.key, own.label, kind=own.kind, rules=rules))
        if (value := bounded.read(said["default"], context).value) is not None:
            rules["default"] = bounded.to_db(value)
    return rules


def rules_of(own: OwnField) -> dict[str, Any]:
    """Give the rules of a field as values, in the order of `RULES`."""
    kind = kind_of(own)
    held = {name: own.rules[name] for name in RULES if name in own.rules}
    return {name: kind.from_db(value) if name in _BY_KIND else value for name, value in held.items()}


def rules_said(own: OwnField) -> dict[str, Any]:
    """Give the rules of a field as a person writes them, the opposite of `read_rules`."""
    kind = kind_of(own)
    return {name: kind.show(value) if name in _BY_KIND else value for name, value in rules_of(own).items()}
