"""views: the views of lists that are kept in the file."""

import argparse

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import N_, _
from crm_desktop.cli.declare import Call, Outcome, command, table
from crm_desktop.cli.where import add_any, add_where, where_of
from crm_desktop.entities import all_entities, entity_named
from crm_desktop.services import lists, views
from crm_desktop.services.listable import listable
from crm_desktop.services.view_definition import DENSITIES, Definition, ViewColumn
from crm_desktop.services.views import View
from crm_desktop.services.workspace import Workspace

LIST, SAVE, REMOVE = "list", "save", "remove"


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", nargs="?", choices=(LIST, SAVE, REMOVE), default=LIST)
    parser.add_argument("name", nargs="?", default="", help=_("of the view to be saved or removed"))
    parser.add_argument("--entity", default="", help=_("customer, contact, channel, address, interaction …"))
    add_where(parser)
    add_any(parser)
    parser.add_argument("--sort", action="append", default=[], metavar="FIELD")
    parser.add_argument("--fields", metavar="FIELD,…", help=_("its columns, in this order"))
    parser.add_argument("--density", choices=DENSITIES, default="standard")


@command("views", N_("list the views of lists, save one under a name, or remove one"), _arguments)
def views_of_lists(call: Call) -> Outcome:
    """Give the views; saving under a name that is there changes that view."""
    args = call.args
    if args.action != LIST and not args.name:
        raise InvalidValueError(_("Name the view."))
    with call.workspace() as workspace:
        if args.action == LIST:
            return _listed(workspace, args.entity)
        entity = args.entity or "customer"
        if args.action == REMOVE:
            view = views.view_named(workspace, entity, args.name)
            views.remove(workspace, view)
            return Outcome({"removed": _json(view)}, _("The view “{view}” was removed.").format(view=view.label))
        view = _save(workspace, entity, args)
        return Outcome({"saved": _json(view)}, _("The view “{view}” was saved.").format(view=view.label))


def _listed(workspace: Workspace, entity: str) -> Outcome:
    names = [entity] if entity else list(all_entities())
    found = [each for name in names for each in views.all_views(workspace, entity_named(name).__tablename__)]
    heads = ["entity", _("View"), _("Sorted by"), _("your own")]
    rows = [
        [each.entity, each.label, ", ".join(_sorts(each)), _("yes") if each.kept else ""]
        for each in found
    ]  # fmt: skip
    return Outcome({"views": [_json(each) for each in found]}, table(heads, rows))


def _save(workspace: Workspace, entity: str, args: argparse.Namespace) -> View:
    columns = tuple(ViewColumn(name.strip()) for name in (args.fields or "").split(",") if name.strip())
    known = listable(entity)
    for name in (name for column in columns for name in column.fields):
        if name not in known:
            lists.parse_sort(name, entity)  # raises what names the known ones
    sort = tuple(lists.parse_sort(said, entity) for said in args.sort)
    definition = Definition(columns, where_of(args, entity, workspace.context), sort, args.density)
    wanted = args.name.strip().casefold()
    there = next((each for each in views.all_views(workspace, entity) if each.label.casefold() == wanted), None)
    if there is None:
        views.save_as(workspace, entity, args.name, definition)
    else:
        views.save(workspace, there, definition)
    return views.view_named(workspace, entity, args.name)


def _sorts(view: View) -> list[str]:
    return [f"-{each.field}" if each.descending else each.field for each in view.definition.sort]


def _json(view: View) -> dict[str, object]:
    return {
        "entity": view.entity,
        "key": view.key,
        "name": view.label,
        "own": view.kept,
        "first": view.first,
        "fields": list(view.fields()),
        "sort": _sorts(view),
        "density": view.definition.density,
        "gone": list(view.gone),
    }
