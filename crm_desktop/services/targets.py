"""What a sheet's column or a `name=value` may reach from a record: its fields, and its parts' fields.

Customers are reached by `name`, `level` …; the parts that belong to them by `mobile`, `email`,
`contact`, `contact.job_title`, `contact.mobile`, `address`, `address.city` … All of it follows
from the declarations: owned links, `reach`, fields and spreads.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from crm_desktop.entities import all_entities, entity_named
from crm_desktop.fields.declarations import follows_declarations
from crm_desktop.fields.declare import Entity, Field, field_named, fields_of, links_of
from crm_desktop.fields.kind import Kind, Option, split_words


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that can be reached; the value goes to `field_name` of a record of `entity`.

    `fixed` are values that such a record has (`{"type": "mobile"}`), `via` the part between (the
    contact whose channel it is), `repeatable` tells that several columns may bring one each.
    """

    name: str
    label: str
    headings: tuple[str, ...]
    kind: Kind[Any]
    entity: str
    field_name: str
    fixed: Mapping[str, Any] = field(default_factory=dict)
    via: str = ""
    repeatable: bool = False


@follows_declarations
def targets(entity_name: str) -> Mapping[str, Target]:
    """Give everything that can be reached from an entity, by name, its own fields first."""
    entity = entity_named(entity_name)
    found = {each.name: _own(each) for each in fields_of(entity).values() if not each.sql}
    for part in parts_of(entity_name):
        for target in _of_part(part):
            found.setdefault(target.name, target)
    return MappingProxyType(found)


def parts_of(entity_name: str) -> tuple[type[Entity], ...]:
    """Give the entities whose records belong to one of `entity_name` and can be reached from it."""
    return tuple(
        entity
        for entity in all_entities().values()
        if entity.reach is not None
        and any((each.owned or each.reached) and each.entity == entity_name for each in links_of(entity).values())
    )


def is_part(name: str) -> bool:
    """Tell whether such records are told with their owner alone, as columns of its sheet, as its channels are."""
    reach = entity_named(name).reach
    return reach is not None and not reach.over


def owner_column(part: type[Entity], owner: str) -> str:
    """Give the column by which a part says whose it is."""
    return next(name for name, each in links_of(part).items() if each.entity == owner)


def _own(declared: Field) -> Target:
    return Target(declared.name, declared.label, declared.headings(), declared.kind, declared.entity, declared.name)


def _of_part(part: type[Entity]) -> Iterator[Target]:
    reach = part.reach
    if reach is None:
        return
    value = field_named(part, reach.value)
    name = part.__tablename__
    if reach.by:
        by = field_named(part, reach.by)
        for option in _options(by):
            words = (option.label, *split_words(option.also))
            kind = value.kind.within({reach.by: option.key})
            fixed = MappingProxyType({reach.by: option.key})
            yield Target(option.key, option.label, words, kind, name, value.name, fixed, repeatable=True)
        return
    headings = (reach.label, *split_words(reach.also)) if reach.label else value.headings()
    yield Target(name, headings[0], headings, value.kind, name, value.name)
    for declared in fields_of(part).values():
        if declared.name != value.name and not declared.sql:
            yield Target(
                f"{name}.{declared.name}", declared.label, declared.headings(), declared.kind, name, declared.name
            )
    for inner in parts_of(name):
        for target in _of_part(inner):
            yield Target(
                f"{name}.{target.name}",
                target.label,
                target.headings,
                target.kind,
                target.entity,
                target.field_name,
                target.fixed,
                via=name,
                repeatable=True,
            )


def _options(declared: Field) -> tuple[Option, ...]:
    options: tuple[Option, ...] = getattr(declared.kind, "options", ())
    return options
