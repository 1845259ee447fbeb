"""Reads a spreadsheet file of any kind, told by its content and never by its name's ending."""

from pathlib import Path

from crm_desktop.base.progress import Progress, Silent
from crm_desktop.exchange import refusals
from crm_desktop.exchange.capped_child import read_in_child
from crm_desktop.exchange.read_html import read_html
from crm_desktop.exchange.read_text import read_text
from crm_desktop.exchange.read_vcards import is_vcards, read_vcards
from crm_desktop.exchange.workbook import MAX_FILE_BYTES, Workbook

_OTHER_FILES = (
    *(b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"),
    *(b"MZ\x90", b"\x7fELF", b"SQLite format 3", b"{\\rtf"),
)


def read_workbook(path: Path, *, encoding: str | None = None, progress: Progress | None = None) -> Workbook:
    """Read every sheet of a file; `encoding` overrules what is found out about a text file.

    Raises `UnreadableSpreadsheetError`, `TooLargeError`, `NotFoundError` or `FileInUseError`.
    """
    watch = progress or Silent()
    head = _head(path)
    if head.startswith(b"PK\x03\x04"):
        return Workbook(path, "xlsx", "", read_in_child(path, watch))
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
            raise refusals.password_needed()
        return Workbook(path, "xls", "", read_in_child(path, watch))
    if head.startswith(_OTHER_FILES):
        raise refusals.not_a_spreadsheet()
    data = path.read_bytes()
    if is_vcards(head):
        sheet, left_out = read_vcards(data, path.stem, watch)
        return Workbook(path, "vcf", "", (sheet,), left_out)
    if b"<table" in data[:65536].lower() and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        sheet, found = read_html(data, path.stem, encoding)
        return Workbook(path, "html", found, (sheet,))
    sheet, found = read_text(data, path.stem, encoding, watch)
    return Workbook(path, "csv", found, (sheet,))


def _head(path: Path) -> bytes:
    """Give the first bytes; raises the error of a file that is missing, empty, too large or held."""
    if path.name.startswith("~$"):
        raise refusals.lock_note()
    if path.is_dir():
        raise refusals.folder(path)
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(4096)
    except FileNotFoundError:
        raise refusals.missing(path) from None
    except OSError:
        raise refusals.held(path) from None
    if size > MAX_FILE_BYTES:
        raise refusals.too_many_bytes(size)
    if not head.strip():
        raise refusals.empty_file()
    return head
