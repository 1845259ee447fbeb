"""Follow-ups that stood at what was said become tasks."""

import uuid

from sqlalchemy import Connection

from crm_desktop.base.i18n import _
from crm_desktop.storage.schema import write_triggers
from crm_desktop.storage.tables import metadata

TITLE = 40  # characters of what was said that name the task
_FOLLOW_UPS = uuid.UUID("5a0e0cbf-5d0a-4f0e-9f1b-1f9a5e0d7c02")  # any, but always the same
_OLD = ("follow_up_on", "follow_up_done")


def upgrade(connection: Connection) -> None:
    """Make a task of each day that an interaction named; a done one counts as done when it was said."""
    columns = {row[1] for row in connection.exec_driver_sql("PRAGMA table_info(interaction)")}
    if not columns.issuperset(_OLD):
        return
    rows = connection.exec_driver_sql(
        "SELECT uid, customer_id, contact_id, id, content, follow_up_on, CASE WHEN follow_up_done THEN happened_at END"
        " FROM interaction WHERE follow_up_on IS NOT NULL ORDER BY id"
    ).all()
    made = [(uid_of(row[0]), *row[1:4], _title(row[4]), *row[5:]) for row in rows]
    if made:
        connection.exec_driver_sql(
            "INSERT INTO task (uid, customer_id, contact_id, interaction_id, what, due_on, done_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            made,
        )
    for event in ("insert", "update", "delete"):
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS note_interaction_{event}")
    connection.exec_driver_sql("DROP INDEX IF EXISTS ix_interaction_follow_up_on")
    for column in _OLD:
        connection.exec_driver_sql(f"ALTER TABLE interaction DROP COLUMN {column}")
    write_triggers(connection, metadata.tables["interaction"])


def uid_of(interaction: str) -> str:
    """Give the uid of the task that an interaction's follow-up becomes, the same in each copy of the file.

    So the task is known again when a backup of before the upgrade is brought back.
    """
    return str(uuid.uuid5(_FOLLOW_UPS, interaction))


def _title(said: str) -> str:
    words = " ".join(said.split())
    return _("Follow up: {text}").format(text=words if len(words) <= TITLE else words[: TITLE - 1] + "…")
