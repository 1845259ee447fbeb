"""Files kept inside the customer file: bytes once by their hash, names where they belong."""

import hashlib
import io
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from crm_desktop.base.errors import NotFoundError, ReadOnlyError, TooLargeError
from crm_desktop.base.i18n import N_, _
from crm_desktop.base.progress import Progress, Silent
from crm_desktop.entities.attachment import Attachment
from crm_desktop.fields.file_names import file_name
from crm_desktop.services.workspace import Work, Workspace
from crm_desktop.storage import blobs
from crm_desktop.storage.driver_errors import spoken
from crm_desktop.storage.write_whole import sync_folder

# Each backup holds every attachment again, and some seventy backups are kept.
LARGEST = 100_000_000  # bytes
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that is to be kept: one on the disk, or `data` from a mail or the clipboard under a name."""

    name: str
    path: Path | None = None
    data: bytes = b""

    @classmethod
    def at(cls, path: Path) -> "Incoming":
        """Name a file on the disk."""
        return cls(path.name, path)

    @property
    def size(self) -> int:
        """How many bytes it has; raises `NotFoundError` and `ReadOnlyError`."""
        if self.path is None:
            return len(self.data)
        with _told(self.path):
            if not self.path.is_file():
                raise NotFoundError(_("There is no file “{name}”.").format(name=self.name))
            return self.path.stat().st_size

    def opened(self) -> IO[bytes]:
        """Open it to be read."""
        if self.path is None:
            return io.BytesIO(self.data)
        return self.path.open("rb")


@dataclass(frozen=True, slots=True)
class Stored:
    """A file whose bytes are in the customer file."""

    name: str
    sha256: str
    size: int


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say in the user's words why a file cannot be read."""
    try:
        yield
    except FileNotFoundError:
        raise NotFoundError(_("There is no file “{name}”.").format(name=path.name)) from None
    except OSError:
        raise ReadOnlyError(_("“{name}” cannot be read; check whose it is.").format(name=path.name)) from None


def attach(workspace: Workspace, customer_id: int, path: Path, *, interaction_id: int | None = None) -> int:
    """Keep a copy of a file at a customer (or one of its interactions); gives the attachment's id."""
    return attach_files(workspace, customer_id, [Incoming.at(path)], interaction_id=interaction_id)[0]


def attach_files(
    workspace: Workspace,
    customer_id: int,
    files: Sequence[Incoming],
    *,
    interaction_id: int | None = None,
    progress: Progress | None = None,
) -> list[int]:
    """Keep copies of files as one piece of work, all of them or none; gives the attachments' ids.

    Raises `NotFoundError`, `TooLargeError` (over 100 MB, told before a byte is read), `ReadOnlyError`
    where one cannot be read, and `CancelledError`.
    """
    refuse_large(files)
    title = N_("Attached: {name}") if len(files) == 1 else N_("Attached {n} files")
    name = file_name(files[0].name)
    with keeping(workspace):
        stored = store_files(workspace, files, progress or Silent())
        with spoken(workspace.path), workspace.work(title, kind="add", name=name, n=len(files)) as work:
            return add_rows(work, customer_id, stored, interaction_id)


def refuse_large(files: Iterable[Incoming]) -> None:
    """Raise `TooLargeError` where a file is over the limit; nothing of it is read."""
    for each in files:
        if each.size > LARGEST:
            message = _(
                "“{name}” has {size} MB; files up to {most} MB are kept. Leave it where it is and note the place."
            )
            size, most = each.size // MEGABYTE, LARGEST // MEGABYTE
            raise TooLargeError(message.format(name=file_name(each.name), size=size, most=most))


@contextmanager
def keeping(workspace: Workspace) -> Iterator[None]:
    """Let no `sweep` take the bytes away that are stored inside the block and have no attachment yet."""
    with workspace.storing:
        yield


def store_files(workspace: Workspace, files: Iterable[Incoming], progress: Progress) -> list[Stored]:
    """Store the bytes of files, of which nothing is seen before `add_rows`; call it inside `keeping`.

    They are read before the file is written to, so that nobody's work waits for a slow disk; one file at a
    time is in memory.
    """
    return [_store(workspace, each, progress) for each in files]


