"""Which records a command is about: `--view`, `--where` and `--any`."""

import argparse
from typing import Any

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.fields.kind import Context
from crm_desktop.services.conditions.text import HELP
from crm_desktop.services.lists import Group, ListQuery, Tree, parse_condition, parse_sort
from crm_desktop.services.views import view_named
from crm_desktop.services.workspace import Workspace


def add_where(parser: Any) -> None:
    """Add the option `--where` to a parser or to a group of options that exclude one another."""
    parser.add_argument("--where", action="append", default=[], metavar="FIELD=VALUE", help=_(HELP))


def add_any(parser: argparse.ArgumentParser) -> None:
    """Add the option `--any`."""
    help_text = _("like --where; of all that are given so, one is enough")
    parser.add_argument("--any", action="append", default=[], metavar="FIELD=VALUE", help=help_text)


def add_view(parser: argparse.ArgumentParser) -> None:
    """Add the option `--view`."""
    help_text = _("as a saved view asks, sorts and shows; --where narrows it, --sort and --fields take its place")
    parser.add_argument("--view", default="", metavar="NAME", help=help_text)


def asked_list(args: argparse.Namespace, entity_name: str, workspace: Workspace) -> tuple[ListQuery, list[str]]:
    """Give what list is asked for, and its columns, none where the command decides.

    Raises `NotFoundError` for an unknown view, `UnknownFieldError` and `InvalidValueError`.
    """
    where = where_of(args, entity_name, workspace.context)
    sort = tuple(parse_sort(said, entity_name) for said in args.sort)
    fields = [name.strip() for name in args.fields.split(",")] if args.fields else []
    if args.view:
        view = view_named(workspace, entity_name, args.view)
        if view.gone:  # what it left out may have kept most records away; a script must not send them all
            message = _("The view “{view}” asks for what is no longer there: {fields}. Save it anew.")
            raise InvalidValueError(message.format(view=args.view, fields=_(", ").join(view.gone)))
        where, sort = (*view.definition.where, *where), sort or view.definition.sort
        fields = fields or list(view.fields())
    return ListQuery(entity_name, where, sort, getattr(args, "search", "")), fields


def where_of(args: argparse.Namespace, entity_name: str, context: Context) -> tuple[Tree, ...]:
    """Read what was asked for; raises `UnknownFieldError` and `InvalidValueError`."""
    every = tuple(parse_condition(said, entity_name, context) for said in args.where)
    some = tuple(parse_condition(said, entity_name, context) for said in getattr(args, "any", ()))
    return (*every, Group("any", some)) if some else every
