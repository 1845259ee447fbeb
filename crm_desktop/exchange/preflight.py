"""A look into a workbook's parts before a library reads them: sizes, entities, the box its cells span.

A legal file of 4.7 kB can make a reader ask for 550 GB; this finds such files without building anything.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from crm_desktop.exchange.workbook import MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED_BYTES

PIECE = 2**20
OVERLAP = 512  # no start tag of a cell or row is longer
MAX_RATIO = 100
HARMLESS = 32 * 2**20  # repetitive but small: whatever the ratio, it fits
MAX_ROW_TAGS = 1_048_576  # what a sheet can hold
MAX_ONE_TEXT = 2 * 2**20  # bytes between two tags; a cell holds 32,767 characters

# A cell with something in it (not `<c …/>`) that lies right of column ZZ or below row 99,999.
_FAR_CELL = re.compile(rb"<c\b[^>]*?\br=\"(?:([A-Z]{3,12})(\d{1,18})|([A-Z]{1,2})(\d{6,18}))\"[^>]*>")
# What such cells have in common, found without looking at each cell.
_PERHAPS_FAR = re.compile(rb"r=\"(?:[A-Z]{3}|[A-Z]{1,2}\d{6})")
_ERROR_CELL = re.compile(rb"<c\b[^>]*?\bt=\"e\"")


class RejectedError(Exception):
    """The workbook must not be read; `args[0]` is `damaged`, `unsafe`, `no_spreadsheet` or `too_large`."""


@dataclass(slots=True)
class Findings:
    """What the look found: whether cells lie beyond the limits, and which parts hold error values."""

    far: bool
    parts_with_errors: list[str]


def look_into(path: Path) -> Findings:
    """Look at each part of a zipped workbook; raises `RejectedError`."""
    findings = Findings(far=False, parts_with_errors=[])
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sizes(archive)
            for part in archive.infolist():
                if part.filename.endswith((".xml", ".rels")):
                    _look_at_part(archive, part, findings)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise RejectedError("damaged") from error
    return findings


def _check_sizes(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if unpacked > MAX_UNPACKED_BYTES or len(parts) > 20_000:
        raise RejectedError("too_large")
    if unpacked > HARMLESS and unpacked / packed > MAX_RATIO:
        raise RejectedError("too_large")
    names = {part.filename for part in parts}
    if not any(name.startswith("xl/") for name in names) and "content.xml" not in names:
        raise RejectedError("no_spreadsheet")


def _look_at_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, findings: Findings) -> None:
    is_sheet = part.filename.startswith("xl/worksheets/")
    seen = rows = since_tag = 0
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
            if is_sheet:
                rows += piece.count(b"<row")
                if rows > MAX_ROW_TAGS + 1:
                    raise RejectedError("too_large")
                _look_at_cells(window, part.filename, findings)
            tail = window[-OVERLAP:]


def _look_at_cells(window: bytes, part: str, findings: Findings) -> None:
    known = findings.parts_with_errors[-1:] == [part]
    if not known and b't="e"' in window and _ERROR_CELL.search(window):
        findings.parts_with_errors.append(part)
    if not _PERHAPS_FAR.search(window):
        return
    for match in _FAR_CELL.finditer(window):
        letters, digits = match[1] or match[3], match[2] or match[4]
        if len(letters) > 3 or len(digits) > 7:
            raise RejectedError("damaged")
        if not match[0].endswith(b"/>") and (column_number(letters) > MAX_COLUMNS or int(digits) > MAX_ROWS):
            findings.far = True


def column_number(letters: bytes) -> int:
    """Give the number of a column from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
