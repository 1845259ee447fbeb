"""What a foul spreadsheet is: a function that writes it, and the table that it must be read as."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from crm_desktop.exchange.reading.workbook import Row


@dataclass(frozen=True, slots=True)
class Foul:
    """What a foul file must be read as: headings, rows, and the codes of what is told."""

    headings: tuple[str, ...]
    rows: list[Row]
    told: tuple[str, ...] = ()
    name: str = "foul.xlsx"
    numbers: tuple[int, ...] = ()  # the rows' numbers in the sheet, where they matter


Make = Callable[[Path], Foul]
FOUL: list[Make] = []


def foul(make: Make) -> Make:
    """Add a workbook to the collection."""
    FOUL.append(make)
    return make


def book_of(*rows: Row) -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    return book, sheet
