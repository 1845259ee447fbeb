"""What the heading of a column may mean: every target's words in both languages, and headings with numbers.

“Contact 2 mobile 3 use” is the use of the third mobile of the second contact. Exports write such
headings, imports read them in either language.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType
from typing import Any

from crm_desktop.base.i18n import _, said_in
from crm_desktop.entities import entity_named
from crm_desktop.exchange.reading.find_header import normal_heading
from crm_desktop.fields.declarations import follows_declarations
from crm_desktop.fields.declare import Entity, Field, field_named, fields_of, links_of
from crm_desktop.fields.kind import Kind
from crm_desktop.fields.nearest import no_such_field
from crm_desktop.services.targets import Target, targets


@dataclass(frozen=True, slots=True)
class Place:
    """Where the values of a column go: a field of the record, or of its nth part or that part's nth part.

    `steps` are the target names from the record inwards: `("contact", "mobile", "use")`.
    """

    name: str
    steps: tuple[str, ...]
    labels: tuple[str, ...]
    entity: str
    field: str
    kind: Kind[Any]
    fixed: Mapping[str, Any]
    headings: tuple[str, ...] = ()

    @property
    def numbered(self) -> int:
        """Tell how many of the steps may have a number."""
        return len(self.steps) if self.is_value else len(self.steps) - 1

    @property
    def is_value(self) -> bool:
        """Tell whether the last step is a part itself (its name, its number) and not a field of it."""
        reach = entity_named(self.entity).reach
        return reach is not None and reach.value == self.field


@follows_declarations
def places(entity_name: str) -> Mapping[str, Place]:
    """Give every place that a column can go to from an entity, by name (`contact.mobile.use`)."""
    found: dict[str, Place] = {}
    for name, target in targets(entity_name).items():
        steps = tuple(name.split("."))
        labels = _labels(entity_name, steps)
        found[name] = Place(
            name, steps, labels, target.entity, target.field_name, target.kind, target.fixed, target.headings
        )
        for place in _attributes(target, steps, labels):
            found[place.name] = place
    for place in _link_places(entity_name):
        found.setdefault(place.name, place)
    return found


def no_such_place(said: str, entity_name: str, facts: Mapping[str, Field] = MappingProxyType({})) -> str:
    """Say that there is no such place and which were probably meant."""
    labels = {each.name: each.labels[-1] for each in places(entity_name).values()}
    return no_such_field(said, labels | {each.name: each.label for each in facts.values()})


def _labels(entity_name: str, steps: tuple[str, ...]) -> tuple[str, ...]:
    """Give the label of each step: Contact, Mobile."""
    known = targets(entity_name)
    return tuple(known[".".join(steps[: at + 1])].label for at in range(len(steps)))


def _attributes(target: Target, steps: tuple[str, ...], labels: tuple[str, ...]) -> Iterator[Place]:
    """Give the places of what a channel has besides its value: its use, whether it is primary."""
    part = entity_named(target.entity)
    if part.reach is None or not part.reach.by or part.reach.value != target.field_name:
        return
    for name, declared in fields_of(part).items():
        if declared.stored and name not in {part.reach.value, part.reach.by}:
            yield Place(
                f"{target.name}.{name}",
                (*steps, name),
                (*labels, declared.label),
                target.entity,
                name,
                declared.kind,
                target.fixed,
            )


def _link_places(entity_name: str) -> Iterator[Place]:
    """Give the places by which a record says whose it is: the customer's name or number, the contact's name."""
    for column, declared in links_of(entity_named(entity_name)).items():
        other = entity_named(declared.entity)
        for each in linking_fields(other):
            words = each.headings() if each.name == other.title else _plain_words(other, each)
            yield Place(
                f"{column.removesuffix('_id')}.{each.name}",
                (column.removesuffix("_id"), each.name),
                (declared.label, each.label),
                declared.entity,
                each.name,
                each.kind,
                {},
                words,
            )


def linking_fields(other: type[Entity]) -> tuple[Field, ...]:
    """Give the fields by which sheets name a record of another kind: its title, and what is unique."""
    unique = [name for name, column in other.__table__.columns.items() if column.unique and "field" in column.info]
    return tuple(field_named(other, name) for name in dict.fromkeys((*unique, other.told_by or other.title)))


def _plain_words(other: type[Entity], declared: Field) -> tuple[str, ...]:
    """Give the headings that name the other kind: “客户编号”, but not a bare “编号”."""
    own = {normal_heading(word) for word in (*in_both_languages(other.label), "客户")}
    return tuple(word for word in declared.headings() if any(normal_heading(word).startswith(each) for each in own))


# What templates write behind a heading: 客户名称（必填）.
_DEMAND = re.compile(r"(必填|选填|必须|可选|非必填|required|optional)项?$")


@follows_declarations
def known_headings(entity_name: str) -> Mapping[str, str]:
    """Give the place that each normalised heading means; labels before synonyms, own fields before parts'."""
    shallow_first = sorted(places(entity_name).values(), key=lambda each: len(each.steps))
    # “手机” is the customer's; the contact's is “联系人手机”.
    known = [place for place in shallow_first if len(place.steps) == 1 or not (place.is_value and place.fixed)]
    found: dict[str, str] = {}
    for place in known:
        if len(place.steps) == 1:
            for said in in_both_languages(place.labels[0]):
                found.setdefault(normal_heading(said), place.name)
    for place in known:
        for word in place.headings:
            for said in in_both_languages(word):
                found.setdefault(normal_heading(said), place.name)
    return found


