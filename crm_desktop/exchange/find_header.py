"""Finds the table in a sheet: the row of headings below title rows, and the rows that are data."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from crm_desktop.exchange.example_row import EXAMPLE_WITHIN, is_example
from crm_desktop.exchange.workbook import Row, Sheet
from crm_desktop.fields.kind import CellValue, plain_text

LOOK_AT = 30  # rows; a title, an address, a date and some blank lines stand above a table, not more
TOTALS = re.compile(
    r"([合总小共累]\s*计|(grand |sub)?totals?|sum|共\s*\d+\s*[家个户条行人位])[:：]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Table:
    """The table of a sheet: its headings and its rows of data, each with its number in the sheet from 1.

    All rows are as wide as the headings; blank rows, blank columns and rows of totals are left out.
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


def normal_heading(text: str) -> str:
    """Give a heading without case, width, spaces and punctuation: “Contact-Name：” is contactname."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum() or character in "#№")


def find_table(sheet: Sheet, is_known: Callable[[str], bool], header_row: int | None = None) -> Table | None:
    """Find the table of a sheet, or None where no row can be its headings.

    `is_known` tells whether a normalised heading is one we know; `header_row` (from 1) is the user's word.
    """
    index = header_row - 1 if header_row else _header_index(sheet.rows, is_known)
    if index is None or index >= len(sheet.rows):
        return None
    header = sheet.rows[index]
    body = [(number, row) for number, row in enumerate(sheet.rows[index + 1 :], index + 2) if not is_blank(row)]
    body = _without_totals(_without_example(body))
    width = max([len(header), *(len(row) for _number, row in body)], default=0)
    columns = [at for at in range(width) if _heading(header, at) or any(filled(row, at) for _number, row in body)]
    kept = {number: [row[at] if at < len(row) else None for at in columns] for number, row in body}
    return Table(
        sheet=sheet.name,
        header_row=index + 1,
        headings=tuple(_heading(header, at) for at in columns),
        letters=tuple(column_letters(at) for at in columns),
        rows=list(kept.values()),
        numbers=list(kept),
        joined={at + 1: text for at, text in sheet.joined.items()},
        ragged=frozenset(at + 1 for at in sheet.ragged),
        cut=sheet.cut,
    )


def _header_index(rows: list[Row], is_known: Callable[[str], bool]) -> int | None:
    """Give the row with most headings that we know, else the first that can be one."""
    first = [(index, row) for index, row in enumerate(rows[:LOOK_AT]) if not is_blank(row)]
    known = {index: _known_headings(row, is_known) for index, row in first}
    best = max(known, key=lambda index: (known[index], -index), default=None)
    # One known word in a wide row may be chance (a customer called “电话”); in a narrow one it is the heading.
    if best is not None and known[best] > 0 and (known[best] > 1 or len(_texts(rows[best])) <= 3):
        return best
    return next((index for index, row in first if _could_be_headings(row)), None)


def _known_headings(row: Row, is_known: Callable[[str], bool]) -> int:
    return len({heading for text in _texts(row) if is_known(heading := normal_heading(text))})


def _could_be_headings(row: Row) -> bool:
    """Tell whether a row is of short, different texts without a figure or a date among them."""
    texts = _texts(row)
    values = [value for value in row if value is not None]
    return (
        len(texts) > 1
        and len(values) == len(texts) == len(set(texts))
        and all(len(text) <= 40 and not re.search(r"\d{3}|@", text) for text in texts)
    )


def _texts(row: Row) -> list[str]:
    return [value.strip() for value in row if isinstance(value, str) and value.strip()]


def _heading(header: Row, at: int) -> str:
    value = header[at] if at < len(header) else None
    return " ".join(plain_text(value).split()) if value is not None else ""


def _without_example(body: list[tuple[int, Row]]) -> list[tuple[int, Row]]:
    """Leave out the row by which our own template shows how."""
    return [each for at, each in enumerate(body) if at >= EXAMPLE_WITHIN or not is_example(each[1])]


def _without_totals(body: list[tuple[int, Row]]) -> list[tuple[int, Row]]:
    """Leave out the rows at the end that sum up or sign the table."""
    end = len(body)
    while end and _is_total(body[end - 1][1]):
        end -= 1
    return body[:end]


def _is_total(row: Row) -> bool:
    texts = [text for value in row[:4] if isinstance(value, str) and (text := value.strip())]
    return bool(texts) and TOTALS.fullmatch(texts[0]) is not None


def is_blank(row: Row) -> bool:
    """Tell whether nothing stands in a row."""
    return not any(filled(row, at) for at in range(len(row)))


def filled(row: Row, at: int) -> bool:
    """Tell whether something stands in a cell."""
    value: CellValue = row[at] if at < len(row) else None
    return value is not None and not (isinstance(value, str) and not value.strip())


def column_letters(at: int) -> str:
    """Give the letters that a spreadsheet program shows over column `at`, counted from 0."""
    letters = ""
    number = at + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
