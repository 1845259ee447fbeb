"""show: one record with what belongs to it."""

import argparse
import datetime as dt

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import N_, _
from crm_desktop.cli.declare import Call, Outcome, command, record_number
from crm_desktop.cli.values import as_json, heading, record_json, show_value
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import fields_of
from crm_desktop.services import records
from crm_desktop.services.past import past_of
from crm_desktop.services.timeline import Entry, timeline


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("entity")
    parser.add_argument("id", type=record_number)
    parser.add_argument("--as-of", metavar="DATE", help=_("the record as it stood at the end of that day"))


@command("show", N_("one record with its contacts, channels, addresses and timeline"), _arguments)
def show(call: Call) -> Outcome:
    """Give the record's values, its parts by entity, and for a customer the timeline."""
    name, record_id = call.args.entity, call.args.id
    entity_named(name)
    with call.workspace() as workspace, workspace.read() as session:
        if call.args.as_of:
            past = past_of(session, name, record_id, _day(call.args.as_of))
            values, parts, entries = past.values, past.parts, []
        else:
            values = records.get(session, name, record_id)
            parts = records.parts(session, name, record_id)
            entries = timeline(session, record_id) if name == "customer" else []
    document: dict[str, object] = dict(record_json(values))
    for part, rows in parts.items():
        if part != "interaction":
            document[f"{part}s" if not part.endswith("s") else f"{part}es"] = [record_json(row) for row in rows]
    document["timeline"] = [_entry(each) for each in entries]
    lines = [_facts(name, values)]
    for part, rows in parts.items():
        if part != "interaction" and rows:
            lines += ["", _(entity_named(part).label_many), *(f"  {_line(part, row)}" for row in rows)]
    if entries:
        lines += [
            "",
            _("Timeline"),
            *(f"  {each.at:%Y-%m-%d %H:%M}  {' '.join(each.text.split())}" for each in entries),
        ]
    return Outcome(document, "\n".join(lines))


def _day(said: str) -> dt.date:
    try:
        return dt.date.fromisoformat(said)
    except ValueError:
        raise InvalidValueError(_("“{raw}” is no day; write it as 2026-11-23.").format(raw=said)) from None


def _facts(name: str, values: dict[str, object]) -> str:
    shown = [
        (heading(name, field), show_value(name, field, values))
        for field in fields_of(entity_named(name))
        if not field.startswith("sort_") and not _is_country(field, values)
    ]
    return "\n".join(f"{label}: {text}" for label, text in shown if text)


def _line(part: str, row: dict[str, object]) -> str:
    fields = {name: each for name, each in fields_of(entity_named(part)).items() if each.stored}
    texts = [_said(part, name, row) for name in fields]
    return " · ".join(text for text in texts if text)


def _said(part: str, name: str, row: dict[str, object]) -> str:
    """Say a value of a part; of what is yes or no only what is so, by its label."""
    if isinstance(row.get(name), bool):
        return heading(part, name) if row[name] else ""
    return show_value(part, name, row)


def _is_country(field: str, values: dict[str, object]) -> bool:
    """Tell whether a province is the code of a country, as the chart counts it; the region names that."""
    value = values.get(field)
    return field == "province" and isinstance(value, str) and len(value) == 2 and value.isascii()


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "at": as_json(entry.at),
        "kind": entry.sort,
        "id": entry.record_id,
        "channel": str(entry.values.get(entry.source.stream.by, "")) if entry.work is None else "",
        "text": entry.text,
        "tasks": [record_json(each.values) for each in entry.under if each.source.sort == "task"],
        "changes": [
            {"entity": c.entity, "field": c.field, "before": c.before, "after": c.after} for c in entry.changes
        ],
    }
