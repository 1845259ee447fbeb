"""Changing the password of the open file, and giving it a new recovery code."""

from crm_desktop.base.errors import WrongPasswordError
from crm_desktop.base.i18n import _
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.customer_file import new_recovery_code


def change_password(workspace: Workspace, current: str, new: str) -> None:
    """Set a new password for who knows the current one; raises `WrongPasswordError`."""
    _prove(workspace, current)
    workspace.file.change_password(new)


def renew_recovery_code(workspace: Workspace, current: str) -> str:
    """Give a new recovery code to who knows the password; sheets printed before open nothing any more."""
    _prove(workspace, current)
    return new_recovery_code(workspace.file)


def _prove(workspace: Workspace, password: str) -> None:
    if not workspace.file.key_matches(password):
        raise WrongPasswordError(_("The current password is not right."))
