"""Writes tables to xlsx or csv so that nothing in them can act as a formula, under their name only when whole."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.exchange.writing.table_writer import Column, Lossy, TableWriter, Written
from crm_desktop.exchange.writing.write_csv import UTF_8, CsvWriter, codec_of
from crm_desktop.exchange.writing.write_xlsx import XlsxWriter
from crm_desktop.services.written_file import check_place
from crm_desktop.storage.driver_errors import spoken

__all__ = ["Column", "Lossy", "TableWriter", "Written", "check_target", "open_writer", "whole_file"]


def check_target(path: Path) -> None:
    """Raise the error of a place or a name that no table can be written to, before any work is done for it."""
    if path.suffix.lower() not in {".xlsx", ".csv"}:
        raise InvalidValueError(_("Choose a name that ends in .xlsx or .csv."))
    check_place(path)


@contextmanager
def open_writer(path: Path, encoding: str = UTF_8) -> Iterator[tuple[TableWriter, Written]]:
    """Write to a temporary file that takes the name `path` at the end; `encoding` is that of a csv file.

    Raises `InvalidValueError` for other kinds of file and for encodings that we do not write.
    """
    check_target(path)
    codec = codec_of(encoding)
    written = Written()
    with whole_file(path) as temporary:
        if path.suffix.lower() == ".xlsx":
            workbook = XlsxWriter(temporary, written)
            try:
                yield workbook, written
                workbook.save()
            finally:
                workbook.drop()
        else:
            with temporary.open("w", encoding=codec, newline="") as stream:
                yield CsvWriter(stream, written, codec), written


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a temporary file beside `path`, for its owner alone, which takes its name when all went well."""
    temporary = path.with_name(f".{path.name}.part")
    with spoken(path):
        try:
            temporary.unlink(missing_ok=True)
            os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            yield temporary
            with temporary.open("rb+") as stream:
                os.fsync(stream.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
