"""search: the search box."""

import argparse

from crm_desktop.base.i18n import N_, _
from crm_desktop.cli.declare import Call, Outcome, command, count, table
from crm_desktop.services import search as search_service


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text")
    parser.add_argument("--limit", type=count, default=50, metavar="N")


@command("search", N_("search names, pinyin, phones, e-mails and what was said"), _arguments)
def search(call: Call) -> Outcome:
    """Give the best hits first."""
    with call.workspace() as workspace, workspace.read() as session:
        hits = search_service.search(session, call.args.text, call.args.limit)
    document = [
        {"entity": hit.entity, "id": hit.id, "title": hit.title, "field": hit.field, "snippet": hit.snippet}
        for hit in hits
    ]
    lines = [[hit.entity, str(hit.id), hit.title, hit.field, hit.snippet] for hit in hits]
    text = table([_("Kind"), "id", _("Title"), _("Found in"), _("Text")], lines) if hits else _("Nothing was found.")
    return Outcome({"hits": document}, text)