def add_rows(work: Work, customer_id: int, files: Iterable[Stored], interaction_id: int | None) -> list[int]:
    """Write down whose the stored files are, within an open piece of work; gives the attachments' ids."""
    ids = []
    for each in files:
        row = {"customer_id": customer_id, "interaction_id": interaction_id, "name": each.name}
        made = insert(Attachment).values(**row, sha256=each.sha256, size=each.size).returning(Attachment.id)
        ids.append(work.connection.execute(made).scalar_one())
    return ids


def bytes_of(session: Session, attachment_id: int) -> bytes:
    """Give the bytes of an attachment; raises `NotFoundError`."""
    found = blobs.pieces(session.connection(), _digest_of(session, attachment_id))
    if found is None:
        raise _gone(attachment_id)
    return b"".join(found)


def bytes_by_hash(session: Session, digest: str) -> bytes:
    """Give the bytes with a hash; empty where there are none."""
    return b"".join(blobs.pieces(session.connection(), digest) or ())


def save_as(workspace: Workspace, attachment_id: int, path: Path, *, progress: Progress | None = None) -> None:
    """Write an attachment to the disk; a file of that name is replaced when the new one is whole."""
    temporary = path.with_name(f"{uuid.uuid4().hex}.part")
    with spoken(path):
        try:
            write_to(workspace, attachment_id, temporary, progress=progress)
            temporary.replace(path)
            sync_folder(path.parent)
        finally:
            temporary.unlink(missing_ok=True)


def write_to(workspace: Workspace, attachment_id: int, path: Path, *, progress: Progress | None = None) -> None:
    """Write the bytes of an attachment to `path` as they come; raises `NotFoundError` and the disk's errors."""
    with workspace.read() as session, spoken(path):
        found = blobs.pieces(session.connection(), _digest_of(session, attachment_id))
        if found is None:
            raise _gone(attachment_id)
        size = session.scalar(select(Attachment.size).where(Attachment.id == attachment_id)) or 0
        done = 0
        with path.open("wb") as out:
            for piece in found:
                (progress or Silent()).report(done, size)
                out.write(piece)
                done += len(piece)


def attachments_of(session: Session, customer_id: int) -> list[dict[str, Any]]:
    """Give the attachments of a customer and of its interactions, the newest first."""
    table = Attachment.__table__
    query = select(table).where(table.c.customer_id == customer_id).order_by(table.c.added_at.desc(), table.c.id.desc())
    return [dict(row) for row in session.execute(query).mappings()]


def sweep(workspace: Workspace) -> int:
    """Remove bytes that nothing refers to any more, neither an attachment nor a note; gives how many files'.

    None are removed while files are being kept.
    """
    if not workspace.storing.acquire(blocking=False):
        return 0
    try:
        with workspace.aside() as connection:
            return blobs.sweep(connection)
    finally:
        workspace.storing.release()


def _store(workspace: Workspace, file: Incoming, progress: Progress) -> Stored:
    size, data = file.size, io.BytesIO()
    with _told(file.path or Path(file.name)), file.opened() as source:
        while piece := source.read(blobs.PIECE):
            progress.report(data.tell(), size)
            data.write(piece)
            if data.tell() > size:
                break
    if data.tell() != size:
        raise ReadOnlyError(
            _("“{name}” is being written by another program; try again when it is done.").format(name=file.name)
        )
    digest = hashlib.sha256(data.getbuffer()).hexdigest()
    data.seek(0)
    with spoken(workspace.path), workspace.aside() as connection:
        if not blobs.is_kept(connection, digest):
            blobs.keep(connection, digest, data, size, progress)
    return Stored(file_name(file.name), digest, size)


def _digest_of(session: Session, attachment_id: int) -> str:
    found = session.scalar(select(Attachment.sha256).where(Attachment.id == attachment_id))
    if found is None:
        raise _gone(attachment_id)
    return found


def _gone(attachment_id: int) -> NotFoundError:
    return NotFoundError(_("There is no attachment number {id}.").format(id=attachment_id))
