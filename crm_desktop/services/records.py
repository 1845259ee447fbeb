"""Adding, changing and removing records by the declared rules, each as one piece of work."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.orm import Session

from crm_desktop.base.errors import InvalidValueError, NotFoundError, UnknownFieldError
from crm_desktop.base.i18n import N_, _
from crm_desktop.entities import all_entities, entity_named
from crm_desktop.fields.check import Checked, check
from crm_desktop.fields.declare import Entity, field_named, fields_of, links_of, stored_fields
from crm_desktop.fields.kind import Context, Note, warning
from crm_desktop.fields.nearest import no_such_field
from crm_desktop.fields.own_values import assigned, folded, unfolded
from crm_desktop.services.links import read_links
from crm_desktop.services.numbering import numbering_of
from crm_desktop.services.own_links import read_own_links
from crm_desktop.services.targets import Target, targets
from crm_desktop.services.workspace import Work, Workspace
from crm_desktop.storage.facts import fact_table

TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written: the record, the piece of work (0: nothing changed), and what there is to tell by target."""

    id: int
    work_id: int
    notes: Mapping[str, tuple[Note, ...]]


@dataclass(frozen=True, slots=True)
class NewPart:
    """A part that comes with a new record: its entity, and raw values by target name (a contact's `mobile` too)."""

    entity: str
    raw: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Part:
    """Values for one part of a record: a channel, the contact, the address."""

    entity: type[Entity]
    fixed: Mapping[str, Any]
    via: str
    raw: Mapping[str, object]
    reached: Mapping[str, Target]  # by field name, to tell notes at


def add(workspace: Workspace, entity_name: str, raw: Mapping[str, object], more: Sequence[NewPart] = ()) -> Saved:
    """Add a record, and `more` parts, from raw values by target name; raises `InvalidValueError` for a refused one."""
    entity = entity_named(entity_name)
    own, parts = _split(entity_name, raw)
    with workspace.read() as session:
        own |= {**read_links(session, entity, own), **read_own_links(session, entity, own)}
    checked = _accepted(entity, own, workspace.context, None)
    title = title_of(entity_name, checked.values)
    notes = _with_namesake(workspace, entity, checked)
    with workspace.work(N_("Added {entity}: {title}"), kind="add", entity=_kind(entity), title=title) as work:
        record_id = insert_record(work, entity, checked.values)
        for part in parts:
            notes |= _save_part(work, entity, record_id, part, workspace.context)
        for each in more:
            _add_part(work, entity, record_id, each, workspace.context)
    return Saved(record_id, work.id if work.kept else 0, notes)


def change(workspace: Workspace, entity_name: str, record_id: int, raw: Mapping[str, object]) -> Saved:
    """Change fields of a record, and of its first channel, contact and address, by target name."""
    entity = entity_named(entity_name)
    own, parts = _split(entity_name, raw)
    with workspace.read() as session:
        present = get(session, entity_name, record_id)
        own |= {**read_links(session, entity, own, present), **read_own_links(session, entity, own)}
    checked = _accepted(entity, own, workspace.context, present)
    notes = dict(checked.notes)
    title = title_of(entity_name, {**present, **checked.values})
    with workspace.work(N_("Edited {entity}: {title}"), kind="edit", entity=_kind(entity), title=title) as work:
        if checked.values:
            refuse_taken(work.session, entity, checked.values, record_id)
            write(work.connection, entity, record_id, checked.values)
        for part in parts:
            notes |= _save_part(work, entity, record_id, part, workspace.context)
    return Saved(record_id, work.id if work.kept else 0, notes)


def remove(workspace: Workspace, entity_name: str, ids: Sequence[int]) -> int:
    """Remove records with everything that belongs to them; gives the piece of work, which can be undone."""
    entity = entity_named(entity_name)
    with workspace.read() as session:
        for start in range(0, len(ids), 500):
            some = ids[start : start + 500]
            present = set(session.scalars(select(entity.id).where(entity.id.in_(some))))
            for missing in (each for each in some if each not in present):
                get(session, entity_name, missing)  # says that it is not there
        title = title_of(entity_name, get(session, entity_name, ids[0])) if len(ids) == 1 else ""
    one, many = entity.counted
    message = N_("Removed {entity}: {title}") if len(ids) == 1 else N_("Removed {what}")
    what = {"title": one, "many": many, "args": {"n": len(ids)}}
    with workspace.work(message, kind="remove", entity=_kind(entity), title=title, what=what) as work:
        for start in range(0, len(ids), 500):
            some = list(ids[start : start + 500])
            work.connection.execute(delete(entity).where(entity.id.in_(some)))
    return work.id


