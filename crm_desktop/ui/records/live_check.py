"""Judges what is typed into a form while it is typed, by the rules that also guard the save."""

from collections.abc import Mapping
from typing import Any

from crm_desktop.entities import entity_named
from crm_desktop.fields.check import check
from crm_desktop.fields.kind import Context, Note, RefusedError
from crm_desktop.services.targets import Target, targets


def notes_for(
    entity_name: str, raw: Mapping[str, object], context: Context, present: Mapping[str, Any] | None
) -> dict[str, tuple[Note, ...]]:
    """Give what there is to say about raw values, by target name."""
    known = targets(entity_name)
    own = {name: value for name, value in raw.items() if known[name].entity == entity_name}
    notes = dict(check(entity_named(entity_name), own, context, present).notes)
    for name in raw.keys() - own.keys():
        if told := _of_part(known[name], raw[name], context):
            notes[name] = told
    return notes


def values_of(
    entity_name: str, raw: Mapping[str, object], context: Context, present: Mapping[str, Any]
) -> dict[str, Any]:
    """Give the record as it would be, for kinds that depend on another field (a channel's type)."""
    known = targets(entity_name)
    own = {
        name: value
        for name, value in raw.items()
        if known[name].entity == entity_name and known[name].field_name == name
    }
    return {**present, **check(entity_named(entity_name), own, context, present or None).values}


def _of_part(target: Target, raw: object, context: Context) -> tuple[Note, ...]:
    try:
        return target.kind.read(raw, context).notes
    except RefusedError as refusal:
        return (refusal.note,)
