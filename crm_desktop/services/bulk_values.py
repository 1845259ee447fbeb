"""What a bulk edit makes of one record: the values that change, or the rule that refuses it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import String

from crm_desktop.base.errors import InvalidValueError, UnknownFieldError
from crm_desktop.base.i18n import _
from crm_desktop.fields.check import Checked, check
from crm_desktop.fields.declare import Entity, Field, field_named, stored_fields
from crm_desktop.fields.kind import Context, Note
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.fields.kinds.customer_number import CustomerNumber
from crm_desktop.fields.kinds.tags import Tags
from crm_desktop.services.targets import targets

Deed = Literal["set", "fill", "tag", "untag", "replace"]
_NOTHING = object()


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing done to a field of every record: `raw` is what was typed (empty empties), `sought` what it replaces."""

    field: str
    deed: Deed = "set"
    raw: object = ""
    sought: str = ""


@dataclass(frozen=True, slots=True)
class Becomes:
    """What a record becomes: its changed values by field, or the field and the note that stand against it."""

    values: Mapping[str, Any]
    refused: tuple[str, Note] | None = None


SAME = Becomes({})


def bulk_fields(entity: type[Entity]) -> dict[str, Field]:
    """Give the fields that many records may share a value of."""
    return {
        name: each
        for name, each in stored_fields(entity).items()
        if each.editable and not each.kind.automatic and not each.unique
    }


def deeds_of(field: Field) -> tuple[Deed, ...]:
    """Give what can be done to a field of many records, the usual first."""
    if isinstance(field.kind, Tags):
        return ("tag", "untag", "set", "fill")
    is_text = isinstance(field.kind.column_type, String) and not isinstance(field.kind, (Choice, CustomerNumber))
    return ("set", "fill", "replace") if is_text else ("set", "fill")


class Judge:
    """Asks the rules what each record becomes; an answer that hangs on no other field is asked for once.

    Raises `UnknownFieldError` and `InvalidValueError` for edits that make no sense for any record.
    """

    def __init__(self, entity: type[Entity], edits: Sequence[Edit], context: Context) -> None:
        self._entity, self._edits, self._context = entity, edits, context
        self._fields = {each.field: _field(entity, each) for each in edits}
        hangs = any(each.kind.needs or (each.own and each.required) for each in self._fields.values())
        self._free = not entity.rules and not hangs
        self._answers: dict[str, Checked] = {}
        self._tags = {
            each.field: self._fields[each.field].kind.read(each.raw, context).value or []
            for each in edits
            if each.deed in {"tag", "untag"}
        }

    @property
    def needed(self) -> frozenset[str]:
        """Name the columns that the answer hangs on; empty for all of them."""
        return frozenset(self._fields) if self._free else frozenset()

    def becomes(self, present: Mapping[str, Any]) -> Becomes:
        """Tell what the record `present` becomes."""
        wanted = {each.field: self._wanted(each, present) for each in self._edits}
        raw = {name: value for name, value in wanted.items() if value is not _NOTHING}
        if not raw:
            return SAME
        checked = self._checked(raw, present)
        for name, notes in checked.notes.items():
            for note in notes:
                if note.severity == "refuse":
                    return Becomes({}, (name, note))
        return Becomes({name: value for name, value in checked.values.items() if value != present[name]})

    def _checked(self, raw: Mapping[str, object], present: Mapping[str, Any]) -> Checked:
        if not self._free:
            return check(self._entity, raw, self._context, present)
        key = repr(raw)
        if key not in self._answers:
            if len(self._answers) > 1_000:  # texts that differ in every record
                self._answers.clear()
            self._answers[key] = check(self._entity, raw, self._context, present)
        return self._answers[key]

    def _wanted(self, edit: Edit, present: Mapping[str, Any]) -> object:
        now = present[edit.field]
        if edit.deed == "set":
            return edit.raw
        if edit.deed == "fill":
            return edit.raw if now is None else _NOTHING
        if edit.deed == "replace":
            return now.replace(edit.sought, str(edit.raw)) if now and edit.sought in now else _NOTHING
        given = self._tags[edit.field]
        return _tagged(now or [], given) if edit.deed == "tag" else _untagged(now or [], given)


def _tagged(now: Sequence[str], given: Sequence[str]) -> object:
    known = {word.casefold() for word in now}
    new = [word for word in given if word.casefold() not in known]
    return [*now, *new] if new else _NOTHING


def _untagged(now: Sequence[str], given: Sequence[str]) -> object:
    gone = {word.casefold() for word in given}
    left = [word for word in now if word.casefold() not in gone]
    return left if len(left) < len(now) else _NOTHING


def _field(entity: type[Entity], edit: Edit) -> Field:
    known = bulk_fields(entity)
    if edit.field not in known:
        if edit.field in targets(entity.__tablename__) and edit.field not in stored_fields(entity):
            raise InvalidValueError(
                _("“{name}” is set record by record, not for many at once.").format(name=edit.field)
            )
        label = _(field_named(entity, edit.field).label)
        raise UnknownFieldError(_("“{label}” cannot be the same in many records.").format(label=label))
    field = known[edit.field]
    if edit.deed not in deeds_of(field):
        raise InvalidValueError(_("“{label}” cannot be edited in this way.").format(label=_(field.label)))
    if edit.deed in {"fill", "tag", "untag"} and not str(edit.raw).strip():
        raise InvalidValueError(_("{label}: say what to write.").format(label=_(field.label)))
    if edit.deed == "replace" and not edit.sought:
        raise InvalidValueError(_("{label}: say which text to replace.").format(label=_(field.label)))
    return field
