"""Tells namesakes apart: by city and by mobile, and of very many of one name the few that a row may be about."""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice

from sqlalchemy import select

from crm_desktop.entities import entity_named
from crm_desktop.exchange.importing.draft import Draft
from crm_desktop.exchange.importing.known_records import MANY, Record, Records
from crm_desktop.services.targets import owner_column

NAMED = 3  # of those of the name that are somebody else, to be told of


class Crowd:
    """Records that share one key, known by no more than tells them apart; `most` of them are picked for a row."""

    def __init__(self, records: Records, entity: str, ids: Collection[int], most: int) -> None:
        self._most = most
        self._all = _sketches(records, entity, sorted(ids))
        self._by_city: dict[str, list[Record]] = {}
        self._nowhere: list[Record] = []
        for record in self._all:
            cities = cities_of_record(record)
            for city in cities:
                self._by_city.setdefault(city, []).append(record)
            if not cities:
                self._nowhere.append(record)

    def of_name(self, name: object, draft: Draft) -> list[int]:
        """Give the ids of those that a key alone finds: in a city of the row first, then of just that name."""
        return self._first(draft, name, self._all, lambda _record: True)

    def fitting(self, draft: Draft, is_same: Callable[[Record], bool]) -> list[int]:
        """Give the ids of those that a row may be about; where it is about none, of some that it stands beside."""
        rest = self._nowhere if cities_of_draft(draft) else self._all
        same = self._first(draft, draft.values.get("name"), rest, is_same)
        return same or [record.id for record in self._all[:NAMED]]

    def _first(
        self, draft: Draft, name: object, rest: Sequence[Record], is_same: Callable[[Record], bool]
    ) -> list[int]:
        there = [record for city in cities_of_draft(draft) for record in self._by_city.get(city, ())]

        def ranked() -> Iterator[int]:
            for group in (there, rest):
                for exactly in (True, False):
                    for record in group:
                        if (record.values["name"] == name) == exactly and is_same(record):
                            yield record.id

        return list(islice(ranked(), self._most))


def _sketches(records: Records, entity: str, ids: Sequence[int]) -> list[Record]:
    """Read of records their names and numbers, cities and mobiles."""
    table = entity_named(entity).__table__
    wanted = {"address": ("city",), "channel": ("type", "value")}
    found: dict[int, Record] = {}
    for start in range(0, len(ids), MANY):
        some = ids[start : start + MANY]
        columns = [table.c[name] for name in ("id", "name", "number", "credit_code")]
        for row in records.connection.execute(select(*columns).where(table.c.id.in_(some))).mappings():
            found[row["id"]] = Record(entity, row["id"], dict(row), parts={name: [] for name in wanted})
        for part, names in wanted.items():
            of_part = entity_named(part).__table__
            owner = of_part.c[owner_column(entity_named(part), entity)].label("owner")
            query = select(of_part.c.id, owner, *(of_part.c[name] for name in names)).where(owner.in_(some))
            for row in records.connection.execute(query).mappings():
                if row["owner"] in found:
                    found[row["owner"]].parts[part].append(Record(part, row["id"], dict(row)))
    return [found[each] for each in ids if each in found]


def cities_of_draft(draft: Draft) -> set[str]:
    """Give the cities of a row."""
    return {part.values["city"] for part in draft.parts if part.entity == "address" and part.values.get("city")}


def cities_of_record(record: Record) -> set[str]:
    """Give the cities of a record."""
    return {part.values["city"] for part in record.parts.get("address", ()) if part.values.get("city")}


def is_elsewhere(record: Record, draft: Draft) -> bool:
    """Tell whether a row names another city than all of the record's: a branch, not the same customer."""
    ours, theirs = cities_of_draft(draft), cities_of_record(record)
    return bool(ours and theirs and not ours & theirs)


def is_somebody_else(record: Record, draft: Draft) -> bool:
    """Tell whether a row of a list of people (no contact) has other numbers than its namesake: another 张伟."""
    if any(part.entity == "contact" for part in draft.parts):
        return False
    ours = {part.values["value"] for part in draft.parts if part.values.get("type") == "mobile"}
    theirs = {part.values["value"] for part in record.parts.get("channel", ()) if part.values["type"] == "mobile"}
    return bool(ours and theirs and not ours & theirs)
