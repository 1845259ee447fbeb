"""list: records as values, filtered and sorted."""

import argparse

from crm_desktop.base.i18n import N_, _, ngettext
from crm_desktop.cli.declare import Call, Outcome, command, count, table
from crm_desktop.cli.values import heading, record_json, show_value
from crm_desktop.cli.where import add_any, add_view, add_where, asked_list
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import field_named, fields_of
from crm_desktop.services import lists
from crm_desktop.services.listable import listable


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("entity", help=_("customer, contact, channel, address, interaction …"))
    add_view(parser)
    add_where(parser)
    add_any(parser)
    parser.add_argument(
        "--sort", action="append", default=[], metavar="FIELD", help=_("name, or -created_on for the newest first")
    )
    parser.add_argument("--search", default="", metavar="TEXT", help=_("only what the search box finds"))
    parser.add_argument("--limit", type=count, metavar="N")
    parser.add_argument("--fields", metavar="FIELD,FIELD")


@command("list", N_("list records"), _arguments)
def list_records(call: Call) -> Outcome:
    """Give `total` and the rows of the first `--limit`."""
    args = call.args
    entity = entity_named(args.entity)
    with call.workspace() as workspace:
        known = listable(args.entity)
        every = [name for name in known if name in fields_of(entity)]
        query, asked = asked_list(args, args.entity, workspace)
        for name in asked:
            if name not in known:
                field_named(entity, name)
        names = asked or every
        with workspace.read() as session:
            ids = lists.list_ids(session, query)
            some = ids if args.limit is None else ids[: args.limit]
            rows = lists.list_rows(session, args.entity, some, names)
    records = [dict(zip(names, row, strict=True)) for row in rows]
    document = {
        "total": len(ids),
        "rows": [{"id": each, **record_json(values)} for each, values in zip(some, records, strict=True)],
    }
    shown = asked or [each.name for each in lists.listed_fields(args.entity)]
    heads = ["id", *(heading(args.entity, name) for name in shown)]
    lines = [
        [str(each), *(_short(show_value(args.entity, name, values)) for name in shown)]
        for each, values in zip(some, records, strict=True)
    ]
    return Outcome(document, table(heads, lines) + "\n" + ngettext("{n} record", "{n} records", len(ids)))


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else flat[:39] + "…"
