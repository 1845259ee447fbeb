"""field: the fields that the user declares; everything that follows fields follows them too."""

import argparse
from typing import Any

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import N_, _
from crm_desktop.cli.declare import Call, Outcome, command, count, table
from crm_desktop.cli.two_labels import add_labels, labels_of
from crm_desktop.cli.values import as_json
from crm_desktop.entities import entity_named
from crm_desktop.fields.declarations import OwnField
from crm_desktop.fields.own_kinds import OWN_KINDS, RULES, rules_of, rules_said
from crm_desktop.services import own_fields
from crm_desktop.services.declared_names import rules_text
from crm_desktop.services.workspace import Workspace


def _arguments(parser: argparse.ArgumentParser) -> None:
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="list|add|set|remove")
    listing = deeds.add_parser("list", help=_("the declared fields"), allow_abbrev=False)
    listing.add_argument("entity", nargs="?")
    adding = deeds.add_parser("add", help=_("declare a field"), allow_abbrev=False)
    adding.add_argument("entity")
    adding.add_argument("label")
    adding.add_argument("--option", action="append", default=[], metavar="TEXT", help=_("an option of a choice"))
    setting = deeds.add_parser("set", help=_("change a declaration"), allow_abbrev=False)
    setting.add_argument("entity")
    setting.add_argument("key")
    setting.add_argument("--label")
    setting.add_argument("--position", type=count, metavar="N", help=_("its place among the others, from 0"))
    for one in (adding, setting):
        add_labels(one)
        one.add_argument("--kind", choices=OWN_KINDS, default="text" if one is adding else None)
        one.add_argument("--listed", action=argparse.BooleanOptionalAction, help=_("a column of the list"))
        for name, (label, _kind) in RULES.items():
            one.add_argument(f"--{name}", metavar="VALUE", help=_(label))
    removing = deeds.add_parser("remove", help=_("remove a declaration; values stay, hidden"), allow_abbrev=False)
    removing.add_argument("entity")
    removing.add_argument("key")


@command("field", N_("fields of your own: list, add, set, remove (can be undone)"), _arguments)
def field(call: Call) -> Outcome:
    """Give `fields`; or the `field` that was added or changed with its `batch`; or how many hold a removed one."""
    with call.workspace() as workspace:
        return _DEEDS[call.args.deed](workspace, call.args)


def _list(workspace: Workspace, args: argparse.Namespace) -> Outcome:
    if args.entity is not None:
        entity_named(args.entity)
    with workspace.read() as session:
        found = [
            {**_document(each), "holding": own_fields.holding(session, each.entity, each.key)}
            for each in own_fields.own_fields(args.entity)
        ]
    heads = [_("Of"), _("Name to type"), _("Label"), _("Kind"), _("Rules"), _("Records with it")]
    rows = [
        [
            str(each["entity"]),
            str(each["key"]),
            _(own.name),
            _(OWN_KINDS[own.kind].label) if own.kind in OWN_KINDS else own.kind,
            rules_text(own),
            str(each["holding"]),
        ]
        for each, own in zip(found, own_fields.own_fields(args.entity), strict=True)
    ]
    return Outcome({"fields": found}, table(heads, rows) if rows else _("No fields of your own are declared."))


def _add(workspace: Workspace, args: argparse.Namespace) -> Outcome:
    label, english = labels_of(args)
    made = own_fields.add_field(
        workspace,
        args.entity,
        label or "",
        args.kind,
        label_en=english or "",
        rules=_rules(args),
        listed=bool(args.listed),
        options=args.option,
    )
    return _done(workspace, made, _("Declared: {label}. Type it as {key}=…"))


def _set(workspace: Workspace, args: argparse.Namespace) -> Outcome:
    own = own_fields.own_field_named(args.entity, args.key)
    label, english = labels_of(args)
    said = _rules(args)
    rules = {**rules_said(own), **said} if said and args.kind in {None, own.kind} else said or None
    given = {"label": label, "label_en": english, "kind": args.kind, "rules": rules, "listed": args.listed}
    if all(each is None for each in (*given.values(), args.position)):
        raise InvalidValueError(_("Say what to change: --label, --zh, --en, --kind, --position or a rule."))
    newest = _newest(workspace)
    if any(each is not None for each in given.values()):
        own = own_fields.change_field(workspace, args.entity, args.key, **given)
    if args.position is not None:
        own_fields.move_field(workspace, args.entity, args.key, args.position)
        own = own_fields.own_field_named(args.entity, args.key)
    return _done(workspace, own, _("Changed: {label} ({key})."), newest)


def _remove(workspace: Workspace, args: argparse.Namespace) -> Outcome:
    own = own_fields.own_field_named(args.entity, args.key)
    removed = own_fields.remove_field(workspace, args.entity, args.key)
    text = _("Removed the field {label}. Records that keep its value, hidden: {n}. “undo {batch}” brings it back.")
    document = {"key": own.key, "batch": removed.work_id, "holding": removed.holding}
    return Outcome(document, text.format(label=_(own.name), n=removed.holding, batch=removed.work_id))


_DEEDS = {"list": _list, "add": _add, "set": _set, "remove": _remove}


def _rules(args: argparse.Namespace) -> dict[str, object]:
    return {name: value for name in RULES if (value := getattr(args, name)) is not None}


def _newest(workspace: Workspace) -> int:
    return max((each.id for each in workspace.history(limit=1)), default=0)


def _done(workspace: Workspace, own: OwnField, text: str, before: int = -1) -> Outcome:
    newest = _newest(workspace)
    document: dict[str, Any] = {"field": _document(own), "batch": newest if newest != before else None}
    return Outcome(document, text.format(label=_(own.name), key=own.key))


def _document(own: OwnField) -> dict[str, Any]:
    return {
        "entity": own.entity,
        "key": own.key,
        "label": own.label,
        "label_en": own.label_en,
        "kind": own.kind,
        "rules": {name: as_json(value) for name, value in rules_of(own).items()},
        "listed": own.listed,
    }
