"""The one file of a backup: a zip that any program opens, closed by seals that show the smallest change.

The encrypted database comes first and nothing is compressed; its SHA-256 stands in the manifest. The
zip's comment says where the parts lie and holds three lines of defence: a digest of every other byte,
which tells damage without any key; that digest sealed with a key derived from the file's; and the
manifest sealed alone, so that a list of backups need not read them whole.
"""

import hashlib
import hmac
import json
import os
import re
import zipfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO

from crm_desktop.base.errors import BadBackupError, WrongPasswordError
from crm_desktop.base.i18n import _
from crm_desktop.storage.backup.manifest import Manifest, derived, understood
from crm_desktop.storage.driver_errors import spoken
from crm_desktop.storage.keys import Key
from crm_desktop.storage.recovery_sidecar import Sidecar

DATABASE, RECOVERY, MANIFEST = "customers.kebu", "customers.kebu-recovery", "manifest.json"
CHUNK = 1 << 20
LARGEST_PART = 1 << 20  # bytes of everything that is not the database
OPENING = "kebu-backup 1"
_TRAILER = re.compile(OPENING.encode() + rb"((?: \d{15}){6})((?: [0-9a-f]{64}){3})")
SEALS_BYTES = 3 * 65
TRAILER_BYTES = len(OPENING) + 6 * 16 + SEALS_BYTES

Told = Callable[[int], None]  # how many bytes are through
Span = tuple[int, int]  # where a part begins, and its bytes


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a bundle; the manifest is completed with the database's size and SHA-256."""

    database: Path
    sidecar: Sidecar
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class Bundle:
    """A backup as it lies in a folder: read, not proven."""

    path: Path
    manifest: Manifest
    database: Span
    recovery: Span
    digest: str
    seal: str
    manifest_seal: str

    def is_sealed_with(self, key: Key) -> bool:
        """Tell whether digest and manifest come from who had `key`; `prove` reads the rest."""
        sealing = derived(key, b"seal")
        return hmac.compare_digest(self.seal, _sealed(sealing, self.digest.encode())) and hmac.compare_digest(
            self.manifest_seal, _sealed(sealing, self.manifest.written())
        )


def write_bundle(path: Path, contents: Contents, key: Key, told: Told) -> None:
    """Write a new bundle at `path` and bring it to the disk."""
    sealing = derived(key, b"seal")
    with open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as raw:  # noqa: PTH123 - a handle
        whole, spans = _write_zip(raw, contents, told)
        raw.seek(-TRAILER_BYTES, os.SEEK_END)
        raw.write(" ".join([OPENING, *(f"{number:015}" for span in spans for number in span)]).encode())
        digest = _digest(raw, spans[0], whole.sha256)
        seals = ["", digest, _sealed(sealing, digest.encode()), _sealed(sealing, whole.written())]
        raw.seek(-SEALS_BYTES, os.SEEK_END)
        raw.write(" ".join(seals).encode())
        raw.flush()
        os.fsync(raw.fileno())


def _write_zip(raw: IO[bytes], contents: Contents, told: Told) -> tuple[Manifest, list[Span]]:
    """Write the parts, with room for the trailer; gives the manifest as written, and where the parts lie."""
    made = contents.manifest.moment.timetuple()[:6]
    with zipfile.ZipFile(raw, "w") as archive:
        entry = zipfile.ZipInfo(DATABASE, made)
        entry.file_size = contents.database.stat().st_size
        sha256, done = hashlib.sha256(), 0
        with contents.database.open("rb") as source, archive.open(entry, "w") as target:
            start = raw.tell()
            while chunk := source.read(CHUNK):
                sha256.update(chunk)
                target.write(chunk)
                done += len(chunk)
                told(done)
        spans = [(start, done)]
        whole = replace(contents.manifest, size=done, sha256=sha256.hexdigest())
        recovery = json.dumps(asdict(contents.sidecar), indent=1).encode()
        for name, part in ((RECOVERY, recovery), (MANIFEST, whole.written())):
            archive.writestr(zipfile.ZipInfo(name, made), part)
            spans.append((raw.tell() - len(part), len(part)))
        archive.comment = b" " * TRAILER_BYTES
    return whole, spans


