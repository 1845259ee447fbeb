"""Writes tables to a workbook in which every text is a text cell, every number a number, every date a date."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from crm_desktop.base.errors import TooLargeError
from crm_desktop.base.i18n import _
from crm_desktop.exchange.writing.sheet_xml import RowSpeller, finish, frame
from crm_desktop.exchange.writing.table_writer import CellRow, Column, Written
from crm_desktop.fields.kind import Cell, plain_text

WIDEST = 48
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # of a sheet, Excel's limits
_BATCH = 500  # rows that go into the archive together


class XlsxWriter:
    """Writes sheets straight into the archive at `path`; `save` makes it a workbook, `drop` gives it up."""

    def __init__(self, path: Path, written: Written) -> None:
        from openpyxl import Workbook

        self._book = Workbook(write_only=True)
        self._archive = ZipFile(path, "w", ZIP_DEFLATED)
        self._written = written

    def write(self, name: str, columns: Sequence[Column], rows: Iterable[CellRow]) -> None:
        """Write a table as a sheet; raises `TooLargeError` where it does not fit into one."""
        from openpyxl.utils import get_column_letter

        if len(columns) > MOST_COLUMNS:
            raise _too_wide(len(columns))
        sheet = self._book.create_sheet(sheet_name(name))
        first, rest = _first_and_all(rows)
        letters = [get_column_letter(at + 1) for at in range(len(columns))]
        for at, column in enumerate(columns):
            width = column_width(column.heading, [row[at] for row in first])
            sheet.column_dimensions[letters[at]].width = width
        sheet.freeze_panes = "A2"
        number = 1
        with self._archive.open(f"xl/worksheets/sheet{len(self._book.worksheets)}.xml", "w", force_zip64=True) as out:
            speller = RowSpeller(sheet, columns, letters, self._written)
            out.write(frame(sheet)[0])
            out.write(speller.headings().encode())
            for batch in _batches(rest):
                if number + len(batch) > MOST_ROWS:
                    raise _too_long()
                spelt = [speller.row(at, row) for at, row in enumerate(batch, number + 1)]
                out.write("".join(spelt).encode())
                number += len(batch)
            sheet.auto_filter.ref = f"A1:{get_column_letter(max(1, len(columns)))}{number}"
            out.write(frame(sheet)[1])
        self._written.rows += number - 1

    def save(self) -> None:
        """Write the rest of the workbook."""
        finish(self._book, self._archive)

    def drop(self) -> None:
        """Let go of the file, which is no workbook yet."""
        self._archive.close()


def sheet_name(name: str) -> str:
    """Give a name that a sheet may have."""
    return re.sub(r"[\[\]:*?/\\]", " ", name)[:31] or "Sheet"


def column_width(heading: str, cells: Iterable[Cell | None]) -> float:
    """Give how wide a column must be, in characters, to show its heading and its first cells."""
    texts = (plain_text(cell.value) for cell in cells if cell is not None and cell.value is not None)
    longest = max((_display_width(line) for text in texts for line in text.split("\n")[:1]), default=0)
    return min(WIDEST, max(_display_width(heading) + 4, longest + 2, 8))


def _display_width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text[:WIDEST])


def _first_and_all(rows: Iterable[CellRow]) -> tuple[list[CellRow], Iterator[CellRow]]:
    """Look at the first rows, for the widths, and give all of them."""
    source = iter(rows)
    first = list(islice(source, 100))
    return first, chain(first, source)


def _batches(rows: Iterator[CellRow]) -> Iterator[list[Any]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch


def _too_wide(columns: int) -> TooLargeError:
    message = _("The table needs {n} columns; a sheet holds {most}. Choose fewer columns.")
    return TooLargeError(message.format(n=f"{columns:,}", most=f"{MOST_COLUMNS:,}"))


def _too_long() -> TooLargeError:
    message = _("A sheet holds {most} rows at most. Filter the list and export it in parts.")
    return TooLargeError(message.format(most=f"{MOST_ROWS - 1:,}"))
