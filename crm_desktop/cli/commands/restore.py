"""restore: a backup as a new file, in the place of the present content, or only chosen customers of it."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import N_, _, ngettext
from crm_desktop.cli.commands.backup import backup_json
from crm_desktop.cli.commands.verify import backup_arguments, backup_secret, named_backup, telling_how
from crm_desktop.cli.declare import Call, Outcome, command, record_number, table
from crm_desktop.services import restores
from crm_desktop.services.restores import Secret
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.backup.differences import TableDifference


def _arguments(parser: argparse.ArgumentParser) -> None:
    backup_arguments(parser)
    parser.add_argument("--to", type=Path, metavar="PATH", help=_("make this new file of it; the open one stays"))
    parser.add_argument(
        "--customer",
        type=record_number,
        nargs="+",
        action="extend",
        default=[],
        metavar="ID",
        help=_("only these customers of the backup, with everything that belongs to them"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("tell the differences and change nothing"))


@command("restore", N_("have back a whole backup, or chosen customers of it"), _arguments)
def restore(call: Call) -> Outcome:
    """Restore, or with --dry-run say what would become different."""
    args = call.args
    if args.to is not None and (args.customer or args.dry_run):
        raise InvalidValueError(_("--to restores a whole backup; leave out --customer and --dry-run."))
    path, secret = named_backup(call), backup_secret(call)
    if args.to is not None:
        with telling_how(secret):
            info = restores.restore_file(path, secret or Secret(password=call.password()), args.to)
        text = _("Restored to {file}. It opens with the password of the backup.").format(file=args.to)
        return Outcome({**backup_json(info), "restored": str(args.to)}, text)
    with call.workspace() as workspace, telling_how(secret):
        if args.customer:
            return _customers(call, workspace, path, secret)
        return _whole(call, workspace, path, secret)


def _whole(call: Call, workspace: Workspace, path: Path, secret: Secret | None) -> Outcome:
    if call.args.dry_run:
        info, found = restores.differences(workspace, path, secret)
        return Outcome({**backup_json(info), "restored": None, "differences": _by_table(found)}, _table(found))
    done = restores.restore_all(workspace, path, secret)
    document = {
        **backup_json(done.backup),
        "restored": str(workspace.path),
        "before": str(done.before.path),
        "differences": _by_table(done.differences),
    }
    text = _("Restored: {file}. To take it back: restore {number}").format(
        file=workspace.path, number=done.before.sequence
    )
    return Outcome(document, text)


def _by_table(found: Sequence[TableDifference]) -> dict[str, dict[str, int]]:
    return {
        each.table: {
            "then": each.then,
            "now": each.now,
            "added": each.added,
            "changed": each.changed,
            "removed": each.removed,
        }
        for each in found
    }


def _table(found: Sequence[TableDifference]) -> str:
    heads = ["", _("Then"), _("Now"), _("Came since"), _("Changed"), _("Gone")]
    rows = [[each.table, *map(str, (each.then, each.now, each.added, each.changed, each.removed))] for each in found]
    return table(heads, rows)


def _customers(call: Call, workspace: Workspace, path: Path, secret: Secret | None) -> Outcome:
    only_try = bool(call.args.dry_run)
    done = restores.restore_customers(workspace, path, call.args.customer, secret=secret, only_try=only_try)
    tables = {each.table: {"added": each.added, "changed": each.changed, "same": each.same} for each in done.tables}
    document = {
        **backup_json(done.backup),
        "restored": None if only_try else str(workspace.path),
        "differences": tables,
        "batch": done.work_id,
    }
    number = len(set(call.args.customer))
    said = (
        ngettext("{n} customer would come back:", "{n} customers would come back:", number)
        if only_try
        else ngettext("{n} customer is back:", "{n} customers are back:", number)
    )
    lines = [said, *(f"  {each.table} +{each.added} ~{each.changed}" for each in done.tables)]
    return Outcome(document, "\n".join(lines))
