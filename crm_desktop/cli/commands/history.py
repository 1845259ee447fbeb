"""history, undo, redo: pieces of work and taking them back."""

import argparse

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import N_, _
from crm_desktop.cli.declare import Call, Outcome, command, count, record_number, table
from crm_desktop.cli.values import as_json
from crm_desktop.entities import entity_named
from crm_desktop.services import history as history_service
from crm_desktop.services import records
from crm_desktop.services.work_info import UndoResult, WorkInfo


def _history_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("entity", nargs="?")
    parser.add_argument("id", type=record_number, nargs="?")
    parser.add_argument("--limit", type=count, default=200, metavar="N")


def _undo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("batch", type=record_number, nargs="?", help=_("the piece of work; the last one unless named"))


@command("history", N_("pieces of work, newest first; of one record with its changed fields"), _history_arguments)
def history(call: Call) -> Outcome:
    """Give `batches`; for a record each with the fields that it changed."""
    args = call.args
    if args.entity and args.id is None:
        raise InvalidValueError(_("Name the record too: history {entity} ID.").format(entity=args.entity))
    with call.workspace() as workspace, workspace.read() as session:
        if args.entity:
            entity_named(args.entity)
            works = history_service.record_history(session, args.entity, args.id, limit=args.limit)
            if not works:
                records.get(session, args.entity, args.id)  # raises for a record that never was
            batches = [{**_batch(each.work), "changes": [_change(one) for one in each.changes]} for each in works]
            infos = [each.work for each in works]
        else:
            infos = workspace.history(limit=args.limit)
            batches = [_batch(each) for each in infos]
    lines = [
        [str(each.id), f"{each.at:%Y-%m-%d %H:%M}", each.title, _("undone") if each.undone else ""] for each in infos
    ]
    return Outcome({"batches": batches}, table([_("No."), _("When"), _("What"), ""], lines))


@command("undo", N_("take a piece of work back, the last one unless named; later edits are kept"), _undo_arguments)
def undo(call: Call) -> Outcome:
    """Give what was undone, and what was kept because of later work."""
    with call.workspace() as workspace:
        return _result(workspace.undo(call.args.batch), _("Undone: {title}"))


@command("redo", N_("do again what was undone last"), _undo_arguments)
def redo(call: Call) -> Outcome:
    """Give what was done again, in the shape of `undo`."""
    with call.workspace() as workspace:
        return _result(workspace.redo(call.args.batch), _("Done again: {title}"))


def _result(result: UndoResult, message: str) -> Outcome:
    conflicts = [
        {"entity": c.entity, "id": c.record_id, "field": c.field, "message": c.message} for c in result.conflicts
    ]
    document = {
        "undone": result.undone.id,
        "title": result.undone.title,
        "batch": result.work_id,
        "conflicts": conflicts,
    }
    lines = [message.format(title=result.undone.title)]
    lines += [f"  {c.entity} {c.record_id} {c.field}: {c.message}" for c in result.conflicts]
    return Outcome(document, "\n".join(lines))


def _batch(info: WorkInfo) -> dict[str, object]:
    counts = {table: {"added": a, "changed": c, "removed": r} for table, (a, c, r) in info.counts.items()}
    return {
        "id": info.id,
        "title": info.title,
        "kind": info.kind,
        "at": as_json(info.at),
        "counts": counts,
        "undone": info.undone,
    }


def _change(one: history_service.FieldChange) -> dict[str, object]:
    return {"entity": one.entity, "id": one.record_id, "field": one.field, "before": one.before, "after": one.after}
