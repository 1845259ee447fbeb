"""Which declared fields are found at which record: read from the declarations, values from plain SQL."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import dialect as sqlite_dialect

from crm_desktop.entities import all_entities
from crm_desktop.fields.declarations import Declarations, follows_declarations
from crm_desktop.fields.declare import Entity, Field, links_of, stored_fields
from crm_desktop.fields.own_kinds import OWN_KINDS
from crm_desktop.fields.own_values import COLUMN, EMPTY, path_of, sql_of

GIVEN = "IN (SELECT value FROM json_each(?))"  # the ids, as JSON


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: its field, and whether it names the record."""

    field: Field
    is_title: bool
    decode: Callable[[Any], Any] | None


Found = tuple[Place, Any]  # a value as its kind has it


@dataclass(frozen=True, slots=True)
class Source:
    """A table whose fields are found at a record: the record's own, or that of parts it owns."""

    is_own: bool
    places: tuple[Place, ...]
    statement: str


@follows_declarations
def searched_entities() -> tuple[str, ...]:
    """Name the entities that have hits of their own."""
    return tuple(name for name, entity in all_entities().items() if entity.searched)


@follows_declarations
def sources(name: str) -> tuple[Source, ...]:
    """Give the tables whose words are found at records of `name`, its own first."""
    entities = all_entities()
    found = [_source(entities[name], "id")]
    for part in entities.values():
        owner = _owner_column(part)
        if owner and not part.searched and links_of(part)[owner].entity == name:
            found.append(_source(part, owner))
    return tuple(source for source in found if source.places or source.is_own)


@follows_declarations
def has_names(name: str) -> bool:
    """Tell whether records of `name` are found by names or numbers, which have ranks."""
    return any(place.field.search in {"name", "digits"} for source in sources(name) for place in source.places)


def values_of(connection: Connection, name: str, ids: Sequence[int]) -> dict[int, list[Found]]:
    """Give what is to be found at each of `ids` that exists, the record's own values first."""
    wanted = (json.dumps(list(ids)),)
    found: dict[int, list[Found]] = {}
    for source in sources(name):
        for owner, *values in connection.exec_driver_sql(source.statement, wanted):
            into = found.setdefault(owner, []) if source.is_own else found.get(owner)
            if into is None:
                continue
            for place, value in zip(source.places, values, strict=True):
                if value is not None and value != "":
                    into.append((place, place.decode(value) if place.decode else value))
    return found


def searched_otherwise(connection: Connection, name: str, before: Declarations, after: Declarations) -> set[int]:
    """Give the records of `name` whose words are others because own fields, theirs or their parts', are declared so."""
    found: set[int] = set()
    for entity in all_entities().values():
        table = entity.__tablename__
        keys = {key for key, _kind in _searched(before, table) ^ _searched(after, table)}
        owner = "id" if table == name else _owner_column(entity)
        if keys and (owner == "id" or (owner and links_of(entity)[owner].entity == name)):
            held = " OR ".join(f"json_extract({COLUMN}, '{path_of(key)}') IS NOT NULL" for key in sorted(keys))
            statement = f"SELECT {owner} FROM {table} WHERE {COLUMN} <> '{EMPTY}' AND ({held})"
            found.update(connection.exec_driver_sql(statement).scalars())
    return found


def _searched(declared: Declarations, entity: str) -> set[tuple[str, str]]:
    """Give key and kind of the own fields of an entity whose words are found."""
    kinds = {name for name, kind in OWN_KINDS.items() if kind.search}
    return {(each.key, each.kind) for each in declared.of(entity) if each.kind in kinds}


def titles_of(connection: Connection, name: str, ids: Sequence[int]) -> dict[int, str]:
    """Give what to call each record: its title, or where it belongs to another the owner's."""
    statement = _titles(name)
    rows = connection.exec_driver_sql(statement, (json.dumps(list(ids)),))
    return {row[0]: str(row[1] or "") for row in rows}


@follows_declarations
def _titles(name: str) -> str:
    entities = all_entities()
    entity = entities[name]
    owner = _owner_column(entity)
    if not owner:
        return f"SELECT id, {entity.title} FROM {name} WHERE id {GIVEN}"
    other = entities[links_of(entity)[owner].entity]
    table = other.__tablename__
    joined = f"{name} JOIN {table} ON {table}.id = {name}.{owner}"
    return f"SELECT {name}.id, {table}.{other.title} FROM {joined} WHERE {name}.id {GIVEN}"


def _owner_column(entity: type[Entity]) -> str:
    return next((name for name, link in links_of(entity).items() if link.owned), "")


def _source(entity: type[Entity], owner: str) -> Source:
    dialect = sqlite_dialect()
    places = tuple(
        Place(
            field,
            is_title=owner == "id" and field.name == entity.title,
            decode=field.kind.column_type.dialect_impl(dialect).result_processor(dialect, None),
        )
        for field in stored_fields(entity).values()
        if field.search
    )
    columns = "".join(f", {sql_of(entity, place.field.name)}" for place in places)
    statement = f"SELECT {owner}{columns} FROM {entity.__tablename__} WHERE {owner} {GIVEN} ORDER BY id"
    return Source(owner == "id", places, statement)


@follows_declarations
def watched(name: str) -> dict[str, frozenset[str]]:
    """Give the columns, by table, whose change changes what is found at records of `name`."""
    found: dict[str, set[str]] = {name: set()}
    for source in sources(name):
        for place in source.places:
            column = COLUMN if place.field.own else place.field.name
            found.setdefault(place.field.entity, set()).update({column, place.field.kind.needs} - {""})
    return {table: frozenset(columns) for table, columns in found.items()}
