"""What a sheet holds beside its values, and what calamine does not give: errors, percents, notes, hidden rows."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crm_desktop.exchange.reading.workbook import MAX_COLUMNS, MAX_ROWS, Merged, Place, Row

if TYPE_CHECKING:
    from crm_desktop.fields.kind import CellValue

MOST = 200_000  # of each sort are kept; a file made to hold more is cut here and not in the memory


@dataclass(slots=True)
class Facts:
    """The facts of one sheet, by rows and columns from 0; `values` are cells that must be read otherwise."""

    values: dict[Place, str] = field(default_factory=dict)
    percents: set[Place] = field(default_factory=set)
    without_results: set[Place] = field(default_factory=set)
    notes: dict[Place, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Merged] = field(default_factory=list)

    def put_into(self, rows: list[Row]) -> None:
        """Write errors into the rows, and percents as they are shown: 0.15 as 15%."""
        for (at, column), text in self.values.items():
            if at < min(len(rows), MAX_ROWS) and column < MAX_COLUMNS:
                rows[at].extend([None] * (column + 1 - len(rows[at])))
                rows[at][column] = text
        for at, column in self.percents:
            if at < len(rows) and column < len(rows[at]):
                rows[at][column] = as_percent(rows[at][column])


def as_percent(value: "CellValue") -> "CellValue":
    """Give a number as the percentage that the sheet shows; anything else as it is."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    return f"{float(f'{value * 100:.12g}'):.12g}%"
