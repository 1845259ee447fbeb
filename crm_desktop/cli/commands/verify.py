"""verify: proves any backup, with the password or the recovery key that the file had then."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crm_desktop.base.errors import WrongPasswordError
from crm_desktop.base.i18n import N_, _
from crm_desktop.cli.commands.backup import backup_json
from crm_desktop.cli.commands.password import recovery_key, recovery_key_option
from crm_desktop.cli.declare import Call, Outcome, command, secret
from crm_desktop.services import backups, restores
from crm_desktop.services.restores import Secret


def backup_arguments(parser: argparse.ArgumentParser) -> None:
    """Let a backup be named, and what opens it be given."""
    parser.add_argument("backup", metavar="BACKUP", help=_("its path, its number in the usual folder, or “newest”"))
    parser.add_argument(
        "--backup-password-file",
        type=Path,
        metavar="PATH",
        help=_("a file whose first line is the password of the backup; CRM_BACKUP_PASSWORD goes first"),
    )
    recovery_key_option(parser)


@command("verify", N_("prove that a backup is whole"), backup_arguments)
def verify(call: Call) -> Outcome:
    """Prove it to the last row; nothing is opened but the backup."""
    path, said = named_backup(call), backup_secret(call)
    with telling_how(said):
        info = restores.verify(path, said or Secret(password=call.password()))
    message = _("“{name}” is whole: every byte, every check, {customers} customers.")
    text = message.format(name=info.path.name, customers=info.counts.get("customer", 0))
    return Outcome(backup_json(info), text)


def named_backup(call: Call) -> Path:
    """Give the backup that was named."""
    return backups.find(call.path, call.args.backup, call.machine)


@contextmanager
def telling_how(said: Secret | None) -> Iterator[None]:
    """Say how a backup's own password is given, where none was and the present one does not open it."""
    try:
        yield
    except WrongPasswordError as error:
        if said is not None:
            raise
        how = _("With {option}, or in {variable}.").format(
            option="--backup-password-file", variable="CRM_BACKUP_PASSWORD"
        )
        message = f"{error.message} {how}"
        raise WrongPasswordError(message) from error


def backup_secret(call: Call) -> Secret | None:
    """Give what opens the backup if it was said apart from the file's password."""
    password_file = call.args.backup_password_file
    if password_file is not None or "CRM_BACKUP_PASSWORD" in os.environ:
        option = "--backup-password-file"
        return Secret(password=secret("CRM_BACKUP_PASSWORD", password_file, _("Password: "), option))
    if call.args.recovery_key_file is not None or "CRM_RECOVERY_KEY" in os.environ:
        return Secret(code=recovery_key(call))
    return None
