"""A look into a workbook's parts before a library reads them: sizes, entities, the box its cells span.

A legal file of 4.7 kB can make a reader ask for 550 GB; this finds such files without building anything.
It also notices what the library will not tell, so that only such sheets are looked at twice.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from crm_desktop.exchange.reading.workbook import MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED_BYTES, Place

SHEETS = "xl/worksheets/"
PIECE = 2**20
OVERLAP = 512  # no start tag of a cell or row is longer
MAX_RATIO = 100
HARMLESS = 32 * 2**20  # repetitive but small: whatever the ratio, it fits
MAX_ROW_TAGS = 1_048_576  # what a sheet can hold
MAX_ONE_TEXT = 2 * 2**20  # bytes between two tags; a cell holds 32,767 characters
FEW_ROWS = 1_000  # with so many rows below the limit it is a long table, and not a cell left somewhere

# A cell with something in it (not `<c …/>`) that lies right of column ZZ or below row 299,999: few honest ones do.
_FAR_CELL = re.compile(
    rb"<(?:\w+:)?c\b[^>]*?\br=\"(?:([A-Z]{3,12})(\d{1,18})|([A-Z]{1,2})([3-9]\d{5}|\d{7,18}))\"[^>]*>"
)
# What such cells have in common, found without looking at each cell.
_PERHAPS_FAR = re.compile(rb"r=\"(?:[A-Z]{3}|[A-Z]{1,2}(?:[3-9]\d{5}|\d{7}))")
# Errors, hidden rows and columns, and formulas that were saved without a result; plain bytes are found fastest.
_HIDDEN = re.compile(rb"\bhidden=\"(?:1|true)\"")
_NO_RESULT = re.compile(rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></|</)")
_NUMBER_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\s[^>]*>")
_STYLES = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(rb"<(?:\w+:)?xf\s[^>]*>")


class RejectedError(Exception):
    """The workbook must not be read.

    `args[0]` is `damaged`, `unsafe`, `password`, `no_spreadsheet`, `too_large` or `too_many_rows`.
    """


@dataclass(slots=True)
class Findings:
    """What the look found: whether cells lie beyond the limits, and which sheets need a second look.

    `percent_styles` are the numbers of the cell styles that show a number as a percentage.
    """

    far: bool = False
    remarkable: set[str] = field(default_factory=set)
    percent_styles: frozenset[bytes] = frozenset()


def look_into(file: Path | BinaryIO) -> Findings:
    """Look at each part of a zipped workbook; raises `RejectedError`."""
    findings = Findings()
    try:
        with zipfile.ZipFile(file) as archive:
            _check_sizes(archive)
            findings.percent_styles = _percent_styles(archive)
            for part in archive.infolist():
                if part.filename.endswith((".xml", ".rels")):
                    _look_at_part(archive, part, findings)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise RejectedError("damaged") from error
    return findings


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[bytes]:
    if "xl/styles.xml" not in archive.namelist() or archive.getinfo("xl/styles.xml").file_size > HARMLESS:
        return frozenset()
    styles = archive.read("xl/styles.xml")
    formats = {b"9", b"10"}
    for each in _NUMBER_FORMAT.findall(styles):
        code, number = _attribute(each, b"formatCode"), _attribute(each, b"numFmtId")
        if b"%" in re.sub(rb"\[[^\]]*\]|&quot;.*?&quot;|\\\\.", b"", code):
            formats.add(number)
    cells = _STYLES.search(styles)
    found = _STYLE.findall(cells[0]) if cells else []
    return frozenset(b"%d" % at for at, each in enumerate(found) if _attribute(each, b"numFmtId") in formats)


def _attribute(tag: bytes, name: bytes) -> bytes:
    match = re.search(rb"\b" + name + rb"=(?:\"([^\"]*)\"|'([^']*)')", tag)
    return (match[1] or match[2] or b"") if match else b""


def _check_sizes(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if len(parts) > 20_000 or (unpacked > HARMLESS and unpacked / packed > MAX_RATIO):
        raise RejectedError("too_large")
    if unpacked > MAX_UNPACKED_BYTES:
        in_sheets = sum(part.file_size for part in parts if part.filename.startswith(SHEETS))
        raise RejectedError("too_many_rows" if unpacked - in_sheets < MAX_UNPACKED_BYTES else "too_large")
    names = {part.filename for part in parts}
    if not any(name.startswith("xl/") for name in names) and "content.xml" not in names:
        raise RejectedError("no_spreadsheet")


def _look_at_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, findings: Findings) -> None:
    sheet = _SheetLook(part.filename, findings) if part.filename.startswith(SHEETS) else None
    seen = since_tag = 0
    tail = b""
    with archive.open(part) as stream:
        while piece := stream.read(PIECE):
            seen += len(piece)
            if seen > part.file_size:  # the directory lies about the size
                raise RejectedError("too_large")
            window = tail + piece
            if b"<!DOCTYPE" in window or b"<!ENTITY" in window or b"<\x00!\x00" in window:
                raise RejectedError("unsafe")
            since_tag = since_tag + len(piece) if b"<" not in piece else len(piece) - piece.rfind(b"<")
            if since_tag > MAX_ONE_TEXT:
                raise RejectedError("too_large")
            if sheet is not None:
                sheet.look(window, piece)
            tail = window[-OVERLAP:]


class _SheetLook:
    """Goes through the pieces of one sheet."""

    def __init__(self, part: str, findings: Findings) -> None:
        self._part = part
        self._findings = findings
        self._rows = 0
        self._long: set[bytes] = set()  # numbers of rows below the limit that have something in them
        styles = b"|".join(findings.percent_styles)
        self._percents = re.compile(rb's="(?:%s)"' % styles) if styles else None

    def look(self, window: bytes, piece: bytes) -> None:
        """Look at a piece (and the end of the one before); raises `RejectedError`."""
        self._rows += piece.count(b"<row")
        if self._rows > MAX_ROW_TAGS + 1:
            raise RejectedError("too_large")
        if self._part not in self._findings.remarkable and self._is_remarkable(window):
            self._findings.remarkable.add(self._part)
        if _PERHAPS_FAR.search(window):
            self._look_for_far_cells(window)

    def _is_remarkable(self, window: bytes) -> bool:
        return (
            b't="e"' in window
            or (b"hidden=" in window and _HIDDEN.search(window) is not None)
            or ((b"</f>" in window or b"<f " in window) and _NO_RESULT.search(window) is not None)
            or (self._percents is not None and self._percents.search(window) is not None)
        )

    def _look_for_far_cells(self, window: bytes) -> None:
        for match in _FAR_CELL.finditer(window):
            letters, digits = match[1] or match[3], match[2] or match[4]
            if len(letters) > 3 or len(digits) > 7:
                raise RejectedError("damaged")
            if match[0].endswith(b"/>"):
                continue
            if int(digits) > MAX_ROWS:
                self._long.add(digits)
                if len(self._long) > FEW_ROWS:
                    raise RejectedError("too_many_rows")
            if column_number(letters) > MAX_COLUMNS or int(digits) > MAX_ROWS:
                self._findings.far = True


def column_number(letters: bytes) -> int:
    """Give the number of a column from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def cell_place(reference: bytes) -> Place:
    """Give row and column of a reference from 0: B3 is (2, 1)."""
    letters = reference.rstrip(b"0123456789")
    return int(reference[len(letters) :]) - 1, column_number(letters) - 1
