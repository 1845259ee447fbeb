"""A whole number."""

import re
from typing import ClassVar, Literal

from sqlalchemy.types import BigInteger

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.clean import rewritten, typed
from crm_desktop.fields.kind import Cell, Context, Kind, Read, RefusedError
from crm_desktop.fields.written_numbers import read_decimal

_PLAIN = re.compile(r"-?(?:0|[1-9]\d{0,14})")
_UNIT = re.compile(r"(?<=\d)\s*(?:天|日|分钟?|days?|d|min(?:ute)?s?)$", re.IGNORECASE)


class Whole(Kind[int]):
    """A whole number from `least` to `most`; `unit` says what is counted: "{n} min"."""

    name = "whole"
    label = N_("Whole number")
    accepts = N_("A whole number.")
    example = "30"
    align: ClassVar[Literal["left", "right"]] = "right"

    def __init__(self, least: int = 0, most: int = 2**53, unit: str = "") -> None:
        self.column_type = BigInteger()
        self.least = least
        self.most = most
        self.unit = unit

    def parse(self, raw: object, context: Context) -> Read[int]:
        if isinstance(raw, str) and _PLAIN.fullmatch(raw):
            return Read(self._inside(int(raw)))
        text = typed(raw)
        number = read_decimal(raw, _UNIT.sub("", text))
        if number != number.to_integral_value():
            message = _("“{raw}” is not a whole number.").format(raw=text)
            raise RefusedError("not_whole", message, self.show(int(number.to_integral_value())))
        value = self._inside(int(number))
        return Read(value, rewritten(raw, self.show(value)))

    def _inside(self, value: int) -> int:
        if self.least <= value <= self.most:
            return value
        message = _("{value} is outside {least} to {most}.")
        raise RefusedError("outside", message.format(value=value, least=self.least, most=self.most))

    def show(self, value: int) -> str:
        return _(self.unit).format(n=value) if self.unit else str(value)

    def cell(self, value: int) -> Cell:
        return Cell(value, "0")
