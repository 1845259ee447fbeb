"""backups: the proven backups of the file."""

import argparse
from pathlib import Path

from crm_desktop.base.i18n import N_, _
from crm_desktop.cli.commands.backup import backup_json
from crm_desktop.cli.declare import Call, Outcome, command, table
from crm_desktop.services import backups
from crm_desktop.services.backups import REASONS, BackupInfo


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--in", dest="folder", type=Path, metavar="DIR", help=_("another folder than the usual one"))


@command("backups", N_("list the backups of the file, newest first"), _arguments)
def listed(call: Call) -> Outcome:
    """Give `backups`, and apart from them what is called one and is none."""
    with call.workspace() as workspace:
        found = backups.listed(workspace, call.args.folder)
    document = {
        "folder": str(found.folder),
        "backups": [backup_json(each) for each in found.backups],
        "unreadable": [str(path) for path in found.unreadable],
    }
    heads = [_("No."), _("When"), _("Why"), _("Customers"), "MB", "", _("File")]
    lines = [table(heads, [_row(each) for each in found.backups]) if found.backups else _("No backup yet.")]
    lines += [_("No whole backup: {file}").format(file=path) for path in found.unreadable]
    return Outcome(document, "\n".join(lines))


def _row(info: BackupInfo) -> list[str]:
    why = _(REASONS.get(info.reason, info.reason))
    return [
        str(info.sequence),
        f"{info.made_at:%Y-%m-%d %H:%M}",
        f"{why} · {info.note}" if info.note else why,
        str(info.counts.get("customer", 0)),
        f"{info.size_bytes / 1e6:.1f}",
        _("verified") if info.verified else _("other password"),
        info.path.name,
    ]
