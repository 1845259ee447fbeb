"""Proves that a key is right for a file even when SQLCipher cannot read it any more.

Each page of an SQLCipher 4 file ends with a code of its own (16 bytes of start value, then
HMAC-SHA512 over the page and its number), so one sound page is enough to tell a damaged file from a
wrong password.
"""

import hashlib
import hmac
from collections.abc import Iterator
from pathlib import Path

from crm_desktop.storage.keys import Key

PAGE = 4096
HMAC_BYTES = 64
HMAC_SALT_MASK = 0x3A
HMAC_KEY_ROUNDS = 2
WAL_HEADER = 32
FRAME_HEADER = 24
SAMPLES = 64


def proves_right(path: Path, key: Key) -> bool:
    """Tell whether some page of the file at `path` was written with `key`.

    Where changes wait in the -wal, one of those must be too: after an interrupted change of
    password the pages there are newer than the ones in the file.
    """
    salt = bytes(byte ^ HMAC_SALT_MASK for byte in key.salt)
    hmac_key = hashlib.pbkdf2_hmac("sha512", key.raw, salt, HMAC_KEY_ROUNDS, 32)
    waiting = list(_frames(path.with_name(path.name + "-wal")))
    return any(_sound(page, number, hmac_key) for number, page in _pages(path)) and (
        not waiting or any(_sound(page, number, hmac_key) for number, page in waiting)
    )


def _sound(page: bytes, number: int, hmac_key: bytes) -> bool:
    start = 16 if number == 1 else 0  # the first page begins with the salt
    content, code = page[start:-HMAC_BYTES], page[-HMAC_BYTES:]
    return hmac.compare_digest(hmac.digest(hmac_key, content + number.to_bytes(4, "little"), "sha512"), code)


def _pages(path: Path) -> Iterator[tuple[int, bytes]]:
    """Give pages from all over the file with their numbers."""
    count = path.stat().st_size // PAGE
    with path.open("rb") as file:
        for index in range(0, count, max(1, count // SAMPLES)):
            file.seek(index * PAGE)
            yield index + 1, file.read(PAGE)


def _frames(wal: Path) -> Iterator[tuple[int, bytes]]:
    """Give pages from all over the -wal with their numbers."""
    if not wal.exists():
        return
    size = FRAME_HEADER + PAGE
    count = (wal.stat().st_size - WAL_HEADER) // size
    with wal.open("rb") as file:
        for index in range(0, count, max(1, count // SAMPLES)):
            file.seek(WAL_HEADER + index * size)
            frame = file.read(size)
            yield int.from_bytes(frame[:4], "big"), frame[FRAME_HEADER:]
