"""Reads tables kept as text: comma, semicolon or tab between the cells, in whatever encoding they were saved."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable

from crm_desktop.base.i18n import _, language
from crm_desktop.base.progress import Progress
from crm_desktop.exchange.refusals import not_a_spreadsheet, open_quote, too_large, wrong_encoding
from crm_desktop.exchange.workbook import MAX_COLUMNS, MAX_ROWS, Row, Sheet

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
_FORMULA_TEXT = re.compile(r'="([^"]*)"')
# What our own export (and careful back-offices) put an apostrophe before.
_QUOTED = re.compile(r"'(?=['=+\-@\t\r0-9＝＋－＠])")


def read_text(data: bytes, name: str, encoding: str | None, progress: Progress) -> tuple[Sheet, str]:
    """Read the only sheet of a text file and tell its encoding."""
    found = encoding or find_encoding(data)
    try:
        text = data.decode(found)
    except (UnicodeDecodeError, LookupError):
        raise wrong_encoding(found) from None
    rows: list[Row] = [[_cell(value) for value in row] for row in _records(text, find_delimiter(text), progress)]
    joined, ragged = join_split_values(rows)
    return Sheet(name, rows, joined=joined, ragged=ragged), found


def find_encoding(data: bytes) -> str:
    """Find out how a text was written down: its mark, then strict UTF-8 and GB18030, then by likelihood."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    if b"\x00" in data:
        raise not_a_spreadsheet()
    for encoding in ("utf-8", "gb18030"):
        if _decodes(data, encoding) and (encoding == "utf-8" or _looks_chinese(data)):
            return encoding
    return _likely_encoding(data)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _looks_chinese(data: bytes) -> bool:
    """Tell whether the text is of everyday characters: accented Latin and Big5 decode as GB18030, but to rare ones."""
    foreign = [character for character in data.decode("gb18030") if ord(character) > 0x7F]
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
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, row in enumerate(reader):
            if number >= MAX_ROWS + 100 or len(row) > MAX_COLUMNS:
                raise too_large()
            if number % 5000 == 0:
                progress.report(number, 0, _("Reading the spreadsheet"))
            yield row
    except csv.Error:
        raise open_quote(reader.line_num) from None


def _cell(value: str) -> str | None:
    if not value:
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
