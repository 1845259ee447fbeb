"""Writes a table as comma-separated text, in UTF-8 with its mark or in the encoding of older Chinese programs."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.exchange.writing.table_writer import CellRow, Column, Written, is_risky, writable
from crm_desktop.fields.kind import Cell, plain_text

UTF_8 = "utf-8"
# What the user says, and what Python calls it; Excel and WPS open UTF-8 right only with its mark.
ENCODINGS: Mapping[str, str] = MappingProxyType({UTF_8: "utf-8-sig", "gbk": "gbk", "gb18030": "gb18030"})


def codec_of(encoding: str) -> str:
    """Give Python's name of an encoding; raises `InvalidValueError` for those that we do not write."""
    codec = ENCODINGS.get(encoding.lower())
    if codec is None:
        message = _("“{name}” is no encoding that is written. Known: {known}.")
        raise InvalidValueError(message.format(name=encoding, known=", ".join(ENCODINGS)))
    return codec


class CsvWriter:
    """Writes its one table to `stream`, which has the encoding `codec`."""

    def __init__(self, stream: Any, written: Written, codec: str) -> None:
        self._writer = csv.writer(stream)
        self._written = written
        self._codec = codec
        self._used = False

    def write(self, name: str, columns: Sequence[Column], rows: Iterable[CellRow]) -> None:
        """Write the table; a second one is refused with `InvalidValueError`."""
        if self._used:
            raise InvalidValueError(_("A CSV file holds one table only. Choose a name that ends in .xlsx."))
        self._used = True
        self._writer.writerow([self._text(column.heading, column.heading, name, 1) for column in columns])
        for number, row in enumerate(rows, 2):
            self._writer.writerow([self._cell(cell, columns[at].heading, name, number) for at, cell in enumerate(row)])
            self._written.rows += 1

    def _cell(self, cell: Cell | None, heading: str, sheet: str, row: int) -> str:
        if cell is None or cell.value is None:
            return ""
        if isinstance(cell.value, str):
            return self._text(cell.value, heading, sheet, row)
        return format(cell.value, "f") if isinstance(cell.value, Decimal) else plain_text(cell.value)

    def _text(self, text: str, heading: str, sheet: str, row: int) -> str:
        text = self._encodable(writable(text, heading, sheet, row, self._written), heading, sheet, row)
        return f"'{text}" if is_risky(text) else text

    def _encodable(self, text: str, heading: str, sheet: str, row: int) -> str:
        """Give the text with a question mark for each character that the encoding lacks, and list those."""
        if self._codec == ENCODINGS[UTF_8] or text.isascii():
            return text
        kept = text.encode(self._codec, "replace").decode(self._codec)
        if kept != text:
            lacking = "".join(dict.fromkeys(old for old in text if not _has(self._codec, old)))
            message = _("The encoding has no “{characters}”; a question mark stands there now.")
            self._written.lose(sheet, row, heading, message.format(characters=lacking))
        return kept


def _has(codec: str, character: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
