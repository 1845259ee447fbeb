"""Fields that the user declares at run time: once here, and form, list, search, import, export follow."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.orm import Session

from crm_desktop.base.errors import InvalidValueError, UnknownFieldError
from crm_desktop.base.i18n import N_, _
from crm_desktop.entities import all_entities, entity_named
from crm_desktop.fields import declarations
from crm_desktop.fields.declarations import OwnField
from crm_desktop.fields.kind import Context, OwnOption
from crm_desktop.fields.own_kinds import OWN_KINDS, list_name, read_rules, rules_said
from crm_desktop.fields.own_values import COLUMN, path_of
from crm_desktop.services.choices import put_option
from crm_desktop.services.option_words import refuse_known
from crm_desktop.services.own_keys import free_key, is_taken, used_keys
from crm_desktop.services.values_anew import each_word, put_raw, read_anew, values_shown
from crm_desktop.services.workspace import Work, Workspace
from crm_desktop.storage.tables import own_field

LONGEST = 60  # characters of a label


@dataclass(frozen=True, slots=True)
class FieldRemoved:
    """What the removal of a field did: the piece of work, and how many records hold a value that is hidden now."""

    work_id: int
    holding: int


def entities_with_fields() -> tuple[str, ...]:
    """Name the kinds of record that may have own fields, customers first: all that a person fills in by a form."""
    found = [name for name, entity in all_entities().items() if entity.layout.sections]
    return tuple(sorted(found, key=lambda name: name != "customer"))


def own_fields(entity: str | None = None) -> tuple[OwnField, ...]:
    """Give the own fields of one kind of record, or of all, in their order."""
    known = declarations.now()
    return known.fields if entity is None else known.of(entity)


def own_field_named(entity: str, key: str) -> OwnField:
    """Give one own field; raises `UnknownFieldError`."""
    entity_named(entity)
    for each in own_fields(entity):
        if each.key == key:
            return each
    known = ", ".join(each.key for each in own_fields(entity)) or "–"
    message = _("There is no own field “{name}”. Known: {known}.")
    raise UnknownFieldError(message.format(name=key, known=known))


def add_field(  # noqa: PLR0913 - each is a word of the declaration
    workspace: Workspace,
    entity: str,
    label: str,
    kind: str = "text",
    *,
    label_en: str = "",
    rules: Mapping[str, object] | None = None,
    listed: bool = False,
    options: Iterable[str] = (),
) -> OwnField:
    """Declare a field; `rules` as a person writes them (`{"min": "0", "unit": "m²"}`), `options` of a choice.

    Raises `InvalidValueError` for an empty or known label, an unknown kind, or a rule that does not fit.
    """
    with workspace.read() as session:
        wanted = OwnField(entity, "", _label(label), _label(label_en, needed=False), kind, listed=listed)
        _refuse_known(wanted)
        wanted = replace(wanted, key=free_key(entity, wanted.label, used_keys(session.connection(), entity)))
        words = _words(wanted, options)
        wanted = replace(wanted, rules=read_rules(wanted, rules or {}, _knowing(workspace.context, wanted, words)))
    with workspace.work(N_("New field “{label}”"), label=wanted.label) as work:
        put_field(work.connection, wanted, words)
    return own_field_named(entity, wanted.key)


def change_field(  # noqa: PLR0913 - each is a word of the declaration
    workspace: Workspace,
    entity: str,
    key: str,
    *,
    label: str | None = None,
    label_en: str | None = None,
    kind: str | None = None,
    rules: Mapping[str, object] | None = None,
    listed: bool | None = None,
) -> OwnField:
    """Change a declaration; None leaves a word as it is, `rules` replace those that the field has.

    With another kind it gets another key, under which the values of all records are read anew; those under the old
    key are hidden as a removed field's are, so that history, bin and backups are never read by a kind that is not
    theirs. Raises `InvalidValueError` where one of them does not fit, and what `add_field` raises.
    """
    before = own_field_named(entity, key)
    with workspace.work(N_("Field changed: {label}"), label=before.label) as work:
        before = own_field_named(entity, key)  # other work may have changed it while this one waited
        after = replace(
            before,
            label=before.label if label is None else _label(label),
            label_en=before.label_en if label_en is None else _label(label_en, needed=False),
            kind=kind or before.kind,
            listed=before.listed if listed is None else listed,
        )
        _refuse_known(after)
        said = _rules_kept(before, after) if rules is None else rules
        if after.kind != before.kind:
            after = _become(work, before, after, said, workspace.context)
        else:
            after = replace(after, rules=read_rules(after, said, workspace.context))
            if after != before:
                work.connection.execute(update(own_field).where(own_field.c.id == after.id).values(**_row(after)))
    return own_field_named(entity, after.key)


def move_field(workspace: Workspace, entity: str, key: str, position: int) -> int:
    """Put a field at a place among those of its kind of record, counted from 0. Gives the work."""
    with workspace.read():
        moving = own_field_named(entity, key)
        others = [each for each in own_fields(entity) if each.key != key]
        others.insert(max(0, position), moving)
        same = tuple(others) == own_fields(entity)
    with workspace.work(N_("Field moved: {label}"), label=moving.label) as work:
        for at, each in enumerate([] if same else others):
            work.connection.execute(update(own_field).where(own_field.c.id == each.id).values(position=at))
    return work.id if work.kept else 0


def remove_field(workspace: Workspace, entity: str, key: str) -> FieldRemoved:
    """Remove a declaration. Values stay in the records, hidden, so that undoing it brings all of them back."""
    with workspace.read() as session:
        removed = own_field_named(entity, key)
        held = holding(session, entity, key)
    with workspace.work(N_("Field removed: {label}"), label=removed.label) as work:
        work.connection.execute(delete(own_field).where(own_field.c.id == removed.id))
    return FieldRemoved(work.id, held)


def holding(session: Session, entity: str, key: str) -> int:
    """Count the records that hold a value under a key."""
    table = entity_named(entity).__table__
    held = func.json_extract(table.c[COLUMN], path_of(key)).is_not(None)
    return int(session.scalar(select(func.count()).select_from(table).where(held)) or 0)


def put_field(connection: Connection, wanted: OwnField, options: Iterable[OwnOption] = ()) -> OwnField:
    """Declare a field behind the others of its kind of record, inside a piece of work; gives it with its id."""
    last = select(func.max(own_field.c.position)).where(own_field.c.entity == wanted.entity)
    made = replace(wanted, position=(connection.scalar(last) or 0) + 1)
    found = connection.execute(insert(own_field).values(**_row(made)).returning(own_field.c.id)).scalar_one()
    _put_options(connection, made, options)
    return replace(made, id=int(found))


def _become(work: Work, before: OwnField, wanted: OwnField, said: Mapping[str, object], context: Context) -> OwnField:
    """Put a field of another kind in the place of one, with the values of all records and its options."""
    key = free_key(before.entity, before.label, used_keys(work.connection, before.entity))
    after = replace(wanted, key=key)
    shown = values_shown(work.session, before)
    words: tuple[OwnOption, ...] = ()
    if OWN_KINDS[after.kind].has_options:
        there = context.added.get(list_name(before), ()) if OWN_KINDS[before.kind].has_options else ()
        known = {each.label for each in there}
        words = (*there, *_words(after, (word for word in each_word(shown.values()) if word not in known)))
    knowing = _knowing(context, after, words)
    after = replace(after, rules=read_rules(after, said, knowing))
    values = read_anew(after, shown, knowing)
    work.connection.execute(delete(own_field).where(own_field.c.id == before.id))
    after = put_field(work.connection, after, words)
    work.connection.execute(update(own_field).where(own_field.c.id == after.id).values(position=before.position))
    for record_id, raw in values.items():
        put_raw(work.connection, after, record_id, raw)
    return after


def _put_options(connection: Connection, own: OwnField, options: Iterable[OwnOption]) -> None:
    for option in options:
        put_option(connection, list_name(own), option)


def _row(own: OwnField) -> dict[str, Any]:
    return {
        "entity": own.entity,
        "key": own.key,
        "label": own.label,
        "label_en": own.label_en,
        "kind": own.kind,
        "rules": json.dumps(dict(own.rules), ensure_ascii=False, sort_keys=True),
        "listed": int(own.listed),
        "position": own.position,
    }


def _label(said: str, *, needed: bool = True) -> str:
    text = " ".join(said.split())
    if needed and not any(character.isalnum() for character in text):
        raise InvalidValueError(_("Type a name for the new field."))
    if len(text) > LONGEST:
        raise InvalidValueError(_("The name is too long: at most {n} characters.").format(n=LONGEST))
    return text


def _refuse_known(own: OwnField) -> None:
    """Raise `InvalidValueError` for a name that a field has already, and `UnknownFieldError` for no kind of record."""
    if own.entity not in entities_with_fields():
        entity_named(own.entity)
        raise InvalidValueError(_("Records of this kind have no own fields."))
    if own.kind not in OWN_KINDS:
        message = _("“{kind}” is no kind of field. Known: {known}.")
        raise InvalidValueError(message.format(kind=own.kind, known=", ".join(OWN_KINDS)))
    taken = is_taken(own.entity, (own.label, own.label_en), own.key)
    if taken is not None:
        raise InvalidValueError(_("There is a field “{label}” already.").format(label=_(taken)))


def _words(own: OwnField, options: Iterable[str]) -> tuple[OwnOption, ...]:
    texts = dict.fromkeys(text for option in options if (text := " ".join(option.split())))
    if texts and not OWN_KINDS[own.kind].has_options:
        raise InvalidValueError(_("Only a choice has options."))
    found = tuple(OwnOption(text, text) for text in texts)
    for each in found:
        refuse_known((), each, of_several=own.kind == "multi_choice")
    return found


def _knowing(context: Context, own: OwnField, options: tuple[OwnOption, ...]) -> Context:
    """Give the context in which the options of a new choice are known."""
    name = list_name(own)
    return replace(context, added={**context.added, name: (*context.added.get(name, ()), *options)})


def _rules_kept(before: OwnField, after: OwnField) -> dict[str, Any]:
    """Give the rules of a field that still mean something where its kind is another one."""
    said = rules_said(before)
    if before.kind == after.kind:
        return dict(said)
    by_kind = {"min", "max", "default"}
    return {name: value for name, value in said.items() if name in OWN_KINDS[after.kind].rules and name not in by_kind}
