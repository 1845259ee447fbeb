"""What hangs on two records: which parts are the same, what moves, and how many there are then."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from crm_desktop.base.errors import NotFoundError
from crm_desktop.base.i18n import _
from crm_desktop.entities import all_entities, entity_named
from crm_desktop.fields.declare import Entity, field_named, fields_of, links_of
from crm_desktop.fields.fold import folded
from crm_desktop.fields.own_values import unfolded
from crm_desktop.services.merge_fields import FLAGS, Row
from crm_desktop.services.targets import is_part

Part = tuple[str, int]  # entity name and id


@dataclass(frozen=True, slots=True)
class PartPreview:
    """A part of the kept record, of the dropped one, or (both ids) one that both have and that is joined."""

    entity: str
    label: str  # of a channel its type
    kept_id: int | None
    dropped_id: int | None
    kept_text: str
    dropped_text: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many linked records there are: `kept` + `dropped` - `joined` = `total`."""

    entity: str
    label: str
    kept: int
    dropped: int
    joined: int

    @property
    def total(self) -> int:
        """Give how many the merged record has."""
        return self.kept + self.dropped - self.joined


@dataclass(slots=True)
class PartsPlan:
    """The parts of both records by entity, and which of the dropped one's are the kept one's."""

    kept: dict[str, list[Row]] = field(default_factory=dict)
    dropped: dict[str, list[Row]] = field(default_factory=dict)
    joined: dict[str, dict[int, int]] = field(default_factory=dict)  # dropped id → kept id


def linked(entity_name: str) -> Iterator[tuple[type[Entity], str]]:
    """Give every entity with a link to `entity_name`, and the link's column; owners before what they own."""
    for entity in sorted(all_entities().values(), key=_depth):
        for column, declared in links_of(entity).items():
            if declared.entity == entity_name:
                yield entity, column


def plan_parts(
    connection: Connection, entity_name: str, keep_id: int, drop_id: int, without: Collection[Part] = ()
) -> PartsPlan:
    """Look at the parts of two records; those in `without` are not carried over and count as not there."""
    plan = PartsPlan()
    for part, column in linked(entity_name):
        name = part.__tablename__
        if not is_part(name):
            continue
        kept, dropped = (
            [row for row in _rows(connection, part, column, owner) if (name, row["id"]) not in without]
            for owner in (keep_id, drop_id)
        )
        plan.kept[name], plan.dropped[name] = kept, dropped
        plan.joined[name] = _same(part, kept, dropped, plan)
    for name, joined in plan.joined.items():
        _part_strangers(name, joined, plan)
    return plan


def refuse_strange_parts(
    connection: Connection, entity_name: str, owners: tuple[int, int], named: Collection[Part]
) -> None:
    """Raise `NotFoundError` for what is no part of either record."""
    columns = {part.__tablename__: part.__table__.c[column] for part, column in linked(entity_name)}
    for name, part_id in named:
        query = select(columns[name]).where(entity_named(name).__table__.c.id == part_id) if name in columns else None
        if query is None or connection.scalar(query) not in owners:
            message = _("There is no {kind} with the number {id} in this file.")
            raise NotFoundError(message.format(kind=_(entity_named(name).label), id=part_id))


def preview_parts(plan: PartsPlan) -> tuple[PartPreview, ...]:
    """Lay the parts side by side: joined ones in one row, each other in its own."""
    found = []
    for name, kept in plan.kept.items():
        part, back = entity_named(name), {one: other for other, one in plan.joined[name].items()}
        texts = {row["id"]: text_of(part, row) for row in (*kept, *plan.dropped[name])}
        for row in kept:
            other = back.get(row["id"])
            found.append(PartPreview(name, _label(part, row), row["id"], other, texts[row["id"]], texts.get(other, "")))
        found += [
            PartPreview(name, _label(part, row), None, row["id"], "", texts[row["id"]])
            for row in plan.dropped[name]
            if row["id"] not in plan.joined[name]
        ]
    return tuple(found)


