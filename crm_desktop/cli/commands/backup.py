"""backup: a proven backup of the file, now or only if something changed."""

import argparse
from pathlib import Path

from crm_desktop.base.i18n import N_, _
from crm_desktop.cli.declare import DONE, PARTLY, Call, Outcome, command
from crm_desktop.cli.values import as_json
from crm_desktop.services import backups
from crm_desktop.services.backups import BackupInfo


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, metavar="DIR", help=_("another folder than the usual one"))
    parser.add_argument(
        "--second-place", type=Path, metavar="DIR", help=_("copy there too, now and from now on: a stick, another disk")
    )
    parser.add_argument("--note", default="", metavar="TEXT", help=_("what it is made for"))
    parser.add_argument(
        "--if-changed", action="store_true", help=_("only if something changed since the newest one; for schedulers")
    )


@command("backup", N_("make a proven backup of the file"), _arguments)
def backup(call: Call) -> Outcome:
    """Make it, and copy to the second place what is missing there; 3 where only that did not work."""
    args = call.args
    if args.second_place is not None:
        call.machine.set("second_place", str(args.second_place.resolve()))
    with call.workspace() as workspace:
        if args.if_changed:
            info, made = backups.ensured(workspace, "scheduled", note=args.note, folder=args.to)
        else:
            info, made = backups.make(workspace, note=args.note, folder=args.to), True
        second = backups.to_second_place(workspace, call.machine, made=info)
    text = _("Backed up and verified: {file}") if made else _("Nothing changed since the last backup: {file}")
    lines = [text.format(file=info.path)]
    document = {**backup_json(info), "made": made, "second_place": None}
    if second is not None:
        copied = [str(path) for path in second.copied]
        document["second_place"] = {"folder": str(second.folder), "copied": copied, "trouble": second.trouble}
        lines.append(second.trouble or _("The second place has it too: {folder}").format(folder=second.folder))
    return Outcome(document, "\n".join(lines), PARTLY if second is not None and second.trouble else DONE)


def backup_json(info: BackupInfo) -> dict[str, object]:
    """Give a backup as JSON."""
    return {
        "file": str(info.path),
        "verified": info.verified,
        "sequence": info.sequence,
        "made_at": as_json(info.made_at),
        "reason": info.reason,
        "note": info.note,
        "counts": dict(info.counts),
        "size_bytes": info.size_bytes,
        "app": info.app,
        "schema": info.schema,
    }
