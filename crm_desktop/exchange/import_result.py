"""What an import did or would do: the same figures for the window and the command line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from crm_desktop.exchange.draft import Problem
from crm_desktop.exchange.find_header import Table
from crm_desktop.exchange.match_columns import Match
from crm_desktop.exchange.read_column import ColumnCount
from crm_desktop.exchange.workbook import Row

Outcome = Literal["added", "updated", "unchanged", "skipped", "rejected"]
MOST_PROBLEMS = 10_000  # of each severity are kept; refused rows are kept all


@dataclass(frozen=True, slots=True)
class SheetMatch:
    """A sheet of the workbook, the kind of record it holds, and what its columns mean.

    `constants` are what every row has at a place, `preset` names the program that wrote the sheet where it is
    known. With `people` a row without a company is about the person in it. `notes` are about the sheet as a whole.
    """

    table: Table
    entity: str
    matches: tuple[Match, ...]
    constants: Mapping[str, str] = field(default_factory=dict)
    preset: str = ""
    people: bool = False
    notes: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not taken in, as it stands in its sheet, and why."""

    table: Table
    row: int
    cells: Row
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class ImportResult:
    """The outcome; added, updated, unchanged, skipped and rejected rows add up to `rows`.

    `batch` is the piece of work to undo, 0 where nothing was changed. `columns` holds the counts of
    each column by sheet and column number.
    """

    batch: int = 0
    rows: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    rejected: int = 0
    mapping: list[Match] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rejects: list[Rejected] = field(default_factory=list)
    sheets: list[SheetMatch] = field(default_factory=list)
    columns: dict[tuple[str, int], ColumnCount] = field(default_factory=dict)
    untold: int = 0  # warnings and tidied cells beyond the kept ones
    left_out: tuple[str, ...] = ()  # sheets in which no table was found, or that were not asked for
    by_entity: dict[str, dict[Outcome, int]] = field(default_factory=dict)  # the same figures for each kind of record

    def count(self, entity: str, outcome: Outcome) -> None:
        """Count one row."""
        self.rows += 1
        setattr(self, outcome, getattr(self, outcome) + 1)
        of_entity = self.by_entity.setdefault(entity, dict.fromkeys(get_args(Outcome), 0))
        of_entity[outcome] += 1

    def tell(self, problems: list[Problem], told: dict[str, int]) -> None:
        """Keep problems, up to the limit of each severity."""
        for problem in problems:
            told[problem.severity] = told.get(problem.severity, 0) + 1
            if problem.severity == "refuse" or told[problem.severity] <= MOST_PROBLEMS:
                self.problems.append(problem)
            else:
                self.untold += 1
