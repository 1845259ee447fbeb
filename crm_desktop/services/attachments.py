"""Files kept inside the customer file: bytes once by their hash, names where they belong."""

import hashlib
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.dialects.sqlite import insert as insert_or
from sqlalchemy.orm import Session

from crm_desktop.base.errors import NotFoundError, ReadOnlyError, TooLargeError
from crm_desktop.base.i18n import N_, _
from crm_desktop.entities.attachment import Attachment
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.tables import blob

LARGEST = 200 * 1024 * 1024  # bytes; SQLite holds up to 1 GB in a value, a laptop's memory less


def attach(workspace: Workspace, customer_id: int, path: Path, *, interaction_id: int | None = None) -> int:
    """Keep a copy of a file at a customer (or one of its interactions); gives the attachment's id.

    Raises `NotFoundError`, `TooLargeError` (over 200 MB) and `ReadOnlyError` where it cannot be read.
    """
    data = _read(path)
    digest = hashlib.sha256(data).hexdigest()
    row = {"customer_id": customer_id, "interaction_id": interaction_id, "name": path.name, "sha256": digest}
    with workspace.work(N_("Attached: {name}"), kind="add", name=path.name) as work:
        work.connection.execute(insert_or(blob).values(sha256=digest, bytes=data).on_conflict_do_nothing())
        statement = insert(Attachment).values(**row, size=len(data)).returning(Attachment.id)
        attached: int = work.connection.execute(statement).scalar_one()
    return attached


def bytes_of(session: Session, attachment_id: int) -> bytes:
    """Give the bytes of an attachment; raises `NotFoundError`."""
    query = select(blob.c.bytes).join(Attachment, Attachment.sha256 == blob.c.sha256)
    found: bytes | None = session.scalar(query.where(Attachment.id == attachment_id))
    if found is None:
        raise NotFoundError(_("There is no attachment number {id}.").format(id=attachment_id))
    return found


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise TooLargeError(_("“{name}” is larger than 200 MB; keep it beside the file.").format(name=path.name))
        return path.read_bytes()
    except FileNotFoundError:
        raise NotFoundError(_("There is no file “{name}”.").format(name=path.name)) from None
    except OSError:
        raise ReadOnlyError(_("“{name}” cannot be read; check whose it is.").format(name=path.name)) from None
