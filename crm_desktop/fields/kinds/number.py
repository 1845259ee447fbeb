"""A number with a unit of the user's own."""

import re
from decimal import Decimal
from typing import ClassVar, Literal

from crm_desktop.base.i18n import N_
from crm_desktop.fields.clean import rewritten, typed
from crm_desktop.fields.columns import PLACES, ExactDecimal
from crm_desktop.fields.kind import Cell, Context, Kind, Read
from crm_desktop.fields.written_numbers import PLAIN, grouped, plain_decimal, read_decimal, refuse_places


class Number(Kind[Decimal]):
    """An exact number of at most `places` decimal places (0: a whole one); `unit` is shown behind it."""

    name = "number"
    label = N_("Decimal number")
    accepts = N_("A number.")
    example = "12"
    align: ClassVar[Literal["left", "right"]] = "right"

    def __init__(self, unit: str = "", places: int = PLACES) -> None:
        self.column_type = ExactDecimal()
        self.unit = unit
        self.places = places
        self._behind = re.compile(rf"\s*{re.escape(unit)}", re.IGNORECASE) if unit else None

    def parse(self, raw: object, context: Context) -> Read[Decimal]:
        text = typed(raw)
        number = text
        if self._behind and not PLAIN.fullmatch(text):
            number = self._behind.sub("", text) if text.casefold().endswith(self.unit.casefold()) else text
        value = plain_decimal(refuse_places(read_decimal(raw, number), self.places, text))
        return Read(value, () if PLAIN.fullmatch(text) and text == raw else rewritten(raw, self.show(value)))

    def show(self, value: Decimal) -> str:
        return f"{grouped(value, 0)} {self.unit}" if self.unit else grouped(value, 0)

    def cell(self, value: Decimal) -> Cell:
        return Cell(value, "#,##0.####" if self.places else "#,##0")
