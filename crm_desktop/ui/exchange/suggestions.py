"""Which cell a problem is about, and which suggestions may be taken as they are."""

from collections.abc import Iterable, Mapping

from crm_desktop.base.i18n import _
from crm_desktop.exchange.importing.draft import Problem
from crm_desktop.exchange.importing.import_result import SheetMatch
from crm_desktop.exchange.importing.split_cells import split_cell
from crm_desktop.ui.exchange.decisions import CellKey

TO_DECIDE = frozenset({"refuse", "warn"})


class Sheets:
    """Finds the columns that the problems of some sheets name."""

    def __init__(self, matches: Iterable[SheetMatch]) -> None:
        self._columns = {match.table.sheet: _named(match) for match in matches}
        self._places = {
            match.table.sheet: {each.column: match.place(each.target) for each in match.matches if each.target}
            for match in matches
        }

    def cell_of(self, problem: Problem) -> CellKey | None:
        """Give the cell that a problem is about; None where it is about the row as a whole."""
        column = self._columns.get(problem.sheet, {}).get(problem.column)
        return None if column is None else ((problem.sheet, problem.row), column)

    def offered(self, problems: Iterable[Problem]) -> dict[CellKey, str]:
        """Give the suggestions that may be taken, by the cell that each is for.

        Where a cell holds several entries a suggestion is for one of them and would drop the others.
        """
        found: dict[CellKey, str] = {}
        for problem in problems:
            cell = self.cell_of(problem)
            if cell is None or not problem.suggestion or problem.severity not in TO_DECIDE:
                continue
            if not self._holds_several(cell, problem):
                found.setdefault(cell, problem.suggestion)
        return found

    def _holds_several(self, cell: CellKey, problem: Problem) -> bool:
        (sheet, _row), column = cell
        place = self._places[sheet].get(column)
        if place is None:
            return False
        return place.is_value and bool(place.fixed) and len(split_cell(problem.value, place).values) > 1


def _named(match: SheetMatch) -> Mapping[str, int]:
    """Give columns by heading, else by the name of the field that they bring: “Name” is said of the record."""
    found: dict[str, int] = {}
    for each in match.matches:
        if each.target:
            found.setdefault(_(match.place(each.target).labels[-1]), each.column)
    for each in reversed(match.matches):
        if each.heading:
            found[each.heading] = each.column
    return found
