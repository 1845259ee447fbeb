"""attach, attachments, attachment, detach, mail: files and mails of a customer, in and out."""

import argparse
from pathlib import Path

from crm_desktop.base.i18n import N_, _, ngettext
from crm_desktop.cli.declare import PARTLY, Call, Outcome, command, record_number, table
from crm_desktop.cli.values import record_json
from crm_desktop.exchange.dropped import take_in
from crm_desktop.services import attachments, records
from crm_desktop.services.attachments import Incoming

SAVE = "save"


def _files_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("customer", type=record_number)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")


def _customer_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("customer", type=record_number)


def _save_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=(SAVE,))
    parser.add_argument("id", type=record_number)
    parser.add_argument("out", type=Path, metavar="OUT")


def _detach_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", type=record_number, nargs="+")


@command("attach", N_("keep copies of files at a customer: attach 12 contract.pdf"), _files_arguments)
def attach(call: Call) -> Outcome:
    """Attach files to a customer, all of them or none."""
    with call.workspace() as workspace:
        with workspace.read() as session:
            records.get(session, "customer", call.args.customer)
        files = [Incoming.at(path) for path in call.args.files]
        ids = attachments.attach_files(workspace, call.args.customer, files)
        batch = workspace.history(limit=1)[0].id
    text = ngettext("Attached {n} file.", "Attached {n} files.", len(ids))
    return Outcome({"ids": ids, "batch": batch}, text)


@command("attachments", N_("the files kept at a customer"), _customer_arguments)
def listed(call: Call) -> Outcome:
    """List the attachments of a customer and of its interactions, the newest first."""
    with call.workspace() as workspace, workspace.read() as session:
        records.get(session, "customer", call.args.customer)
        rows = attachments.attachments_of(session, call.args.customer)
    shown = [(str(row["id"]), row["name"], f"{row['size']:,}", f"{row['added_at']:%Y-%m-%d %H:%M}") for row in rows]
    text = table((_("No."), _("File name"), _("Size in bytes"), _("Added")), shown) if rows else _("No attachments.")
    return Outcome({"total": len(rows), "rows": [record_json(row) for row in rows]}, text)


@command("attachment", N_("write an attachment to a file: attachment save 3 contract.pdf"), _save_arguments)
def save(call: Call) -> Outcome:
    """Write one attachment to the disk."""
    with call.workspace() as workspace:
        attachments.save_as(workspace, call.args.id, call.args.out)
    size = call.args.out.stat().st_size
    return Outcome({"file": str(call.args.out), "size": size}, _("Saved as {file}").format(file=call.args.out.name))


@command("detach", N_("remove attachments (can be undone)"), _detach_arguments)
def detach(call: Call) -> Outcome:
    """Remove attachments; undo brings them back."""
    with call.workspace() as workspace:
        batch = records.remove(workspace, "attachment", call.args.id)
    text = _("Removed. “undo {batch}” brings it back.").format(batch=batch)
    return Outcome({"ids": call.args.id, "batch": batch}, text)


@command("mail", N_("keep mails (.eml), pictures and files as the window does when they are dropped"), _files_arguments)
def mail(call: Call) -> Outcome:
    """Keep mails as interactions; those that are there already are told and not doubled."""
    with call.workspace() as workspace:
        with workspace.read() as session:
            records.get(session, "customer", call.args.customer)
        taken = take_in(workspace, call.args.customer, [Incoming.at(path) for path in call.args.files])
    document = {
        "mails": taken.mails,
        "pictures": taken.pictures,
        "files": taken.files,
        "known": taken.known,
        "refused": list(taken.refused),
        "interactions": list(taken.interactions),
    }
    return Outcome(document, taken.said(), PARTLY if taken.refused else 0)
