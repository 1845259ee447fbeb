"""Gives refused rows, and those left for later, back: the same layout with reasons, which imports straight back."""

from collections.abc import Sequence
from pathlib import Path

from crm_desktop.base.i18n import _
from crm_desktop.exchange.importing.handed_back import OURS, own_width
from crm_desktop.exchange.importing.import_result import ImportResult, Rejected
from crm_desktop.exchange.importing.row_outcomes import LATER
from crm_desktop.exchange.writing.write_sheets import Column, open_writer
from crm_desktop.fields.kind import Cell


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
