"""Finds the table in a sheet: the row of headings below title rows, and the rows that are data."""

from collections.abc import Callable
from dataclasses import dataclass

from crm_desktop.base.i18n import N_, _
from crm_desktop.exchange.reading import table_remarks
from crm_desktop.exchange.reading.cells import (
    column_letters,
    could_be_headings,
    filled,
    is_blank,
    normal_heading,
    texts_of,
)
from crm_desktop.exchange.reading.heading_lines import Headings, header_row_of, read_headings
from crm_desktop.exchange.reading.table_body import Body, Surroundings, read_body
from crm_desktop.exchange.reading.table_columns import beside, columns_of
from crm_desktop.exchange.reading.workbook import Row, Sheet
from crm_desktop.fields.kind import Note

__all__ = ["Table", "column_letters", "filled", "find_table", "is_blank", "normal_heading"]

LOOK_AT = 30  # rows; a title, an address, a date and some blank lines stand above a table, not more
CELL_NOTES = N_("Cell notes")


@dataclass(frozen=True, slots=True)
class Table:
    """The table of a sheet: its headings and its rows of data, each with its number in the sheet from 1.

    All rows are as wide as the headings; blank rows, blank columns, rows of totals and what else only serves
    the printed sheet are left out. `header_row` is the last of the `header_lines` lines of headings. Notes on cells
    are a last column of their own. `told` is what the user is to know of all this.
    """

    sheet: str
    header_row: int
    headings: tuple[str, ...]
    letters: tuple[str, ...]
    rows: list[Row]
    numbers: list[int]
    joined: dict[int, str]  # by number in the sheet
    ragged: frozenset[int]  # by number in the sheet
    cut: bool = False  # cells beyond the limits were left out
    header_lines: int = 1
    told: tuple[Note, ...] = ()


def find_table(sheet: Sheet, is_known: Callable[[str], bool], header_row: int | None = None) -> Table | None:
    """Find the table of a sheet, or None where no row can be its headings.

    `is_known` tells whether a normalised heading is one we know; `header_row` (from 1) is the user's word.
    """
    index = header_row - 1 if header_row else header_row_of(sheet.rows, is_known, LOOK_AT)
    if index is None or index >= len(sheet.rows):
        return None
    lines = read_headings(sheet, index, is_known)
    body = _body(sheet, lines, sheet.rows, is_known)
    columns = columns_of(lines.texts, [row for _number, row in body.rows])
    apart = beside(columns, lines.texts, [row for _number, row in body.rows], is_known)
    if apart:
        columns = [at for at in columns if at not in set(apart)]
        first, end = columns[0], columns[-1] + 1
        # What stands beside it must not keep rows in the table that are blank in it.
        rows = [[value if first <= at else None for at, value in enumerate(row[:end])] for row in sheet.rows]
        body = _body(sheet, Headings(lines.first, lines.last, lines.texts[:end]), rows, is_known)
    headings = [lines.texts[at] if at < len(lines.texts) else "" for at in columns]
    kept = {number: _cells_of(row, columns) for number, row in body.rows}
    letters = [column_letters(at) for at in columns]
    told = [*sheet.told, *_told_of_place(sheet, lines, body, apart), *_told_of_cells(sheet, kept, columns)]
    if noted := _notes(sheet, kept, dict(zip(columns, headings, strict=True))):
        kept = {number: [*row, noted.get(number)] for number, row in kept.items()}
        headings.append(_(CELL_NOTES))
        letters.append(column_letters(max([*columns, *(len(row) - 1 for row in sheet.rows)]) + 1))
        told.append(table_remarks.cell_notes(len(noted), _(CELL_NOTES)))
    return Table(
        sheet=sheet.name,
        header_row=lines.last + 1,
        headings=tuple(headings),
        letters=tuple(letters),
        rows=list(kept.values()),
        numbers=list(kept),
        joined={at + 1: text for at, text in sheet.joined.items()},
        ragged=frozenset(at + 1 for at in sheet.ragged),
        cut=sheet.cut,
        header_lines=lines.last - lines.first + 1,
        told=tuple(told),
    )


def _cells_of(row: Row, columns: list[int]) -> Row:
    """Give the cells of the table's columns: the row itself where it has no others, for there may be a million."""
    if len(row) == len(columns) == columns[-1] + 1:
        return row
    return [row[at] if at < len(row) else None for at in columns]


def _body(sheet: Sheet, lines: Headings, rows: list[Row], is_known: Callable[[str], bool]) -> Body:
    titles = {text for row in rows[max(0, lines.first - LOOK_AT) : lines.last] for text in texts_of(row)}
    width = sum(map(bool, lines.texts))
    across = {top for top, left, _bottom, right in sheet.merged if (right - left + 1) * 2 > max(width, 3)}
    return read_body(rows, Surroundings(lines.texts, lines.last, frozenset(titles), frozenset(across), is_known))


def _told_of_place(sheet: Sheet, lines: Headings, body: Body, apart: list[int]) -> list[Note]:
    """Say what else stands in the sheet, and which rows are no data."""
    told = [table_remarks.two_lines(lines.first + 1, lines.last + 1)] if lines.first < lines.last else []
    told += [table_remarks.rows_left_out(reason, rows) for reason, rows in body.left_out.items()]
    above = next((at for at, row in enumerate(sheet.rows[: lines.first]) if could_be_headings(row)), None)
    if above is not None and any(len(row) - row.count(None) > 1 for row in sheet.rows[above + 1 : lines.first]):
        told.append(table_remarks.another_above(above + 1))
    if body.another:
        told.append(table_remarks.another_below(body.another))
    if apart:
        told.append(table_remarks.another_beside(apart))
    return told


def _told_of_cells(sheet: Sheet, kept: dict[int, Row], columns: list[int]) -> list[Note]:
    """Say what is odd about the cells that were read."""
    told = []
    if hidden := [at + 1 for at in sheet.hidden_rows if at + 1 in kept]:
        told.append(table_remarks.hidden_rows(hidden))
    if unseen := [at for at in columns if at in sheet.hidden_columns]:
        told.append(table_remarks.hidden_columns(unseen))
    if down := sum(1 for top, left, bottom, _right in sheet.merged if _is_data(top, left, bottom, kept, columns)):
        told.append(table_remarks.merged_cells(down))
    if empty := sheet.without_results:
        first = f"{column_letters(empty[0][1])}{empty[0][0] + 1}"
        told.append(table_remarks.without_results(len(empty), first))
    return told


def _is_data(top: int, left: int, bottom: int, kept: dict[int, Row], columns: list[int]) -> bool:
    return bottom > top and left in columns and top + 1 in kept and top + 2 in kept


def _notes(sheet: Sheet, kept: dict[int, Row], headings: dict[int, str]) -> dict[int, str]:
    """Give the notes on the cells of each row; those on headings explain the sheet and are no data."""
    by_row: dict[int, list[tuple[str, str]]] = {}
    for (row, column), text in sorted(sheet.notes.items()):
        if row + 1 in kept and column in headings:
            by_row.setdefault(row + 1, []).append((headings[column], text))
    return {
        number: said[0][1] if len(said) == 1 else "\n".join(f"{heading}: {text}" for heading, text in said)
        for number, said in by_row.items()
    }
