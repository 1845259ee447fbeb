"""Whose a record is: the links that were said for it are to records that are there and fit together."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.base.errors import InvalidValueError, NotFoundError
from crm_desktop.base.i18n import _
from crm_desktop.entities import all_entities, entity_named
from crm_desktop.fields.declare import Entity, Link, links_of


def read_links(
    session: Session, entity: type[Entity], raw: Mapping[str, object], present: Mapping[str, Any] | None = None
) -> dict[str, int | None]:
    """Give the ids of the links said in `raw`, for a new record or for a change of `present`.

    A part of a contact belongs to the contact's customer without saying so. Raises
    `InvalidValueError` and `NotFoundError` for what is no record, or another customer's.
    """
    links = links_of(entity)
    read = {name: _id(session, declared, raw[name]) for name, declared in links.items() if name in raw}
    for name, declared in links.items():
        if read.get(name) is None:
            continue
        other = entity_named(declared.entity).__table__
        for owner in (each for each in links if each in other.columns):
            owned_by = session.scalar(select(other.c[owner]).where(other.c.id == read[name]))
            said = read.get(owner, (present or {}).get(owner))
            if said is not None and said != owned_by:
                message = _("{kind} {id} belongs to another {owner}.")
                labels = {"kind": _(declared.label), "owner": _(links[owner].label)}
                raise InvalidValueError(message.format(id=read[name], **labels))
            read[owner] = owned_by
    for name, declared in links.items():
        asked = name in read or present is None
        if asked and read.get(name) is None and not entity.__table__.columns[name].nullable:
            message = _("Say which {kind} it belongs to: {name}=NUMBER.")
            raise InvalidValueError(message.format(kind=_(declared.label), name=name))
    if present is not None and any(read[name] != present[name] for name in read if links[name].owned):
        _refuse_torn(session, entity, present["id"])
    return read


def _refuse_torn(session: Session, entity: type[Entity], record_id: int) -> None:
    """Raise `InvalidValueError` where a move would leave what belongs to the record with its old owner."""
    for other in all_entities().values():
        for column, declared in links_of(other).items():
            held = select(other.id).where(other.__table__.c[column] == record_id).limit(1)
            if declared.entity == entity.__tablename__ and session.scalar(held) is not None:
                message = _("It cannot be moved: its {parts} would stay behind. Move or remove them first.")
                raise InvalidValueError(message.format(parts=_(other.label_many)))


def _id(session: Session, declared: Link, raw: object) -> int | None:
    said = "" if raw is None else str(raw).strip()
    if not said:
        return None
    other = entity_named(declared.entity)
    # SQLite counts to 2**63; what is longer is the number of nothing.
    if said.isascii() and said.isdecimal() and len(said) < 19 and session.get(other, int(said)) is not None:
        return int(said)
    message = _("There is no {kind} with the number {id} in this file.")
    raise NotFoundError(message.format(kind=_(other.label), id=said))
