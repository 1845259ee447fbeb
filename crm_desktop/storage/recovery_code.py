"""The recovery code on the printed sheet: 40 characters that stand for a private key."""

import hashlib
import secrets
import unicodedata
from typing import TYPE_CHECKING

from crm_desktop.base.errors import WrongPasswordError
from crm_desktop.base.i18n import _, ngettext

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

# Without O and I, 0 and 1, which are mistaken for each other on paper.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH = 40
GROUP = 5
SECRET_BYTES = 20
# 40 bits: one slip of the pen in a million million passes.
CHECK_BYTES = 5


def new_code() -> str:
    """Make a code nobody has seen: 8 groups of 5 characters."""
    secret = secrets.token_bytes(SECRET_BYTES)
    return _write(secret + _checksum(secret))


def private_key(code: str) -> "X25519PrivateKey":
    """Give the private key a typed code stands for; raises WrongPasswordError that says what is wrong with it."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    seed = HKDF(SHA256(), 32, salt=None, info=b"kebu recovery code 1").derive(_secret(code))
    return X25519PrivateKey.from_private_bytes(seed)


def public_half(code: str) -> bytes:
    """Give the half of a code's key that may lie in the file: it seals, it does not open."""
    return private_key(code).public_key().public_bytes_raw()


def tidy_code(text: str) -> str:
    """Give the letters and digits of a typed or scanned code, whatever stands between them."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).upper() if letter.isalnum())


def _secret(code: str) -> bytes:
    letters = tidy_code(code)
    strange = "".join(sorted(set(letters) - set(ALPHABET)))
    if strange:
        text = _("The recovery code has no {letters}: please look at the sheet again.")
        raise WrongPasswordError(text.format(letters=" ".join(strange)))
    if len(letters) != LENGTH:
        raise WrongPasswordError(
            ngettext(
                "The recovery code has 40 characters, this is {n}.",
                "The recovery code has 40 characters, these are {n}.",
                len(letters),
            )
        )
    number = 0
    for letter in letters:
        number = number * 32 + ALPHABET.index(letter)
    whole = number.to_bytes(SECRET_BYTES + CHECK_BYTES, "big")
    secret, checksum = whole[:SECRET_BYTES], whole[SECRET_BYTES:]
    if checksum != _checksum(secret):
        raise WrongPasswordError(_("The recovery code has a typing error: please compare it with the sheet again."))
    return secret


def _write(whole: bytes) -> str:
    number = int.from_bytes(whole, "big")
    letters = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def _checksum(secret: bytes) -> bytes:
    return hashlib.sha256(b"kebu recovery code 1" + secret).digest()[:CHECK_BYTES]
