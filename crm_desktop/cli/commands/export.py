"""export: the list, or everything, as a spreadsheet."""

import argparse
from pathlib import Path

from crm_desktop.base.i18n import N_, _
from crm_desktop.cli.declare import Call, Outcome, command
from crm_desktop.exchange.export import export_all, export_list
from crm_desktop.services import lists


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", type=Path, metavar="OUT.xlsx|.csv")
    parser.add_argument("--entity", default="customer")
    parser.add_argument("--where", action="append", default=[], metavar="FIELD=VALUE")
    parser.add_argument("--sort", action="append", default=[], metavar="FIELD")
    parser.add_argument("--all", action="store_true", help=_("everything as one workbook of linked sheets"))


@command("export", N_("export the list, or everything, as a spreadsheet that imports back equal"), _arguments)
def export(call: Call) -> Outcome:
    """Write the file; values that lost something are listed."""
    args = call.args
    path: Path = args.out
    with call.workspace() as workspace:
        if args.all:
            result = export_all(workspace, path)
        else:
            where = tuple(lists.parse_condition(said, args.entity, workspace.context) for said in args.where)
            sort = tuple(lists.parse_sort(said, args.entity) for said in args.sort)
            result = export_list(workspace, path, args.entity, lists.ListQuery(args.entity, where, sort))
    lossy = [
        {"sheet": each.sheet, "row": each.row, "column": each.column, "message": each.message} for each in result.lossy
    ]
    text = _("{n} records were written to {file}.").format(n=result.rows, file=path)
    return Outcome({"file": str(path), "rows": result.rows, "lossy": lossy}, text)
