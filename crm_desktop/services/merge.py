"""Joins two records of the same customer: field by field, with all that hangs on both, undone as one piece of work."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import N_, _
from crm_desktop.entities import entity_named
from crm_desktop.services import records
from crm_desktop.services.duplicates.remembered import pass_on
from crm_desktop.services.duplicates.traits import ENTITY
from crm_desktop.services.merge_fields import (
    Choice,
    FieldPreview,
    compare_fields,
    merged_values,
    names_field,
    with_other_names,
    younger_fields,
)
from crm_desktop.services.merge_parts import (
    Count,
    Part,
    PartPreview,
    PartsPlan,
    count_linked,
    plan_parts,
    preview_parts,
    refuse_strange_parts,
)
from crm_desktop.services.move_parts import join_parts, move_linked
from crm_desktop.services.own_links import lead_all_over
from crm_desktop.services.workspace import Work, Workspace
from crm_desktop.storage.tables import work as work_table

KIND = "merge"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merge would do: `kept` and `dropped` are both records with their facts, `other_names` the result's."""

    keep_id: int
    drop_id: int
    kept: Mapping[str, Any]
    dropped: Mapping[str, Any]
    fields: tuple[FieldPreview, ...]
    parts: tuple[PartPreview, ...]
    counts: tuple[Count, ...]
    other_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did: the piece of work, the record that stayed, what moved to it and what was joined by entity."""

    work_id: int
    id: int
    moved: Mapping[str, int]
    joined: Mapping[str, int]


def preview(  # noqa: PLR0913 - each is an optional word of the wish
    workspace: Workspace,
    keep_id: int,
    drop_id: int,
    *,
    choices: Mapping[str, Choice] | None = None,
    without: Collection[Part] = (),
    entity: str = ENTITY,
) -> Preview:
    """Tell what `merge` would do with the same words; changes nothing."""
    declared = entity_named(entity)
    with workspace.read() as session:
        kept, dropped = _both(session, entity, keep_id, drop_id)
        younger = younger_fields(session, entity, keep_id, drop_id)
        fields = compare_fields(declared, kept, dropped, choices, younger)
        plan = plan_parts(session.connection(), entity, keep_id, drop_id, frozenset(without))
        counts = count_linked(session.connection(), entity, keep_id, drop_id, plan)
    names_in = names_field(declared)
    results = {each.name: each.result for each in fields}
    names = with_other_names(declared, names_in, kept, dropped, results) if names_in else None
    return Preview(keep_id, drop_id, kept, dropped, fields, preview_parts(plan), counts, tuple(names or ()))


def merge(  # noqa: PLR0913 - each is an optional word of the wish
    workspace: Workspace,
    keep_id: int,
    drop_id: int,
    *,
    choices: Mapping[str, Choice] | None = None,
    without: Collection[Part] = (),
    entity: str = ENTITY,
) -> Merged:
    """Join `drop_id` into `keep_id`, which stays.

    Kept values win, blanks are filled, lists and remarks joined, unless `choices` (by field name) say
    otherwise. Everything that hangs on the dropped record moves; equal parts are joined once; parts
    (entity, id) in `without` are left out. Raises `NotFoundError`, `InvalidValueError`, `UnknownFieldError`.
    """
    declared = entity_named(entity)
    with workspace.read() as session:
        kept, dropped = _both(session, entity, keep_id, drop_id)
    titles = {"kept": records.title_of(entity, kept), "dropped": records.title_of(entity, dropped)}
    known = {**titles, "entity_name": entity, "keep_id": keep_id, "drop_id": drop_id}
    with workspace.work(N_("Merged {dropped} into {kept}"), kind=KIND, **known) as work:
        # Other work may have changed both while this one waited for it: what counts is what they are now.
        kept, dropped = _both(work.session, entity, keep_id, drop_id)
        refuse_strange_parts(work.connection, entity, (keep_id, drop_id), without)
        plan = plan_parts(work.connection, entity, keep_id, drop_id, frozenset(without))
        values = merged_values(declared, kept, dropped, compare_fields(declared, kept, dropped, choices))
        _remember_joined(work, known, plan)
        _leave_out(work, without)
        join_parts(work.connection, plan)
        moved = move_linked(work.connection, entity, keep_id, drop_id)
        if entity == ENTITY:
            pass_on(work.connection, drop_id, keep_id)
        table = declared.__table__
        work.connection.execute(delete(declared).where(table.c.id == drop_id))
        if values:
            records.write(work.connection, declared, keep_id, values)
        if entity == ENTITY:
            number = values.get("number") or kept["number"]
            for other in {kept["number"], dropped["number"]} - {number}:
                lead_all_over(work.connection, other, number)
    return Merged(work.id, keep_id, moved, {name: len(joined) for name, joined in plan.joined.items()})


def _both(session: Session, entity: str, keep_id: int, drop_id: int) -> tuple[dict[str, Any], dict[str, Any]]:
    if keep_id == drop_id:
        raise InvalidValueError(_("A record cannot be merged with itself; name two."))
    return records.get(session, entity, keep_id), records.get(session, entity, drop_id)


def _remember_joined(work: Work, known: Mapping[str, object], plan: PartsPlan) -> None:
    """Put what `unmerge` needs to know later beside what fills the title: which parts went into which."""
    joined = [(name, went, stayed) for name, ids in plan.joined.items() for went, stayed in ids.items()]
    args = json.dumps({**known, "joined": joined}, ensure_ascii=False)
    work.connection.execute(update(work_table).where(work_table.c.id == work.id).values(args=args))


def _leave_out(work: Work, without: Collection[Part]) -> None:
    for name, part_id in without:
        part = entity_named(name)
        work.connection.execute(delete(part).where(part.id == part_id))
