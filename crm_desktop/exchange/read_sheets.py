"""Reads a spreadsheet file of any kind, told by its content and never by its name's ending."""

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from crm_desktop.base.errors import UnreadableSpreadsheetError
from crm_desktop.base.progress import Progress, Silent
from crm_desktop.exchange.cards.read_vcards import is_vcards, read_vcards
from crm_desktop.exchange.reading import refusals
from crm_desktop.exchange.reading.capped_child import read_in_child
from crm_desktop.exchange.reading.read_html import read_html, read_mhtml
from crm_desktop.exchange.reading.read_text import TextWish, read_text
from crm_desktop.exchange.reading.read_xml import is_xml_workbook, read_xml
from crm_desktop.exchange.reading.sheet_remarks import open_elsewhere
from crm_desktop.exchange.reading.workbook import MAX_FILE_BYTES, Workbook

_OTHER_FILES = (
    *(b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"),
    *(b"MZ\x90", b"\x7fELF", b"SQLite format 3", b"{\\rtf"),
)
_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
T = TypeVar("T")
_BLANKS = b"\xef\xbb\xbf \t\r\n"


def read_workbook(
    path: Path,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    first_part: bool = False,
    progress: Progress | None = None,
) -> Workbook:
    """Read every sheet of a file.

    `encoding` and `delimiter` overrule what is found out about a text file. A table longer than the limit
    raises `LongTableError`; with `first_part` its first rows are read and the sheet says so. Raises
    `UnreadableSpreadsheetError`, `TooLargeError`, `NotFoundError` or `FileInUseError`.
    """
    watch = progress or Silent()
    with _held_still(path):
        head, size = _head(path)
        is_text = not head.startswith((_ZIP, _COMPOUND, *_OTHER_FILES))
        if size > MAX_FILE_BYTES and not (first_part and is_text):
            raise refusals.long_text(size) if is_text else refusals.too_many_bytes(size)
        if head.startswith(_ZIP):
            book = Workbook(path, _zip_format(path), "", read_in_child(path, watch, first_part=first_part))
        elif head.startswith(_COMPOUND):
            if "EncryptedPackage".encode("utf-16-le") in _bytes(path):
                raise refusals.password_needed()
            book = Workbook(path, "xls", "", read_in_child(path, watch, first_part=first_part))
        elif head.startswith(_OTHER_FILES):
            raise refusals.not_a_spreadsheet()
        else:
            book = _read_written(
                path, _bytes(path), TextWish(encoding, delimiter, first_part, size > MAX_FILE_BYTES), watch
            )
    if _is_open_elsewhere(path):
        book = replace(book, sheets=tuple(replace(each, told=(*each.told, open_elsewhere())) for each in book.sheets))
    return book


def _read_written(path: Path, data: bytes, wish: TextWish, progress: Progress) -> Workbook:
    """Read a file that is text: an address book, a web page, Excel's XML of 2003, or a table with separators."""
    if is_vcards(data[:4096]):
        return Workbook(path, "vcf", "", (read_vcards(data, path.stem, progress, first_part=wish.first_part),))
    start = data[:65_536].lstrip(_BLANKS).lower()
    if start.startswith(b"mime-version:"):
        return Workbook(path, "mhtml", "", read_mhtml(data, path.stem, wish.first_part))
    if start.startswith(b"<") or data.startswith((b"\xff\xfe<", b"\xfe\xff\0<")):
        if is_xml_workbook(data):
            return Workbook(path, "xml", "", read_xml(data, wish.first_part))
        if b"<table" in data.replace(b"\0", b"").lower():
            sheet, found = read_html(data, path.stem, wish.encoding, first_part=wish.first_part)
            return Workbook(path, "html", found, (sheet,))
        raise refusals.page_without_table() if b"<html" in start else refusals.not_a_spreadsheet()
    sheet, found, delimiter = read_text(data, path.stem, wish, progress)
    return Workbook(path, "csv", found, (sheet,), delimiter)


def _head(path: Path) -> tuple[bytes, int]:
    """Give the first bytes and the size; raises the error of a file that is missing, empty or held."""
    if path.name.startswith(("~$", ".~lock.")):
        raise refusals.lock_note()
    if path.is_dir():
        raise refusals.folder(path)
    head, size = _from_disk(path, lambda: (_bytes(path, 4096), path.stat().st_size))
    if not head.strip(b"\0 \t\r\n"):
        raise refusals.empty_file()
    return head, size


def _bytes(path: Path, most: int = MAX_FILE_BYTES) -> bytes:
    """Give what stands in the file, up to its limit; a text that goes on is cut after a whole line."""

    def read() -> bytes:
        with path.open("rb") as stream:
            data = stream.read(most)
            return data if most < MAX_FILE_BYTES or not stream.read(1) else _whole_lines(data)

    return _from_disk(path, read)


def _whole_lines(data: bytes) -> bytes:
    end = data.rfind(b"\n") + 1
    return data[: end + 1] if data.startswith(b"\xff\xfe") else data[:end]


def _from_disk(path: Path, read: Callable[[], T]) -> T:
    try:
        return read()
    except FileNotFoundError:
        raise refusals.missing(path) from None
    except OSError:
        raise refusals.held(path) from None


@contextmanager
def _held_still(path: Path) -> Iterator[None]:
    """Refuse a file that is not the same after it was read: half of the old and half of the new is neither."""
    before = _state(path)
    try:
        yield
    except UnreadableSpreadsheetError:
        if before is not None and _state(path) != before:
            raise refusals.changed(path) from None
        raise
    if _state(path) != before:
        raise refusals.changed(path)


def _state(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino


def _zip_format(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "xlsx"  # the child finds out what is wrong with it
    return "ods" if "content.xml" in names else "xlsb" if "xl/workbook.bin" in names else "xlsx"


def _is_open_elsewhere(path: Path) -> bool:
    """Tell whether Excel, WPS or LibreOffice left its note that it has the file open."""
    notes = (f"~${path.name}", f".~lock.{path.name}#")
    return any((path.parent / each).exists() for each in notes)
