"""Puts the cells that a person mended in place of the sheet's, before anything reads them."""

from collections.abc import Mapping
from dataclasses import replace

from crm_desktop.exchange.importing.choices import RowChoice
from crm_desktop.exchange.importing.import_result import SheetMatch
from crm_desktop.exchange.reading.workbook import Row
from crm_desktop.fields.kind import CellValue


def with_mended(sheet: SheetMatch, rows: Mapping[tuple[str, int], RowChoice]) -> SheetMatch:
    """Give a sheet with its mended cells; a row that a person went over is no longer one with cells too many."""
    mended = {row: choice.cells for (name, row), choice in rows.items() if name == sheet.table.sheet and choice.cells}
    if not mended:
        return sheet
    table = sheet.table
    cells = [
        _mended(row, mended[number]) if number in mended else row
        for number, row in zip(table.numbers, table.rows, strict=True)
    ]
    joined = {number: text for number, text in table.joined.items() if number not in mended}
    return replace(sheet, table=replace(table, rows=cells, joined=joined, ragged=table.ragged - mended.keys()))


def _mended(row: Row, cells: Mapping[int, CellValue]) -> Row:
    return [cells.get(at, cell) for at, cell in enumerate(row)]
