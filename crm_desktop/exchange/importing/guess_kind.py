"""Guesses of what kind the cells of a column are, for a field that is made of it."""

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from crm_desktop.fields.empty import empty_markers
from crm_desktop.fields.kind import CellValue, Context, Kind, RefusedError, plain_text
from crm_desktop.fields.kinds.date import Date
from crm_desktop.fields.kinds.email import Email
from crm_desktop.fields.kinds.number import Number
from crm_desktop.fields.kinds.phone import Phone
from crm_desktop.fields.kinds.url import Url
from crm_desktop.fields.kinds.yes_no import YesNo
from crm_desktop.fields.own_kinds import LONGEST

_DIGITS = re.compile(r"\d+")
_CODE = re.compile(r"0\d+|[+-]?\d{11,}")  # a number that is a name: its zeros, or all of its digits, are meant
_MARKED_URL = re.compile(r"(?:https?://|www\.)", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d\s()-]{7,20}(?:[-转x#]\s*\d+)?")


def guessed_kind(cells: Sequence[CellValue]) -> str:
    """Name the kind (of `own_kinds`) that every filled cell fits; text where none does."""
    nothing = empty_markers(cells)
    filled = [each for each in cells if each is not None and not (isinstance(each, str) and _is_nothing(each, nothing))]
    if not filled:
        return "text"
    for name, fits in _GUESSES:
        if all(fits(each) for each in filled):
            return name
    return "long_text" if any(isinstance(each, str) and _is_long(each) for each in filled) else "text"


def _is_nothing(text: str, nothing: frozenset[str]) -> bool:
    return text.strip() in {"", *nothing}


def _is_long(text: str) -> bool:
    return "\n" in text.strip() or len(text) > LONGEST


def _is_yes_no(cell: CellValue) -> bool:
    if isinstance(cell, bool):
        return True
    return isinstance(cell, str) and not _DIGITS.fullmatch(cell.strip()) and _reads(_YES_NO, cell)


def _is_date(cell: CellValue) -> bool:
    if isinstance(cell, (dt.date, dt.datetime)):
        return True
    return isinstance(cell, str) and not _DIGITS.fullmatch(cell.strip()) and _reads(_DATE, cell)


def _is_number(cell: CellValue) -> bool:
    if isinstance(cell, bool) or not isinstance(cell, (int, float, Decimal, str)):
        return False
    return not _CODE.fullmatch(plain_text(cell).strip()) and _reads(_NUMBER, cell)


def _is_phone(cell: CellValue) -> bool:
    text = plain_text(cell).strip()
    return _PHONE.fullmatch(text) is not None and _reads(_PHONE_KIND, text)


def _is_email(cell: CellValue) -> bool:
    return isinstance(cell, str) and "@" in cell and _reads(_EMAIL, cell)


def _is_url(cell: CellValue) -> bool:
    return isinstance(cell, str) and _MARKED_URL.match(cell.strip()) is not None and _reads(_URL, cell)


def _reads(kind: Kind[Any], cell: CellValue) -> bool:
    try:
        kind.read(cell, _CONTEXT)
    except RefusedError:
        return False
    return True


_CONTEXT = Context()
_YES_NO, _DATE, _NUMBER, _PHONE_KIND, _EMAIL, _URL = YesNo(), Date(), Number(), Phone(), Email(), Url()
_GUESSES = (
    ("yes_no", _is_yes_no),
    ("date", _is_date),
    ("number", _is_number),
    ("phone", _is_phone),
    ("email", _is_email),
    ("url", _is_url),
)
