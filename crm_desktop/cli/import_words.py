"""The words by which a command says how a sheet is to be read: Heading=field, Heading:重点=A, Heading=dmy."""

import argparse
from collections.abc import Iterable, Mapping
from typing import get_args

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.exchange.importing.choices import ColumnKey
from crm_desktop.fields.kind import DateOrder


def read_mapping(said: Iterable[str]) -> dict[ColumnKey, str | None]:
    """Read what columns mean: “Heading=field”, “Heading=” to leave one out. Raises `InvalidValueError`."""
    mapping: dict[ColumnKey, str | None] = {}
    for word in said:
        heading, equals, target = word.rpartition("=")
        if not equals:
            raise InvalidValueError(_("“{word}” is no Heading=field.").format(word=word))
        mapping[heading] = target.strip() or None
    return mapping


def read_values(said: Iterable[str]) -> dict[ColumnKey, Mapping[str, str]]:
    """Read what cells of a column are read as: “Heading:重点=A”. Raises `InvalidValueError`."""
    values: dict[ColumnKey, Mapping[str, str]] = {}
    for word in said:
        cell, equals, value = word.rpartition("=")
        heading, colon, text = cell.partition(":")
        if not equals or not colon:
            raise InvalidValueError(_("“{word}” is no Heading:text=value.").format(word=word))
        values[heading] = {**values.get(heading, {}), text: value.strip()}
    return values


def date_order(word: str) -> tuple[str, DateOrder]:
    """Read “dmy”, or “Heading=dmy” for one column; raises `argparse.ArgumentTypeError`."""
    heading, _equals, said = word.rpartition("=")
    for order in get_args(DateOrder):
        if said == order:
            return heading, order
    message = _("“{word}” is neither ymd, dmy or mdy nor Heading=dmy.")
    raise argparse.ArgumentTypeError(message.format(word=word))
