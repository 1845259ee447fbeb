"""import: any spreadsheet, in one piece of work that can be undone."""

import argparse
from pathlib import Path

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import N_, _
from crm_desktop.cli.declare import DONE, PARTLY, Call, Outcome, command, table
from crm_desktop.exchange.choices import POLICIES, ColumnKey, ImportChoices
from crm_desktop.exchange.import_result import ImportResult
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.exchange.rejects import write_rejects
from crm_desktop.exchange.run_import import run_import
from crm_desktop.exchange.write_sheets import check_target

SHOWN = 20  # problems that are printed for people; scripts get all


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
    parser.add_argument("--match", metavar="FIELD,…", help=_("by which fields rows are found again"))
    parser.add_argument(
        "--policy", choices=POLICIES, default="fill", help=_("what becomes of values that are there already")
    )
    parser.add_argument("--date-order", choices=("ymd", "dmy", "mdy"), help=_("how 01-03-2024 is meant"))
    parser.add_argument("--encoding", help=_("of a text file, where it is not found by itself"))
    parser.add_argument("--dry-run", action="store_true", help=_("do all of it and keep nothing"))
    parser.add_argument("--rejects", type=Path, metavar="OUT.xlsx", help=_("write the refused rows here, with reasons"))


@command("import", N_("import a spreadsheet: header, encoding and columns are found by themselves"), _arguments)
def import_sheet(call: Call) -> Outcome:
    """Import; exit code 3 where rows were refused."""
    args = call.args
    if args.rejects:
        check_target(args.rejects)  # an import is not done whose refused rows have no place
    with call.workspace() as workspace:
        workbook = read_workbook(args.sheet_file, encoding=args.encoding)
        result = run_import(
            workspace,
            workbook,
            ImportChoices(
                entity=args.entity,
                sheet=args.sheet,
                mapping=_mapping(args.map),
                match=args.match.split(",") if args.match else None,
                policy=args.policy,
                date_order=args.date_order,
            ),
            dry_run=args.dry_run,
        )
    document = _document(result)
    text = _text(result)
    if args.rejects:
        document["rejects"] = str(args.rejects) if result.rejects else None
        if result.rejects:
            written = write_rejects(result, args.rejects)
            text += "\n" + _("{n} refused rows were written to {file}.").format(n=written, file=args.rejects)
    return Outcome(document, text, PARTLY if result.rejected else DONE)


def _mapping(said: list[str]) -> dict[ColumnKey, str | None]:
    mapping: dict[ColumnKey, str | None] = {}
    for word in said:
        heading, equals, target = word.rpartition("=")
        if not equals:
            raise InvalidValueError(_("“{word}” is no Heading=field.").format(word=word))
        mapping[heading] = target.strip() or None
    return mapping


def _document(result: ImportResult) -> dict[str, object]:
    return {
        "batch": result.batch or None,
        "rows": result.rows,
        "added": result.added,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "skipped": result.skipped,
        "rejected": result.rejected,
        "by_entity": result.by_entity,
        "mapping": [
            {"sheet": each.table.sheet, "heading": match.heading, "field": match.target, "reason": match.reason}
            for each in result.sheets
            for match in each.matches
        ],
        "problems": [
            {
                "sheet": each.sheet, "row": each.row, "column": each.column, "value": each.value, "code": each.code,
                "severity": each.severity, "message": each.message, "suggestion": each.suggestion,
            }
            for each in result.problems
        ],
        "left_out": list(result.left_out),
    }  # fmt: skip


def _text(result: ImportResult) -> str:
    message = _(
        "{rows} rows: {added} added, {updated} updated, {unchanged} unchanged, {skipped} skipped, {rejected} refused."
    )
    counts = {name: getattr(result, name) for name in ("rows", "added", "updated", "unchanged", "skipped", "rejected")}
    columns = [
        [match.heading, match.target or "–", match.reason or "–"] for each in result.sheets for match in each.matches
    ]
    lines = [table([_("Heading"), _("Field"), _("Why")], columns), "", message.format(**counts)]
    refused = [each for each in result.problems if each.severity == "refuse"]
    where = _("{sheet}, row {row}, {column}: {message}")
    lines += [
        "  " + where.format(sheet=each.sheet, row=each.row, column=each.column, message=each.message)
        for each in refused[:SHOWN]
    ]
    if len(refused) > SHOWN:
        lines.append("  " + _("… and {n} more.").format(n=len(refused) - SHOWN))
    return "\n".join(lines)
