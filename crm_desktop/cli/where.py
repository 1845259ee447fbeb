"""Which records a command is about: `--where` and `--any`."""

import argparse
from typing import Any

from crm_desktop.base.i18n import _
from crm_desktop.fields.kind import Context
from crm_desktop.services.conditions.text import HELP
from crm_desktop.services.lists import Group, Tree, parse_condition


def add_where(parser: Any) -> None:
    """Add the option `--where` to a parser or to a group of options that exclude one another."""
    parser.add_argument("--where", action="append", default=[], metavar="FIELD=VALUE", help=_(HELP))


def add_any(parser: argparse.ArgumentParser) -> None:
    """Add the option `--any`."""
    help_text = _("like --where; of all that are given so, one is enough")
    parser.add_argument("--any", action="append", default=[], metavar="FIELD=VALUE", help=help_text)


def where_of(args: argparse.Namespace, entity_name: str, context: Context) -> tuple[Tree, ...]:
    """Read what was asked for; raises `UnknownFieldError` and `InvalidValueError`."""
    every = tuple(parse_condition(said, entity_name, context) for said in args.where)
    some = tuple(parse_condition(said, entity_name, context) for said in getattr(args, "any", ()))
    return (*every, Group("any", some)) if some else every
