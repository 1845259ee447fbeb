"""A quantity of something."""

import re
from decimal import Decimal
from typing import ClassVar, Literal

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.clean import rewritten, typed
from crm_desktop.fields.columns import PLACES, ExactDecimal
from crm_desktop.fields.kind import Cell, Context, Kind, Read, RefusedError
from crm_desktop.fields.written_numbers import PLAIN, grouped, plain_decimal, read_decimal, refuse_places

_UNIT = re.compile(r"(?<=[\d.万])\s*(?![万亿千百])[^\W\d_]{1,8}$")  # 12 箱, 3.5kg


class Quantity(Kind[Decimal]):
    """An exact number of up to four decimal places; a unit behind it is dropped. `returns` may be negative."""

    name = "quantity"
    label = N_("Quantity")
    accepts = N_("A number.")
    example = "12.5"
    align: ClassVar[Literal["left", "right"]] = "right"

    def __init__(self, *, returns: bool = False) -> None:
        self.column_type = ExactDecimal()
        self.returns = returns

    def parse(self, raw: object, context: Context) -> Read[Decimal]:
        text = typed(raw)
        number = text if not isinstance(raw, str) or PLAIN.fullmatch(text) else _UNIT.sub("", text)
        value = plain_decimal(refuse_places(read_decimal(raw, number), PLACES, text))
        if value == 0:
            raise RefusedError("zero", _("A quantity is not zero."))
        if value < 0 and not self.returns:
            raise RefusedError("negative", _("A quantity is not negative, except in a return."), self.show(-value))
        return Read(value, () if PLAIN.fullmatch(text) and text == raw else rewritten(raw, self.show(value)))

    def show(self, value: Decimal) -> str:
        return grouped(value, 0)

    def cell(self, value: Decimal) -> Cell:
        return Cell(value, "#,##0.####")
