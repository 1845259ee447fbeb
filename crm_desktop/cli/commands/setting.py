"""setting: the settings of the file and of this computer, listed, read and changed."""

import argparse
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import N_, _
from crm_desktop.cli.assignments import read_assignments
from crm_desktop.cli.declare import Call, Outcome, command, table
from crm_desktop.cli.values import as_json, notes_json, notes_text
from crm_desktop.fields.kind import Context, Note
from crm_desktop.fields.kinds.picture import Picture
from crm_desktop.services.settings import SETTINGS, Setting, setting_named
from crm_desktop.services.workspace import Workspace


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("list", "get", "set"), help=_("what is to be done"))
    parser.add_argument("words", nargs="*", metavar="NAME[=VALUE]", help=_("names, or name=value; a logo as @FILE"))


@command("setting", N_("list, read and change the settings of the file and of this computer"), _arguments)
def setting(call: Call) -> Outcome:
    """Give `settings`; of a change also the piece of work (`batch`, 0: none) and `problems`."""
    words = call.args.words
    if call.args.what == "list":
        return _list(call, [each for each in SETTINGS if each.shown])
    if not words:
        raise InvalidValueError(_("Name a setting; “setting list” gives all of them."))
    if call.args.what == "get":
        return _list(call, [setting_named(name) for name in words])
    return _set(call, read_assignments(words))


def _list(call: Call, wanted: list[Setting]) -> Outcome:
    with ExitStack() as stack:
        of_file = any(each.place == "FILE" for each in wanted)
        workspace = stack.enter_context(call.workspace()) if of_file else None
        values = {each.name: _value(call, workspace, each) for each in wanted}
    document = [
        {
            "name": each.name,
            "label": _(each.label),
            "section": _(each.section),
            "place": each.place,
            "value": as_json(values[each.name]),
        }
        for each in wanted
    ]
    rows = [[each.name, _said(each, values[each.name]), _(each.label)] for each in wanted]
    return Outcome({"settings": document}, table([_("Name"), _("Value"), _("Meaning")], rows))


def _set(call: Call, said: Mapping[str, str]) -> Outcome:
    raw = {name: _raw(setting_named(name), text) for name, text in said.items()}
    of_file = {name: each for name, each in raw.items() if setting_named(name).place == "FILE"}
    notes: dict[str, tuple[Note, ...]] = {}
    batch = 0
    for name in raw.keys() - of_file.keys():
        setting_named(name).read(raw[name])  # refused before anything is kept
    if of_file:
        with call.workspace() as workspace:
            notes = _notes(of_file, workspace.context)
            batch = workspace.settings.set(**of_file)
    for name in raw.keys() - of_file.keys():
        call.machine.set(name, raw[name])
    document = {"settings": sorted(raw), "batch": batch, "problems": notes_json(notes)}
    text = _("Saved: {names}").format(names=_(", ").join(_(setting_named(name).label) for name in raw))
    return Outcome(document, "\n".join(line for line in (text, notes_text(notes)) if line))


def _raw(declared: Setting, text: str) -> object:
    """Give what is to be read: a logo's file where one is named."""
    if isinstance(declared.kind, Picture) and text.startswith("@"):
        from crm_desktop.printing.logo import logo_from_file

        return logo_from_file(Path(text[1:]))
    return text


def _notes(raw: Mapping[str, object], context: Context) -> dict[str, tuple[Note, ...]]:
    read = {name: setting_named(name).kind.read(each, context).notes for name, each in raw.items()}
    return {name: some for name, some in read.items() if some}


def _value(call: Call, workspace: Workspace | None, declared: Setting) -> Any:
    return (
        call.machine[declared.name]
        if workspace is None or declared.place == "MACHINE"
        else workspace.settings[declared.name]
    )


def _said(declared: Setting, value: Any) -> str:
    return "" if value in (None, "") else declared.kind.show(value)
