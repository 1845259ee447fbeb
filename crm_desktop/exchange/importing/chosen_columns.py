"""Finds the columns of a table that a person's choices are about: by heading, by letter, by sheet and number."""

from collections.abc import Mapping
from typing import TypeVar

from crm_desktop.base.errors import UnknownFieldError
from crm_desktop.base.i18n import _
from crm_desktop.exchange.importing.choices import ColumnKey
from crm_desktop.exchange.reading.find_header import Table, normal_heading

Choice = TypeVar("Choice")


def chosen_columns(choices: Mapping[ColumnKey, Choice], table: Table, alone: bool) -> dict[int, Choice]:
    """Give the choices by column number; those for other sheets of the workbook are passed over.

    `alone` tells that no other sheet can be meant: then a heading that the table does not have raises
    `UnknownFieldError`. What is said by sheet and number goes before what is said by heading.
    """
    concerned = {key: choice for key, choice in choices.items() if _concerns(key, table, alone)}
    by_heading = {_column(key, table): concerned[key] for key in concerned if isinstance(key, str)}
    by_number = {_column(key, table): concerned[key] for key in concerned if not isinstance(key, str)}
    return by_heading | by_number


def _concerns(key: ColumnKey, table: Table, alone: bool) -> bool:
    """Tell whether a choice is about this table; one by heading is about each that has it, or the only one."""
    return key[0] == table.sheet if isinstance(key, tuple) else alone or key in table.headings


def _column(key: ColumnKey, table: Table) -> int:
    at = key[1] if isinstance(key, tuple) else column_named(key, table)
    if at is None or not 0 <= at < len(table.headings):
        known = ", ".join(heading for heading in table.headings if heading)
        message = _("There is no column “{heading}”. The sheet has: {known}.")
        raise UnknownFieldError(message.format(heading=key if isinstance(key, str) else key[1] + 1, known=known))
    return at


def column_named(heading: str, table: Table) -> int | None:
    """Find a column by its heading as it stands, by the same heading written otherwise, else by its letter."""
    if heading in table.headings:
        return table.headings.index(heading)
    normal = [normal_heading(each) for each in table.headings]
    if normal_heading(heading) in normal and normal_heading(heading):
        return normal.index(normal_heading(heading))
    return table.letters.index(heading.upper()) if heading.upper() in table.letters else None