def get(session: Session, entity_name: str, record_id: int) -> dict[str, Any]:
    """Give a record's values, its facts among them, by name; raises `NotFoundError`."""
    entity = entity_named(entity_name)
    facts = fact_table(entity)
    table = entity.__table__
    query = select(table).where(table.c.id == record_id)
    if facts is not None:
        others = [column for column in facts.columns if column.name != "id"]
        query = (
            select(table, *others).join(facts, facts.c.id == table.c.id, isouter=True).where(table.c.id == record_id)
        )
    row = session.execute(query).mappings().first()
    if row is None:
        message = _("There is no {kind} with the number {id} in this file.")
        raise NotFoundError(message.format(kind=_(entity.label), id=record_id))
    return unfolded(entity, dict(row))


def parts(
    session: Session, entity_name: str, record_id: int, *, without: Collection[str] = ()
) -> dict[str, list[dict[str, Any]]]:
    """Give the records that belong to this one, by entity (not those of `without`): main and primary ones first."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, entity in all_entities().items():
        for column, declared in links_of(entity).items():
            if name not in without and declared.owned and declared.entity == entity_name:
                table = entity.__table__
                first = [table.c[flag].desc() for flag in ("is_main", "is_primary") if flag in table.c]
                query = select(table).where(table.c[column] == record_id).order_by(*first, table.c.id)
                found[name] = [unfolded(entity, dict(row)) for row in session.execute(query).mappings()]
    return found


def title_of(entity_name: str, values: Mapping[str, Any], *, seen: bool = False) -> str:
    """Say in a few words which record this is; with `seen` as the screen may show it now, never to be kept."""
    entity = entity_named(entity_name)
    value = values.get(entity.title)
    if value is None:
        return "" if values.get("id") is None else f"#{values['id']}"
    kind = field_named(entity, entity.title).kind.within(values)
    shown = " ".join((kind.on_screen if seen else kind.show)(value).split())
    return shown if len(shown) <= TITLE_LENGTH else shown[: TITLE_LENGTH - 1] + "…"


def insert_record(work: Work, entity: type[Entity], values: Mapping[str, Any]) -> int:
    """Write checked values as a new record, with the next number where it needs one; gives its id."""
    complete = dict(values)
    for name, declared in stored_fields(entity).items():
        if declared.kind.automatic and complete.get(name) is None:
            complete[name] = numbering_of(work.session, entity, name).next(work.session)
        elif complete.get(name) is None and declared.default is not None and (declared.own or name in complete):
            complete[name] = declared.first_value()
    refuse_taken(work.session, entity, complete)
    columns = folded(entity, complete)
    made: int = work.connection.execute(insert(entity).values(**columns).returning(entity.id)).scalar_one()
    return made


def write(connection: Connection, entity: type[Entity], record_id: int, values: Mapping[str, Any]) -> None:
    """Write checked values over those of a record, inside a piece of work."""
    changed = update(entity).where(entity.id == record_id)
    connection.execute(changed.values(**assigned(entity, values)))


def refuse_taken(session: Session, entity: type[Entity], values: Mapping[str, Any], own_id: int = 0) -> None:
    """Raise `InvalidValueError` where a field that must be unique has the value of another record."""
    for name, declared in stored_fields(entity).items():
        if not declared.unique or values.get(name) is None:
            continue
        column = entity.__table__.columns[name]
        taken = session.scalar(select(func.count()).where(column == values[name], entity.__table__.c.id != own_id))
        if taken:
            message = _("“{value}” is the {label} of another record already; choose another.")
            raise InvalidValueError(message.format(value=declared.kind.show(values[name]), label=_(declared.label)))


def _split(entity_name: str, raw: Mapping[str, object]) -> tuple[dict[str, object], list[_Part]]:
    """Part raw values by target name into the record's own and those of each part."""
    known = targets(entity_name)
    entity = entity_named(entity_name)
    own: dict[str, object] = {}
    grouped: dict[tuple[str, str, tuple[tuple[str, Any], ...]], dict[str, tuple[Target, object]]] = {}
    for name, value in raw.items():
        target = known.get(name)
        if target is None and name not in links_of(entity):
            raise _unreachable(entity, name)
        if target is None or target.entity == entity_name:
            own[name] = value
        else:
            key = (target.entity, target.via, tuple(target.fixed.items()))
            grouped.setdefault(key, {})[target.field_name] = (target, value)
    parts = [
        _Part(
            entity_named(part),
            dict(fixed),
            via,
            {field: value for field, (_target, value) in fields.items()},
            {field: target for field, (target, _value) in fields.items()},
        )
        for (part, via, fixed), fields in sorted(grouped.items(), key=lambda each: each[0][1])
    ]
    return own, parts


def _with_namesake(workspace: Workspace, entity: type[Entity], checked: Checked) -> dict[str, tuple[Note, ...]]:
    """Give the notes, with a warning where another record that is searched by itself has the same name."""
    notes = dict(checked.notes)
    name, number = checked.values.get(entity.title), entity.__table__.c.get("number")
    if not entity.searched or number is None or not isinstance(name, str):
        return notes
    with workspace.read() as session:
        namesake = session.scalar(select(number).where(entity.__table__.c[entity.title] == name).limit(1))
    if namesake is not None:
        message = _("There is another customer called “{name}” ({number}).").format(name=name, number=namesake)
        notes[entity.title] = (*notes.get(entity.title, ()), warning("namesake", message))
    return notes


