"""Lays the records of an export out in rows: everything that they have, or the columns that were chosen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.base.errors import UnknownFieldError
from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.exchange.headings import linking_fields, no_such_place, places, split_numbers
from crm_desktop.exchange.importing.known_records import Record, Records
from crm_desktop.exchange.writing.flatten import CODES, Spot, columns_for, flatten, in_order
from crm_desktop.exchange.writing.table_writer import Column
from crm_desktop.fields.declare import Field, fields_of, links_of
from crm_desktop.fields.kind import Cell
from crm_desktop.services.lists import list_rows

BATCH = 1_000


class RowSource:
    """Gives the rows of some records; `fields` are the chosen columns, places or facts, none: all that is kept.

    Raises `UnknownFieldError` for a column that there is not.
    """

    def __init__(
        self, session: Session, entity: str, ids: Sequence[int], region: str, fields: Sequence[str] = ()
    ) -> None:
        self._session = session
        self._entity = entity
        self._ids = ids
        self._region = region
        self._known = places(entity)
        self._facts = {each.name: each for each in fields_of(entity_named(entity)).values() if each.sql}
        self._fields = tuple(dict.fromkeys(fields))
        self._asked = frozenset(split_numbers(name)[0] for name in self._fields)
        for name in self._asked:
            if name not in self._known and name not in self._facts:
                raise UnknownFieldError(no_such_place(name, entity, self._facts))

    def rows(self) -> Iterator[dict[Spot, Cell]]:
        """Give each record laid out in cells, in the order of the ids; a record that is gone is left out."""
        for start in range(0, len(self._ids), BATCH):
            some = self._ids[start : start + BATCH]
            found = {record.id: record for record in Records(self._session.connection()).load(self._entity, some)}
            linked = self._linked(found.values())
            facts = self._facts_of(some)
            for record_id in some:
                if record_id in found:
                    own = flatten(found[record_id], self._region, self._asked)
                    yield {**linked.get(record_id, {}), **facts.get(record_id, {}), **own}

    def spots(self, present: Iterable[Spot]) -> list[Spot]:
        """Give the columns in order, where `present` are those that any record fills."""
        if not self._fields:
            title: Spot = (entity_named(self._entity).title, (1,))
            return in_order({*present, title}, self._entity)
        chosen: list[Spot] = []
        for said in self._fields:
            name, numbers = split_numbers(said)
            least = (1,) * max(1, self._known[name].numbered if name in self._known else 1)
            if "#" in said:
                chosen.append((name, (*numbers, *least)[: len(least)]))
            else:
                chosen += sorted(
                    {(name, least), *(spot for spot in present if spot[0] == name)}, key=lambda spot: spot[1]
                )
        return list(dict.fromkeys(chosen))

    def columns(self, spots: Sequence[Spot]) -> list[Column]:
        """Give the columns with their headings in the current language."""
        return [
            _fact_column(self._facts[name]) if name in self._facts else columns_for([(name, numbers)], self._entity)[0]
            for name, numbers in spots
        ]

    def _facts_of(self, ids: Sequence[int]) -> dict[int, dict[Spot, Cell]]:
        facts = [self._facts[name] for name in self._fields if name in self._facts]
        if not facts:
            return {}
        rows = list_rows(self._session, self._entity, ids, [each.name for each in facts])
        return {
            record_id: {
                (each.name, (1,)): each.kind.cell(value)
                for each, value in zip(facts, values, strict=True)
                if value is not None
            }
            for record_id, values in zip(ids, rows, strict=True)
        }

    def _linked(self, records: Iterable[Record]) -> Mapping[int, dict[Spot, Cell]]:
        """Give the cells that say whose each record is: the customer's number and name, the contact's name."""
        cells: dict[int, dict[Spot, Cell]] = {}
        many = list(records)
        for column, link in links_of(entity_named(self._entity)).items():
            other = entity_named(link.entity)
            fields = linking_fields(other)
            wanted = {record.values[column] for record in many if record.values[column] is not None}
            named = self._named(other, fields, wanted)
            for record in many:
                for declared, value in zip(fields, named.get(record.values[column], ()), strict=False):
                    spot = (f"{column.removesuffix('_id')}.{declared.name}", (1,))
                    cells.setdefault(record.id, {})[spot] = declared.kind.cell(value)
        return cells

    def _named(self, other: Any, fields: Sequence[Field], wanted: set[int]) -> dict[int, Sequence[Any]]:
        query = select(other.id, *(other.__table__.c[each.name] for each in fields)).where(other.id.in_(wanted))
        return {row[0]: row[1:] for row in self._session.execute(query)}


def _fact_column(fact: Field) -> Column:
    return Column(_(fact.label), code=fact.kind.name in CODES)
