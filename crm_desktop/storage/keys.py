"""The key of a customer file: derived from the password once per unlock, wiped when done."""

import hmac
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _

SALT_BYTES = 16
KEY_BYTES = 32
# SQLCipher 4's own: with them the password alone opens the file in any SQLCipher tool.
ROUNDS = 256_000


@dataclass(frozen=True)
class Key:
    """The 32 bytes that encrypt a file, and the salt that stands in the file's first 16 bytes."""

    raw: bytearray = field(repr=False)  # tracebacks and logs show what repr shows
    salt: bytes

    def literal(self) -> bytearray:
        """Give the key as SQLCipher takes a ready one: x'<key><salt>'. The caller wipes it."""
        return bytearray(b"x'") + _hex(self.raw) + _hex(bytearray(self.salt)) + b"'"

    def raw_literal(self) -> bytearray:
        """Give the key without its salt, for a change of key that keeps the file's salt. The caller wipes it."""
        return bytearray(b"x'") + _hex(self.raw) + b"'"

    def check_value(self) -> str:
        """Give a fingerprint by which a right key is known again; it does not help to find the key."""
        return hmac.digest(self.raw, b"kebu key check 1" + self.salt, "sha256").hex()

    def wipe(self) -> None:
        """Overwrite the key in memory; it opens nothing afterwards."""
        wipe(self.raw)


def derive(password: str, salt: bytes) -> Key:
    """Derive the key of the file with `salt` from its password (takes 0.1 to 0.25 s on purpose)."""
    from cryptography.hazmat.primitives.hashes import SHA512
    from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

    # Not hashlib: it gives the key as bytes, which nobody can wipe.
    raw = bytearray(KEY_BYTES)
    PBKDF2HMAC(SHA512(), KEY_BYTES, salt, ROUNDS).derive_into(password_bytes(password), raw)
    return Key(raw, salt)


def password_bytes(password: str) -> bytes:
    """Give the password as the file knows it: one form however it was typed, refused when empty."""
    if not password:
        raise InvalidValueError(_("Please type a password."))
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


def salt_of(path: Path) -> bytes:
    """Read the salt of the file at `path`."""
    with path.open("rb") as file:
        return file.read(SALT_BYTES)


def wipe(secret: bytearray) -> None:
    """Overwrite a secret in memory."""
    secret[:] = bytes(len(secret))


def _hex(secret: bytearray) -> bytearray:
    """Spell bytes in hexadecimal without leaving an unwipeable copy behind."""
    digits = b"0123456789abcdef"
    return bytearray(digits[half] for byte in secret for half in (byte >> 4, byte & 15))
