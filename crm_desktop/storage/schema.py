"""Makes the tables of a new file and the triggers that take notes."""

import json

from sqlalchemy import Connection, Table, insert, select, text

from crm_desktop.entities import all_entities
from crm_desktop.storage import search_index
from crm_desktop.storage.facts import fact_table
from crm_desktop.storage.tables import metadata, note_shape, noted_tables, root_column

SCHEMA_VERSION = 2


def create_schema(connection: Connection) -> None:
    """Make every declared table, the search index and the noting triggers in an empty file."""
    for entity in all_entities().values():
        fact_table(entity)
    metadata.create_all(connection)
    search_index.create(connection)
    for table in noted_tables():
        write_triggers(connection, table)


def write_triggers(connection: Connection, table: Table) -> None:
    """(Re)write the triggers that note each insert, update and delete of `table`.

    Notes are taken by the database itself, because flush events of the ORM miss cascades and bulk
    statements. They name a shape, so that old notes are still understood after an upgrade.
    """
    shape = _shape_of(connection, table)
    columns = [column.name for column in table.columns if column.name != "id"]
    root = root_column(table)
    open_work = "EXISTS (SELECT 1 FROM work_now)"
    changed = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in columns)
    pairs = " || ".join(_pair(name) for name in columns)
    image = ", ".join(f'OLD."{name}"' for name in columns)
    bodies = {
        "insert": (open_work, f"VALUES ({shape}, NEW.id, 'I', NEW.{root}, NULL)"),
        "update": (
            f"{open_work} AND ({changed})",
            f"VALUES ({shape}, NEW.id, 'U', NEW.{root}, '{{' || substr({pairs}, 2) || '}}')",
        ),
        "delete": (open_work, f"VALUES ({shape}, OLD.id, 'D', OLD.{root}, json_array({image}))"),
    }
    for event, (when, values) in bodies.items():
        connection.execute(text(f"DROP TRIGGER IF EXISTS note_{table.name}_{event}"))
        trigger = (
            f"CREATE TRIGGER note_{table.name}_{event} AFTER {event.upper()} ON {table.name} WHEN {when} "
            f"BEGIN INSERT INTO note (shape, row_id, op, root, change) {values}; END"
        )
        connection.exec_driver_sql(trigger)


def _pair(column: str) -> str:
    """Give the SQL of `,"column":[before,after]`, or of nothing where it did not change."""
    old, new = f'OLD."{column}"', f'NEW."{column}"'
    return f"CASE WHEN {old} IS {new} THEN '' ELSE ',\"{column}\":' || json_array({old}, {new}) END"


def _shape_of(connection: Connection, table: Table) -> int:
    columns = json.dumps([column.name for column in table.columns if column.name != "id"])
    known = select(note_shape.c.id).where(note_shape.c.table_name == table.name, note_shape.c.columns == columns)
    shape = connection.scalar(known)
    if shape is None:
        made = insert(note_shape).values(table_name=table.name, columns=columns).returning(note_shape.c.id)
        shape = connection.execute(made).scalar_one()
    return int(shape)
