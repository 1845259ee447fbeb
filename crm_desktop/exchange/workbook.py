"""What a spreadsheet is once it has been read, whatever its format was: sheets of rows of cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from crm_desktop.fields.kind import CellValue

Row = list[CellValue]
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
    """

    name: str
    rows: list[Row]
    visible: bool = True
    cut: bool = False
    joined: Mapping[int, str] = field(default_factory=dict)
    ragged: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Workbook:
    """A spreadsheet file that was read; `encoding` is empty for formats that know their own.

    `left_out` says what a sheet has no room for, such as the pictures of an address book.
    """

    path: Path
    format: str
    encoding: str
    sheets: tuple[Sheet, ...]
    left_out: tuple[str, ...] = ()


def fill_down(rows: list[Row], merged: list[Merged]) -> None:
    """Repeat the text of cells merged over several rows in each of these rows.

    Only downwards: one customer merged over two contacts means both rows, while a text merged
    over two columns is not a value of the second column.
    """
    for top, left, bottom, _right in merged:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for row in rows[top + 1 : bottom + 1]:
            row.extend([None] * (left + 1 - len(row)))
            row[left] = value
