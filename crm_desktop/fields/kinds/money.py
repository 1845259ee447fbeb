"""An amount of money."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar, Literal

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.clean import rewritten, typed
from crm_desktop.fields.columns import ExactDecimal
from crm_desktop.fields.kind import Cell, Context, Kind, Read, RefusedError, warning
from crm_desktop.fields.kinds.currency import SIGNS
from crm_desktop.fields.written_numbers import (
    PLAIN,
    currency_places,
    grouped,
    plain_decimal,
    read_decimal,
    refuse_places,
)

_SIGN = "|".join(sorted((re.escape(sign) for sign in SIGNS), key=len, reverse=True))
_MARKED = re.compile(
    rf"(\(?-?)\s*(?P<before>{_SIGN}|[A-Z]{{3}}\b)?\s*([^A-Za-z]*?\d[^A-Za-z]*?)\s*(?P<after>{_SIGN}|[A-Z]{{3}})?(整?)(\)?)",
    re.IGNORECASE,
)


class Money(Kind[Decimal]):
    """An exact amount in the currency that the field `currency_field` of the record says.

    Where it says none the amount is in `Context.currency`.
    """

    name = "money"
    label = N_("Amount")
    accepts = N_("An amount as a number, without the sign of the currency.")
    example = "12000"
    align: ClassVar[Literal["left", "right"]] = "right"

    def __init__(self, currency_field: str = "", *, refunds: bool = False, currency: str = "") -> None:
        self.column_type = ExactDecimal()
        self.currency_field = self.needs = currency_field
        self.refunds = refunds
        self.currency = currency
        self._in: dict[str, Money] = {}

    def within(self, values: Mapping[str, Any]) -> "Money":
        currency = values.get(self.currency_field) or ""
        if currency == self.currency:
            return self
        if currency not in self._in:
            self._in[currency] = Money(self.currency_field, refunds=self.refunds, currency=currency)
        return self._in[currency]

    def parse(self, raw: object, context: Context) -> Read[Decimal]:
        currency = self.currency or context.currency
        text = typed(raw)
        number = text
        if isinstance(raw, str) and not PLAIN.fullmatch(text):
            number = _without_currency(text, currency)
        amount = refuse_places(read_decimal(raw, number), currency_places(currency), text)
        value = plain_decimal(amount)
        notes = () if isinstance(raw, str) and PLAIN.fullmatch(raw.strip()) else rewritten(raw, self.show(value))
        if value < 0 and not self.refunds:
            notes = (*notes, warning("negative", _("The amount is negative; is it a refund?")))
        return Read(value, notes)

    def show(self, value: Decimal) -> str:
        return grouped(value, currency_places(self.currency) if self.currency else 2)

    def cell(self, value: Decimal) -> Cell:
        return Cell(value, "#,##0.00##")


def _without_currency(text: str, currency: str) -> str:
    """Take the marks of currency off; raises `RefusedError` where they name another one."""
    match = _MARKED.fullmatch(text)
    if not match:
        return text
    for mark in filter(None, (match["before"], match["after"])):
        meant = SIGNS.get(mark.upper(), (mark.upper(),))
        if currency not in meant:
            message = _("The amount says {said}, its currency here is {currency}; change one of them.")
            raise RefusedError("other_currency", message.format(said=mark, currency=currency))
    return f"{match[1]}{match[3]}{match[6]}"
