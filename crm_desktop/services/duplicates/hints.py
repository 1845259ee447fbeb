"""What a record that is being typed may be a second copy of, answered by the indexes within a few milliseconds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.entities.channel import Channel
from crm_desktop.entities.customer import Customer
from crm_desktop.fields.kind import Context, RefusedError
from crm_desktop.services import search
from crm_desktop.services.duplicates.score import Level, Reason, score
from crm_desktop.services.duplicates.traits import ENTITY, Traits, read_traits, traits_of
from crm_desktop.services.targets import targets
from crm_desktop.services.workspace import Workspace

MOST_LOOKED_AT = 30


@dataclass(frozen=True, slots=True)
class Hint:
    """A customer that the typed one may be, with the reasons."""

    id: int
    title: str
    number: str
    score: float
    level: Level
    reasons: tuple[Reason, ...]


def hints(
    workspace: Workspace, typed: Mapping[str, object], limit: int = 5, exclude_id: int | None = None
) -> list[Hint]:
    """Give the customers that `typed` (by target name: name, mobile, phone, email, credit_code …) may be, best first.

    What cannot be read yet, as half a number, is left out. `exclude_id` is the record that is edited.
    """
    asked = _traits_of_typed(typed, workspace.context)
    with workspace.read() as session:
        ids = dict.fromkeys(_by_numbers(session, asked))
        ids |= dict.fromkeys(_by_name(session, asked))
        ids.pop(exclude_id or 0, None)
        known = read_traits(session, list(ids)[:MOST_LOOKED_AT])
    found = []
    for each in known.values():
        weighed = score(asked, each)
        if weighed.level is not None:
            found.append(Hint(each.id, each.title, each.number, weighed.points / 100, weighed.level, weighed.told()))
    return sorted(found, key=lambda hint: (-hint.score, hint.id))[:limit]


def _traits_of_typed(typed: Mapping[str, object], context: Context) -> Traits:
    known = targets(ENTITY)
    values: dict[str, Any] = {}
    channels: list[tuple[str, str]] = []
    for name, raw in typed.items():
        target = known.get(name)
        value = None if target is None else _read(target.kind, raw, context)
        if target is None or value is None:
            continue
        if target.entity == ENTITY:
            values[target.field_name] = value
        elif target.entity == "channel":
            channels.append((target.fixed["type"], value))
    traits = traits_of({"name": "", **values})
    for type_, value in channels:
        traits.add_channel(type_, value)
    return traits


def _read(kind: Any, raw: object, context: Context) -> Any:
    try:
        return kind.read(raw, context).value
    except RefusedError:
        return None


def _by_numbers(session: Session, asked: Traits) -> Iterable[int]:
    values = [*asked.mobiles, *asked.landlines, *asked.emails]
    values += [account.partition(":")[2] for account in asked.accounts]
    if values:
        query = select(Channel.customer_id).where(Channel.value.in_(values)).limit(MOST_LOOKED_AT)
        yield from session.scalars(query)
    if asked.codes:
        yield from session.scalars(select(Customer.id).where(Customer.credit_code.in_(asked.codes)))


def _by_name(session: Session, asked: Traits) -> Iterable[int]:
    """Find by the name, then by its core, which the search index knows in characters and in pinyin."""
    if not asked.title:
        return
    yield from session.scalars(select(Customer.id).where(Customer.name == asked.title).limit(MOST_LOOKED_AT))
    core = asked.name.core
    if len(core) > 1:
        found = search.matching_ids(session, ENTITY, core)
        yield from session.scalars(select(Customer.id).where(Customer.id.in_(found)).limit(MOST_LOOKED_AT))
