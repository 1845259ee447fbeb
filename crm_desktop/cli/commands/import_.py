"""import: any spreadsheet, in one piece of work that can be undone."""

import argparse
import sys
from pathlib import Path
from typing import get_args

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import N_, _
from crm_desktop.cli.assignments import read_assignments
from crm_desktop.cli.declare import DONE, PARTLY, Call, Outcome, command
from crm_desktop.cli.import_decisions import read_policies, read_rows
from crm_desktop.cli.import_report import as_document, as_text
from crm_desktop.cli.import_words import date_order, read_mapping, read_values
from crm_desktop.exchange.importing.choices import POLICIES, ImportChoices, Leftover
from crm_desktop.exchange.importing.import_result import ImportResult
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.exchange.reading.workbook import Workbook
from crm_desktop.exchange.writing.rejects import check_rejects, write_rejects
from crm_desktop.services import backups


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sheet_file", type=Path, metavar="SHEET", help=_("xlsx, xls, ods, csv …"))
    parser.add_argument("--entity", default="customer")
    parser.add_argument("--sheet", metavar="NAME", help=_("only this sheet of the workbook"))
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="Heading=field",
        help=_("what a column means; “Heading=” leaves it out"),
    )
    parser.add_argument(
        "--constant",
        action="append",
        default=[],
        metavar="field=value",
        help=_("what every row has where its own cell is empty"),
    )
    parser.add_argument(
        "--value",
        action="append",
        default=[],
        metavar="Heading:TEXT=VALUE",
        help=_("what a cell is read as; “Heading:TEXT=+” makes it a new option of the list"),
    )
    parser.add_argument(
        "--leftover",
        choices=get_args(Leftover),
        default="leave",
        help=_("what becomes of columns that mean nothing here: left out, or lines of the remark"),
    )
    parser.add_argument("--match", metavar="FIELD,…", help=_("by which fields rows are found again"))
    parser.add_argument(
        "--policy", choices=POLICIES, default="fill", help=_("what becomes of values that are there already")
    )
    parser.add_argument(
        "--policy-for",
        action="append",
        default=[],
        metavar="field=POLICY",
        help=_("the same for a single field, such as level=overwrite"),
    )
    parser.add_argument(
        "--row",
        action="append",
        default=[],
        metavar="[SHEET!]N=DECISION",
        help=_("what becomes of row N: add, update, update:ID (into that record), skip, or later"),
    )
    parser.add_argument(
        "--date-order",
        action="append",
        default=[],
        type=date_order,
        metavar="ymd|dmy|mdy|Heading=dmy",
        help=_("how 01-03-2024 is meant, in all columns or in one"),
    )
    parser.add_argument("--encoding", help=_("of a text file, where it is not found by itself"))
    parser.add_argument("--delimiter", help=_("what stands between the cells of a text file, where it is not found"))
    parser.add_argument("--first-part", action="store_true", help=_("of a table that is too long, what can be read"))
    parser.add_argument("--dry-run", action="store_true", help=_("do all of it and keep nothing"))
    parser.add_argument("--rejects", type=Path, metavar="OUT.xlsx", help=_("write the refused rows here, with reasons"))


@command("import", N_("import a spreadsheet: header, encoding and columns are found by themselves"), _arguments)
def import_sheet(call: Call) -> Outcome:
    """Import; exit code 3 where rows were refused."""
    args = call.args
    if args.rejects:
        check_rejects(args.rejects, args.sheet_file)  # an import is not done whose refused rows have no place
    with call.workspace() as workspace:
        workbook = read_workbook(
            args.sheet_file, encoding=args.encoding, delimiter=args.delimiter, first_part=args.first_part
        )
        result = run_import(
            workspace,
            workbook,
            ImportChoices(
                entity=args.entity,
                sheet=args.sheet,
                mapping=read_mapping(args.map),
                match=args.match.split(",") if args.match else None,
                policy=args.policy,
                policies=read_policies(args.policy_for),
                rows=read_rows(args.row, _first_sheet(args.sheet, workbook)),
                date_order=dict(args.date_order).get(""),
                date_orders={heading: order for heading, order in args.date_order if heading},
                constants=read_assignments(args.constant),
                values=read_values(args.value),
                leftover=args.leftover,
            ),
            dry_run=args.dry_run,
            before=backups.before,
        )
    document, text = as_document(result), as_text(result)
    if args.rejects:
        told, line = _hand_back(result, args.rejects)
        document |= told
        text += line
    if result.rejected == result.rows:
        message = _("All rows were refused, so nothing was changed. Correct them, or choose other columns.")
        print(message, file=sys.stderr)  # noqa: T201 - scripts have the reasons in the document
    return Outcome(document, text, PARTLY if result.rejected else DONE)


def _hand_back(result: ImportResult, path: Path) -> tuple[dict[str, object], str]:
    """Write the refused rows; the import is done by then, so an error is told and takes nothing from its result."""
    if not result.rejects:
        return {"rejects": None}, ""
    try:
        written = write_rejects(result, path)
    except UserFacingError as error:
        print(error.message, file=sys.stderr)  # noqa: T201 - scripts have it in the document
        return {"rejects": None, "rejects_error": {"code": error.code, "message": error.message}}, ""
    text = _("{n} refused rows were written to {file}.").format(n=written, file=path)
    return {"rejects": str(path)}, "\n" + text


def _first_sheet(named: str | None, workbook: Workbook) -> str:
    """Give the sheet that a row without one is about."""
    return named or next((sheet.name for sheet in workbook.sheets if sheet.visible), "")
