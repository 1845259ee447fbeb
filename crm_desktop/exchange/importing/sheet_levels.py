"""Recognises sheets that mix levels: one customer in several rows, its name written once or in each of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crm_desktop.base.i18n import ngettext
from crm_desktop.entities import entity_named
from crm_desktop.exchange.headings import linking_fields, places, split_numbers
from crm_desktop.exchange.importing.match_columns import Match
from crm_desktop.exchange.importing.people import person_part
from crm_desktop.exchange.reading.find_header import Table, filled
from crm_desktop.exchange.reading.workbook import Row
from crm_desktop.fields.kind import Note
from crm_desktop.fields.kinds.long_text import LongText

ENOUGH = 2  # rows that go on tell the habit of a sheet; one alone needs more evidence


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a table by level: what names the record, what else it has itself, what its parts have."""

    title: tuple[int, ...]
    keys: tuple[int, ...]
    own: tuple[int, ...]
    once: tuple[int, ...]  # what is written in the first row only: own fields and addresses
    parts: tuple[int, ...]


def fill_levels(
    table: Table, matches: Sequence[Match], entity: str, *, lines: bool = False, people: bool = False
) -> tuple[Table, tuple[Note, ...]]:
    """Give the table with the name in every row of a customer, and what there is to tell of it.

    With `lines` also rows of which nothing is meant for us go on: the further lines of an order. With `people`
    the name of the person may stand for the customer's.
    """
    columns = _by_level(matches, entity, person_part(entity) if people else "")
    if not columns.title or not (columns.parts or lines):
        return table, ()
    going_on = _going_on(table.rows, columns, lines=lines)
    if going_on:
        rows = list(table.rows)
        for at, head in going_on.items():
            rows[at] = list(rows[at])
            for key in columns.keys:
                if not filled(rows[at], key):
                    rows[at][key] = rows[head][key]
        table = replace(table, rows=rows)
    return table, () if lines else _notes(table, columns, going_on, matches, entity)


def _by_level(matches: Sequence[Match], entity: str, person: str) -> _Columns:
    known, title = places(entity), entity_named(entity).title
    naming = {field.name for field in linking_fields(entity_named(entity))}
    mapped = [(match.column, known[split_numbers(match.target)[0]]) for match in matches if match.target]
    own = [(column, place) for column, place in mapped if place.entity == entity]
    addresses = [column for column, place in mapped if entity_named(place.entity).spreads]
    plain = [column for column, place in own if place.field not in naming and not isinstance(place.kind, LongText)]
    persons = [column for column, place in mapped if person and place.name == person]
    return _Columns(
        title=(*(column for column, place in own if place.field == title), *persons),
        keys=(*(column for column, place in own if place.field in naming), *persons),
        own=tuple(plain),
        once=(*plain, *addresses),
        parts=tuple(column for column, place in mapped if place.entity != entity),
    )


def _going_on(rows: Sequence[Row], columns: _Columns, *, lines: bool) -> dict[int, int]:
    """Give the rows that go on with the customer above, with the row that names it.

    A row without a name goes on where all that a customer has once is blank and something of a part is there.
    A single row without a name that has values of its own shows that the blank is a slip, and nothing is filled.
    """
    found: dict[int, int] = {}
    sure = lines
    head: int | None = None
    for at, row in enumerate(rows):
        if filled(row, columns.title[0]) or any(filled(row, column) for column in columns.title[1:]):
            head = at
            continue
        if any(filled(row, column) for column in columns.own):
            return {}
        of_part = any(filled(row, column) for column in columns.parts)
        if head is None or not (of_part or lines):
            continue
        found[at] = head
        sure = sure or any(filled(rows[head], each) and not filled(row, each) for each in columns.once)
    return found if sure or len(found) >= ENOUGH else {}


def _notes(
    table: Table, columns: _Columns, going_on: dict[int, int], matches: Sequence[Match], entity: str
) -> tuple[Note, ...]:
    person = person_part(entity)
    if not any(match.target and split_numbers(match.target)[0] == person for match in matches) and not going_on:
        return ()
    named = Counter(tuple([row[at] for at in columns.keys if row[at] is not None]) for row in table.rows)
    several = sum(1 for key, times in named.items() if times > 1 and any(key))
    if not several:
        return ()
    message = ngettext(
        "{n} customer stands in several rows; each further row adds its contact to the same customer.",
        "{n} customers stand in several rows; each further row adds its contact to the same customer.",
        several,
    ).format(n=several)
    return (Note("normalised", "several_rows", message),)
