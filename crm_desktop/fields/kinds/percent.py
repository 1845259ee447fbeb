"""A percentage or a discount."""

import re
from decimal import Decimal
from typing import ClassVar, Literal

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.clean import rewritten, typed
from crm_desktop.fields.columns import PLACES, ExactDecimal
from crm_desktop.fields.kind import Cell, Context, Kind, Read, RefusedError
from crm_desktop.fields.written_numbers import plain_decimal, read_decimal, refuse_places

_OFF = re.compile(r"(\d{1,2}|\d\.\d{1,2})\s*折")


class Percent(Kind[Decimal]):
    """A part of one, from 0 to 1: 15%, 0.15 and 85折 (a price of 85 %, 15 % off) are all `0.15`."""

    name = "percent"
    label = N_("Percent")
    accepts = N_("A percentage like 12.5 %.")
    align: ClassVar[Literal["left", "right"]] = "right"

    def __init__(self) -> None:
        self.column_type = ExactDecimal()

    def parse(self, raw: object, context: Context) -> Read[Decimal]:
        text = typed(raw)
        value = refuse_places(_part_of_one(raw, text) * 100, PLACES - 2, text, "%") / 100
        if not 0 <= value <= 1:
            raise RefusedError("outside", _("“{raw}” is outside 0 to 100 %.").format(raw=text))
        value = plain_decimal(value)
        return Read(value, rewritten(raw, self.show(value)))

    def show(self, value: Decimal) -> str:
        return f"{plain_decimal(value * 100):f}%"

    def cell(self, value: Decimal) -> Cell:
        return Cell(value, "0.##%")


def _part_of_one(raw: object, text: str) -> Decimal:
    if text[-1:] in {"%", "％"}:
        return read_decimal(text, text[:-1].strip()) / 100
    if match := _OFF.fullmatch(text):
        price = Decimal(match[1])
        return 1 - price / (10 if price < 10 else 100)
    number = read_decimal(raw, text)
    if isinstance(raw, str) and number == 1:
        raise RefusedError("ambiguous_percent", _("“1” may be 1 % or all; write 1% or 100%."), "1%")
    return number if number <= 1 else number / 100