@follows_declarations
def numbered_headings(entity_name: str) -> Mapping[str, tuple[str, tuple[bool, ...]]]:
    """Give place and which steps have a number, by headings with `#` for each number: contact#mobile."""
    found: dict[str, tuple[str, tuple[bool, ...]]] = {}
    for place in places(entity_name).values():
        for words in _step_words(place, entity_name):
            for flags in _flags(place.numbered):
                parts = (f"{word}#" if at < len(flags) and flags[at] else word for at, word in enumerate(words))
                found.setdefault("".join(parts), (place.name, flags))
    return found


def _step_words(place: Place, entity_name: str) -> Iterator[tuple[str, ...]]:
    """Give the words of each step: (contact, mobile), (联系人, 手机号)."""
    known = targets(entity_name)
    choices = []
    for at, label in enumerate(place.labels):
        target = known.get(".".join(place.steps[: at + 1]))
        also = () if target is None else target.headings if at or len(place.steps) == 1 else target.headings[:4]
        choices.append([normal_heading(word) for word in dict.fromkeys((*in_both_languages(label), *also))])
    yield from product(*choices)


def _flags(count: int) -> list[tuple[bool, ...]]:
    return [tuple(bool(bits >> at & 1) for at in range(count)) for bits in range(2**count)]


def with_numbers(name: str, numbers: tuple[int, ...]) -> str:
    """Write a place with its numbers: contact#2.mobile#3.use; the first of each goes without saying."""
    steps = name.split(".")
    return ".".join(
        f"{step}#{numbers[at]}" if at < len(numbers) and numbers[at] > 1 else step for at, step in enumerate(steps)
    )


def split_numbers(said: str) -> tuple[str, tuple[int, ...]]:
    """Read what `with_numbers` wrote."""
    name, numbers = [], []
    for step in said.split("."):
        bare, _hash, number = step.partition("#")
        name.append(bare)
        numbers.append(int(number) if number.isdigit() else 1)
    return ".".join(name), tuple(numbers)


def read_numbered(entity_name: str, heading: str) -> str | None:
    """Tell the place that a heading with numbers means, or None."""
    digits = [int(each) for each in re.findall(r"\d+", heading)]
    found = numbered_headings(entity_name).get(re.sub(r"\d+", "#", heading))
    if found is None or not all(0 < digit < 1000 for digit in digits):
        return None
    name, flags = found
    given = iter(digits)
    return with_numbers(name, tuple(next(given) if flag else 1 for flag in flags))


def is_heading(entity_name: str, words: str) -> bool:
    """Tell whether a normalised heading is one that we know, with numbers or without: 联系人2手机."""
    bare = _DEMAND.sub("", words)
    return bare in known_headings(entity_name) or read_numbered(entity_name, bare) is not None


def write_heading(place: Place, numbers: tuple[int, ...]) -> str:
    """Write the heading of a column for an export, in the current language."""
    words = []
    for at, label in enumerate(place.labels):
        number = numbers[at] if at < len(numbers) else 1
        words.append(f"{_(label)} {number}" if number > 1 else _(label))
    return " ".join([words[0], *(word[0].lower() + word[1:] if word[1:].islower() else word for word in words[1:])])


def in_both_languages(label: str) -> tuple[str, str]:
    """Give a declared text in English and in Chinese."""
    return said_in("en", label), said_in("zh_CN", label)
