"""add, set, remove: changes through the same rules as the form."""

import argparse
from typing import Any

from crm_desktop.base.errors import InvalidValueError, UnknownFieldError
from crm_desktop.base.i18n import N_, _
from crm_desktop.cli.assignments import read_assignments
from crm_desktop.cli.declare import Call, Outcome, command, record_number
from crm_desktop.cli.set_many import many_arguments, means_many, set_many
from crm_desktop.cli.values import notes_json, notes_text
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import fields_of, links_of
from crm_desktop.fields.nearest import no_such_field
from crm_desktop.services import records
from crm_desktop.services.targets import targets


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("entity")
    parser.add_argument("values", nargs="+", metavar="field=value")


def _set_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("entity")
    parser.add_argument("values", nargs="+", action=_RecordAndValues, metavar="[ID] field=value")
    many_arguments(parser)


class _RecordAndValues(argparse.Action):
    """Reads a record's number, which is left out where many are meant, and what to set."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, _option: str | None = None
    ) -> None:
        """Keep the number (None without one) as `id` and the rest as `values`."""
        number, said = (None, values) if "=" in values[0] else (values[0], values[1:])
        try:
            namespace.id = None if number is None else record_number(number)
        except ValueError:
            parser.error(_("“{word}” is no number of a record").format(word=number))
        namespace.values = said


def _remove_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("entity")
    parser.add_argument("id", type=record_number, nargs="+")


@command("add", N_("add a record: add customer name=… mobile=…"), _add_arguments)
def add(call: Call) -> Outcome:
    """Add a record and, for a customer, its first channel, contact and address."""
    with call.workspace() as workspace:
        saved = records.add(workspace, call.args.entity, _assigned(call))
    return _saved(saved, _("Added {entity} {id}."), call)


@command("set", N_("change fields of a record: set customer 12 level=A; of many with --where"), _set_arguments)
def change(call: Call) -> Outcome:
    """Change a record, or many; an empty value empties the field."""
    if means_many(call.args):
        return set_many(call)
    if call.args.id is None or not call.args.values:
        raise InvalidValueError(
            _("Name the record and what to set: set {entity} 12 field=value.").format(entity=call.args.entity)
        )
    with call.workspace() as workspace:
        saved = records.change(workspace, call.args.entity, call.args.id, _assigned(call))
    return _saved(saved, _("Changed {entity} {id}."), call)


@command("remove", N_("remove records with everything that belongs to them (can be undone)"), _remove_arguments)
def remove(call: Call) -> Outcome:
    """Remove records."""
    with call.workspace() as workspace:
        work_id = records.remove(workspace, call.args.entity, call.args.id)
    ids = ", ".join(map(str, call.args.id))
    text = _("Removed {entity} {id}. “undo {batch}” brings it back.").format(
        entity=_in_sentence(call.args.entity), id=ids, batch=work_id
    )
    return Outcome({"id": call.args.id[0], "ids": call.args.id, "batch": work_id, "problems": []}, text)


def _in_sentence(entity: str) -> str:
    """Say a kind of record inside a sentence: English writes it small, Chinese knows no case."""
    return _(entity_named(entity).label).lower()


def _assigned(call: Call) -> dict[str, str]:
    """Read the values; a link may be named without its _id. Raises `UnknownFieldError` with what may be meant."""
    entity = entity_named(call.args.entity)
    links, known = links_of(entity), targets(call.args.entity)
    computed = fields_of(entity)
    values: dict[str, str] = {}
    for name, value in read_assignments(call.args.values).items():
        full = f"{name}_id" if name not in known and f"{name}_id" in links else name
        if full not in known and full not in links and full not in computed:
            labels = {column.removesuffix("_id"): each.label for column, each in links.items()}
            raise UnknownFieldError(no_such_field(name, labels | {each.name: each.label for each in known.values()}))
        values[full] = value
    return values


def _saved(saved: records.Saved, message: str, call: Call) -> Outcome:
    text = message.format(entity=_in_sentence(call.args.entity), id=saved.id)
    told = notes_text(saved.notes)
    document = {"id": saved.id, "batch": saved.work_id or None, "problems": notes_json(saved.notes)}
    return Outcome(document, f"{text}\n{told}" if told else text)
