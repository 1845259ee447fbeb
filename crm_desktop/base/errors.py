"""The errors a user may meet: each says in one sentence what to do, under a stable code."""

from typing import ClassVar


class UserFacingError(Exception):
    """Something in the world or in the input is not as it must be.

    The text is already in the user's language and is shown as it is. Everything that is not a
    `UserFacingError` is our bug. `code` is a stable word that scripts may rely on.
    """

    code: ClassVar[str] = "failed"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class InvalidValueError(UserFacingError):
    """A value that breaks the rule of its field."""

    code = "invalid_value"


class UnknownFieldError(UserFacingError):
    """A field, entity, document or chart that is not declared."""

    code = "unknown_field"


class NotFoundError(UserFacingError):
    """A file or a record that is not there."""

    code = "not_found"


class WrongPasswordError(UserFacingError):
    """The file is sound as far as can be known, the password is not the file's."""

    code = "wrong_password"


class DamagedFileError(UserFacingError):
    """The key is right or the file cannot be a whole database."""

    code = "damaged_file"


class NotACustomerFileError(UserFacingError):
    """The file is something else (a foreign database, a plain one, an empty file)."""

    code = "not_a_customer_file"


class FileInUseError(UserFacingError):
    """Another program holds the file."""

    code = "file_in_use"


class NewerVersionError(UserFacingError):
    """The file was written by a later version of the program."""

    code = "newer_version"


class DiskFullError(UserFacingError):
    """There is no room left; nothing was lost."""

    code = "disk_full"


class ReadOnlyError(UserFacingError):
    """The file or its folder cannot be written."""

    code = "read_only"


class UnreadableSpreadsheetError(UserFacingError):
    """A file that is no spreadsheet, is protected by a password, or is broken."""

    code = "unreadable_spreadsheet"


class TooLargeError(UserFacingError):
    """More rows, columns, bytes or memory than the stated limits."""

    code = "too_large"


class NothingToUndoError(UserFacingError):
    """There is no piece of work to take back (or to do again)."""

    code = "nothing_to_undo"


class UndoConflictError(UserFacingError):
    """Nothing of the piece of work can be taken back, because later work stands on it."""

    code = "undo_conflict"


class BadBackupError(UserFacingError):
    """A backup that does not prove to be whole."""

    code = "bad_backup"


class CancelledError(UserFacingError):
    """The user stopped the work; nothing of it was kept."""

    code = "cancelled"
