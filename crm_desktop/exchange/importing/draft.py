"""What a row of a sheet becomes before it is kept: values of a record and of its parts, and problems."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crm_desktop.fields.kind import CellValue, Note, Severity, plain_text

SHOWN = 120  # characters of a cell in a problem


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to tell about a cell: why its row was refused, what is odd, what was tidied."""

    sheet: str
    row: int
    column: str
    value: str
    code: str
    message: str
    suggestion: str | None
    severity: Severity


@dataclass(slots=True)
class Part:
    """Values of a record that belongs to another, with the parts that belong to it."""

    entity: str
    values: dict[str, Any]
    fixed: Mapping[str, Any] = field(default_factory=dict)
    parts: "list[Part]" = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """One row as a record to be: its own values, its parts, how it names other records, what there is to tell."""

    sheet: str
    row: int
    values: dict[str, Any] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    links: dict[str, dict[str, Any]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)  # texts that found no field and must not be lost
    problems: list[Problem] = field(default_factory=list)
    keys: list[tuple[str, str]] = field(default_factory=list)  # by which the finder looks for its record

    @property
    def refused(self) -> bool:
        """Tell whether anything keeps the row out."""
        return any(problem.severity == "refuse" for problem in self.problems)

    def tell(self, column: str, value: CellValue, note: Note) -> None:
        """Add a problem at a cell."""
        shown = "" if value is None else plain_text(value)[:SHOWN]
        self.problems.append(
            Problem(self.sheet, self.row, column, shown, note.code, note.message, note.suggestion, note.severity)
        )