def read_bundle(path: Path) -> Bundle:
    """Read what a bundle says of itself; raises `BadBackupError` for what is none, and the disk's errors."""
    with spoken(path), path.open("rb") as raw:
        size = raw.seek(0, os.SEEK_END)
        raw.seek(max(0, size - TRAILER_BYTES))
        found = _TRAILER.fullmatch(raw.read())
        if found is None:
            raise bad(path)
        numbers, seals = ([word.decode() for word in group.split()] for group in found.groups())
        at = [int(number) for number in numbers]
        database, recovery, last = (at[0], at[1]), (at[2], at[3]), (at[4], at[5])
        if sum(database) > size or size - database[1] > LARGEST_PART:
            raise bad(path)
        try:
            manifest = understood(_part(raw, last))
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            raise bad(path) from error
    if database[1] != manifest.size:
        raise bad(path)
    return Bundle(path, manifest, database, recovery, *seals)


def recovery_of(bundle: Bundle) -> bytes:
    """Give the recovery file that the bundle carries."""
    with spoken(bundle.path), bundle.path.open("rb") as raw:
        return _part(raw, bundle.recovery)


def prove(bundle: Bundle, key: Key | None, told: Told, database: Path | None = None) -> None:
    """Read every byte of the bundle and compare it with digest and seals; put its database at `database`, if named.

    Raises `BadBackupError` for the smallest change, and `WrongPasswordError` where all is whole but made with another
    key. Without a key only damage is seen, not that somebody altered it on purpose.
    """
    with spoken(bundle.path), bundle.path.open("rb") as raw:
        raw.seek(bundle.database[0])
        sha256 = _copy_out(raw, bundle.manifest.size, database, told)
        digest = _digest(raw, bundle.database, sha256)
    if sha256 != bundle.manifest.sha256 or not hmac.compare_digest(digest, bundle.digest):
        raise bad(bundle.path)
    if key is not None and not bundle.manifest.fits(key):
        raise other_password(bundle.path)
    if key is not None and not bundle.is_sealed_with(key):
        raise bad(bundle.path)


def _copy_out(raw: IO[bytes], size: int, target: Path | None, told: Told) -> str:
    """Read the database, into the new file `target` if named; gives its SHA-256."""
    sha256, done = hashlib.sha256(), 0
    place, flags = (os.devnull, 0) if target is None else (str(target), os.O_CREAT | os.O_EXCL)
    with open(os.open(place, os.O_WRONLY | flags, 0o600), "wb") as out:  # noqa: PTH123 - a handle, not a path
        while chunk := raw.read(min(CHUNK, size - done)):
            sha256.update(chunk)
            out.write(chunk)
            done += len(chunk)
            told(done)
    return sha256.hexdigest()


def _part(raw: IO[bytes], span: Span) -> bytes:
    raw.seek(span[0])
    return raw.read(min(span[1], LARGEST_PART))


def _digest(raw: IO[bytes], database: Span, sha256: str) -> str:
    """Digest every byte before the seals; the database's stand in it by their own SHA-256."""
    end = raw.seek(0, os.SEEK_END) - SEALS_BYTES
    whole = hashlib.sha256(bytes.fromhex(sha256))
    whole.update(_part(raw, (0, database[0])))
    whole.update(_part(raw, (sum(database), max(0, end - sum(database)))))
    return whole.hexdigest()


def _sealed(sealing: bytes, message: bytes) -> str:
    return hmac.digest(sealing, message, "sha256").hex()


def bad(path: Path) -> BadBackupError:
    """Say that a backup does not prove to be whole."""
    message = _("“{name}” is no whole backup: it is damaged, was altered, or is something else. Use another one.")
    return BadBackupError(message.format(name=path.name))


def other_password(path: Path) -> WrongPasswordError:
    """Say that a whole backup was made under another password."""
    message = _("“{name}” is whole, but was made under another password: give the one of that time.")
    return WrongPasswordError(message.format(name=path.name))
