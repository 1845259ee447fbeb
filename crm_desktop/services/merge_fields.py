"""Two records field by field: what each has, which value stays, and what is joined."""

import json
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import text
from sqlalchemy.orm import Session

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import Entity, Field, field_named, layout_of, stored_fields
from crm_desktop.fields.joined_texts import joined_lines, joined_words
from crm_desktop.fields.kind import Context
from crm_desktop.fields.own_values import COLUMN, raw_values, with_own
from crm_desktop.storage.noted_values import name_of, parted_changes
from crm_desktop.storage.notes import shapes

Row = Mapping[str, Any]
Choice = Literal["keep", "drop", "both"]
CHOICES: tuple[Choice, ...] = ("keep", "drop", "both")
FLAGS = ("is_main", "is_primary")  # one part of a record has it, so it is not carried over
_LIMITED = ("tags", "long_text")  # kinds that can hold both values, as long as these are not too long together
_JOINED = (*_LIMITED, "multi_choice")


@dataclass(frozen=True, slots=True)
class FieldPreview:
    """One field of two records: both values, what is taken, and what else may be chosen.

    Texts are as a person reads them, empty for nothing. `suggestion` is the side whose value is younger.
    """

    name: str
    label: str
    kept: Any
    dropped: Any
    result: Any
    kept_text: str
    dropped_text: str
    result_text: str
    choice: Choice
    options: tuple[Choice, ...]
    suggestion: Choice

    @property
    def same(self) -> bool:
        """Tell whether both have the same value, or neither has one."""
        return bool(self.kept == self.dropped or (_blank(self.kept) and _blank(self.dropped)))

    @property
    def conflict(self) -> bool:
        """Tell whether both have a value and only one can stay."""
        return not self.same and not _blank(self.kept) and not _blank(self.dropped) and "both" not in self.options


def compare_fields(
    entity: type[Entity],
    kept: Row,
    dropped: Row,
    choices: Mapping[str, Choice] | None = None,
    younger: frozenset[str] = frozenset(),
) -> tuple[FieldPreview, ...]:
    """Give every field that can be chosen, in the order of the form.

    Where nothing is chosen the kept value stays, blanks are filled, lists and long texts joined.
    `younger` names the fields whose dropped value was written later. Raises `UnknownFieldError` and
    `InvalidValueError` for choices that cannot be.
    """
    fields = {name: each for name, each in stored_fields(entity).items() if _choosable(each)}
    chosen = dict(choices or {})
    for name, choice in chosen.items():
        declared = field_named(entity, name)
        if name not in fields or choice not in _options(declared):
            message = _("“{label}” cannot be taken like this. Possible: {known}.")
            known = ", ".join(_options(declared)) if name in fields else "keep"
            raise InvalidValueError(message.format(label=_(declared.label), known=known))
    order = {name: place for place, name in enumerate(layout_of(entity).names())}
    names = sorted(fields, key=lambda name: order.get(name, len(order)))
    return tuple(_preview(fields[name], (kept, dropped), chosen.get(name), younger=name in younger) for name in names)


def merged_values(entity: type[Entity], kept: Row, dropped: Row, fields: tuple[FieldPreview, ...]) -> dict[str, Any]:
    """Give the values that the kept record gets, only those that change; raises `InvalidValueError`."""
    results = {each.name: each.result for each in fields}
    other_names = names_field(entity)
    if other_names is not None:
        results[other_names] = with_other_names(entity, other_names, kept, dropped, results)
    kinds = stored_fields(entity)
    for name, value in results.items():
        if isinstance(value, (list, str)) and kinds[name].kind.name in _LIMITED and value != kept[name]:
            results[name] = kinds[name].kind.read(value, Context()).value  # too long together is refused here
    changed = {name: value for name, value in results.items() if value != kept[name]}
    held = _with_hidden_filled(kept[COLUMN], dropped[COLUMN], kinds)
    return changed if held == kept[COLUMN] else {COLUMN: held, **changed}