def count_linked(
    connection: Connection, entity_name: str, keep_id: int, drop_id: int, plan: PartsPlan
) -> tuple[Count, ...]:
    """Count what hangs on both records, by entity."""
    counts = []
    for part, column in linked(entity_name):
        name = part.__tablename__
        if name in plan.kept:
            kept, dropped = len(plan.kept[name]), len(plan.dropped[name])
        else:
            number = select(func.count()).select_from(part.__table__)
            kept, dropped = (
                connection.scalar(number.where(part.__table__.c[column] == owner)) or 0 for owner in (keep_id, drop_id)
            )
        counts.append(Count(name, _(part.label_many), kept, dropped, len(plan.joined.get(name, ()))))
    return tuple(counts)


def text_of(part: type[Entity], row: Row) -> str:
    """Say a part as a person reads it: a number, an address, a name."""
    if part.reach is None:
        return ""
    declared = field_named(part, part.reach.value)
    if declared.stored:
        return declared.kind.within(row).show(row[declared.name])
    return declared.kind.show({name: row[name] for name in fields_of(part) if row.get(name)})


def _depth(entity: type[Entity]) -> int:
    return max((1 + _depth(entity_named(each.entity)) for each in links_of(entity).values()), default=0)


def _rows(connection: Connection, part: type[Entity], column: str, owner: int) -> list[Row]:
    table = part.__table__
    first = [table.c[flag].desc() for flag in FLAGS if flag in table.c]
    query = select(table).where(table.c[column] == owner).order_by(*first, table.c.id)
    return [unfolded(part, dict(row)) for row in connection.execute(query).mappings()]


def _same(part: type[Entity], kept: list[Row], dropped: list[Row], plan: PartsPlan) -> dict[int, int]:
    """Find the parts that both have: the same text, of the same sort, at no two different people."""
    free = {row["id"]: row for row in kept}
    found: dict[int, int] = {}
    for row in dropped:
        fits = _fitting(part, row, plan)
        other = next((each for each in free.values() if fits(each)), None)
        if other is not None:
            found[row["id"]] = other["id"]
            del free[other["id"]]
    return found


def _fitting(part: type[Entity], row: Row, plan: PartsPlan) -> Callable[[Row], bool]:
    by = part.reach.by if part.reach else ""
    text = folded(text_of(part, row))

    def fits(other: Row) -> bool:
        if by and row[by] != other[by]:
            return False
        return folded(text_of(part, other)) == text and all(
            mine is None or theirs is None or mine == theirs for mine, theirs in _inner_links(part, row, other, plan)
        )

    return fits


def _inner_links(part: type[Entity], row: Row, other: Row, plan: PartsPlan) -> Iterator[tuple[int | None, int | None]]:
    """Give what two rows point at besides their owner, the dropped one's as it is after joining."""
    for column, declared in links_of(part).items():
        if declared.entity in plan.joined:
            mine = row[column]
            yield plan.joined[declared.entity].get(mine, mine), other[column]


def _part_strangers(name: str, joined: dict[int, int], plan: PartsPlan) -> None:
    """Leave apart what only has the same name: each has numbers of its own, and none of them is the same."""
    for inner, column in linked(name):
        rows, inner_name = (plan.kept, plan.dropped), inner.__tablename__
        if inner_name not in plan.kept:
            continue
        for dropped_id, kept_id in tuple(joined.items()):
            ours, theirs = (
                {text_of(inner, row) for row in some[inner_name] if row[column] == owner}
                for some, owner in zip(rows, (kept_id, dropped_id), strict=True)
            )
            if ours and theirs and ours.isdisjoint(theirs):
                del joined[dropped_id]
                _forget(inner, column, dropped_id, kept_id, plan)


def _forget(inner: type[Entity], column: str, dropped_id: int, kept_id: int, plan: PartsPlan) -> None:
    """Leave apart the parts of two that are not the same after all."""
    name = inner.__tablename__
    theirs = {row["id"] for row in plan.dropped[name] if row[column] == dropped_id}
    ours = {row["id"] for row in plan.kept[name] if row[column] == kept_id}
    plan.joined[name] = {
        other: one for other, one in plan.joined[name].items() if not (other in theirs and one in ours)
    }


def _label(part: type[Entity], row: Row) -> str:
    if part.reach and part.reach.by:
        by = field_named(part, part.reach.by)
        return by.kind.show(row[by.name])
    return _(part.label)
