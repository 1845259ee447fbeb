"""check: integrity of file, keys, search index and notes."""

import argparse

from crm_desktop.base.i18n import N_, _
from crm_desktop.cli.declare import REFUSED, Call, Outcome, command
from crm_desktop.services.file_info import check_workspace


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--deep", action="store_true", help=_("compare the search index with every record too"))


@command("check", N_("check the file's integrity, keys, search index and notes"), _arguments)
def check(call: Call) -> Outcome:
    """Give `ok` and what was found."""
    with call.workspace() as workspace:
        findings = check_workspace(workspace, deep=call.args.deep)
    document = {"ok": not findings, "findings": [{"code": each.code, "message": each.message} for each in findings]}
    text = "\n".join(each.message for each in findings) or _("Everything is sound.")
    return Outcome(document, text, REFUSED if findings else 0)
