"""What a view of a list consists of, and how it is kept as text in the file."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from crm_desktop.base.errors import InvalidValueError, UnknownFieldError
from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.fields.declare import fields_of
from crm_desktop.services.conditions.data import as_data, from_data
from crm_desktop.services.conditions.tree import Tree, own_conditions
from crm_desktop.services.listable import listable
from crm_desktop.services.lists import Sort
from crm_desktop.services.targets import targets

Density = Literal["compact", "standard", "relaxed"]
DENSITIES: tuple[Density, ...] = get_args(Density)


@dataclass(frozen=True, slots=True)
class ViewColumn:
    """A column: the fields in it joined by "+" (`level+name`), and its width at 100 %, 0 for the usual one."""

    name: str
    width: int = 0

    @property
    def fields(self) -> tuple[str, ...]:
        """Give the fields that stand in the column."""
        return tuple(self.name.split("+"))


@dataclass(frozen=True, slots=True)
class Definition:
    """Everything that belongs to a view; without `columns` they are those of a list as it first opens."""

    columns: tuple[ViewColumn, ...] = ()
    where: tuple[Tree, ...] = ()
    sort: tuple[Sort, ...] = ()
    density: Density = "standard"
    group: str = ""


def to_text(entity_name: str, definition: Definition) -> str:
    """Write a definition as it is kept; what its fields are called now is kept with it, in case one goes."""
    used = [name for column in definition.columns for name in column.fields]
    used += [each.field for each in own_conditions(definition.where)] + [each.field for each in definition.sort]
    known = listable(entity_name)
    data = {
        "columns": [[each.name, each.width] for each in definition.columns],
        "where": as_data(definition.where),
        "sort": [[each.field, each.descending] for each in definition.sort],
        "density": definition.density,
        "group": definition.group,
        "labels": {name: _(known[name].label) for name in used if name in known},
    }
    return json.dumps(data, ensure_ascii=False)


def from_text(entity_name: str, text: str) -> tuple[Definition, tuple[str, ...]]:
    """Read a definition; gives too what its fields were called that are no longer there and were left out."""
    data: Mapping[str, Any] = json.loads(text)
    known = _known(entity_name)
    gone: dict[str, None] = {}

    def there(names: Iterable[str]) -> bool:
        lacking = [name for name in names if name not in known]
        gone.update(dict.fromkeys(lacking))
        return not lacking

    columns = [ViewColumn(name, int(width)) for name, width in data.get("columns", ())]
    sort = [Sort(name, bool(descending)) for name, descending in data.get("sort", ())]
    where: list[Tree] = []
    for kept in data.get("where", ()):
        try:
            where += from_data([kept], entity_name)
        except UnknownFieldError:
            there(_names(kept))
        except InvalidValueError:  # the field is there and is another's by now
            gone.update(dict.fromkeys(_names(kept)))
    group, density = str(data.get("group", "")), data.get("density")
    definition = Definition(
        tuple(each for each in columns if there(each.fields)),
        tuple(where),
        tuple(each for each in sort if there([each.field])),
        cast("Density", density) if density in DENSITIES else "standard",
        group if group and there([group]) else "",
    )
    labels = data.get("labels", {})
    return definition, tuple(labels.get(name, name) for name in gone)


def still_there(entity_name: str, definition: Definition) -> tuple[Definition, tuple[str, ...]]:
    """Give a definition without what is no longer there, and what that was called."""
    return from_text(entity_name, to_text(entity_name, definition))


def _known(entity_name: str) -> set[str]:
    entity = entity_named(entity_name)
    return {*listable(entity_name), *fields_of(entity), *targets(entity_name), *entity.__table__.c.keys()}


def _names(kept: Any) -> Iterator[str]:
    """Give the names of the fields in a kept filter, in its groups too."""
    if isinstance(kept, list):
        for each in kept:
            yield from _names(each)
    elif isinstance(kept, dict):
        if isinstance(kept.get("field"), str):
            yield kept["field"]
        for each in kept.values():
            yield from _names(each)
