"""Gives refused rows, and those left for later, back: the same layout with reasons, which imports straight back."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.exchange.importing.handed_back import OURS, own_width
from crm_desktop.exchange.importing.import_result import ImportResult, Rejected
from crm_desktop.exchange.importing.row_outcomes import LATER
from crm_desktop.exchange.writing.write_sheets import Column, check_target, open_writer
from crm_desktop.fields.kind import Cell
from crm_desktop.storage.driver_errors import spoken


def refuse_overwriting(path: Path, sheet: Path) -> None:
    """Raise `InvalidValueError` where refused rows would be written over the spreadsheet that they come from."""
    with spoken(path):
        same = path.exists() and sheet.exists() and path.samefile(sheet)
    if same:
        message = _("“{name}” is the spreadsheet itself; choose another name for the refused rows.")
        raise InvalidValueError(message.format(name=path.name))


def check_rejects(path: Path, sheet: Path) -> None:
    """Raise the error of a place that cannot take the refused rows of `sheet`: a file is made there and removed."""
    refuse_overwriting(path, sheet)
    check_target(path)
    with spoken(path), tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part"):
        pass


def write_rejects(result: ImportResult, path: Path) -> int:
    """Write the rows that an import left out, a sheet for each of theirs; gives how many there are."""
    by_table: dict[str, list[Rejected]] = {}
    for each in result.rejects:
        by_table.setdefault(each.table.sheet, []).append(each)
    with open_writer(path) as (writer, written):
        for sheet, rows in by_table.items():
            width = own_width(rows[0].table.headings)
            writer.write(sheet, _columns(rows[0].table.headings[:width]), (_cells(each, width) for each in rows))
    return written.rows


def _columns(headings: Sequence[str]) -> list[Column]:
    return [*(Column(heading, code=True) for heading in headings), *(Column(_(each)) for each in OURS)]


def _cells(rejected: Rejected, width: int) -> list[Cell | None]:
    """Give a row's cells as they stand in its sheet, why it was left out, and what may be written instead."""
    reasons = [each for each in rejected.problems if each.severity == "refuse" or each.code == LATER]
    reason = "\n".join(": ".join(filter(None, (problem.column, problem.message))) for problem in reasons)
    suggestion = "\n".join(problem.suggestion for problem in reasons if problem.suggestion)
    own = [None if value is None else Cell(value) for value in rejected.cells[:width]]
    return [*own, Cell(reason), Cell(suggestion) if suggestion else None, Cell(rejected.row)]
