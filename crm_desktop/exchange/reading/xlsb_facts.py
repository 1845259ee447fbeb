"""Reads what calamine leaves out of an xlsb sheet: merged cells, errors, percents, hidden rows and columns.

The records are those of [MS-XLSB]: kind and length in groups of seven bits, then the body.
"""

import posixpath
import re
import struct
import zipfile
from collections.abc import Iterator

from crm_desktop.exchange.reading.sheet_facts import MOST, Facts
from crm_desktop.exchange.reading.workbook import MAX_COLUMNS

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_ROW, _CELL_RK, _CELL_ERROR, _CELL_REAL, _FORMULA_NUMBER, _FORMULA_ERROR, _COLUMNS, _MERGED = 0, 2, 3, 5, 9, 11, 60, 176
_FORMAT, _STYLE, _CELL_STYLES, _CELL_STYLES_END, _SHEET = 44, 47, 617, 618, 156
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x10, 0x01
_LINK = re.compile(rb"<Relationship\s[^>]*>")


def xlsb_facts(archive: zipfile.ZipFile) -> dict[str, Facts]:
    """Give the facts of each sheet by its name."""
    try:
        percents = _percent_styles(archive)
        return {name: _facts(archive.read(part), percents) for name, part in _sheets(archive)}
    except (struct.error, IndexError, KeyError, ValueError):
        return {}  # calamine has the last word on whether the file can be read


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    links: dict[str, str] = {}
    for tag in _LINK.findall(archive.read("xl/_rels/workbook.bin.rels")):
        said = {name: value.decode() for name, value in re.findall(rb"\b(Id|Target)=\"([^\"]*)\"", tag)}
        target = said.get(b"Target", "")
        links[said.get(b"Id", "")] = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
    for kind, body in _records(archive.read("xl/workbook.bin")):
        if kind == _SHEET:
            link, after = _text(body, 8)
            yield _text(body, after)[0], links[link]


def _percent_styles(archive: zipfile.ZipFile) -> set[int]:
    formats, inside = {9, 10}, False
    found: list[int] = []
    if "xl/styles.bin" not in archive.namelist():
        return set()
    for kind, body in _records(archive.read("xl/styles.bin")):
        if kind == _FORMAT and "%" in _text(body, 2)[0]:
            formats.add(struct.unpack_from("<H", body)[0])
        elif kind in {_CELL_STYLES, _CELL_STYLES_END}:
            inside = kind == _CELL_STYLES
        elif kind == _STYLE and inside:
            found.append(struct.unpack_from("<H", body, 2)[0])
    return {at for at, each in enumerate(found) if each in formats}


def _facts(sheet: bytes, percents: set[int]) -> Facts:
    facts, row = Facts(), 0
    for kind, body in _records(sheet):
        if len(facts.values) + len(facts.percents) > MOST:
            break
        if kind == _ROW:
            row = struct.unpack_from("<I", body)[0]
            if body[11] & _HIDDEN_ROW:
                facts.hidden_rows.add(row)
        elif kind == _COLUMNS:
            first, last, _width, _style, flags = struct.unpack_from("<4IH", body)
            facts.hidden_columns.update(range(first, min(last + 1, MAX_COLUMNS)) if flags & _HIDDEN_COLUMN else ())
        elif kind == _MERGED:
            top, bottom, left, right = struct.unpack_from("<4I", body)
            facts.merged.append((top, left, bottom, right))
        elif kind in {_CELL_ERROR, _FORMULA_ERROR}:
            facts.values[row, struct.unpack_from("<I", body)[0]] = _ERRORS.get(body[8], "#N/A")
        elif kind in {_CELL_RK, _CELL_REAL, _FORMULA_NUMBER}:
            column, style = struct.unpack_from("<2I", body)
            if style & 0xFFFFFF in percents:
                facts.percents.add((row, column))
    return facts


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        kind, at = _seven_bits(data, at)
        size, at = _seven_bits(data, at)
        yield kind, data[at : at + size]
        at += size


def _seven_bits(data: bytes, at: int) -> tuple[int, int]:
    """Read a number; gives it and where the next thing stands."""
    value = shift = 0
    while data[at] & 0x80 and shift < 21:
        value |= (data[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
    return value | (data[at] & 0x7F) << shift, at + 1


def _text(body: bytes, at: int) -> tuple[str, int]:
    """Read a text; gives it and where the next thing stands."""
    end = at + 4 + 2 * struct.unpack_from("<I", body, at)[0]
    return body[at + 4 : end].decode("utf-16-le", "replace"), end
