"""merge, unmerge: two records of one customer become one, and come apart again."""

import argparse

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import N_, _
from crm_desktop.cli.declare import Call, Outcome, command, record_number
from crm_desktop.cli.values import as_json
from crm_desktop.services.merge import Preview, merge, preview
from crm_desktop.services.merge_fields import CHOICES, Choice
from crm_desktop.services.merged_since import added_since
from crm_desktop.services.unmerge import unmerge


def _merge_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", type=record_number, nargs=2, help=_("the customer that stays, then the one that goes"))
    parser.add_argument(
        "--take", action="append", default=[], metavar="field=keep|drop|both", help=_("whose value a field gets")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("tell what would be, and change nothing"))


def _unmerge_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("batch", type=record_number, help=_("the piece of work that merged"))
    parser.add_argument(
        "--later",
        choices=("keep", "move"),
        default="keep",
        help=_("what was added since stays with the kept customer or moves to the restored one"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("tell what was added since, and change nothing"))


@command("merge", N_("join the second customer into the first (can be taken apart): merge 12 34"), _merge_arguments)
def merge_customers(call: Call) -> Outcome:
    """Give the customer that stays, the piece of work, and what moved; with --dry-run what would be."""
    keep_id, drop_id = call.args.id
    choices = _choices(call.args.take)
    with call.workspace() as workspace:
        planned = preview(workspace, keep_id, drop_id, choices=choices)
        if call.args.dry_run:
            return Outcome({"id": keep_id, "batch": None, **_document(planned)}, _text(planned))
        done = merge(workspace, keep_id, drop_id, choices=choices)
    text = _("Merged {dropped} into {kept}. “unmerge {batch}” takes them apart again.").format(
        dropped=planned.dropped["name"], kept=planned.kept["name"], batch=done.work_id
    )
    return Outcome({"id": done.id, "batch": done.work_id, **_document(planned)}, f"{text}\n{_text(planned)}")


@command("unmerge", N_("take a merge apart at any later time: unmerge BATCH"), _unmerge_arguments)
def unmerge_customers(call: Call) -> Outcome:
    """Give both customers, what moved to the restored one, and what kept its later value."""
    batch = call.args.batch
    with call.workspace() as workspace:
        added = added_since(workspace, batch)
        document: dict[str, object] = {
            "added_since": [
                {"entity": each.entity, "id": each.id, "title": each.title, "at": as_json(each.at), "tied": each.tied}
                for each in added
            ]
        }
        lines = [f"  {each.label} {each.id}: {each.title}" for each in added]
        if call.args.dry_run:
            nothing = _("Nothing was added since; “unmerge {batch}” would make them two customers again.")
            text = "\n".join([_("Added since:"), *lines]) if lines else nothing.format(batch=batch)
            return Outcome({"batch": None, **document}, text)
        done = unmerge(workspace, batch, later=call.args.later)
    document |= {
        "id": done.keep_id,
        "restored": done.drop_id,
        "batch": done.work_id,
        "moved": [{"entity": entity, "id": record_id} for entity, record_id in done.moved],
        "conflicts": [
            {"entity": each.entity, "id": each.record_id, "field": each.field, "message": each.message}
            for each in done.conflicts
        ],
    }
    text = _("Customers {keep} and {drop} are two again.").format(keep=done.keep_id, drop=done.drop_id)
    told = [f"  {each.entity} {each.record_id} {each.field}: {each.message}" for each in done.conflicts]
    return Outcome(document, "\n".join([text, *told]))


def _choices(said: list[str]) -> dict[str, Choice]:
    choices: dict[str, Choice] = {}
    for word in said:
        name, equals, choice = word.partition("=")
        if not equals or choice not in CHOICES:
            raise InvalidValueError(_("“{word}” is no field=keep, field=drop or field=both.").format(word=word))
        choices[name.strip()] = choice
    return choices


def _document(planned: Preview) -> dict[str, object]:
    return {
        "dropped": planned.drop_id,
        "fields": [
            {
                "field": each.name,
                "kept": as_json(each.kept),
                "dropped": as_json(each.dropped),
                "result": as_json(each.result),
                "choice": each.choice,
                "conflict": each.conflict,
                "suggestion": each.suggestion,
            }
            for each in planned.fields
            if not each.same
        ],
        "counts": {
            each.entity: {"kept": each.kept, "dropped": each.dropped, "joined": each.joined, "total": each.total}
            for each in planned.counts
        },
    }


def _text(planned: Preview) -> str:
    lines = [f"  {each.label}: {each.result_text}" for each in planned.fields if not each.same]
    lines += [f"  {each.label}: {each.kept} + {each.dropped} = {each.total}" for each in planned.counts if each.total]
    return "\n".join(lines)
