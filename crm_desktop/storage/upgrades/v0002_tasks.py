"""Follow-ups that stood at what was said become tasks; those of what had been removed do so when it comes back."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

from crm_desktop.base.i18n import _
from crm_desktop.storage.schema import write_triggers
from crm_desktop.storage.tables import metadata

TITLE = 40  # characters of what was said that name the task
_FOLLOW_UPS = uuid.UUID("5a0e0cbf-5d0a-4f0e-9f1b-1f9a5e0d7c02")  # any, but always the same
_OLD = ("follow_up_on", "follow_up_done")
_SAID = "SELECT id, uid, customer_id, contact_id, happened_at, content"


def upgrade(connection: Connection) -> None:
    """Make a task of each day that an interaction named; a done one counts as done when it was said."""
    columns = {row[1] for row in connection.exec_driver_sql("PRAGMA table_info(interaction)")}
    if not columns.issuperset(_OLD):
        return
    rows = connection.exec_driver_sql(
        f"{_SAID}, {', '.join(_OLD)} FROM interaction WHERE follow_up_on IS NOT NULL ORDER BY id"
    )
    _make_tasks(connection, rows.all())
    for event in ("insert", "update", "delete"):
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS note_interaction_{event}")
    connection.exec_driver_sql("DROP INDEX IF EXISTS ix_interaction_follow_up_on")
    for column in _OLD:
        connection.exec_driver_sql(f"ALTER TABLE interaction DROP COLUMN {column}")
    write_triggers(connection, metadata.tables["interaction"])


def follow_ups_of_removed(
    connection: Connection, shapes: Mapping[int, tuple[str, list[str]]], span: Mapping[str, int], among: str
) -> dict[int, tuple[str, bool]]:
    """Give day and done of the follow-ups of interactions that were removed before the upgrade, by their id.

    Of the notes `first` … `last` of `span` for which the condition `among` holds, and while they are away.
    """
    found: dict[int, tuple[str, bool]] = {}
    for shape, (table, columns) in shapes.items():
        if table != "interaction" or not set(columns).issuperset(_OLD):
            continue
        day, done = (f"json_extract(note.change, '$[{columns.index(name)}]')" for name in _OLD)
        statement = text(
            f"SELECT note.row_id, {day}, {done} FROM note WHERE note.id BETWEEN :first AND :last{among}"
            f" AND note.op = 'D' AND note.shape = {shape} AND {day} IS NOT NULL"
            " AND note.row_id NOT IN (SELECT id FROM interaction)"
        )
        found.update((row_id, (due, bool(over))) for row_id, due, over in connection.execute(statement, span))
    return found


def tasks_of_returned(connection: Connection, follow_ups: Mapping[int, tuple[str, bool]]) -> int:
    """Make the tasks of those interactions of `follow_ups_of_removed` that are there again; gives how many."""
    said = f"{_SAID} FROM interaction WHERE id = ?"
    rows = (row for row_id in follow_ups for row in connection.exec_driver_sql(said, (row_id,)))
    return _make_tasks(connection, [(*row, *follow_ups[row.id]) for row in rows])


def _make_tasks(connection: Connection, rows: Iterable[Sequence[Any]]) -> int:
    """Make the tasks that are not there; a row is an interaction as `_SAID` has it, then the day, and whether done."""
    made = [
        (_uid_of(uid), customer_id, contact_id, row_id, _title(content), due, at if done else None)
        for row_id, uid, customer_id, contact_id, at, content, due, done in rows
    ]
    there = set(connection.exec_driver_sql("SELECT uid FROM task").scalars()) if made else set()
    missing = [each for each in made if each[0] not in there]
    if missing:
        connection.exec_driver_sql(
            "INSERT INTO task (uid, customer_id, contact_id, interaction_id, what, due_on, done_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            missing,
        )
    return len(missing)


def _uid_of(interaction: str) -> str:
    """Give the uid of an interaction's task, the same in each copy of the file: so it is known again in a backup."""
    return str(uuid.uuid5(_FOLLOW_UPS, interaction))


def _title(said: str) -> str:
    words = " ".join(said.split())
    return _("Follow up: {text}").format(text=words if len(words) <= TITLE else words[: TITLE - 1] + "…")
