"""Checks the raw values of one record: each by its kind, then the rules across fields.

The form, the importer and the command line all ask here, so that they refuse alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.fields.declare import Entity, Field, field_named, fields_of, links_of
from crm_desktop.fields.kind import Context, Note, RefusedError


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of the raw values: `values` by column, `notes` by field name."""

    values: dict[str, Any]
    notes: dict[str, tuple[Note, ...]]

    @property
    def refused(self) -> bool:
        """Tell whether any field stops the save."""
        return any(note.severity == "refuse" for notes in self.notes.values() for note in notes)

    def raise_if_refused(self, entity: type[Entity], labels: Mapping[str, str] | None = None) -> None:
        """Raise `InvalidValueError` with the first refusal, its field named (by `labels` where they say more)."""
        for name, notes in self.notes.items():
            for note in notes:
                if note.severity == "refuse":
                    label = _((labels or {}).get(name) or field_named(entity, name).label)
                    raise InvalidValueError(_("{label}: {message}").format(label=label, message=note.message))


def check(
    entity: type[Entity], raw: Mapping[str, object], context: Context, present: Mapping[str, Any] | None = None
) -> Checked:
    """Read `raw` (by field name) for a new record, or for a change of the record `present`.

    Links are taken as ids. Raises `UnknownFieldError` for a name that is not declared and
    `InvalidValueError` for a field that is computed; everything else is told in the notes.
    """
    values: dict[str, Any] = {name: raw[name] for name in links_of(entity) if name in raw}
    notes: dict[str, tuple[Note, ...]] = {}
    asked = [_editable(entity, name) for name in raw if name not in values]
    for each in sorted(asked, key=_reading_order):
        known = {**(present or {}), **values}
        value, told = _read(each, raw[each.name], context, known)
        if told:
            notes[each.name] = told
        if each.stored:
            if each.name not in values or value is not None:
                values[each.name] = value
        elif isinstance(value, Mapping):
            values = {**value, **values}
    values |= _cleared_stamps(entity, values, present)
    for name, note in _missing(entity, values, notes, present):
        notes[name] = (*notes.get(name, ()), note)
    whole = {**(present or {}), **values}
    for rule in entity.rules:
        broken = rule.check(whole)
        if broken is not None:
            notes[rule.at] = (*notes.get(rule.at, ()), broken)
    return Checked(values, notes)


def _editable(entity: type[Entity], name: str) -> Field:
    declared = field_named(entity, name)
    if declared.sql:
        raise InvalidValueError(_("“{label}” is computed and cannot be set.").format(label=_(declared.label)))
    return declared


def _reading_order(declared: Field) -> int:
    """Spread texts come first, so that what is said on its own wins; kinds that need others come last."""
    return 0 if not declared.stored else 2 if declared.kind.needs else 1


def _read(declared: Field, raw: object, context: Context, known: Mapping[str, Any]) -> tuple[Any, tuple[Note, ...]]:
    try:
        read = declared.kind.within(known).read(raw, context)
    except RefusedError as refusal:
        return None, (refusal.note,)
    return read.value, read.notes


def _cleared_stamps(
    entity: type[Entity], values: Mapping[str, Any], present: Mapping[str, Any] | None
) -> dict[str, None]:
    """Empty what was said of a value that is another one now: a new number is not verified."""
    if present is None:
        return {}
    changed = [name for name in entity.stamps if name in values and values[name] != present.get(name)]
    return {stamp: None for name in changed for stamp in entity.stamps[name] if stamp not in values}


def _missing(
    entity: type[Entity],
    values: Mapping[str, Any],
    notes: Mapping[str, tuple[Note, ...]],
    present: Mapping[str, Any] | None,
) -> list[tuple[str, Note]]:
    """Find the required fields that are empty and not refused already."""
    found = []
    for name, declared in fields_of(entity).items():
        if not declared.stored or name in notes or values.get(name) is not None:
            continue
        given = name in values
        needed = declared.required if declared.own else not declared.nullable
        if (given and needed and (present is not None or declared.default is None) and not declared.kind.automatic) or (
            not given and present is None and declared.required and declared.default is None
        ):
            # A record older than the demand may stay without the value.
            was_empty = declared.own and present is not None and present.get(name) is None
            found.append((name, Note("warn" if was_empty else "refuse", "required", _("It must not be empty."))))
    return found
