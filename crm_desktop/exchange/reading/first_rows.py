"""Cuts a zipped workbook to the rows that can be read, for who chose to take only the first part of it."""

import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import IO

from crm_desktop.exchange.reading.preflight import MAX_ONE_TEXT, SHEETS, RejectedError
from crm_desktop.exchange.reading.workbook import MAX_ROWS, MAX_UNPACKED_BYTES

PIECE = 2**20
MOST_BYTES = 4 * MAX_UNPACKED_BYTES  # of a sheet are gone through; of these only the first rows are kept
_ROW = re.compile(rb"<(?:\w+:)?row[\s>](?:[^>]*?\br=[\"'](\d{1,9})[\"'])?")
_END = re.compile(rb"</(?:\w+:)?sheetData>")


def cut_to_first_rows(path: Path) -> io.BytesIO:
    """Give the workbook, in memory, with no row beyond the limit in any sheet; raises `RejectedError`."""
    cut = io.BytesIO()
    try:
        with zipfile.ZipFile(path) as archive, zipfile.ZipFile(cut, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
            for part in archive.infolist():
                is_sheet = part.filename.startswith(SHEETS) and part.filename.endswith(".xml")
                with archive.open(part) as source, new.open(part.filename, "w", force_zip64=True) as target:
                    (_copy_sheet if is_sheet else _copy)(source, target)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise RejectedError("damaged") from error
    cut.seek(0)
    return cut


def _copy(source: IO[bytes], target: IO[bytes]) -> None:
    copied = 0
    while piece := source.read(PIECE):
        copied += target.write(piece)
        if copied > MAX_UNPACKED_BYTES:
            raise RejectedError("too_large")


def _copy_sheet(source: IO[bytes], target: IO[bytes]) -> None:
    """Copy up to the first row that is too many, and what stands behind the rows."""
    rows = read = copied = 0
    beyond = False
    rest = b""
    while piece := source.read(PIECE):
        read += len(piece)
        window = rest + piece
        if read > MOST_BYTES or len(window) > PIECE + MAX_ONE_TEXT or copied > MAX_UNPACKED_BYTES:
            raise RejectedError("too_large")
        keep = window.rfind(b"<")  # a tag that the piece cuts in two is looked at with the next one
        first = 0
        for match in () if beyond else _ROW.finditer(window, 0, keep):
            rows += 1
            if rows > MAX_ROWS or (match[1] and int(match[1]) > MAX_ROWS):
                copied += target.write(window[: match.start()])
                first, beyond = match.start(), True
                break
        end = _END.search(window, first, keep) if beyond else None
        if end:
            first, beyond, rows = end.start(), False, 0
        if not beyond:
            copied += target.write(window[first:keep])
        rest = window[keep:]
    target.write(rest)
