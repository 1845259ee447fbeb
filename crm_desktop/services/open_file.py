"""Opens, makes and recovers customer files; only the roof (app, cli) calls this."""

from pathlib import Path

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.services import backups, merge, unmerge
from crm_desktop.services.workspace import Workspace, around_undo_of
from crm_desktop.storage import customer_file
from crm_desktop.storage.bring_up import bring_up, is_earlier
from crm_desktop.storage.schema import create_schema

around_undo_of(merge.KIND, unmerge.around)


def create(path: Path, password: str) -> tuple[Workspace, str]:
    """Make a new encrypted file and open it; gives the recovery code too, which is shown only now.

    Raises the errors of `base.errors` for an existing file, a full disk, a folder that cannot be written.
    """
    file, recovery_code = customer_file.create_file(path, password, create_schema)
    return Workspace(file), recovery_code


def open_file(path: Path, password: str) -> Workspace:
    """Open a file by its password; raises the errors of `base.errors` and never makes a file."""
    return _completed(customer_file.open_file(path, password))


def recover(path: Path, recovery_code: str, new_password: str) -> Workspace:
    """Open a file by its recovery code and set a new password."""
    return _completed(customer_file.open_with_recovery_code(path, recovery_code, new_password))


def _completed(file: customer_file.CustomerFile) -> Workspace:
    """Bring a file of an earlier version up, after a backup of it; whatever fails, the file is closed again."""
    try:
        with file.reading.connect() as connection:
            earlier = is_earlier(connection)
        if earlier:
            _back_up(file)
        with file.engine.begin() as connection:
            bring_up(connection)
    except BaseException:
        file.close()
        raise
    return Workspace(file)


def _back_up(file: customer_file.CustomerFile) -> None:
    try:
        backups.before_upgrade(file)
    except UserFacingError as error:
        message = _(
            "“{name}” is of an earlier version and was left as it is, as it could not be backed up first: {why}"
        )
        raise type(error)(message.format(name=file.path.name, why=error.message)) from error
