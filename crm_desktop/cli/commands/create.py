"""create: a new encrypted file."""

import argparse

from crm_desktop.base.i18n import N_, _
from crm_desktop.cli.declare import Call, Outcome, command
from crm_desktop.services import open_file


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--show-recovery-key", action="store_true", help=_("print the recovery key, which is shown only now")
    )


@command("create", N_("make a new encrypted customer file"), _arguments)
def create(call: Call) -> Outcome:
    """Make the file; its recovery key is given only when it is asked for."""
    workspace, recovery_key = open_file.create(call.path, call.first_password())
    path = str(workspace.path)
    workspace.close()
    call.machine.set("last_file", path)
    document: dict[str, object] = {"file": path}
    text = _("Created {file}.").format(file=path)
    if call.args.show_recovery_key:
        document["recovery_key"] = recovery_key
        text += "\n" + _("Recovery key (write it down, it is not shown again): {key}").format(key=recovery_key)
    return Outcome(document, text)
