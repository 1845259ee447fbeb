"""choice: the options of open choices, such as the class of customers."""

import argparse
from typing import Any

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import N_, _
from crm_desktop.cli.declare import Call, Outcome, command, count, table
from crm_desktop.cli.two_labels import add_labels, labels_of
from crm_desktop.services import choices
from crm_desktop.services.choices import ListedOption
from crm_desktop.services.option_words import TONES
from crm_desktop.services.workspace import Workspace


def _arguments(parser: argparse.ArgumentParser) -> None:
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="list|add|set|remove")
    listing = deeds.add_parser("list", help=_("the options of a list, or all lists"), allow_abbrev=False)
    listing.add_argument("list_name", nargs="?", metavar="LIST", help=_("such as customer.class"))
    adding = deeds.add_parser("add", help=_("add an option"), allow_abbrev=False)
    adding.add_argument("list_name", metavar="LIST")
    adding.add_argument("label")
    setting = deeds.add_parser("set", help=_("call an option otherwise, colour, move or hide it"), allow_abbrev=False)
    setting.add_argument("list_name", metavar="LIST")
    setting.add_argument("key")
    setting.add_argument("--label")
    setting.add_argument("--position", type=count, metavar="N", help=_("its place among the others, from 0"))
    setting.add_argument("--hidden", action=argparse.BooleanOptionalAction, help=_("no longer offered"))
    for one in (adding, setting):
        add_labels(one)
        one.add_argument("--tone", choices=TONES)
    removing = deeds.add_parser("remove", help=_("remove an option"), allow_abbrev=False)
    removing.add_argument("list_name", metavar="LIST")
    removing.add_argument("key")
    removing.add_argument("--instead", metavar="KEY", help=_("what records get that have it; empty: nothing"))


@command("choice", N_("options of choices: list, add, set, remove (can be undone)"), _arguments)
def choice(call: Call) -> Outcome:
    """Give `lists` or `options`; or the `option` that was added or changed; or how many records `moved`."""
    with call.workspace() as workspace:
        return _DEEDS[call.args.deed](workspace, call.args)


def _list(workspace: Workspace, args: argparse.Namespace) -> Outcome:
    if args.list_name is None:
        lists = choices.open_choices()
        rows = [[name, _(each.field.label)] for name, each in lists.items()]
        document = [{"list": name, "label": _(each.field.label)} for name, each in lists.items()]
        return Outcome({"lists": document}, table([_("List"), _("Field")], rows))
    found = _options(workspace, args.list_name)
    heads = [_("Name to type"), _("Label"), _("English label"), _("Colour"), _("Records with it"), ""]
    rows = [
        [each.key, each.label, each.label_en, each.tone, str(each.uses), _("hidden") if each.hidden else ""]
        for each in found
    ]
    return Outcome({"options": [_document(each) for each in found]}, table(heads, rows))


def _add(workspace: Workspace, args: argparse.Namespace) -> Outcome:
    label, english = labels_of(args)
    made = choices.add_option(workspace, args.list_name, label or "", label_en=english or "", tone=args.tone or "")
    return _done(workspace, args.list_name, made.key, workspace.history(limit=1)[0].id)


def _set(workspace: Workspace, args: argparse.Namespace) -> Outcome:
    label, english = labels_of(args)
    if all(each is None for each in (label, english, args.tone, args.hidden, args.position)):
        raise InvalidValueError(_("Say what to change: --label, --zh, --en, --tone, --hidden or --position."))
    batch = choices.change_option(
        workspace, args.list_name, args.key, label=label, label_en=english, tone=args.tone, hidden=args.hidden
    )
    if args.position is not None:
        batch = choices.move_option(workspace, args.list_name, args.key, args.position) or batch
    return _done(workspace, args.list_name, args.key, batch)


def _remove(workspace: Workspace, args: argparse.Namespace) -> Outcome:
    removed = choices.remove_option(workspace, args.list_name, args.key, args.instead)
    text = _("Removed the option {key}. Records changed: {n}. “undo {batch}” brings it back.")
    if removed.hidden:
        text = _("The option {key} is no longer offered. Records changed: {n}. “undo {batch}” brings it back.")
    document = {"key": args.key, "batch": removed.work_id or None, "moved": removed.moved, "hidden": removed.hidden}
    return Outcome(document, text.format(key=args.key, n=removed.moved, batch=removed.work_id))


_DEEDS = {"list": _list, "add": _add, "set": _set, "remove": _remove}


def _options(workspace: Workspace, list_name: str) -> list[ListedOption]:
    with workspace.read() as session:
        return choices.listed_options(session, list_name)


def _done(workspace: Workspace, list_name: str, key: str, batch: int) -> Outcome:
    found = next(each for each in _options(workspace, list_name) if each.key == key)
    said = dict.fromkeys(filter(None, (found.key, found.label, found.label_en)))
    return Outcome({"option": _document(found), "batch": batch or None}, " · ".join(said))


def _document(option: ListedOption) -> dict[str, Any]:
    return {
        "key": option.key,
        "label": option.label,
        "label_en": option.label_en,
        "tone": option.tone,
        "hidden": option.hidden,
        "built_in": option.built_in,
        "uses": option.uses,
    }
