"""What this computer remembers of customer files: whether a key was once right, never the key.

SQLCipher answers a wrong password and a damaged file alike. With the check values of keys that
opened a file before, the two can be told apart.
"""

import contextlib
import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from crm_desktop.base.paths import config_folder, private_folder
from crm_desktop.storage.keys import Key
from crm_desktop.storage.recovery_sidecar import read_sidecar
from crm_desktop.storage.write_whole import write_whole


@dataclass(frozen=True)
class KnownKeys:
    """The salt of a file and the check values of keys that are right for it."""

    salt: str
    checks: list[str]

    def knows(self, key: Key) -> bool:
        """Tell whether `key` is one of them."""
        return self.salt == key.salt.hex() and key.check_value() in self.checks


def remember(path: Path, *keys: Key) -> None:
    """Note that each of `keys` is right for the file at `path`."""
    known = KnownKeys(keys[0].salt.hex(), [key.check_value() for key in keys])
    # Without the note the file opens as well; only the words about a later damage would be vaguer.
    with contextlib.suppress(OSError):
        write_whole(_note(path), json.dumps(asdict(known)).encode())


def known_keys(path: Path, salt: bytes) -> list[KnownKeys]:
    """Give what is known of the file at `path`, which may have been moved, or whose salt may be damaged."""
    moved = [known for note in _folder().glob("*.json") for known in _read(note) if known.salt == salt.hex()]
    return [*_read(_note(path)), *_beside(path), *moved]


def _beside(path: Path) -> Iterator[KnownKeys]:
    sidecar = read_sidecar(path)
    if sidecar is not None:
        yield KnownKeys(sidecar.salt, sidecar.key_checks)


def _read(note: Path) -> Iterator[KnownKeys]:
    with contextlib.suppress(OSError, ValueError, TypeError):
        known = KnownKeys(**json.loads(note.read_bytes()))
        bytes.fromhex(known.salt)
        yield known


def _note(path: Path) -> Path:
    """Give the place of the note; it is named by a digest, so that the folder does not tell where files are."""
    return _folder() / f"{hashlib.sha256(str(path).encode('utf-8', 'surrogateescape')).hexdigest()[:32]}.json"


def _folder() -> Path:
    return private_folder(config_folder() / "known-files")
