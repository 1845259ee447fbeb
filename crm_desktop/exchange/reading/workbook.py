"""What a spreadsheet is once it has been read, whatever its format was: sheets of rows of cells.

The reading child starts with this module for every workbook, so it loads nothing that takes time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desktop.fields.kind import CellValue, Note

Row = list["CellValue"]
Place = tuple[int, int]  # row and column, from 0
Merged = tuple[int, int, int, int]  # first row, first column, last row, last column, from 0

MAX_FILE_BYTES = 64 * 2**20
MAX_UNPACKED_BYTES = 512 * 2**20
MAX_ROWS = 300_000
MAX_COLUMNS = 1_024


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `rows[0]` is its first row, rows may differ in length, merged cells are filled down.

    `cut` tells that cells beyond the stated limits were left out, `joined` what was put together in
    rows where a comma inside a value had split it (row index to the joined text), and `ragged`
    names the rows that are longer than the table and could not be mended.

    `merged`, `notes`, `hidden_rows`, `hidden_columns` and `without_results` (formulas whose results were
    not saved) name cells, rows and columns from 0. `told` is what is to be said of the reading itself.
    """

    name: str
    rows: list[Row]
    visible: bool = True
    cut: bool = False
    joined: Mapping[int, str] = field(default_factory=dict)
    ragged: frozenset[int] = frozenset()
    merged: tuple[Merged, ...] = ()
    notes: Mapping[Place, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    without_results: tuple[Place, ...] = ()
    told: "tuple[Note, ...]" = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """A spreadsheet file that was read; `encoding` and `delimiter` are empty for formats without them.

    `format` is xlsx, xlsb, ods, xls, html, mhtml, xml, vcf or csv: what the file is, whatever its name says.
    """

    path: Path
    format: str
    encoding: str
    sheets: tuple[Sheet, ...]
    delimiter: str = ""


def fill_down(rows: list[Row], merged: list[Merged]) -> None:
    """Repeat the text of cells merged over several rows in each of these rows.

    Only downwards: one customer merged over two contacts means both rows, while a text merged
    over two columns is not a value of the second column (in headings it is, see `heading_lines`).
    """
    for top, left, bottom, _right in merged:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for row in rows[top + 1 : bottom + 1]:
            row.extend([None] * (left + 1 - len(row)))
            row[left] = value
