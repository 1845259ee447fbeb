"""What a backup says of itself: whose it is, when and why it was made, and what must be in it."""

import base64
import binascii
import datetime as dt
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from crm_desktop.storage.keys import SALT_BYTES, Key

FORMAT = "kebu backup 1"
NONCE = 12


@dataclass(frozen=True, slots=True)
class Manifest:
    """The part of a backup that can be read without a key, so it names no customer.

    `counts` are rows by table, `size` (bytes) and `sha256` are of the encrypted database, `mark` stands
    for the state that was copied: equal marks, nothing changed in between. `note` (a file's name, a
    title of work) is sealed to the key. `sequence` grows with each backup of one file, whatever the clock says.
    """

    file_id: str
    name: str
    sequence: int
    reason: str
    note: str
    created: str
    app: str
    schema: int
    counts: Mapping[str, int]
    mark: str
    size: int
    sha256: str
    salt: str
    key_check: str
    format: str = FORMAT

    @property
    def moment(self) -> dt.datetime:
        """Tell when the backup was made, as the clock stood then."""
        return dt.datetime.fromisoformat(self.created)

    def fits(self, key: Key) -> bool:
        """Tell whether the backup was made with `key`."""
        return self.salt == key.salt.hex() and self.key_check == key.check_value()

    def written(self) -> bytes:
        """Give the manifest as it lies in the bundle."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def understood(data: bytes) -> Manifest:
    """Read a manifest; raises ValueError or TypeError for anything else."""
    manifest = Manifest(**json.loads(data))
    words = [manifest.file_id, manifest.name, manifest.reason, manifest.note, manifest.app, manifest.mark]
    words += [manifest.sha256, manifest.key_check]
    numbers: list[Any] = [manifest.sequence, manifest.schema, manifest.size, *manifest.counts.values()]
    if manifest.format != FORMAT or not all(isinstance(word, str) for word in words):
        raise ValueError(manifest.format)
    if not all(type(number) is int and number >= 0 for number in numbers):
        raise ValueError(manifest.sequence)
    if len(bytes.fromhex(manifest.salt)) != SALT_BYTES or manifest.moment.tzinfo is None:
        raise ValueError(manifest.created)
    return manifest


def derived(key: Key, purpose: bytes) -> bytes:
    """Derive from a file's key another for one purpose (HKDF-SHA256 of RFC 5869)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt=key.salt, info=FORMAT.encode() + b" " + purpose).derive(bytes(key.raw))


def seal_note(note: str, key: Key) -> str:
    """Hide a note, which may name a customer, from who does not have the key."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if not note:
        return ""
    nonce = os.urandom(NONCE)
    return base64.b64encode(nonce + AESGCM(derived(key, b"note")).encrypt(nonce, note.encode(), None)).decode()


def open_note(sealed: str, key: Key) -> str:
    """Read a note again; empty where the key does not fit."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        whole = base64.b64decode(sealed, validate=True)
        return AESGCM(derived(key, b"note")).decrypt(whole[:NONCE], whole[NONCE:], None).decode() if whole else ""
    except (binascii.Error, InvalidTag, ValueError):
        return ""
