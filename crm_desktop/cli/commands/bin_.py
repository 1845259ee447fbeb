"""bin: what was removed and can be had back, and bringing single records back."""

import argparse

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import N_, _, ngettext
from crm_desktop.cli.declare import PARTLY, Call, Outcome, command, count, record_number, table
from crm_desktop.cli.values import Json, as_json
from crm_desktop.entities import entity_named
from crm_desktop.services import recycle_bin
from crm_desktop.services.recycle_bin import Removed

RESTORE = "restore"


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", metavar="[ENTITY] | restore ENTITY ID …")
    parser.add_argument("--search", default="", metavar="TEXT", help=_("only records in which this text was"))
    parser.add_argument("--limit", type=count, default=recycle_bin.PAGE, metavar="N")


@command("bin", N_("removed records, newest first; bin restore customer 12 brings one back"), _arguments)
def recycle_bin_command(call: Call) -> Outcome:
    """Give `total` and the removed records, or restore those that are named."""
    words = list(call.args.words)
    if words[:1] == [RESTORE]:
        return _restore(call, words[1:])
    if len(words) > 1:
        raise InvalidValueError(_("Name one kind of record, or “bin restore ENTITY ID”."))
    entity = entity_named(words[0]).__tablename__ if words else ""
    with call.workspace() as workspace, workspace.read() as session:
        found = recycle_bin.removed(session, entity=entity, search=call.args.search, limit=call.args.limit)
        total = recycle_bin.count(session)
    heads = [_("Kind"), "id", _("Record"), _("Belonged to"), _("Removed"), _("With it")]
    lines = [
        [each.entity, str(each.id), each.title, each.owner, f"{each.at:%Y-%m-%d %H:%M}", _parts(each)] for each in found
    ]
    shown = ngettext("{n} removed record", "{n} removed records", len(found))
    return Outcome({"total": total, "removed": [_json(each) for each in found]}, f"{table(heads, lines)}\n{shown}")


def _restore(call: Call, words: list[str]) -> Outcome:
    if len(words) < 2 or not all(word.isascii() and word.isdecimal() for word in words[1:]):
        raise InvalidValueError(_("Say what is to come back: bin restore customer 12."))
    ids = dict.fromkeys(record_number(word) for word in words[1:])
    with call.workspace() as workspace:
        with workspace.read() as session:
            chosen = [recycle_bin.find(session, words[0], each) for each in ids]
        done = recycle_bin.restore(workspace, chosen)
    kept: list[Json] = [
        {"entity": each.entity, "id": each.record_id, "field": each.field, "message": each.message}
        for each in done.conflicts
    ]
    document = {"batch": done.work_id or None, "restored": [_json(each) for each in chosen], "conflicts": kept}
    said = [_("Restored: {title}").format(title=each.title) for each in chosen]
    said += [f"  {each.message}" for each in done.conflicts]
    return Outcome(document, "\n".join(said), PARTLY if kept else 0)


def _parts(record: Removed) -> str:
    return ", ".join(f"{_(entity_named(name).label_many)} {number}" for name, number in record.parts.items())


def _json(record: Removed) -> dict[str, Json]:
    return {
        "entity": record.entity,
        "id": record.id,
        "title": record.title,
        "owner": record.owner or None,
        "removed_at": as_json(record.at),
        "batch": record.work_id,
        "parts": dict(record.parts),
    }
