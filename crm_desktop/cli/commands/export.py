"""export: the list, or everything, as a spreadsheet or an address book; or an empty template to fill in."""

import argparse
from pathlib import Path

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import N_, _
from crm_desktop.cli.declare import Call, Outcome, command
from crm_desktop.cli.where import add_any, add_view, add_where, asked_list
from crm_desktop.entities import entity_named
from crm_desktop.exchange.cards.vcards_of import VERSIONS
from crm_desktop.exchange.cards.write_calendar import export_calendar
from crm_desktop.exchange.cards.write_vcards import export_vcards
from crm_desktop.exchange.writing.export import ExportResult, export_all, export_list
from crm_desktop.exchange.writing.template import write_template
from crm_desktop.exchange.writing.write_csv import ENCODINGS, UTF_8
from crm_desktop.fields.declare import fields_of
from crm_desktop.services.workspace import Workspace

PEOPLE = frozenset({".vcf", ".ics"})  # endings of what is made of people and has no columns


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", type=Path, metavar="OUT.xlsx|.csv|.vcf|.ics", help=_("ics: birthdays and open tasks"))
    parser.add_argument("--entity", default="customer")
    add_view(parser)
    add_where(parser)
    add_any(parser)
    parser.add_argument("--sort", action="append", default=[], metavar="FIELD")
    parser.add_argument("--fields", metavar="FIELD,…", help=_("only these columns, in this order"))
    parser.add_argument("--all", action="store_true", help=_("everything as one workbook of linked sheets"))
    parser.add_argument("--encoding", type=str.lower, choices=ENCODINGS, default=UTF_8, help=_("of a CSV file"))
    parser.add_argument("--vcard", choices=VERSIONS, default=VERSIONS[0], help=_("version of an address book"))
    parser.add_argument("--template", action="store_true", help=_("an empty workbook to fill in; no file is opened"))


@command("export", N_("export the list, or everything, as a spreadsheet that imports back equal"), _arguments)
def export(call: Call) -> Outcome:
    """Write the file; values that lost something are listed."""
    args = call.args
    _refuse_what_does_not_fit(args)
    if args.template:
        return _outcome(_template(call), _("The template was written to {file}."))
    with call.workspace() as workspace:
        result = _export(workspace, args)
    return _outcome(result, _("{n} records were written to {file}."))


def _export(workspace: Workspace, args: argparse.Namespace) -> ExportResult:
    path: Path = args.out
    if args.all and path.suffix.lower() not in PEOPLE:
        return export_all(workspace, path, encoding=args.encoding)
    query, fields = asked_list(args, args.entity, workspace)
    if path.suffix.lower() == ".vcf":
        return export_vcards(workspace, path, query, version=args.vcard)
    if path.suffix.lower() == ".ics":
        return export_calendar(workspace, path, query)
    if not args.fields:  # what a view shows beside the record's own fields stands in columns of its own anyway
        fields = [name for name in fields if name in fields_of(entity_named(args.entity))]
    return export_list(workspace, path, args.entity, query, fields=fields, encoding=args.encoding)


def _template(call: Call) -> ExportResult:
    """Write a template; where a file is named, its own words of choices are offered too."""
    if not call.args.file:
        return write_template(call.args.out, call.args.entity)
    with call.workspace() as workspace:
        return write_template(call.args.out, call.args.entity, workspace.context)


def _refuse_what_does_not_fit(args: argparse.Namespace) -> None:
    """Raise `InvalidValueError` for wishes that contradict each other, before a file is opened."""
    ending = args.out.suffix.lower()
    if ending not in {".xlsx", ".csv", *PEOPLE}:
        raise InvalidValueError(_("Choose a name that ends in .xlsx, .csv, .vcf or .ics."))
    if args.all and (args.view or args.where or args.any or args.sort or args.fields):
        raise InvalidValueError(
            _("--all writes everything; leave --view, --where, --sort and --fields out, or leave out --all.")
        )
    if args.all and ending == ".csv":
        raise InvalidValueError(_("A CSV file holds one table only; choose a name that ends in .xlsx for everything."))
    if args.encoding != UTF_8 and ending != ".csv":
        raise InvalidValueError(_("An encoding can be chosen for CSV files only."))
    if ending in PEOPLE and (args.fields or args.entity != "customer"):
        message = _("Address books and calendars are of customers as a whole; leave --fields and --entity out.")
        raise InvalidValueError(message)


def _outcome(result: ExportResult, told: str) -> Outcome:
    lossy = [
        {"sheet": each.sheet, "row": each.row, "column": each.column, "message": each.message} for each in result.lossy
    ]
    lines = [told.format(n=result.rows, file=result.file)]
    lines += [_("Row {row}, {column}: {message}").format(**each) for each in lossy]
    return Outcome({"file": str(result.file), "rows": result.rows, "lossy": lossy}, "\n".join(lines))
