"""Gives refused rows back: a workbook of the same layout with the reason beside each, which imports straight back."""

from collections.abc import Iterator
from pathlib import Path

from crm_desktop.base.i18n import N_, _
from crm_desktop.exchange.find_header import Table
from crm_desktop.exchange.import_result import ImportResult, Rejected
from crm_desktop.exchange.write_sheets import Column, open_writer
from crm_desktop.fields.kind import Cell

REASON, SUGGESTION, ROW = N_("Reason"), N_("Suggestion"), N_("Row in the sheet")


def write_rejects(result: ImportResult, path: Path) -> int:
    """Write the refused rows of an import to an xlsx file, a sheet for each; gives how many there are."""
    by_table: dict[str, list[Rejected]] = {}
    for each in result.rejects:
        by_table.setdefault(each.table.sheet, []).append(each)
    with open_writer(path) as (writer, written):
        for sheet, rejected in by_table.items():
            writer.write(sheet, _columns(rejected[0].table), _rows(rejected))
    return written.rows


def _columns(table: Table) -> list[Column]:
    own = [Column(heading, code=True) for heading in table.headings]
    return [*own, Column(_(REASON)), Column(_(SUGGESTION)), Column(_(ROW))]


def _rows(rejected: list[Rejected]) -> Iterator[list[Cell | None]]:
    for each in rejected:
        refusals = [problem for problem in each.problems if problem.severity == "refuse"]
        reason = "\n".join(": ".join(filter(None, (problem.column, problem.message))) for problem in refusals)
        suggestion = "\n".join(problem.suggestion for problem in refusals if problem.suggestion)
        yield [
            *(None if value is None else Cell(value) for value in each.cells),
            Cell(reason),
            Cell(suggestion) if suggestion else None,
            Cell(each.row),
        ]
