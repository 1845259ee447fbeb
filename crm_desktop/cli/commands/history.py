"""history, undo, redo: pieces of work and taking them back."""

import argparse
from collections.abc import Collection, Sequence
from dataclasses import replace

from crm_desktop.base.errors import InvalidValueError, NotFoundError
from crm_desktop.base.i18n import N_, _
from crm_desktop.cli.declare import Call, Outcome, command, count, record_number, table
from crm_desktop.cli.values import as_json
from crm_desktop.entities import all_entities, entity_named
from crm_desktop.services import history as history_service
from crm_desktop.services import records, work_history
from crm_desktop.services.work_details import later_edits, place_of, touches
from crm_desktop.services.work_info import EVERY, Conflict, Drop, UndoLook, UndoResult, WorkInfo
from crm_desktop.services.workspace import Workspace


def _history_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("entity", nargs="?")
    parser.add_argument("id", type=record_number, nargs="?")
    kinds = [each.name for each in (work_history.ALL, *work_history.SORTS)]
    parser.add_argument(
        "--kind", choices=kinds, metavar="KIND", help=_("only work of one kind: {kinds}").format(kinds=", ".join(kinds))
    )
    parser.add_argument("--limit", type=count, default=200, metavar="N")


def _batch_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("batch", type=record_number, nargs="?", help=_("the piece of work; the last one unless named"))


def _undo_arguments(parser: argparse.ArgumentParser) -> None:
    _batch_argument(parser)
    later = parser.add_mutually_exclusive_group()
    later.add_argument("--keep-edits", action="store_true", help=_("keep what was edited later (as without it)"))
    later.add_argument("--drop-edits", action="store_true", help=_("undo the later edits of all its records too"))
    later.add_argument(
        "--drop", action="append", default=[], metavar="ENTITY:ID",
        help=_("undo the later edits of this record too; may be repeated"),
    )  # fmt: skip
    parser.add_argument(
        "--dry-run", action="store_true", help=_("say what would be undone and kept, and change nothing")
    )


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
            works = [each for each in works if args.kind is None or work_history.shows(args.kind, each.work)]
            batches = [{**_batch(each.work), "changes": [_change(one) for one in each.changes]} for each in works]
            infos = [each.work for each in works]
        else:
            infos = (
                workspace.history(limit=args.limit)
                if args.kind is None
                else work_history.work_page(session, work_history.sort_named(args.kind), limit=args.limit)
            )
            batches = [_batch(each) for each in infos]
    lines = [
        [str(each.id), f"{each.at:%Y-%m-%d %H:%M}", each.title, _("undone") if each.undone else ""] for each in infos
    ]
    return Outcome({"batches": batches}, table([_("No."), _("When"), _("What"), ""], lines))


@command("undo", N_("take a piece of work back, the last one unless named; later edits are kept"), _undo_arguments)
def undo(call: Call) -> Outcome:
    """Give what was undone, and what was kept because of later work; a dry run tells what would be."""
    drop: Drop = EVERY if call.args.drop_edits else [_record(said) for said in call.args.drop]
    with call.workspace() as workspace:
        if drop and drop != EVERY:
            _refuse_foreign(workspace, call.args.batch, drop)
        if call.args.dry_run:
            return _looked(workspace, workspace.look_at_undo(call.args.batch, drop=drop))
        return _result(workspace, workspace.undo(call.args.batch, drop=drop), _("Undone: {title}"))


@command("redo", N_("do again what was undone last"), _batch_argument)
def redo(call: Call) -> Outcome:
    """Give what was done again, in the shape of `undo`."""
    with call.workspace() as workspace:
        return _result(workspace, workspace.redo(call.args.batch), _("Done again: {title}"))


def _record(said: str) -> tuple[str, int]:
    """Read customer:12."""
    entity, _colon, number = said.partition(":")
    if not number.isascii() or not number.isdecimal():
        raise InvalidValueError(_("“{said}” is no record. Write it as customer:12.").format(said=said))
    return entity_named(entity).__tablename__, int(number)


def _refuse_foreign(workspace: Workspace, batch: int | None, drop: Collection[tuple[str, int]]) -> None:
    """Raise `NotFoundError` for a record that is not part of the work that is to be undone."""
    target = workspace.can_undo() if batch is None else workspace.work_info(batch)
    if target is None:
        return  # the undo itself says that there is nothing
    with workspace.read() as session:
        for name, number in drop:
            if not touches(session, target, name, number):
                message = _("{record} is not part of work number {id}, so none of its edits can be dropped with it.")
                raise NotFoundError(message.format(record=f"{name}:{number}", id=target.id))


def _looked(workspace: Workspace, look: UndoLook) -> Outcome:
    """Say what an undo would do; `batch` is null, for nothing was done."""
    with workspace.read() as session:
        later, _more = later_edits(session, look)
    counts = {name: getattr(look, name) for name in ("removed", "put_back", "brought_back")}
    edits = [
        {"entity": each.entity, "id": each.record_id, "title": each.title, "batches": [w.work.id for w in each.works]}
        for each in later
    ]
    line = _("{records}: {removed} removed, {put_back} put back, {brought_back} brought back")
    tables = dict.fromkeys(table for each in counts.values() for table in each)
    lines = [
        line.format(records=_kind(table), **{name: each.get(table, 0) for name, each in counts.items()})
        for table in tables
    ]
    outcome = _told(workspace, look.work, None, look.conflicts, _("Would be undone: {title}"), lines)
    return replace(outcome, json={**outcome.json, "dry_run": True, **counts, "later_edits": edits})


def _result(workspace: Workspace, result: UndoResult, message: str) -> Outcome:
    return _told(workspace, result.undone, result.work_id, result.conflicts, message)


def _told(  # noqa: PLR0913, PLR0917 - what was done, and what there is to say of it
    workspace: Workspace,
    work: WorkInfo,
    batch: int | None,
    conflicts: Sequence[Conflict],
    message: str,
    more: Sequence[str] = (),
) -> Outcome:
    kept = [{"entity": c.entity, "id": c.record_id, "field": c.field, "message": c.message} for c in conflicts]
    document = {"undone": work.id, "title": work.title, "batch": batch, "conflicts": kept}
    lines = [message.format(title=work.title), *(f"  {each}" for each in more)]
    with workspace.read() as session:
        lines += [f"  {place_of(session, each)}: {each.message}" for each in conflicts]
    return Outcome(document, "\n".join(lines))


def _kind(table: str) -> str:
    """Say what a table holds, as a person would; the file's own tables have only their names."""
    return _(entity_named(table).label_many) if table in all_entities() else table


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
