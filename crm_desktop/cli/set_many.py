"""set with --where: one change of many records, told before and undone as one piece of work."""

import argparse
from collections.abc import Sequence

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _, ngettext
from crm_desktop.cli.assignments import read_assignments
from crm_desktop.cli.declare import DONE, PARTLY, Call, Outcome, table
from crm_desktop.cli.values import Json
from crm_desktop.entities import entity_named
from crm_desktop.services.bulk_edit import Line, Plan, bulk_edit, plan
from crm_desktop.services.bulk_values import Deed, Edit
from crm_desktop.services.lists import ListQuery, parse_condition

_SIGNS: dict[str, Deed] = {"+": "tag", "-": "untag"}
_TOLD = 20  # lines for a person; --json has those of the plan


def many_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what names many records, and how they are changed."""
    parser.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help=_("change all that fulfil this; repeat for and"),
    )
    parser.add_argument("--search", default="", metavar="TEXT", help=_("only what the search box finds"))
    parser.add_argument("--all", action="store_true", help=_("change every record"))
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--only-empty", action="store_true", help=_("fill in only where nothing is"))
    how.add_argument("--replace", default="", metavar="TEXT", help=_("replace this text by the value"))
    parser.add_argument("--dry-run", action="store_true", help=_("tell what would change and change nothing"))


def means_many(args: argparse.Namespace) -> bool:
    """Tell whether many records are meant and not the one that is named."""
    many = bool(args.where or args.search or args.all)
    if many and args.id is not None:
        raise InvalidValueError(_("Name one record by its number or many by --where, not both."))
    if not many and (args.dry_run or args.only_empty or args.replace):
        raise InvalidValueError(
            _("--dry-run, --only-empty and --replace are for many records: say which with --where.")
        )
    return many


def set_many(call: Call) -> Outcome:
    """Change every record that is meant; refused ones stay, and the command then ends with 3."""
    args = call.args
    entity_named(args.entity)
    edits = [_edit(args, name, value) for name, value in read_assignments(args.values).items()]
    if not edits:
        raise InvalidValueError(_("Say what to set: field=value."))
    with call.workspace() as workspace:
        where = tuple(parse_condition(said, args.entity, workspace.context) for said in args.where)
        query = ListQuery(args.entity, where, search=args.search)
        if args.dry_run:
            found, batch = plan(workspace, args.entity, query, edits), None
        else:
            done = bulk_edit(workspace, args.entity, query, edits)
            found, batch = done.plan, done.work_id or None
    document = {
        "id": None,
        "batch": batch,
        "dry_run": bool(args.dry_run),
        "total": found.total,
        "changed": found.changed,
        "unchanged": found.same,
        "refused": found.refused,
        "changes": [_line_json(each) for each in found.changes],
        "problems": [_line_json(each) for each in found.refusals],
    }
    return Outcome(document, _told(found, dry_run=args.dry_run), PARTLY if found.refused else DONE)


def _edit(args: argparse.Namespace, name: str, value: str) -> Edit:
    """Read tags+=word, tags-=word, field=value."""
    if name[-1:] in _SIGNS:
        return Edit(name[:-1].strip(), _SIGNS[name[-1]], value)
    return Edit(name, "replace" if args.replace else "fill" if args.only_empty else "set", value, args.replace)


def _line_json(line: Line) -> dict[str, Json]:
    said: dict[str, Json] = {"id": line.record_id, "title": line.title, "field": line.field, "before": line.before}
    return {**said, "value": line.after, "message": line.reason} if line.reason else {**said, "after": line.after}


def _told(found: Plan, *, dry_run: bool) -> str:
    changed = (
        ngettext("{n} record would change", "{n} records would change", found.changed)
        if dry_run
        else ngettext("{n} record changed", "{n} records changed", found.changed)
    )
    counts = [changed]
    if found.same:
        counts.append(ngettext("{n} stays as it is", "{n} stay as they are", found.same))
    if found.refused:
        counts.append(ngettext("{n} was refused", "{n} were refused", found.refused))
    parts = [_table(found.changes, found.changed)] if dry_run else []
    parts += [f"  {each.record_id} {each.title}: {each.reason}" for each in found.refusals[:_TOLD]]
    return "\n".join([*(each for each in parts if each), " · ".join(counts)])


def _table(lines: Sequence[Line], count: int) -> str:
    if not lines:
        return ""
    rows = [[str(each.record_id), each.title, each.label, each.before, each.after] for each in lines[:_TOLD]]
    if count > len(rows):
        rows.append(["…", "", "", "", ""])
    return table(["id", _("Record"), _("Field"), _("Before"), _("After")], rows)
