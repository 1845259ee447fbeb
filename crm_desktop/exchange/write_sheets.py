"""Writes tables to xlsx or csv so that nothing in them can act as a formula, under their name only when whole."""

import csv
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any, Protocol

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.fields.kind import Cell, plain_text
from crm_desktop.services.written_file import check_place
from crm_desktop.storage.driver_errors import spoken

CellRow = Sequence[Cell | None]
LONGEST = 32_767  # characters of a cell, Excel's limit
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# Spreadsheet programs take texts that begin so for formulas; an apostrophe would be taken away again, so it counts too.
_RISKY = re.compile(r"[=+\-@\t\r＝＋－＠]|'(?=['=+\-@\t\r0-9＝＋－＠])")
WIDEST = 48


@dataclass(frozen=True, slots=True)
class Lossy:
    """A cell that could not be written as it is, and why."""

    sheet: str
    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and whether its cells are codes that must stay text."""

    heading: str
    code: bool = False


@dataclass(slots=True)
class Written:
    """What was written: rows in all, and what was cut or changed."""

    rows: int = 0
    lossy: list[Lossy] = field(default_factory=list)


class TableWriter(Protocol):
    """Takes one table after the other."""

    def write(self, name: str, columns: Sequence[Column], rows: Iterable[CellRow]) -> None:
        """Write a table under the name of its sheet."""


def check_target(path: Path) -> None:
    """Raise the error of a place or a name that no table can be written to, before any work is done for it."""
    if path.suffix.lower() not in {".xlsx", ".csv"}:
        raise InvalidValueError(_("Choose a name that ends in .xlsx or .csv."))
    check_place(path)


@contextmanager
def open_writer(path: Path) -> Iterator[tuple[TableWriter, Written]]:
    """Write to a temporary file that takes the name `path` at the end; raises `InvalidValueError` for other kinds."""
    check_target(path)
    written = Written()
    temporary = path.with_name(f".{path.name}.part")
    with spoken(path):
        try:
            match path.suffix.lower():
                case ".xlsx":
                    workbook = _Xlsx(written)
                    yield workbook, written
                    workbook.save(temporary)
                case _:
                    with temporary.open("w", encoding="utf-8-sig", newline="") as stream:
                        yield _Csv(stream, written), written
            with temporary.open("rb+") as stream:
                os.fsync(stream.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


class _Xlsx:
    """Writes sheets of a workbook row by row."""

    def __init__(self, written: Written) -> None:
        from openpyxl import Workbook

        self._book = Workbook(write_only=True)
        self._written = written

    def write(self, name: str, columns: Sequence[Column], rows: Iterable[CellRow]) -> None:
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter

        sheet = self._book.create_sheet(_sheet_name(name))
        first, rest = _first_and_all(rows)
        for at, column in enumerate(columns):
            width = _width(column.heading, [row[at] for row in first])
            sheet.column_dimensions[get_column_letter(at + 1)].width = width
        sheet.freeze_panes = "A2"
        make = _CellMaker(sheet)
        sheet.append([make.text(column.heading, "General", Font(bold=True)) for column in columns])
        number = 1
        for number, row in enumerate(rest, 2):
            sheet.append([self._cell(make, cell, columns[at], name, number) for at, cell in enumerate(row)])
        sheet.auto_filter.ref = f"A1:{get_column_letter(max(1, len(columns)))}{number}"
        self._written.rows += number - 1

    def _cell(self, make: "_CellMaker", cell: Cell | None, column: Column, sheet: str, row: int) -> Any:
        if cell is None or cell.value is None:
            return None
        if isinstance(cell.value, str):
            text = _safe_text(cell.value, column, sheet, row, self._written)
            return make.text(text, "@" if column.code else "General")
        return make.value(cell)

    def save(self, path: Path) -> None:
        """Write the file."""
        self._book.save(path)


class _CellMaker:
    """Makes cells of a sheet; every text is a text cell, so that `=1+1` and `#N/A` stay texts."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._styles: dict[str, Any] = {}

    def text(self, text: str, number_format: str, font: Any = None) -> Any:
        """Make a cell of text."""
        if font is None and number_format == "General" and text[:1] not in {"=", "#"}:
            return text
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(self._sheet, text)
        cell.data_type = "s"
        if font is not None:
            cell.font = font
        return self._styled(cell, number_format)

    def value(self, cell: Cell) -> Any:
        """Make a cell of a number, a date or a yes."""
        from openpyxl.cell import WriteOnlyCell

        value = float(cell.value) if isinstance(cell.value, Decimal) and _is_exact(cell.value) else cell.value
        return self._styled(WriteOnlyCell(self._sheet, value), cell.number_format)

    def _styled(self, cell: Any, number_format: str) -> Any:
        if number_format == "General":
            return cell
        if number_format not in self._styles:
            cell.number_format = number_format
            self._styles[number_format] = copy(cell._style)  # noqa: SLF001 - openpyxl's own way is a look-up for each cell
        else:
            cell._style = self._styles[number_format]  # noqa: SLF001
        return cell


class _Csv:
    """Writes one table as comma-separated UTF-8 with its mark, which Excel and WPS open right."""

    def __init__(self, stream: Any, written: Written) -> None:
        self._writer = csv.writer(stream)
        self._written = written
        self._used = False

    def write(self, name: str, columns: Sequence[Column], rows: Iterable[CellRow]) -> None:
        if self._used:
            raise InvalidValueError(_("A CSV file holds one table only. Choose a name that ends in .xlsx."))
        self._used = True
        self._writer.writerow([_quoted(column.heading) for column in columns])
        for number, row in enumerate(rows, 2):
            self._writer.writerow([self._cell(cell, columns[at], name, number) for at, cell in enumerate(row)])
            self._written.rows += 1

    def _cell(self, cell: Cell | None, column: Column, sheet: str, row: int) -> str:
        if cell is None or cell.value is None:
            return ""
        if isinstance(cell.value, str):
            return _quoted(_safe_text(cell.value, column, sheet, row, self._written))
        return format(cell.value, "f") if isinstance(cell.value, Decimal) else plain_text(cell.value)


def _quoted(text: str) -> str:
    return f"'{text}" if _RISKY.match(text) else text


def _is_exact(value: Decimal) -> bool:
    return len(value.as_tuple().digits) <= 15


def _safe_text(text: str, column: Column, sheet: str, row: int, written: Written) -> str:
    """Give the text as a cell can hold it, and list what had to go."""
    if _CONTROL.search(text):
        message = _("Control characters were left out.")
        written.lossy.append(Lossy(sheet, row, column.heading, message))
        text = _CONTROL.sub("", text)
    if len(text) > LONGEST:
        message = _("Cut to 32,767 characters, which is all that a cell can hold; it has {n}.")
        written.lossy.append(Lossy(sheet, row, column.heading, message.format(n=f"{len(text):,}")))
        text = text[:LONGEST]
    return text


def _sheet_name(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", name)[:31] or "Sheet"


def _first_and_all(rows: Iterable[CellRow]) -> tuple[list[CellRow], Iterator[CellRow]]:
    """Look at the first rows, for the widths, and give all of them."""
    source = iter(rows)
    first = list(islice(source, 100))
    return first, chain(first, source)


def _width(heading: str, cells: Iterable[Cell | None]) -> float:
    texts = (plain_text(cell.value) for cell in cells if cell is not None and cell.value is not None)
    longest = max((_display_width(line) for text in texts for line in text.split("\n")[:1]), default=0)
    return min(WIDEST, max(_display_width(heading) + 4, longest + 2, 8))


def _display_width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text[:WIDEST])
