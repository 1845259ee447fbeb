"""password, recover: a new password, with the old one or with the recovery key."""

import argparse
from pathlib import Path

from crm_desktop.base.i18n import N_, _
from crm_desktop.cli.declare import Call, Outcome, command, new_secret, secret
from crm_desktop.services import open_file


def _new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--new-password-file",
        type=Path,
        metavar="PATH",
        help=_("a file whose first line is the new password; CRM_NEW_PASSWORD goes first"),
    )


def recovery_key_option(parser: argparse.ArgumentParser) -> None:
    """Let the recovery key be given."""
    parser.add_argument(
        "--recovery-key-file",
        type=Path,
        metavar="PATH",
        help=_("a file whose first line is the recovery key; CRM_RECOVERY_KEY goes first"),
    )


def recovery_key(call: Call) -> str:
    """Give the recovery key from the variable, the file, or a prompt without echo."""
    return secret("CRM_RECOVERY_KEY", call.args.recovery_key_file, _("Recovery key: "), "--recovery-key-file")


def _recover_arguments(parser: argparse.ArgumentParser) -> None:
    _new(parser)
    recovery_key_option(parser)


@command("password", N_("change the password of the file"), _new)
def password(call: Call) -> Outcome:
    """Change the password; the recovery key stays good."""
    with call.workspace() as workspace:
        workspace.file.change_password(_new_password(call))
    return Outcome({"file": str(call.path)}, _("The password was changed. Older backups keep the old one."))


@command("recover", N_("open with the recovery key and set a new password"), _recover_arguments)
def recover(call: Call) -> Outcome:
    """Set a new password with the recovery key."""
    open_file.recover(call.path, recovery_key(call), _new_password(call)).close()
    return Outcome({"file": str(call.path)}, _("The file opens with the new password now."))


def _new_password(call: Call) -> str:
    return new_secret("CRM_NEW_PASSWORD", call.args.new_password_file, _("New password: "), "--new-password-file")
