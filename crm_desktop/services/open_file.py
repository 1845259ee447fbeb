"""Opens, makes and recovers customer files; only the roof (app, cli) calls this."""

from pathlib import Path

from crm_desktop.services import merge, unmerge
from crm_desktop.services.workspace import Workspace, around_undo_of
from crm_desktop.storage import customer_file
from crm_desktop.storage.bring_up import bring_up
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
    """Bring a file of an earlier version up; whatever fails, the file is closed again."""
    try:
        with file.engine.begin() as connection:
            bring_up(connection)
    except BaseException:
        file.close()
        raise
    return Workspace(file)
