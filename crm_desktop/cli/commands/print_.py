"""print: any printed document as a PDF."""

import argparse
from pathlib import Path

from crm_desktop.base.errors import NotFoundError
from crm_desktop.base.i18n import N_, _
from crm_desktop.cli.declare import Call, Outcome, command, record_number
from crm_desktop.cli.where import add_where, where_of
from crm_desktop.printing.declare import document_named, print_pdf
from crm_desktop.services import lists, records


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("document", help=_("customer_report …"))
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument(
        "--for",
        dest="ids",
        type=record_number,
        action="append",
        metavar="ID",
        help=_("the record it is about; repeat for several"),
    )
    add_where(chosen)
    parser.add_argument("--pdf", type=Path, required=True, metavar="OUT.pdf")
    parser.add_argument("--paper", default="A4")


@command("print", N_("print a document to a PDF"), _arguments)
def print_document(call: Call) -> Outcome:
    """Write the PDF for one record, several, or those of a filter."""
    args = call.args
    declared = document_named(args.document)
    call.roof.prepare_paper()
    with call.workspace() as workspace:
        with workspace.read() as session:
            if args.ids:
                ids = [record_id for record_id in args.ids if records.get(session, declared.entity, record_id)]
            else:
                where = where_of(args, declared.entity, workspace.context)
                ids = lists.list_ids(session, lists.ListQuery(declared.entity, where, (lists.Sort("name"),)))
        if not ids:
            raise NotFoundError(_("No record fits, so there is nothing to print."))
        printed = print_pdf(workspace, args.document, args.pdf, ids=ids, paper=args.paper)
    text = _("{pages} pages were written to {file}.").format(pages=printed.pages, file=printed.file)
    return Outcome({"file": str(printed.file), "pages": printed.pages}, text)
