"""The bytes of attachments: once by their hash, written and read in pieces so that a large file needs no memory."""

import json
from collections.abc import Iterator
from typing import IO, Any

from sqlalchemy import Connection, delete, exists, select, text

from crm_desktop.base.progress import Progress
from crm_desktop.storage.tables import blob, note, note_shape

PIECE = 1 << 20


def is_kept(connection: Connection, digest: str) -> bool:
    """Tell whether bytes with this hash are in the file."""
    return bool(connection.scalar(select(exists().where(blob.c.sha256 == digest))))


def keep(connection: Connection, digest: str, source: IO[bytes], size: int, progress: Progress) -> None:
    """Write `size` bytes of `source` under their hash; the progress may cancel."""
    connection.exec_driver_sql("INSERT INTO blob (sha256, bytes) VALUES (?, zeroblob(?))", (digest, size))
    place = _opened(connection, digest, writing=True)
    if place is None:
        return
    try:
        done = 0
        while piece := source.read(PIECE):
            progress.report(done, size)
            place.write(piece)
            done += len(piece)
    finally:
        place.close()


def pieces(connection: Connection, digest: str) -> Iterator[bytes] | None:
    """Give the bytes with this hash, one piece after the other; None where there are none."""
    place = _opened(connection, digest, writing=False)
    return None if place is None else _read(place)


def sweep(connection: Connection) -> int:
    """Remove bytes that no attachment has and that no note could bring back; gives how many files' bytes."""
    loose = set(connection.scalars(text("SELECT sha256 FROM blob EXCEPT SELECT sha256 FROM attachment")))
    if not loose:
        return 0
    shapes = select(note_shape.c.id).where(note_shape.c.columns.contains("sha256"))
    images = select(note.c.change).where(note.c.shape.in_(shapes), note.c.op.in_(("D", "U")))
    orphans = loose - {value for image in connection.scalars(images) for value in _values(json.loads(image))}
    for digest in orphans:
        connection.execute(delete(blob).where(blob.c.sha256 == digest))
    return len(orphans)


def _values(image: list[Any] | dict[str, list[Any]]) -> Iterator[Any]:
    """Give the values in a note: of a removal all, of a change what was before and after."""
    if isinstance(image, dict):
        for pair in image.values():
            yield from pair
    else:
        yield from image


def _read(place: IO[bytes]) -> Iterator[bytes]:
    try:
        while piece := place.read(PIECE):
            yield piece
    finally:
        place.close()


def _opened(connection: Connection, digest: str, *, writing: bool) -> IO[bytes] | None:
    row = connection.scalar(text("SELECT rowid FROM blob WHERE sha256 = :digest"), {"digest": digest})
    if row is None:
        return None
    driver = connection.connection.driver_connection
    opened: IO[bytes] = driver.open_blob("blob", "bytes", row, not writing)  # type: ignore[union-attr] # SQLCipher's
    return opened
