"""Small questions about the cells of a sheet: what is blank, what could be a heading, how a column is called."""

import re
import unicodedata

from crm_desktop.exchange.reading.workbook import Row
from crm_desktop.fields.kind import CellValue, plain_text


def normal_heading(text: str) -> str:
    """Give a heading without case, width, spaces and punctuation: “Contact-Name：” is contactname."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum() or character in "#№")


def heading_at(row: Row, at: int) -> str:
    """Give the text of a heading's cell on one line, empty where nothing stands there."""
    value = row[at] if at < len(row) else None
    return " ".join(plain_text(value).split()) if value is not None else ""


def texts_of(row: Row) -> list[str]:
    """Give the texts of a row."""
    return [value.strip() for value in row if isinstance(value, str) and value.strip()]


def could_be_headings(row: Row) -> bool:
    """Tell whether a row is of short, different texts without a figure or a date among them."""
    texts = texts_of(row)
    values = [value for value in row if value is not None and value != ""]
    return (
        len(texts) > 1
        and len(values) == len(texts) == len(set(texts))
        and all(could_be_heading(text) for text in texts)
    )


def could_be_heading(text: str) -> bool:
    """Tell whether a text is short and without a number or an address."""
    return len(text) <= 40 and not re.search(r"\d{3}|@", text)


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
