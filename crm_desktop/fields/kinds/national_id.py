"""A national ID number (GB 11643-1999)."""

import re

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.clean import code_text, digits_lost, rewritten, rounded_to_fifteen
from crm_desktop.fields.kind import Cell, Context, Kind, Read, RefusedError
from crm_desktop.fields.written_dates import make_day

_NEW = re.compile(r"\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dX]")
_OLD = re.compile(r"[1-9]\d{5}(\d{2})(\d{2})(\d{2})\d{3}")


class NationalId(Kind[str]):
    """A number of 18 digits (the last may be X) or, before 1999, of 15; shown masked, written in full."""

    name = "national_id"
    label = N_("National ID")

    def parse(self, raw: object, context: Context) -> Read[str]:
        text = code_text(raw)
        number = "".join(text.split()).upper()
        match = _NEW.fullmatch(number) or _OLD.fullmatch(number)
        if not match:
            message = _("A national ID has 18 digits, the last of which may be X; “{raw}” has {count}.")
            raise RefusedError("wrong_length", message.format(raw=text, count=len(number)))
        if len(number) == 18 and not _fits(number):
            if rounded_to_fifteen(number):
                raise digits_lost(text)
            raise RefusedError(
                "bad_check_digit", _("The last digit of “{raw}” does not fit; a digit is wrong.").format(raw=text)
            )
        year = int(match[1]) if len(match[1]) == 4 else 1900 + int(match[1])
        make_day(year, int(match[2]), int(match[3]), number[6:-4] if len(number) == 18 else number[6:12])
        return Read(number, rewritten(raw, number))

    def show(self, value: str) -> str:
        return f"{value[:6]}{'*' * (len(value) - 10)}{value[-4:]}"

    def cell(self, value: str) -> Cell:
        return Cell(value, "@")


def _fits(number: str) -> bool:
    from stdnum.cn import ric

    return bool(ric.calc_check_digit(number) == number[-1])
