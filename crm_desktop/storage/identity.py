"""Who a customer file is: the mark that it is ours, its id, and the public half of its recovery code."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from crm_desktop.base.errors import NewerVersionError, NotACustomerFileError
from crm_desktop.base.i18n import _
from crm_desktop.storage.driver_errors import spoken
from crm_desktop.storage.schema import SCHEMA_VERSION

APPLICATION_ID = 0x4B454255  # "KEBU"


@dataclass(frozen=True)
class Identity:
    """What the file says of itself."""

    file_id: str
    recovery_public: bytes


def write_identity(connection: Connection, identity: Identity, created: dt.datetime) -> None:
    """Mark a new file as ours."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.exec_driver_sql(
        "CREATE TABLE file_identity (file_id TEXT NOT NULL, recovery_public BLOB NOT NULL, created TEXT NOT NULL)"
    )
    connection.execute(
        text("INSERT INTO file_identity VALUES (:file_id, :recovery_public, :created)"),
        {
            "file_id": identity.file_id,
            "recovery_public": identity.recovery_public,
            "created": created.isoformat(),
        },
    )


def read_identity(connection: Any, path: Path) -> Identity:
    """Read it through a driver's connection that has only been keyed; refuses foreign files and newer ones."""
    with spoken(path):
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if application != APPLICATION_ID:
            raise foreign(path)
        if version > SCHEMA_VERSION:
            message = _("“{name}” was written by a later version of this program: please install the latest version.")
            raise NewerVersionError(message.format(name=path.name))
        row = connection.execute("SELECT file_id, recovery_public FROM file_identity").fetchone()
    if row is None:
        raise foreign(path)
    return Identity(*row)


def foreign(path: Path) -> NotACustomerFileError:
    """Say that the file is an encrypted database of another program."""
    message = _("“{name}” belongs to another program: it is encrypted, but not a customer file.")
    return NotACustomerFileError(message.format(name=path.name))
