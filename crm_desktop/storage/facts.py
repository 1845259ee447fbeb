"""Facts computed from other records, kept beside their entity so that lists sort and filter by them."""

import re
from collections.abc import Sequence

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Table, text

from crm_desktop.fields.declare import Entity

_MENTION = re.compile(r"\b(\w+)\.(\w+)")


def fact_table(entity: type[Entity]) -> Table | None:
    """Give the table of the entity's facts, one row per record; None where it declares none."""
    if not entity.facts:
        return None
    name = f"{entity.__tablename__}_fact"
    if name in Entity.metadata.tables:
        return Entity.metadata.tables[name]
    owner = ForeignKey(f"{entity.__tablename__}.id", ondelete="CASCADE")
    columns = [Column(fact.name, fact.kind.column_type) for fact in entity.facts]
    days = {"date", "moment"}  # what lists are sorted by besides names
    sorted_by = [fact.name for fact in entity.facts if fact.name.startswith("sort_") or fact.kind.name in days]
    indexes = [Index(f"{name}_{each}", each) for each in sorted_by]
    return Table(name, Entity.metadata, Column("id", Integer, owner, primary_key=True), *columns, *indexes)


def watched(entity: type[Entity]) -> dict[str, frozenset[str]]:
    """Give the columns, by table, that the entity's facts are computed from: what their SQL mentions."""
    found: dict[str, set[str]] = {entity.__tablename__: set()}
    for fact in entity.facts:
        for table, column in _MENTION.findall(fact.sql):
            if table in Entity.metadata.tables:
                found.setdefault(table, set()).add(column)
    return {table: frozenset(columns - {"id"}) for table, columns in found.items()}


def refresh(connection: Connection, entity: type[Entity], ids: Sequence[int] | None = None) -> None:
    """Compute the facts of `ids` (None: of all records) again."""
    own = entity.__tablename__
    names = ", ".join(fact.name for fact in entity.facts)
    values = ", ".join(f"({fact.sql})" for fact in entity.facts)
    statement = f"INSERT OR REPLACE INTO {own}_fact (id, {names}) SELECT {own}.id, {values} FROM {own}"
    if ids is None:
        connection.execute(text(statement))
        return
    for start in range(0, len(ids), 10_000):
        some = ",".join(map(str, ids[start : start + 10_000]))
        connection.execute(text(f"{statement} WHERE {own}.id IN ({some})"))
