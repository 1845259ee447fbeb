"""The few sentences with which a file from outside is refused."""

from pathlib import Path

from crm_desktop.base.errors import (
    FileInUseError,
    NotFoundError,
    TooLargeError,
    UnreadableSpreadsheetError,
    UserFacingError,
)
from crm_desktop.base.i18n import _
from crm_desktop.exchange.reading.workbook import MAX_ROWS


class LongTableError(TooLargeError):
    """A table with more rows than can be read: its first part can be, where the user chooses so."""


def refusal(code: str) -> UserFacingError:
    """Give the error for what the reading child or the preflight found."""
    known = {
        "too_large": too_large,
        "too_many_rows": too_many_rows,
        "password": password_needed,
        "no_spreadsheet": not_a_spreadsheet,
        "unsafe": unsafe,
        "gone": gone,
    }
    return known.get(code, damaged)()


def too_large() -> UserFacingError:
    """Give the error for a workbook beyond the limits."""
    text = _("The spreadsheet is too large (limits: 64 MB, {rows} rows, 1,024 columns). Split it into smaller ones.")
    return TooLargeError(text.format(rows=f"{MAX_ROWS:,}"))


def too_many_rows() -> UserFacingError:
    """Give the error for a table that is longer than the limit."""
    text = _("The table has more than {rows} rows. Take in only its first {rows} rows, or split it into smaller ones.")
    return LongTableError(text.format(rows=f"{MAX_ROWS:,}"))


def long_text(size: int) -> UserFacingError:
    """Give the error for a text file beyond 64 MB."""
    text = _("The file has {size} MB; up to 64 MB can be read. Take in only its first part, or split it.")
    return LongTableError(text.format(size=size // 2**20))


def too_many_bytes(size: int) -> UserFacingError:
    """Give the error for a file beyond 64 MB."""
    text = _("The file has {size} MB; up to 64 MB can be read. Split it into smaller ones.")
    return TooLargeError(text.format(size=size // 2**20))


def password_needed() -> UserFacingError:
    """Give the error for a workbook that is encrypted."""
    return UnreadableSpreadsheetError(
        _("The workbook is protected by a password. Save it without one in Excel or WPS, and try again.")
    )


def not_a_spreadsheet() -> UserFacingError:
    """Give the error for a file that is something else."""
    return UnreadableSpreadsheetError(
        _("This file is not a spreadsheet. Choose an Excel workbook (xlsx, xls) or a CSV file.")
    )


def page_without_table() -> UserFacingError:
    """Give the error for a web page that only looks like a workbook."""
    return UnreadableSpreadsheetError(
        _("The file is a web page without a table. Choose an Excel workbook or a CSV file.")
    )


def empty_file() -> UserFacingError:
    """Give the error for a file of no bytes or only blanks."""
    return UnreadableSpreadsheetError(_("The file is empty."))


def lock_note() -> UserFacingError:
    """Give the error for the small `~$` file beside an open workbook."""
    return UnreadableSpreadsheetError(
        _("This is the note that Excel keeps while a workbook is open. Choose the workbook itself, without “~$”.")
    )


def folder(path: Path) -> UserFacingError:
    """Give the error for a folder where a file was expected."""
    message = _("“{name}” is a folder. Choose a spreadsheet in it.")
    return UnreadableSpreadsheetError(message.format(name=path.resolve().name))


def missing(path: Path) -> UserFacingError:
    """Give the error for a file that is not there."""
    return NotFoundError(_("There is no file “{name}”.").format(name=path.name))


def held(path: Path) -> UserFacingError:
    """Give the error for a file that may not be read."""
    text = _("“{name}” cannot be read: another program holds it or you may not. Close it there and try again.")
    return FileInUseError(text.format(name=path.name))


def changed(path: Path) -> UserFacingError:
    """Give the error for a file that was written to while it was read."""
    if not path.exists():
        return missing(path)
    text = _("“{name}” changed while it was being read. Let the other program finish, and try again.")
    return FileInUseError(text.format(name=path.name))


def gone() -> UserFacingError:
    """Give the error for a file that is not there any more."""
    return FileInUseError(_("The file was moved or removed while it was being read; choose it again."))


def unsafe() -> UserFacingError:
    """Give the error for a workbook that defines entities."""
    text = _("The workbook holds definitions that no spreadsheet program writes; save it anew in Excel or WPS.")
    return UnreadableSpreadsheetError(text)


def damaged() -> UserFacingError:
    """Give the error for a file that cannot be made out."""
    return UnreadableSpreadsheetError(_("The workbook is damaged. Save it anew in Excel or WPS, and try again."))


def wrong_encoding(encoding: str) -> UserFacingError:
    """Give the error for a text that its encoding does not fit."""
    text = _("The file cannot be read as {encoding}; choose another encoding.")
    return UnreadableSpreadsheetError(text.format(encoding=encoding))


def open_quote(line: int) -> UserFacingError:
    """Give the error for a quotation mark that swallows the rest of a text file."""
    text = _("Near line {line} a quotation mark is opened and never closed, or a cell is far too long.")
    return UnreadableSpreadsheetError(text.format(line=line))
