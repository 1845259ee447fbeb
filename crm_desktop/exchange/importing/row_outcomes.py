"""What became of a row, as a person reads it: whom it was put into, who else may be meant, what differs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from crm_desktop.base.i18n import _
from crm_desktop.exchange.headings import places, write_heading
from crm_desktop.exchange.importing.choices import ImportChoices, RowChoice
from crm_desktop.exchange.importing.draft import Draft
from crm_desktop.exchange.importing.find_record import Found
from crm_desktop.exchange.importing.import_result import (
    MOST_OUTCOMES,
    Candidate,
    Difference,
    ImportResult,
    MatchedBy,
    Outcome,
    Rejected,
    RowOutcome,
    SheetMatch,
)
from crm_desktop.exchange.importing.known_records import Record
from crm_desktop.exchange.importing.merge_draft import Change
from crm_desktop.exchange.reading.workbook import Row
from crm_desktop.fields.kind import Note
from crm_desktop.services.records import title_of

LATER = "left_for_later"


@dataclass(frozen=True, slots=True)
class JoinedRow(RowOutcome):
    """A row that went to a record which an earlier row of its sheet made: nothing in the file before changes."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a row, before anybody reads it."""

    outcome: Outcome
    found: Found | None = None
    changes: tuple[Change, ...] = ()
    is_later: bool = False
    is_joined: bool = False  # to a record that an earlier row of the sheet made

    @property
    def is_notable(self) -> bool:
        """Tell whether a person may have something to decide about the row."""
        doubted = self.found is not None and bool(self.found.others)
        return self.outcome == "rejected" or bool(self.changes) or self.is_later or doubted


ADDED, REJECTED, SKIPPED = Taken("added"), Taken("rejected"), Taken("skipped")


def choice_for(choices: ImportChoices, sheet: SheetMatch) -> Mapping[int, RowChoice]:
    """Give the decisions about the rows of a sheet, by row number."""
    return {row: choice for (name, row), choice in choices.rows.items() if name == sheet.table.sheet}


def named_records(choices: Mapping[int, RowChoice], drafts: Iterable[Draft]) -> list[int]:
    """Give the records that a person named for rows of a chunk."""
    if not choices:
        return []
    named = (choices[draft.row].record for draft in drafts if draft.row in choices)
    return [record for record in named if record is not None]


def left_out(draft: Draft, choice: RowChoice | None) -> Taken | None:
    """Tell what becomes of a row that a person leaves out, or that is refused already; None where it is to be taken."""
    if choice is not None and choice.decision == "skip":
        draft.problems.clear()
        return SKIPPED
    if choice is not None and choice.decision == "later":
        draft.tell("", None, Note("warn", LATER, _("Left for later.")))
        return Taken("skipped", is_later=True)
    return REJECTED if draft.refused else None


def keep_outcome(result: ImportResult, sheet: SheetMatch, cells: Row, draft: Draft, taken: Taken) -> None:
    """Keep a row to look through, and one that was not taken in to hand it back."""
    if taken.outcome == "rejected" or taken.is_later:
        result.rejects.append(Rejected(sheet.table, draft.row, cells, tuple(draft.problems)))
    kept = result.kept.get(taken.outcome, 0)
    if kept >= MOST_OUTCOMES and not taken.is_later:
        return
    result.kept[taken.outcome] = kept + 1
    found = taken.found or Found()
    outcome = JoinedRow if taken.is_joined else RowOutcome
    result.outcomes.append(
        outcome(
            sheet.table,
            sheet.entity,
            draft.row,
            cells,
            taken.outcome,
            title_of(sheet.entity, draft.values),
            None if found.record is None else _as_found(found.record, found.by, taken.changes),
            tuple(_candidate(record, found.by) for record in found.others),
            tuple(_difference(sheet.entity, change) for change in taken.changes),
            tuple(draft.problems),
        )
    )


def _candidate(record: Record, by: MatchedBy) -> Candidate:
    return Candidate(record.id, title_of(record.entity, record.values), str(record.values.get("number") or ""), by)


def _as_found(record: Record, by: MatchedBy, changes: tuple[Change, ...]) -> Candidate:
    """Name a record as it was before the row."""
    before = {change.name: change.old for change in changes if change.record is record}
    return _candidate(Record(record.entity, record.id, {**record.values, **before}), by)


def _difference(entity: str, change: Change) -> Difference:
    known = places(entity)
    place = known.get(change.place) or known[f"{change.place}.{change.name}"]  # a linked sheet names a contact so
    kind = place.kind.within(change.record.values)

    def shown(value: Any) -> str:
        return "" if value in (None, "", [], {}) else kind.show(value)

    return Difference(place.name, write_heading(place, ()), shown(change.old), shown(change.new), shown(change.settled))
