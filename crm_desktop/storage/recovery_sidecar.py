"""The file beside the customer file that the recovery code opens: the present key, sealed to the code."""

import base64
import binascii
import hmac
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm_desktop.base.errors import DamagedFileError, NotFoundError, WrongPasswordError
from crm_desktop.base.i18n import _
from crm_desktop.storage.keys import KEY_BYTES, Key
from crm_desktop.storage.recovery_code import private_key
from crm_desktop.storage.write_whole import write_whole

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hpke import Suite

FORMAT = "kebu recovery 1"


@dataclass(frozen=True)
class Sidecar:
    """What lies beside a customer file: nothing in it opens the file without the code.

    It holds one sealed key, or two while the password is being changed, so that a power cut in
    between leaves the code good. `seal` is made with the present key and shows whether all is whole.
    """

    file_id: str
    recovery_public: str
    salt: str
    key_checks: list[str]
    sealed_keys: list[str]
    seal: str = ""
    format: str = FORMAT

    def body(self) -> bytes:
        """Give what the seal is made over."""
        return json.dumps({**asdict(self), "seal": ""}, sort_keys=True).encode()

    def is_current(self, file_id: str, recovery_public: bytes, key: Key) -> bool:
        """Tell whether this is whole and belongs to the file, its recovery code and its present key."""
        return (
            (self.file_id, self.recovery_public, self.salt) == (file_id, recovery_public.hex(), key.salt.hex())
            and self.key_checks == [key.check_value()]
            and hmac.compare_digest(self.seal, _seal(key, self.body()))
        )


def sidecar_path(path: Path) -> Path:
    """Give the place of the recovery file of the customer file at `path`."""
    return path.with_name(path.name.removesuffix(".kebu") + ".kebu-recovery")


def make_sidecar(file_id: str, recovery_public: bytes, keys: Sequence[Key]) -> Sidecar:
    """Seal `keys` of one file (the present one last) to its recovery code."""
    open_sidecar = Sidecar(
        file_id=file_id,
        recovery_public=recovery_public.hex(),
        salt=keys[-1].salt.hex(),
        key_checks=[key.check_value() for key in keys],
        sealed_keys=[_sealed(key, file_id, recovery_public) for key in keys],
    )
    return Sidecar(**{**asdict(open_sidecar), "seal": _seal(keys[-1], open_sidecar.body())})


def write_sidecar(path: Path, sidecar: Sidecar) -> None:
    """Put the recovery file beside the customer file at `path`."""
    write_whole(sidecar_path(path), json.dumps(asdict(sidecar), indent=1).encode())


def read_sidecar(path: Path) -> Sidecar | None:
    """Read the recovery file of the customer file at `path`; None when it is missing or not readable."""
    try:
        return _understood(json.loads(sidecar_path(path).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def unsealed_keys(path: Path, code: str) -> list[Key]:
    """Give the keys that the code opens in the recovery file of the customer file at `path`."""
    private = private_key(code)
    name = sidecar_path(path).name
    if not sidecar_path(path).exists():
        text = _("The recovery file “{name}” is not beside the customer file: put back the one of the latest backup.")
        raise NotFoundError(text.format(name=name))
    sidecar = read_sidecar(path)
    if sidecar is None:
        raise _damaged(name)
    if private.public_key().public_bytes_raw().hex() != sidecar.recovery_public:
        raise WrongPasswordError(_("This recovery code belongs to another file, or a newer code has been printed."))
    from cryptography.exceptions import InvalidTag

    try:
        opened = [
            _suite().decrypt(base64.b64decode(sealed), private, _info(sidecar.file_id, sidecar.salt))
            for sealed in sidecar.sealed_keys
        ]
    except (InvalidTag, binascii.Error) as error:
        raise _damaged(name) from error
    return [Key(bytearray(raw), bytes.fromhex(sidecar.salt)) for raw in opened if len(raw) == KEY_BYTES]


def _damaged(name: str) -> DamagedFileError:
    text = _("The recovery file “{name}” is damaged: put back the one of the latest backup.")
    return DamagedFileError(text.format(name=name))


def _understood(told: Any) -> Sidecar | None:
    """Give the sidecar in parsed JSON; None when it is anything else."""
    sidecar = Sidecar(**told)
    words = [sidecar.file_id, sidecar.recovery_public, sidecar.salt, sidecar.seal, *sidecar.key_checks]
    words += sidecar.sealed_keys
    bytes.fromhex(sidecar.salt)
    return sidecar if sidecar.format == FORMAT and all(isinstance(word, str) for word in words) else None


def _sealed(key: Key, file_id: str, recovery_public: bytes) -> str:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    public = X25519PublicKey.from_public_bytes(recovery_public)
    return base64.b64encode(_suite().encrypt(key.raw, public, _info(file_id, key.salt.hex()))).decode()


def _suite() -> "Suite":
    """Give RFC 9180's sealed box: X25519, HKDF-SHA256, ChaCha20-Poly1305."""
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def _info(file_id: str, salt: str) -> bytes:
    return f"{FORMAT} {file_id} {salt}".encode()


def _seal(key: Key, body: bytes) -> str:
    return hmac.digest(key.raw, b"kebu sidecar" + body, "sha256").hex()