def _unreachable(entity: type[Entity], name: str) -> UnknownFieldError:
    if name in fields_of(entity):
        return UnknownFieldError(_("“{name}” is computed and cannot be set.").format(name=name))
    return UnknownFieldError(
        no_such_field(name, {each.name: each.label for each in targets(entity.__tablename__).values()})
    )


def _accepted(
    entity: type[Entity],
    raw: Mapping[str, object],
    context: Context,
    present: Mapping[str, Any] | None,
    reached: Mapping[str, Target] | None = None,
) -> Checked:
    checked = check(entity, raw, context, present)
    checked.raise_if_refused(entity, {name: target.label for name, target in (reached or {}).items()})
    return checked


def _save_part(
    work: Work, owner: type[Entity], owner_id: int, part: _Part, context: Context
) -> dict[str, tuple[Note, ...]]:
    """Write the first part of its sort: change it where there is one, remove an emptied channel, else add it."""
    table = part.entity.__table__
    links = _links(work, owner.__tablename__, owner_id, part)
    query = select(table).where(*(table.c[name] == value for name, value in {**part.fixed, **links}.items()))
    order = [table.c[flag].desc() for flag in ("is_main", "is_primary") if flag in table.c]
    reach = part.entity.reach
    if reach is not None and reach.over:
        query = query.where(table.c[reach.over].is_(None))
        order.append(table.c[reach.value].nulls_last())
    row = work.connection.execute(query.order_by(*order, table.c.id).limit(1)).mappings().first()
    emptied = reach is not None and bool(reach.by) and not _is_said(part.raw.get(reach.value))
    if emptied:
        if row is not None:
            work.connection.execute(delete(part.entity).where(table.c.id == row["id"]))
        return {}
    present = unfolded(part.entity, dict(row)) if row is not None else None
    if present is None and reach is not None and reach.over and not any(map(_is_said, part.raw.values())):
        return {}
    checked = _accepted(part.entity, {**part.fixed, **part.raw}, context, present, part.reached)
    if present is not None:
        write(work.connection, part.entity, present["id"], checked.values)
    else:
        first = {"is_main": True} if "is_main" in table.c else {}
        carried = _carried(work, owner, owner_id, part.entity)
        insert_record(
            work,
            part.entity,
            {**first, **carried, **checked.values, **{k: v for k, v in links.items() if v is not None}},
        )
    names = {name: target.name for name, target in part.reached.items()}
    return {names.get(name, name): notes for name, notes in checked.notes.items()}


def _add_part(work: Work, owner: type[Entity], owner_id: int, new: NewPart, context: Context) -> None:
    """Write a part that comes with its new owner, and what was said of its own parts."""
    entity = entity_named(new.entity)
    own, parts = _split(new.entity, new.raw)
    link = next(name for name, each in links_of(entity).items() if each.owned and each.entity == owner.__tablename__)
    checked = _accepted(entity, own, context, None)
    part_id = insert_record(work, entity, {**checked.values, link: owner_id})
    for part in parts:
        _save_part(work, entity, part_id, part, context)


def _is_said(raw: object) -> bool:
    return bool(str(raw or "").strip())


def _links(work: Work, owner: str, owner_id: int, part: _Part) -> dict[str, int | None]:
    """Give the link columns of a part: its owner, and the first contact where it is that contact's channel."""
    links: dict[str, int | None] = {}
    for name, declared in links_of(part.entity).items():
        if declared.entity == owner:
            links[name] = owner_id
        elif declared.owned:
            links[name] = None
            owners = entity_named(owner).__table__
            if name in owners.c:  # the channel of a contact belongs to the contact's customer too
                links[name] = work.connection.scalar(select(owners.c[name]).where(owners.c.id == owner_id))
            elif declared.entity == part.via:
                between = entity_named(part.via).__table__
                order = [between.c[flag].desc() for flag in ("is_main",) if flag in between.c]
                found = select(between.c.id).where(between.c[f"{owner}_id"] == owner_id).order_by(*order, between.c.id)
                links[name] = work.connection.scalar(found.limit(1))
    return links


def _carried(work: Work, owner: type[Entity], owner_id: int, part: type[Entity]) -> dict[str, int]:
    """Give what a new part points at because its owner does: what was said with a person is followed up with them."""
    own = owner.__table__
    names = [name for name, each in links_of(part).items() if not each.owned and name in own.c]
    if not names:
        return {}
    row = work.connection.execute(select(*(own.c[name] for name in names)).where(own.c.id == owner_id)).first()
    return {name: value for name, value in zip(names, row or (), strict=False) if value is not None}


def _kind(entity: type[Entity]) -> dict[str, object]:
    return {"title": entity.label, "args": {}}