def names_field(entity: type[Entity]) -> str | None:
    """Name the field that holds the other names of a record, if it has one."""
    fields = stored_fields(entity)
    return next((name for name, each in fields.items() if each.search == "name" and each.kind.name == "tags"), None)


def with_other_names(
    entity: type[Entity], field: str, kept: Row, dropped: Row, results: Mapping[str, Any]
) -> list[str] | None:
    """Give the other names of the merged record: those chosen, the name that went, and the old number."""
    serials = [name for name, each in stored_fields(entity).items() if each.kind.automatic]
    title = results[entity.title]
    names = [*(results[field] or ()), kept[entity.title], dropped[entity.title], *(dropped[name] for name in serials)]
    return joined_words([], (str(name) for name in names if name and name != title)) or None


def younger_fields(session: Session, entity_name: str, keep_id: int, drop_id: int) -> frozenset[str]:
    """Name the fields whose value in the dropped record was written later than in the kept one."""
    kept, dropped = (_written(session, entity_name, record_id) for record_id in (keep_id, drop_id))
    return frozenset(name for name, note in dropped.items() if note > kept.get(name, 0))


def _written(session: Session, entity_name: str, record_id: int) -> dict[str, int]:
    """Give the last note on each field of a record; one that was there before all notes counts as 0."""
    known = shapes(session.connection())
    wanted = ",".join(str(shape) for shape, (table, _columns) in known.items() if table == entity_name) or "NULL"
    statement = text(
        f"SELECT id, op, change FROM note WHERE root = :id AND row_id = :id AND shape IN ({wanted}) ORDER BY id"
    )
    found: dict[str, int] = {}
    for note, op, change in session.execute(statement, {"id": record_id}):
        changed = map(name_of, parted_changes(json.loads(change))) if op == "U" else ()
        names = changed if op == "U" else stored_fields(entity_named(entity_name))
        found |= dict.fromkeys(names, note)
    return found


def _choosable(declared: Field) -> bool:
    """Tell whether a field is one to choose: not the running number, which stays the kept record's."""
    return declared.editable and not declared.kind.automatic and not declared.unique and declared.name not in FLAGS


def _options(declared: Field) -> tuple[Choice, ...]:
    return CHOICES if declared.kind.name in _JOINED else CHOICES[:2]


def _preview(declared: Field, both: tuple[Row, Row], chosen: Choice | None, *, younger: bool) -> FieldPreview:
    kept, dropped = both
    one, other = kept[declared.name], dropped[declared.name]
    choice = chosen or _default(declared, one, other)
    if choice == "drop" and _blank(other) and not declared.nullable:
        choice = "keep"  # what must have a value is not emptied
    result = {"keep": one, "drop": other}.get(choice) if choice != "both" else _both(one, other)
    texts = (_shown(declared, kept, one), _shown(declared, dropped, other), _shown(declared, kept, result))
    suggestion: Choice = "drop" if younger and not _blank(other) else "keep"
    options = _options(declared)
    return FieldPreview(declared.name, _(declared.label), one, other, result, *texts, choice, options, suggestion)


def _default(declared: Field, one: Any, other: Any) -> Choice:
    if one == other or _blank(other):
        return "keep"
    if _blank(one):
        return "drop"
    return "both" if declared.kind.name in _JOINED else "keep"


def _both(one: Any, other: Any) -> Any:
    """Join two lists or two texts; what both have comes once."""
    if _blank(one) or _blank(other):
        return other if _blank(one) else one
    if isinstance(one, list):
        return joined_words(one, other)
    return joined_lines(one, other)


def _blank(value: Any) -> bool:
    return value is None or value is False or value in ("", [])


def _shown(declared: Field, values: Mapping[str, Any], value: Any) -> str:
    return "" if value is None else declared.kind.within(values).on_screen(value)


def _with_hidden_filled(kept: str, dropped: str, declared: Container[str]) -> str:
    """Join what is held in own fields that are removed by now: the kept record's values stay."""
    ours, theirs = raw_values(kept), raw_values(dropped)
    filled = {key: value for key, value in theirs.items() if key not in ours and key not in declared}
    return with_own(kept, filled) if filled else kept
