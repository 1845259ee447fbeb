"""Every row of every declared table, so that two states of a file can be compared."""

from sqlalchemy import text

from crm_desktop.entities import all_entities
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.facts import fact_table
from crm_desktop.storage.tables import noted_tables

Dump = dict[str, list[tuple[object, ...]]]


def dump(workspace: Workspace) -> Dump:
    """Give all rows of what is kept and of what follows from it (facts, search index)."""
    names = [table.name for table in noted_tables()]
    names += [facts.name for entity in all_entities().values() if (facts := fact_table(entity)) is not None]
    with workspace.read() as session:
        found: Dump = {
            name: [tuple(row) for row in session.execute(text(f"SELECT * FROM {name} ORDER BY id"))] for name in names
        }
        for entity in all_entities().values():
            if entity.searched:
                index = f"search_{entity.__tablename__}"
                found[index] = [
                    tuple(row) for row in session.execute(text(f"SELECT rowid FROM {index} ORDER BY rowid"))
                ]
    return found


def changed_tables(before: Dump, after: Dump) -> dict[str, tuple[list[object], list[object]]]:
    """Give the rows that differ by table, so that a failing test tells the story."""
    return {
        name: (
            [row for row in before[name] if row not in after[name]],
            [row for row in after[name] if row not in before[name]],
        )
        for name in before
        if before[name] != after[name]
    }
