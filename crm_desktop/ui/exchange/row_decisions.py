"""The rows of an import about which there is something to decide, and what may be decided about each."""

from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from crm_desktop.base.i18n import N_, _
from crm_desktop.exchange.importing.choices import Decision, RowChoice
from crm_desktop.exchange.importing.draft import Problem
from crm_desktop.exchange.importing.import_result import (
    Candidate,
    ImportResult,
    MatchedBy,
    Outcome,
    RowOutcome,
    SheetMatch,
)
from crm_desktop.exchange.reading.workbook import Row
from crm_desktop.ui.exchange.decisions import Decisions, RowKey
from crm_desktop.ui.exchange.suggestions import TO_DECIDE

OUTCOMES: Mapping[Outcome, str] = {
    "added": N_("comes in as new"),
    "updated": N_("updates {title}"),
    "unchanged": N_("is here already"),
    "skipped": N_("is skipped"),
    "rejected": N_("is left out"),
}
FOUND_BY: Mapping[MatchedBy, str] = {
    "number": N_("same number"),
    "phone": N_("same phone"),
    "email": N_("same e-mail"),
    "credit_code": N_("same credit code"),
    "name_city": N_("same name and city"),
    "name": N_("same name"),
    "chosen": N_("chosen by you"),
}


@dataclass(frozen=True, slots=True)
class ToDecide:
    """A row with what there is to tell of it; `outcome` is None where it simply comes in."""

    match: SheetMatch
    row: int
    cells: Row
    problems: tuple[Problem, ...]
    outcome: RowOutcome | None = None

    @property
    def key(self) -> RowKey:
        """Give the sheet and the number of the row."""
        return self.match.table.sheet, self.row

    @property
    def refused(self) -> bool:
        """Tell whether the row stays out as it is."""
        return self.outcome is not None and self.outcome.outcome == "rejected"


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that may be decided about a row."""

    text: str
    decision: Decision | None
    record: int | None = None


def rows_to_decide(
    result: ImportResult, decisions: Decisions, kept: Collection[RowKey] = frozenset()
) -> list[ToDecide]:
    """Give the rows that are refused, warned of, unsure or already decided, and those `kept`, in the sheets' order."""
    problems: dict[RowKey, list[Problem]] = {}
    for problem in result.problems:
        if problem.severity in TO_DECIDE and problem.row:
            problems.setdefault((problem.sheet, problem.row), []).append(problem)
    outcomes = {(each.table.sheet, each.row): each for each in result.outcomes}
    unsure = {key for key, each in outcomes.items() if each.candidates or each.outcome == "rejected"}
    found = []
    for match in result.sheets:
        sheet = match.table.sheet
        numbers = sorted(row for name, row in {*problems, *unsure, *decisions.rows, *kept} if name == sheet)
        for number in numbers:
            cells = _cells(match, number)
            if cells is not None:
                key = (sheet, number)
                found.append(ToDecide(match, number, cells, tuple(problems.get(key, ())), outcomes.get(key)))
    return found


def unsure_rows(result: ImportResult, decisions: Decisions) -> list[ToDecide]:
    """Give the rows of which it is not sure whom they are about."""
    rows = rows_to_decide(result, decisions)
    return [each for each in rows if each.outcome is not None and each.outcome.candidates]


def offers(row: ToDecide) -> list[Offer]:
    """Give what may be decided about a row, the program's own proposal first."""
    found = [Offer(_("as proposed"), None)]
    outcome = row.outcome
    if outcome is not None and row.match.entity == "customer":
        others = [*([outcome.record] if outcome.record else []), *outcome.candidates]
        if others:
            found.append(Offer(_("bring in as new"), "add"))
        found += [Offer(_("update {record}").format(record=said_record(each)), "update", each.id) for each in others]
    return [*found, Offer(_("skip"), "skip"), Offer(_("leave for later"), "later")]


def said_decision(row: ToDecide, choice: RowChoice) -> str:
    """Say what becomes of a row."""
    if choice.decision in {"skip", "later"} or choice.decision is None:
        fixed = {"skip": _("is skipped"), "later": _("is left for later")}
        return fixed[choice.decision] if choice.decision else _proposed(row)
    chosen = [each for each in offers(row) if (each.decision, each.record) == (choice.decision, choice.record)]
    return chosen[0].text if chosen else _proposed(row)


def _proposed(row: ToDecide) -> str:
    outcome: Outcome = "added" if row.outcome is None else row.outcome.outcome
    if row.outcome is None:
        return _("comes in")
    record = row.outcome.record
    return _(OUTCOMES[outcome]).format(title=record.title if record else row.outcome.title)


def said_record(record: Candidate) -> str:
    """Say which record is meant, and why it may be the one."""
    return f"{record.title} ({record.number or record.id}, {_(FOUND_BY[record.matched_by])})"


def _cells(match: SheetMatch, number: int) -> Row | None:
    at = bisect_left(match.table.numbers, number)
    there = at < len(match.table.numbers) and match.table.numbers[at] == number
    return match.table.rows[at] if there else None
