"""Writes any small table, such as a chart's numbers, to a spreadsheet."""

from collections.abc import Sequence
from pathlib import Path

from crm_desktop.exchange.writing.write_sheets import Column, open_writer
from crm_desktop.fields.kind import Cell


def export_table(path: Path, name: str, rows: Sequence[Sequence[str | float]]) -> None:
    """Write rows (the first are the headings) as one sheet; raises `InvalidValueError` for other endings."""
    heads, *body = rows
    with open_writer(path) as (writer, _written):
        cells = [[Cell(value, "@" if isinstance(value, str) else "General") for value in row] for row in body]
        writer.write(name, [Column(str(head)) for head in heads], cells)
