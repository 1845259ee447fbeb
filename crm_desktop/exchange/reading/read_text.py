"""Reads tables kept as text: comma, semicolon or tab between the cells, in whatever encoding they were saved."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from crm_desktop.base.i18n import _, language
from crm_desktop.base.progress import Progress
from crm_desktop.exchange.reading.refusals import (
    not_a_spreadsheet,
    open_quote,
    too_large,
    too_many_rows,
    wrong_encoding,
)
from crm_desktop.exchange.reading.sheet_remarks import broken_characters, nul_characters, with_first_part_told
from crm_desktop.exchange.reading.workbook import MAX_COLUMNS, MAX_ROWS, Row, Sheet
from crm_desktop.fields.kind import Note

DELIMITERS = (",", "\t", ";", "|")
MAX_CELL = 131_072
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PLAUSIBLE = {"big5", "big5hkscs", "cp1250", "cp1251", "cp1252", "cp932", "cp950", "euc_jp", "latin_1", "shift_jis"}
_CONTROLS = [chr(code) for code in range(1, 32) if chr(code) not in "\t\n\r\f\x1a"]
_LAST = "\ue000"  # a character of private use, which no text has
_SEPARATOR_LINE = re.compile(r"\ufeff?\"?sep=([,;\t|])\"?(?=\r?\n)", re.IGNORECASE)
_FORMULA_TEXT = re.compile(r'="([^"]*)"')
# What our own export (and careful back-offices) put an apostrophe before.
_QUOTED = re.compile(r"'(?=['=+\-@\t\r0-9＝＋－＠])")


@dataclass(frozen=True, slots=True)
class TextWish:
    """What the user chose for a text file; None is to be found out."""

    encoding: str | None = None
    delimiter: str | None = None
    first_part: bool = False
    cut: bool = False  # the file goes on beyond its limit of bytes


def read_text(data: bytes, name: str, wish: TextWish, progress: Progress) -> tuple[Sheet, str, str]:
    """Read the only sheet of a text file and tell its encoding and its delimiter."""
    found = wish.encoding or find_encoding(data)
    text, told = decoded(data, found, chosen=bool(wish.encoding))
    if nothings := text.count("\0"):
        text = text.replace("\0", "")
        told.append(nul_characters(nothings))
    said, text = _said_delimiter(text.removesuffix("\x1a"))
    delimiter = wish.delimiter or said or find_delimiter(text)
    rows: list[Row] = []
    cut = wish.cut
    for row in _records(text, delimiter, progress):
        if len(rows) >= MAX_ROWS:
            if not wish.first_part:
                raise too_many_rows()
            cut = True
            break
        rows.append([unwrapped(value) for value in row])
    joined, ragged = join_split_values(rows)
    sheet = Sheet(name, rows, joined=joined, ragged=ragged, told=tuple(told))
    return with_first_part_told(sheet) if cut else sheet, found, delimiter


def decoded(data: bytes, encoding: str, *, chosen: bool) -> tuple[str, list[Note]]:
    """Decode a text and tell what could not be read.

    Raises `UnreadableSpreadsheetError` where the chosen encoding does not fit, or no text is there.
    """
    told = []
    try:
        text = data.decode(encoding)
    except (UnicodeError, LookupError):
        if chosen:
            raise wrong_encoding(encoding) from None
        text = data.decode(encoding, "replace")  # some old programs cut a field in the middle of a character
        told.append(broken_characters(text.count("\ufffd")))
    start = text[:65_536]
    # Text has no control characters; NULs alone are what some old programs pad their fields with.
    if sum(start.count(each) for each in _CONTROLS) * 100 > len(start) or start.count("\0") * 20 > len(start) + 60:
        raise not_a_spreadsheet()
    return text, told


def find_encoding(data: bytes) -> str:
    """Find out how a text was written down: its mark, then strict UTF-8 and GB18030, then by likelihood."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    if b"\x00" in data[:65_536] and (wide := _wide_encoding(data[:65_536])):
        return wide
    for encoding in ("utf-8", "gb18030"):
        if _decodes(data, encoding) and (encoding == "utf-8" or _looks_chinese(data.decode(encoding))):
            return encoding
    for encoding in ("utf-8", "gb18030"):
        if _nearly_decodes(data, encoding):
            return encoding
    return _likely_encoding(data)


