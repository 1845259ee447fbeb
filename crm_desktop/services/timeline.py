"""The stream of a customer, newest first: keys of all that happened, and what a page of them tells.

What stands in the stream follows from the entities' `stream`; pieces of work on the customer and on
parts without one (contacts, channels) stand there too, by the fields that they changed.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.base.i18n import N_
from crm_desktop.entities import all_entities, entity_named
from crm_desktop.fields.declare import Entity, fields_of, links_of
from crm_desktop.fields.stream import Stream
from crm_desktop.fields.written_dates import local_moment
from crm_desktop.services.history import FieldChange
from crm_desktop.services.records import title_of
from crm_desktop.services.timeline_work import work_keys, work_on
from crm_desktop.services.work_info import WorkInfo

OWNER = "customer"
WORK = "work"
CHANGES = N_("Changes")


class Key(NamedTuple):
    """One entry of a stream: when, whose (an entity's name, or `WORK`), which, and under which filter."""

    at: dt.datetime
    sort: str
    record_id: int
    moment: int  # which of the entity's declared moments
    filter: str


class Filter(NamedTuple):
    """A filter of the stream, its label in English, and how many entries it keeps."""

    key: str
    label: str
    kept: int


@dataclass(frozen=True, slots=True)
class Source:
    """An entity's declared moment, and the column that says to whom its records belong."""

    entity: type[Entity]
    stream: Stream
    owner: str
    moment: int

    @property
    def sort(self) -> str:
        """The entity's name."""
        return str(self.entity.__tablename__)

    @property
    def filter(self) -> str:
        """The filter of its records, as far as no choice decides."""
        return self.stream.filter or self.entity.label_many


@dataclass(frozen=True, slots=True)
class Under:
    """A record that stands small under an entry: a file of a visit, the task that was made there."""

    source: Source
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry tells: a record with its links by name and what stands under it, or work and its changes."""

    key: Key
    values: Mapping[str, Any] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)  # titles of the links told beside, by column
    under: tuple["Under", ...] = ()
    work: WorkInfo | None = None
    changes: tuple[FieldChange, ...] = ()

    @property
    def at(self) -> dt.datetime:
        """When it was."""
        return self.key.at

    @property
    def sort(self) -> str:
        """The entity's name, or `WORK`."""
        return self.key.sort

    @property
    def record_id(self) -> int:
        """The record, or the piece of work."""
        return self.key.record_id

    @property
    def source(self) -> Source:
        """The declaration that it follows; work has none."""
        return next(each for each in sources() if (each.sort, each.moment) == (self.sort, self.key.moment))

    @property
    def text(self) -> str:
        """What was said, or the title of the work."""
        return self.work.title if self.work is not None else str(self.values.get(self.source.stream.text) or "")


@cache
def sources() -> tuple[Source, ...]:
    """Give every declared moment of what belongs to a customer."""
    return tuple(
        Source(entity, stream, owner, moment)
        for entity in all_entities().values()
        for owner, declared in links_of(entity).items()
        if declared.owned and declared.entity == OWNER
        for moment, stream in enumerate(entity.stream)
    )


def keys(session: Session, customer_id: int) -> list[Key]:
    """Give the keys of everything that happened with a customer, newest first."""
    found = [key for source in sources() for key in _keys_of(session, source, customer_id)]
    found += [Key(at, WORK, work_id, 0, CHANGES) for at, work_id in work_keys(session, OWNER, customer_id, _told())]
    found.sort(key=lambda key: (key.at, key.record_id), reverse=True)
    return found


def filters(keys: Sequence[Key]) -> list[Filter]:
    """Give the filters that keep any of `keys`: those of choices first, changes last."""
    counts = Counter(key.filter for key in keys)
    labels: dict[str, str] = {}
    for source in sorted(sources(), key=lambda each: not each.stream.by):
        options = getattr(fields_of(source.entity)[source.stream.by].kind, "options", ()) if source.stream.by else ()
        labels |= {f"{source.sort}.{option.key}": option.label for option in options} or {source.filter: source.filter}
    labels[CHANGES] = CHANGES
    return [Filter(key, label, counts[key]) for key, label in labels.items() if counts[key]]


def entries(session: Session, customer_id: int, keys: Sequence[Key]) -> list[Entry]:
    """Give what some keys tell, in their order; records that are gone by now are left out."""
    told: dict[Key, Entry] = {}
    for source in sources():
        wanted = {key.record_id: key for key in keys if (key.sort, key.moment) == (source.sort, source.moment)}
        if wanted:
            told |= {entry.key: entry for entry in _entries_of(session, source, wanted)}
    wanted = {key.record_id: key for key in keys if key.sort == WORK}
    for info, changes in work_on(session, OWNER, customer_id, _told(), wanted):
        told[wanted[info.id]] = Entry(wanted[info.id], work=info, changes=changes)
    return [told[key] for key in keys if key in told]


def timeline(session: Session, customer_id: int, sort: str = "", *, limit: int | None = None) -> list[Entry]:
    """Give what happened with a customer, newest first; with `sort` only the records of one entity."""
    wanted = [key for key in keys(session, customer_id) if sort in {"", key.sort}]
    return entries(session, customer_id, wanted[:limit])


def _told() -> frozenset[str]:
    """Name the entities that tell of themselves; work that touches nothing else is not told beside."""
    return frozenset(source.sort for source in sources())


def _keys_of(session: Session, source: Source, customer_id: int) -> Iterator[Key]:
    stream, sort = source.stream, source.sort
    if not stream.at:
        return
    apart = f" AND {stream.under} IS NULL" if stream.under else ""
    statement = (
        f"SELECT id, {stream.at}, {stream.by or 'NULL'} FROM {sort}"
        f" WHERE {source.owner} = ? AND {stream.at} IS NOT NULL{apart}"
    )
    for record_id, at, option in session.connection().exec_driver_sql(statement, (customer_id,)).fetchall():
        yield Key(_moment(at), sort, record_id, source.moment, f"{sort}.{option}" if option else source.filter)


def _moment(kept: str) -> dt.datetime:
    """Read a moment or a day as the database holds it; a day begins where the computer stands."""
    read = dt.datetime.fromisoformat(kept)
    return read if read.tzinfo else local_moment(read)


def _entries_of(session: Session, source: Source, wanted: Mapping[int, Key]) -> Iterator[Entry]:
    table = source.entity.__table__
    rows = [dict(row) for row in session.execute(select(table).where(table.c.id.in_(wanted))).mappings()]
    links = [name for name in source.stream.beside if name in links_of(source.entity)]
    titles = {name: _titles(session, source.entity, name, rows) for name in links}
    under = _under(session, source.sort, wanted)
    for row in rows:
        names = {name: titles[name][row[name]] for name in links if row[name] in titles[name]}
        yield Entry(wanted[row["id"]], row, names, tuple(under[row["id"]]))


def _titles(session: Session, entity: type[Entity], link: str, rows: Sequence[Mapping[str, Any]]) -> dict[int, str]:
    """Say what the records are called that a link of `rows` points at."""
    other = entity_named(links_of(entity)[link].entity)
    ids = {row[link] for row in rows} - {None}
    found = session.execute(select(other.__table__).where(other.id.in_(ids))).mappings() if ids else ()
    return {row["id"]: title_of(other.__tablename__, dict(row)) for row in found}


def _under(session: Session, sort: str, ids: Mapping[int, Key]) -> dict[int, list[Under]]:
    """Give the records that stand under those of `sort` with these ids."""
    found: dict[int, list[Under]] = defaultdict(list)
    for source in sources():
        link = source.stream.under
        if link and links_of(source.entity)[link].entity == sort:
            table = source.entity.__table__
            for row in session.execute(select(table).where(table.c[link].in_(ids)).order_by(table.c.id)).mappings():
                found[row[link]].append(Under(source, dict(row)))
    return found
