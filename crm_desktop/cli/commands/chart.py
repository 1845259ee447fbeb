"""chart: any chart as a picture or its numbers."""

import argparse
from pathlib import Path

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import N_, _
from crm_desktop.charts.declare import chart_named, charts, series_of
from crm_desktop.charts.save import save
from crm_desktop.cli.declare import Call, Outcome, command, table
from crm_desktop.exchange.writing.export_table import export_table


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("chart", nargs="?")
    parser.add_argument("--out", type=Path, metavar="OUT.png|.svg|.pdf|.xlsx")
    parser.add_argument("--list", action="store_true", help=_("name every chart"))


@command("chart", N_("draw a chart, or give its numbers"), _arguments)
def chart(call: Call) -> Outcome:
    """Draw; the numbers are given with it."""
    args = call.args
    if args.list:
        known = [{"name": name, "label": _(each.label)} for name, each in charts().items()]
        return Outcome(
            {"charts": known}, table([_("Name"), _("Label")], [[each["name"], each["label"]] for each in known])
        )
    if not args.chart:
        raise InvalidValueError(_("Name a chart, or list them with chart --list."))
    declared = chart_named(args.chart)
    with call.workspace() as workspace:
        with workspace.read() as session:
            series = series_of(session, args.chart)
        if args.out and args.out.suffix.lower() == ".xlsx":
            export_table(args.out, _(declared.label), series.rows())
        elif args.out:
            save(workspace, args.chart, args.out)
    rows = [[str(cell) for cell in row] for row in series.rows()]
    text = table(rows[0], rows[1:]) if len(rows) > 1 else _("There is nothing to draw yet.")
    if args.out:
        text += "\n" + _("Drawn to {file}.").format(file=args.out)
    return Outcome({"chart": args.chart, "file": str(args.out) if args.out else None, "series": series.as_json()}, text)