def _wide_encoding(start: bytes) -> str | None:
    """Tell which UTF-16 a text without a mark is in: its line ends and separators show the side of their zero."""
    little = sum(start[0::2].count(each) for each in b"\n,\t;") if start[1::2].count(0) else 0
    big = sum(start[1::2].count(each) for each in b"\n,\t;") if start[0::2].count(0) else 0
    for encoding, separators in sorted((("utf-16-le", little), ("utf-16-be", big)), key=lambda each: -each[1]):
        text = start[: len(start) // 2 * 2].decode(encoding, "replace")
        if separators and "\0" not in text and "\ufffd" not in text[:-1] and any(each in text for each in "\n,\t;"):
            return encoding
    return None


def _said_delimiter(text: str) -> tuple[str, str]:
    """Take the line “sep=;” that Excel understands away, leaving a blank row where it stood."""
    match = _SEPARATOR_LINE.match(text)
    return (match[1], text[match.end() :]) if match else ("", text)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _nearly_decodes(data: bytes, encoding: str) -> bool:
    """Tell whether hardly anything in the text does not fit: one character of fifty that are not ASCII."""
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    foreign = sum(1 for character in text[:200_000] if ord(character) > 0x7F)
    fits = broken * 50 <= foreign * max(1, len(text) // 200_000)
    return fits and (encoding == "utf-8" or _looks_chinese(text.replace("\ufffd", "")))


def _looks_chinese(text: str) -> bool:
    """Tell whether the text is of everyday characters: accented Latin and Big5 decode as GB18030, but to rare ones."""
    foreign = [character for character in text if ord(character) > 0x7F]
    everyday = sum(1 for character in foreign if _is_everyday(character))
    return everyday * 10 >= len(foreign) * 7


def _is_everyday(character: str) -> bool:
    try:
        row = character.encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    # Rows 16-55 of GB 2312 are its common characters (3,755), rows 1-3 punctuation and full-width forms.
    return 0xB0 <= row <= 0xD7 or 0xA1 <= row <= 0xA3


def _likely_encoding(data: bytes) -> str:
    """Choose between traditional Chinese and western Europe, with charset-normalizer as a hint."""
    from charset_normalizer import from_bytes

    hint = from_bytes(data[:200_000]).best()
    candidates = [hint.encoding] if hint is not None and hint.encoding in _PLAUSIBLE else []
    candidates += ["big5", "cp1252"] if language() == "zh_CN" else ["cp1252", "big5"]
    for encoding in candidates:
        if _decodes(data, encoding):
            return encoding
    return "gb18030" if _decodes(data, "gb18030") else "latin-1"


def find_delimiter(text: str) -> str:
    """Find what stands between the cells: what cuts most of the first lines into equally many."""
    sample = text[:65_536].rsplit("\n", 1)[0] if len(text) > 65_536 else text
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    try:
        rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        widths = [len(row) for row in rows if any(row)][:200]
    except csv.Error:
        return (0.0, 0)
    if not widths:
        return (0.0, 0)
    width, times = Counter(widths).most_common(1)[0]
    return (times / len(widths), width) if width > 1 else (0.0, 0)


def _records(text: str, delimiter: str, progress: Progress) -> Iterable[list[str]]:
    """Give the rows; raises `UnreadableSpreadsheetError` where a quotation mark swallows what follows it."""
    csv.field_size_limit(MAX_CELL)
    # A last line of our own comes back as it is only if no quotation mark is open there.
    reader = csv.reader(chain(io.StringIO(text, newline=""), [_LAST]), delimiter=delimiter)
    number = began = 0
    try:
        for row in reader:
            if row == [_LAST]:
                return
            if row and row[-1].endswith(_LAST):
                raise open_quote(began + 1)
            if reader.line_num > began + 1 and _has_swallowed(row, delimiter):
                raise open_quote(began + 1)
            if len(row) > MAX_COLUMNS:
                raise too_large()
            if number % 5000 == 0:
                progress.report(number, 0, _("Reading the spreadsheet"))
            number += 1
            began = reader.line_num
            yield row
    except csv.Error:
        raise open_quote(began + 1) from None


def _has_swallowed(row: list[str], delimiter: str) -> bool:
    """Tell whether a cell of several lines holds whole rows, each with as many separators as a row has."""
    width = max(len(row) - 1, 2)
    for value in row:
        lines = value.splitlines()[1:]
        if len(lines) > 1 and sum(line.count(delimiter) >= width for line in lines) * 2 > len(lines):
            return True
    return False


def unwrapped(value: str) -> str | None:
    """Give a cell's text out of what programs wrap it in so that it stays a text: ="00123", '00123."""
    if not value or value.isspace():
        return None
    if value.startswith('="') and (match := _FORMULA_TEXT.fullmatch(value)):
        return match[1]
    return value[1:] if _QUOTED.match(value) else value


def join_split_values(rows: list[Row]) -> tuple[dict[int, str], frozenset[int]]:
    """Mend rows that are too long because a comma inside a value was not quoted: “24, place Kléber”.

    Nobody writes a space after a comma that separates cells, so where as many cells begin with a space as
    the row has too many, there is one way to read it. Gives what was joined, and the rows that stay too long.
    """
    filled = [len(row) for row in rows if any(value is not None for value in row)]
    if not filled:
        return {}, frozenset()
    width = Counter(filled).most_common(1)[0][0]
    joined: dict[int, str] = {}
    ragged: set[int] = set()
    for index, row in enumerate(rows):
        too_many = len(row) - width
        if too_many <= 0 or all(value is None for value in row[width:]):
            continue
        split = [at for at, value in enumerate(row) if at and str(value or "").startswith(" ") and row[at - 1]]
        if width > 1 and len(split) == too_many:
            for at in reversed(split):
                row[at - 1 : at + 1] = [f"{row[at - 1]},{row[at]}"]
            joined[index] = " · ".join(str(row[at - offset - 1]) for offset, at in enumerate(split))
        else:
            ragged.add(index)
    return joined, frozenset(ragged)
