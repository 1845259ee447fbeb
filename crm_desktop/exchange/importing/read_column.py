"""Reads the cells of one column by its kind, remembering values that return, and counts how it went."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from crm_desktop.entities import entity_named
from crm_desktop.exchange.headings import Place
from crm_desktop.exchange.importing.masked import MASKABLE, MASKS, is_masked, masked
from crm_desktop.exchange.importing.match_columns import Match
from crm_desktop.fields.declare import field_named
from crm_desktop.fields.empty import empty_markers
from crm_desktop.fields.kind import (
    CellValue,
    Context,
    DateOrder,
    Note,
    Read,
    RefusedError,
    normalised,
    plain_text,
    tidy,
)
from crm_desktop.fields.written_dates import written_orders

TRY = 2_000  # so many cells show whether values return
MOST = 20_000  # remembered at most
AS_NEW = "+"  # among the values of a column: the text itself becomes an option of the list
DATES = frozenset({"date", "moment", "birthday"})


@dataclass(slots=True)
class ColumnCount:
    """How the cells of a column went."""

    passed: int = 0
    normalised: int = 0
    to_mend: int = 0
    empty: int = 0
    samples: list[str] = field(default_factory=list)  # the first different ones, as they stand in the sheet
    taken_as_empty: tuple[str, ...] = ()
    orders: tuple[DateOrder, ...] = ()  # two where 01-03-2024 may be either: the user must say
    mixed: bool = False  # no one order of day and month fits all cells of the column


class ColumnReader:
    """Reads one column. `read` gives the value and the notes; a refused cell gives None and its refusal."""

    is_constant = False

    def __init__(self, match: Match, place: Place, cells: Iterable[CellValue], context: Context) -> None:
        self.match = match
        self.column = match.column
        self.heading = match.heading
        self.place = place
        self.count = ColumnCount()
        texts = list(cells)
        self._markers = empty_markers(texts)
        self._kind = place.kind
        self._context = self._with_date_order(texts, context)
        self.is_name = place.kind.name == "name"
        self._said = match.values
        self._front = f"{match.heading}: " if match.labelled else ""
        self._maskable = place.kind.name in MASKABLE
        self._seen: dict[object, tuple[Any, tuple[Note, ...]]] | None = None if place.kind.needs else {}
        self._asked = self._found = 0
        self.count.taken_as_empty = tuple(sorted(self._markers))

    def sibling(self, place: Place) -> "ColumnReader":
        """Give a reader of the same cells for another place: the landlines of a column of mobiles."""
        return ColumnReader(self.match, place, (), self._context)

    def _with_date_order(self, cells: list[CellValue], context: Context) -> Context:
        if self.place.kind.name not in DATES:
            return context
        orders = written_orders(cells)
        self.count.mixed = orders is not None and not orders
        if self.match.date_order is not None:
            return replace(context, date_order=self.match.date_order)
        if orders is not None and len(orders) == 1:
            return replace(context, date_order=next(iter(orders)))
        if orders and context.date_order is None:
            self.count.orders = tuple(sorted(orders))
        return context

    def has(self, row: list[CellValue]) -> bool:
        """Tell whether the column says something in a row, without counting."""
        value = row[self.column]
        return value is not None and not (isinstance(value, str) and value.strip() in {"", *self._markers})

    def raw(self, row: list[CellValue]) -> CellValue:
        """Give the column's cell of a row, None where it means nothing."""
        value = row[self.column]
        if isinstance(value, str):
            text = value.strip()
            if not text or text in self._markers:
                self.count.empty += 1
                return None
        elif value is None:
            self.count.empty += 1
            return None
        if len(self.count.samples) < 3 and (shown := plain_text(value).strip()) not in self.count.samples:
            self.count.samples.append(shown)
        return value

    def read(self, raw: CellValue, known: Mapping[str, Any], region: str = "") -> tuple[Any, tuple[Note, ...]]:
        """Read a cell that is not empty and count it."""
        value, notes = self.look(raw, known, region)
        self.tally(notes)
        return value, notes

    def tally(self, notes: Collection[Note]) -> None:
        """Count a cell by the worst that there is to tell of it."""
        if not notes:
            self.count.passed += 1
            return
        severities = {note.severity for note in notes}
        if "refuse" in severities:
            self.count.to_mend += 1
        elif "normalised" in severities:
            self.count.normalised += 1
        else:
            self.count.passed += 1

    def look(self, raw: CellValue, known: Mapping[str, Any], region: str = "") -> tuple[Any, tuple[Note, ...]]:
        """Read a cell without counting it."""
        if self._seen is None:
            return self._read(raw, known, region)
        key = (raw, region, type(raw)) if region or not isinstance(raw, str) else raw
        self._asked += 1
        if (seen := self._seen.get(key)) is not None:
            self._found += 1
            return seen
        read = self._read(raw, known, region)
        if self._asked > TRY and self._found * 5 < self._asked:
            self._seen = None  # nearly all values differ, as names do
        elif len(self._seen) < MOST:
            self._seen[key] = read
        return read

    def _read(self, raw: CellValue, known: Mapping[str, Any], region: str) -> tuple[Any, tuple[Note, ...]]:
        if self._maskable and isinstance(raw, str) and MASKS.search(raw) and is_masked(raw, self._kind.name):
            return None, (masked(raw, self._is_needed()),)
        if self._said and (said := self._said.get(word_of(raw), AS_NEW)) != AS_NEW:
            return self._read_as(said, raw, known)
        context = replace(self._context, region=region) if region else self._context
        kind = self._kind.within(known) if self._kind.needs else self._kind
        try:
            read: Read[Any] = kind.read(raw, context)
        except RefusedError as refusal:
            return None, (refusal.note,)
        if self._front and read.value is not None:
            return f"{self._front}{read.value}", read.notes
        return read.value, read.notes

    def _read_as(self, said: str, raw: CellValue, known: Mapping[str, Any]) -> tuple[Any, tuple[Note, ...]]:
        """Read what a person said that a cell means; where that is nothing, the cell is empty."""
        before, kind = tidy(plain_text(raw)), self._kind.within(known)
        if not said.strip():
            return None, normalised(before, "")
        try:
            read: Read[Any] = kind.read(said, self._context)
        except RefusedError as refusal:
            return None, (refusal.note,)
        return read.value, read.notes or normalised(before, kind.show(read.value))

    def _is_needed(self) -> bool:
        """Tell whether a record cannot be without this field; the name of a contact may go to the remark."""
        own = self.place.name == self.place.field
        return own and field_named(entity_named(self.place.entity), self.place.field).required


def word_of(raw: CellValue) -> str:
    """Give the text by which a cell is found among the values that a person chose for it."""
    return tidy(plain_text(raw)).casefold()
