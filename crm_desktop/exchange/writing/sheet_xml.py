"""Spells the rows of a sheet as XML, at a fraction of openpyxl's cost; all else of the workbook is openpyxl's."""

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from crm_desktop.exchange.writing.table_writer import CellRow, Column, Written, is_risky, writable
from crm_desktop.fields.kind import Cell, plain_text

_EXACT_DIGITS = 15
_FIRST_DAY = dt.date(1900, 3, 1)  # before it Excel's count is off by a day, and before 1900 it has none
# A workbook spells characters that XML loses so; a text that looks like such a spelling must be spelt itself.
_SPELLING = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_PLAIN = re.compile(r"[^&<>\r\n\t _][^&<>\r_]*(?<![\s])")  # nothing to spell, no space at its ends


class RowSpeller:
    """Spells the rows of one sheet; each text is a text cell: `=1+1` and `#N/A` stay texts, also when edited."""

    def __init__(self, sheet: Any, columns: Sequence[Column], letters: Sequence[str], written: Written) -> None:
        self._sheet = sheet
        self._name = sheet.title
        self._columns = columns
        self._letters = letters
        self._written = written
        self._styles: dict[tuple[str, bool], str] = {}

    def headings(self) -> str:
        """Spell the first row, in bold."""
        from openpyxl.styles import Font

        bold = self._style_of("General", font=Font(bold=True))
        cells = [
            _text_cell(f"{letter}1", bold, writable(column.heading, column.heading, self._name, 1, self._written))
            for letter, column in zip(self._letters, self._columns, strict=True)
        ]
        return f'<row r="1">{"".join(cells)}</row>'

    def row(self, number: int, cells: CellRow) -> str:
        """Spell a row of data."""
        spelt = [
            self._cell(f"{self._letters[at]}{number}", number, self._columns[at], cell)
            for at, cell in enumerate(cells)
            if cell is not None and cell.value is not None
        ]
        return f'<row r="{number}">{"".join(spelt)}</row>'

    def _cell(self, place: str, row: int, column: Column, cell: Cell) -> str:
        value = cell.value
        if isinstance(value, str):
            return self._text(place, row, column, value)
        style = self._style(cell.number_format, quoted=False)
        if isinstance(value, bool):
            return f'<c r="{place}"{style} t="b"><v>{int(value)}</v></c>'
        number = _number(value)
        if number is None:
            return self._text(place, row, column, plain_text(value))
        return f'<c r="{place}"{style}><v>{number}</v></c>'

    def _text(self, place: str, row: int, column: Column, text: str) -> str:
        text = writable(text, column.heading, self._name, row, self._written)
        quoted = is_risky(text)
        return _text_cell(place, self._style("@" if column.code or quoted else "General", quoted=quoted), text)

    def _style(self, number_format: str, *, quoted: bool) -> str:
        known = self._styles.get((number_format, quoted))
        if known is None:
            known = self._styles[number_format, quoted] = self._style_of(number_format, quoted=quoted)
        return known

    def _style_of(self, number_format: str, *, quoted: bool = False, font: Any = None) -> str:
        """Give the attribute of a cell that has such a look, by the number under which openpyxl keeps it."""
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(self._sheet)
        cell.number_format = number_format
        cell.quotePrefix = quoted
        if font is not None:
            cell.font = font
        return f' s="{cell.style_id}"' if cell.style_id else ""


def _text_cell(place: str, style: str, text: str) -> str:
    if not _PLAIN.fullmatch(text):
        text = _SPELLING.sub("_x005F_", text).replace("\r", "_x000D_")
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return f'<c r="{place}"{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f'<c r="{place}"{style} t="inlineStr"><is><t>{text}</t></is></c>'


def _number(value: object) -> str | None:
    """Write a number or a day as a sheet keeps it; None where it would not be exact there."""
    match value:
        case int() | float():
            return repr(value)
        case Decimal():
            return format(value, "f") if len(value.as_tuple().digits) <= _EXACT_DIGITS else None
        case dt.date() if (value.date() if isinstance(value, dt.datetime) else value) >= _FIRST_DAY:
            from openpyxl.utils.datetime import to_excel

            return repr(to_excel(value))
    return None


def frame(sheet: Any) -> tuple[bytes, bytes]:
    """Give what stands before and behind the rows of an openpyxl sheet that has none."""
    from openpyxl.worksheet._writer import WorksheetWriter  # it has no public way to write a part

    out = BytesIO()
    writer = WorksheetWriter(sheet, out)
    writer.write_top()
    with writer.xf.send(True).element("sheetData"):
        pass
    writer.xf.send(None)
    writer.write_tail()
    writer.close()
    before, behind = re.split(rb"<sheetData\s*/>|<sheetData></sheetData>", out.getvalue())
    return before + b"<sheetData>", b"</sheetData>" + behind


def finish(book: Any, archive: ZipFile) -> None:
    """Write all of an openpyxl workbook but its sheets, which stand in the archive already, and close the archive."""
    from openpyxl.writer.excel import ExcelWriter

    writer = ExcelWriter(book, archive)
    writer.write_worksheet = partial(_is_written, writer)
    writer.save()


def _is_written(writer: Any, sheet: Any) -> None:
    writer.manifest.append(sheet)
