"""Reads what calamine leaves out of an old xls sheet: errors, percents, hidden rows and columns.

The records are those of [MS-XLS]; only Excel 97 to 2003 (BIFF8) is looked into.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

from crm_desktop.exchange.reading.compound_file import stream_named
from crm_desktop.exchange.reading.preflight import RejectedError
from crm_desktop.exchange.reading.sheet_facts import MOST, Facts

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_BOF, _EOF, _PASSWORD, _BOUNDSHEET, _FORMAT, _XF = 0x809, 0x0A, 0x2F, 0x85, 0x41E, 0xE0
_ROW, _COLINFO, _BOOLERR, _FORMULA, _NUMBER, _RK, _MULRK = 0x208, 0x7D, 0x205, 0x06, 0x203, 0x27E, 0xBD
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01


def xls_facts(path: Path) -> dict[str, Facts]:
    """Give the facts of each sheet by its name.

    Raises `RejectedError` for a file with a password, and for a letter or a mail in the same kind of box.
    """
    data = path.read_bytes()
    try:
        stream = stream_named(data, "Workbook")
        if stream is None and stream_named(data, "Book") is None:
            raise RejectedError("no_spreadsheet")
        return _facts(stream) if stream else {}
    except (struct.error, IndexError, ValueError):
        return {}  # calamine has the last word on whether the file can be read


def _facts(stream: bytes) -> dict[str, Facts]:
    sheets: dict[str, int] = {}
    percent_formats, percent_styles, styles = {9, 10}, set(), 0
    for kind, body in _records(stream, 0):
        if kind == _PASSWORD:
            raise RejectedError("password")
        if kind == _BOUNDSHEET:
            sheets[_text(body[6:], body[7] & 1)] = struct.unpack_from("<I", body)[0]
        elif kind == _FORMAT and "%" in _text(body[2:3] + body[4:], body[4] & 1):
            percent_formats.add(struct.unpack_from("<H", body)[0])
        elif kind == _XF:
            if struct.unpack_from("<H", body, 2)[0] in percent_formats:
                percent_styles.add(styles)
            styles += 1
    return {name: _facts_of_sheet(_records(stream, start), percent_styles) for name, start in sheets.items()}


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Give the records of one part of the stream; charts inside a sheet are passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _text(said: bytes, wide: int) -> str:
    """Read a text of which the first byte says how many characters it has, the second how wide they are."""
    return said[2 : 2 + said[0] * 2].decode("utf-16-le") if wide else said[2 : 2 + said[0]].decode("latin-1")


def _facts_of_sheet(records: Iterator[tuple[int, bytes]], percent_styles: set[int]) -> Facts:
    facts = Facts()
    for kind, body in records:
        if len(facts.values) + len(facts.percents) > MOST:
            break
        if kind == _ROW and struct.unpack_from("<H", body, 12)[0] & _HIDDEN_ROW:
            facts.hidden_rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLINFO:
            first, last, _width, _style, flags = struct.unpack_from("<5H", body)
            facts.hidden_columns.update(range(first, min(last, 255) + 1) if flags & _HIDDEN_COLUMN else ())
        elif kind in {_BOOLERR, _FORMULA, _NUMBER, _RK, _MULRK}:
            _take_cells(kind, body, percent_styles, facts)
    return facts


def _take_cells(kind: int, body: bytes, percent_styles: set[int], facts: Facts) -> None:
    """Take the cell of a record, or the row of cells of a MULRK."""
    row, column, style = struct.unpack_from("<3H", body)
    if kind == _MULRK:
        styles = struct.iter_unpack("<HI", body[4 : 4 + (len(body) - 6) // 6 * 6])
        facts.percents.update((row, column + at) for at, (each, _value) in enumerate(styles) if each in percent_styles)
    elif (code := _error_of(kind, body)) is not None:
        facts.values[row, column] = _ERRORS.get(code, "#N/A")
    elif style in percent_styles and kind != _BOOLERR:
        facts.percents.add((row, column))


def _error_of(kind: int, body: bytes) -> int | None:
    if kind == _BOOLERR and body[7]:
        return body[6]
    if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        return body[8]
    return None
