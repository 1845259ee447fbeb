"""What an import did or would do: the same figures for the window and the command line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from crm_desktop.exchange.headings import Place, places, split_numbers
from crm_desktop.exchange.importing.draft import Problem
from crm_desktop.exchange.importing.match_columns import Match
from crm_desktop.exchange.importing.read_column import ColumnCount
from crm_desktop.exchange.reading.find_header import Table
from crm_desktop.exchange.reading.workbook import Row
from crm_desktop.fields import declarations
from crm_desktop.fields.declarations import Declarations

Outcome = Literal["added", "updated", "unchanged", "skipped", "rejected"]
MatchedBy = Literal["number", "phone", "email", "credit_code", "name_city", "name", "chosen"]
MOST_PROBLEMS = 10_000  # of each severity are kept; refused rows are kept all
MOST_OUTCOMES = 10_000  # rows to look through are kept of each outcome


@dataclass(frozen=True, slots=True)
class SheetMatch:
    """A sheet of the workbook, the kind of record it holds, and what its columns mean.

    `constants` are what every row has at a place, `preset` names the program that wrote the sheet where it is
    known. With `people` a row without a company is about the person in it. `declared` is what the user declared
    together with the fields that the import brings, None where it brings none.
    """

    table: Table
    entity: str
    matches: tuple[Match, ...]
    constants: Mapping[str, str] = field(default_factory=dict)
    preset: str = ""
    people: bool = False
    declared: Declarations | None = None

    def place(self, target: str) -> Place:
        """Give the place of a column's target, also where it is a field that the import declares."""
        with declarations.declared(self.declared or declarations.now()):
            return places(self.entity)[split_numbers(target)[0]]

    def is_new(self, target: str | None) -> bool:
        """Tell whether a column's target is a field that the import declares."""
        return self.declared is not None and bool(target) and split_numbers(target or "")[0] not in places(self.entity)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was refused or left for later, as it stands in its sheet, and why."""

    table: Table
    row: int
    cells: Row
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that a row may be about; `matched_by` is the key by which it was found."""

    id: int
    title: str
    number: str
    matched_by: MatchedBy


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that a row would change, as a person reads it; `settled` is what stays under the policy.

    `place` is where the value goes (`level`, `contact.job_title`), `label` what that is called, translated.
    """

    place: str
    label: str
    old: str
    new: str
    settled: str


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became, or would become, of a row about which there is something to decide.

    `record` is what it was put into or compared with; `candidates` are others that may be meant:
    several that fit, the same name elsewhere, namesakes. `cells` are those of the sheet, as mended.
    """

    table: Table
    entity: str
    row: int
    cells: Row
    outcome: Outcome
    title: str
    record: Candidate | None
    candidates: tuple[Candidate, ...]
    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class ImportResult:
    """The outcome; added, updated, unchanged, skipped and rejected rows add up to `rows`.

    `batch` is the piece of work to undo, 0 where nothing was changed. `columns` holds the counts of
    each column by sheet and column number. `outcomes` are rows that are refused, left for later, may be a
    double, or say something else than the file does, up to `MOST_OUTCOMES` of each outcome; `rejects`
    are all rows that are handed back.
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
    outcomes: list[RowOutcome] = field(default_factory=list)
    kept: dict[Outcome, int] = field(default_factory=dict)  # how many `outcomes` there are of each
    sheets: list[SheetMatch] = field(default_factory=list)
    columns: dict[tuple[str, int], ColumnCount] = field(default_factory=dict)
    told: dict[str, int] = field(default_factory=dict)  # how many problems there were of each severity
    untold: int = 0  # warnings and tidied cells beyond the kept ones
    left_out: tuple[str, ...] = ()  # sheets in which no table was found, or that were not asked for
    by_entity: dict[str, dict[Outcome, int]] = field(default_factory=dict)  # the same figures for each kind of record

    def count(self, entity: str, outcome: Outcome) -> None:
        """Count one row."""
        self.rows += 1
        setattr(self, outcome, getattr(self, outcome) + 1)
        of_entity = self.by_entity.setdefault(entity, dict.fromkeys(get_args(Outcome), 0))
        of_entity[outcome] += 1

    def tell(self, problems: list[Problem]) -> None:
        """Keep problems, up to the limit of each severity."""
        for problem in problems:
            told = self.told[problem.severity] = self.told.get(problem.severity, 0) + 1
            if problem.severity == "refuse" or told <= MOST_PROBLEMS:
                self.problems.append(problem)
            else:
                self.untold += 1
