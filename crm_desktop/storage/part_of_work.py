"""A part of a piece of work: the notes of chosen removed records and of all that went with them.

`temp.part` holds these notes: of the records, of what belonged to them (a contact's channels), and of the links
elsewhere that their removal emptied (the contact of an interaction).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, text

from crm_desktop.storage.later_work import family, links, listed, owner_table
from crm_desktop.storage.notes import shapes
from crm_desktop.storage.tables import metadata, noted_tables

AMONG = " AND note.id IN (SELECT id FROM temp.part)"


def find_part_of_work(
    connection: Connection,
    by_name: Mapping[str, Sequence[int]],
    first: int,
    last: int,
    only: Collection[tuple[str, int]],
) -> str:
    """Fill `temp.part`; gives the condition that a note is in it. `by_name` are the shapes by table."""
    connection.exec_driver_sql("CREATE TEMP TABLE IF NOT EXISTS part (id INTEGER PRIMARY KEY)")
    connection.exec_driver_sql("DELETE FROM temp.part")
    span = {"first": first, "last": last}
    for table in {name for name, _id in only}:
        _collect(connection, by_name, span, table, [row_id for name, row_id in only if name == table])
    return AMONG


def _collect(
    connection: Connection,
    by_name: Mapping[str, Sequence[int]],
    span: Mapping[str, int],
    table: str,
    ids: Sequence[int],
) -> None:
    keep = "INSERT OR IGNORE INTO temp.part SELECT note.id FROM note WHERE note.id BETWEEN :first AND :last"
    if owner_table(metadata.tables[table]) == table:  # an owner: everything that it is the root of
        own = f"note.root IN ({listed(ids)}) AND note.shape IN ({listed(family(by_name, table))})"
    else:
        own = f"note.row_id IN ({listed(ids)}) AND note.shape IN ({listed(by_name[table])})"
    connection.execute(text(f"{keep} AND {own}"), span)
    for other, column, owned in _pointing_at(table):
        for shape, place in _places(connection, by_name[other], column):
            pointed = f"note.shape = {shape} AND note.op = 'D' AND json_extract(note.change, '$[{place}]')"
            if owned:
                which = f"SELECT note.row_id FROM note WHERE note.id BETWEEN :first AND :last AND {pointed}"
                parts = connection.execute(text(f"{which} IN ({listed(ids)})"), span).scalars().all()
                if parts:
                    _collect(connection, by_name, span, other, parts)
            emptied = f"note.shape = {shape} AND note.op = 'U' AND json_extract(note.change, '$.{column}[0]')"
            connection.execute(text(f"{keep} AND {emptied} IN ({listed(ids)})"), span)


def _pointing_at(table: str) -> Iterable[tuple[str, str, bool]]:
    """Give (table, column, owned) of the links to `table`; what an owner owns has it as its root already."""
    owner = owner_table(metadata.tables[table]) == table
    for other in noted_tables():
        for column, target, _required in links(other, every=True):
            owned = other.columns[column].info["link"].owned
            if target == table and not (owner and owned and owner_table(other) == table):
                yield other.name, column, owned


def _places(connection: Connection, wanted: Sequence[int], column: str) -> list[tuple[int, int]]:
    """Give the shapes among `wanted` that have a column, and where it stands in their images."""
    known = shapes(connection)
    return [(shape, known[shape][1].index(column)) for shape in wanted if column in known[shape][1]]
