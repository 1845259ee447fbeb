"""Decimal numbers as people write them: 1,234.5, 1.2万, (120.00)."""

import functools
import re
from decimal import ROUND_HALF_UP, Decimal

from crm_desktop.base.i18n import _
from crm_desktop.fields.clean import digits_lost, refuse_rounded
from crm_desktop.fields.kind import TRUSTED_DIGITS, RefusedError

PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
_NUMBER = re.compile(r"([+-]?)\s*((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)\s*([万亿千百]?)")
_TIMES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
LARGEST = Decimal(10) ** 14  # what fits a column of 64 bits at four places


def read_decimal(raw: object, text: str) -> Decimal:
    """Read a number cell, or the text of one without marks of currency; raises `RefusedError`."""
    if isinstance(raw, Decimal):
        return _in_range(raw, text)
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        if abs(raw) >= 10**TRUSTED_DIGITS:
            raise digits_lost(raw)
        # fifteen digits are all that a spreadsheet kept; the rest is noise of binary fractions
        return _in_range(Decimal(f"{raw:.{TRUSTED_DIGITS}g}"), text)
    if PLAIN.fullmatch(text):
        return _in_range(Decimal(text), text)
    written = refuse_rounded(text).replace("\u2212", "-").strip()
    negative = written[:1] == "(" and written[-1:] == ")"
    match = _NUMBER.fullmatch(written[1:-1].strip() if negative else written)
    if not match or (negative and match[1]):
        raise RefusedError("not_a_number", _("“{raw}” is not a number; write it like 1,234.50.").format(raw=text))
    number = Decimal(match[2].replace(",", "")) * _TIMES[match[3]]
    return _in_range(-number if negative or match[1] == "-" else number, text)


def refuse_places(number: Decimal, places: int, text: str, unit: str = "") -> Decimal:
    """Give the number back, unless it has more decimal places than are kept."""
    cut = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if cut != number:
        message = _("“{raw}” has more decimal places than the {places} that are kept.").format(raw=text, places=places)
        raise RefusedError("too_many_places", message, f"{cut:f}{unit}")
    return cut


def plain_decimal(number: Decimal) -> Decimal:
    """Give the number without zeros at the end of its decimal places."""
    return (number.to_integral_value() if number == number.to_integral_value() else number.normalize()) + 0


def grouped(number: Decimal, least_places: int) -> str:
    """Write 1234.5 as 1,234.50, with at least so many decimal places and never fewer than it has."""
    places = max(least_places, -int(plain_decimal(number).as_tuple().exponent))
    return f"{number:,.{places}f}"


@functools.cache
def currency_places(currency: str) -> int:
    """Give the decimal places of a currency: 2 for CNY, 0 for JPY, 3 for KWD."""
    from babel.numbers import get_currency_precision

    return int(get_currency_precision(currency))


def _in_range(number: Decimal, text: str) -> Decimal:
    if not number.is_finite() or abs(number) >= LARGEST:
        raise RefusedError("too_large", _("“{raw}” is too large to be kept.").format(raw=text))
    return number
