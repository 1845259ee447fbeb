"""What a table is to whoever writes it: its columns, its cells, and what was lost on the way."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from crm_desktop.base.i18n import _
from crm_desktop.fields.kind import Cell

CellRow = Sequence[Cell | None]
LONGEST = 32_767  # characters of a cell, Excel's limit
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# Spreadsheet programs take texts that begin so for formulas; an apostrophe would be taken away again, so it counts too.
_RISKY = re.compile(r"[=+\-@\t\r＝＋－＠]|'(?=['=+\-@\t\r0-9＝＋－＠])")


@dataclass(frozen=True, slots=True)
class Lossy:
    """A cell that could not be written as it is, and why."""

    sheet: str
    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and whether its cells are codes that must stay text."""

    heading: str
    code: bool = False


@dataclass(slots=True)
class Written:
    """What was written: rows in all, and what was cut or changed."""

    rows: int = 0
    lossy: list[Lossy] = field(default_factory=list)

    def lose(self, sheet: str, row: int, column: str, message: str) -> None:
        """Note that a cell is not written as it was."""
        self.lossy.append(Lossy(sheet, row, column, message))


class TableWriter(Protocol):
    """Takes one table after the other."""

    def write(self, name: str, columns: Sequence[Column], rows: Iterable[CellRow]) -> None:
        """Write a table under the name of its sheet."""


def is_risky(text: str) -> bool:
    """Tell whether a spreadsheet program could take a text for a formula."""
    return _RISKY.match(text) is not None


def writable(text: str, column: str, sheet: str, row: int, written: Written) -> str:
    """Give the text as a cell can hold it, and list what had to go."""
    text = without_control(text, column, sheet, row, written)
    if len(text) > LONGEST:
        message = _("Cut to 32,767 characters, which is all that a cell can hold; it has {n}.")
        written.lose(sheet, row, column, message.format(n=f"{len(text):,}"))
        text = text[:LONGEST]
    return text


def without_control(text: str, column: str, sheet: str, row: int, written: Written) -> str:
    """Give the text without characters that no file may hold, and list where there were any."""
    if not _CONTROL.search(text):
        return text
    written.lose(sheet, row, column, _("Control characters were left out."))
    return _CONTROL.sub("", text)
