"""Reads one row that was written over by the rules of its sheet, at once."""

from dataclasses import replace

from crm_desktop.exchange.importing.check_rows import RowChecker
from crm_desktop.exchange.importing.draft import Problem
from crm_desktop.exchange.importing.import_result import SheetMatch
from crm_desktop.exchange.reading.workbook import Row
from crm_desktop.fields.kind import Context

COMPANY = 200  # other rows that are read with it: they tell how the dates of a column are meant


def look_at_row(match: SheetMatch, number: int, cells: Row, context: Context) -> list[Problem]:
    """Give what there is to tell of a row; whom it is about only the check of all rows can say."""
    table = match.table
    some = replace(table, rows=[cells, *table.rows[:COMPANY]], numbers=[number, *table.numbers[:COMPANY]])
    return RowChecker.of(replace(match, table=some), context).check(0).problems
