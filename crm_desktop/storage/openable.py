"""What can be told of a file before anybody typed a password, and why it does not open with one."""

import stat
import sys
from pathlib import Path

from crm_desktop.base.errors import DamagedFileError, NotACustomerFileError, UserFacingError, WrongPasswordError
from crm_desktop.base.i18n import _
from crm_desktop.storage.driver_errors import damaged, spoken
from crm_desktop.storage.keys import Key, derive
from crm_desktop.storage.known_keys import known_keys
from crm_desktop.storage.page_proof import PAGE, proves_right

PLAIN_HEADER = b"SQLite format 3\0"


def check_there(path: Path) -> None:
    """Refuse what cannot be a customer file; nothing is created, changed, or even opened."""
    with spoken(path):
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise NotACustomerFileError(_("“{name}” is a folder, not a customer file.").format(name=path.name))
        if status.st_size < PAGE:
            raise _too_small(path, status.st_size)


def check_header(path: Path) -> None:
    """Refuse a file that may not be written or is not encrypted.

    Only for the holder of the lock before anything is connected: closing this handle drops the locks
    that SQLite has on the file in this process.
    """
    with spoken(path), path.open("r+b") as file:
        if file.read(len(PLAIN_HEADER)) == PLAIN_HEADER:
            message = _("“{name}” is a database without encryption, not a customer file.")
            raise NotACustomerFileError(message.format(name=path.name))


def make_private(path: Path) -> None:
    """Let nobody but its owner read the file, however it came here."""
    if sys.platform != "win32" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        path.chmod(0o600)


def why_not(path: Path, password: str, key: Key) -> UserFacingError:
    """Tell a wrong password from a damaged file, after SQLCipher has said only "not a database" to `key`.

    Derives no key again unless the salt is not the known one, so that wrong answers take as long as right ones.
    """
    known = known_keys(path, key.salt)
    others = {bytes.fromhex(note.salt) for note in known} - {key.salt}
    former = [derive(password, salt) for salt in others]
    try:
        if any(proves_right(path, each) for each in (key, *former)):
            return damaged(path)
        if any(note.knows(each) for note in known for each in former):
            message = _("“{name}” is no longer the file it was: damaged or replaced. Restore the latest backup.")
            return DamagedFileError(message.format(name=path.name))
    finally:
        for each in former:
            each.wipe()
    if any(note.salt == key.salt.hex() for note in known):
        message = _("The password is wrong. Nothing was changed; look at Caps Lock and the input method and try again.")
        return WrongPasswordError(message)
    message = _("The password is wrong, or “{name}” is not a customer file.")
    return WrongPasswordError(message.format(name=path.name))


def _too_small(path: Path, size: int) -> UserFacingError:
    if known_keys(path, b""):
        return damaged(path)
    if size == 0:
        return NotACustomerFileError(_("“{name}” is empty, not a customer file.").format(name=path.name))
    return NotACustomerFileError(_("“{name}” is too small to be a customer file.").format(name=path.name))
