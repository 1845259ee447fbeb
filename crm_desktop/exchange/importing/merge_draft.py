"""Puts a row into a record: fills blanks, overwrites, or adds, and never wipes with an empty cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from crm_desktop.entities import entity_named
from crm_desktop.exchange.importing.choices import Policy
from crm_desktop.exchange.importing.draft import Part
from crm_desktop.exchange.importing.known_records import Record, Records
from crm_desktop.exchange.importing.same_part import WHERE, is_same, shares_channel, step_of
from crm_desktop.fields.declarations import follows_declarations
from crm_desktop.fields.declare import field_named, links_of, stored_fields
from crm_desktop.fields.joined_texts import joined_lines, joined_words
from crm_desktop.fields.kinds.long_text import LongText
from crm_desktop.fields.kinds.tags import Tags

_BLANK: tuple[object, ...] = (None, "", [])


@dataclass(frozen=True, slots=True)
class Policies:
    """What becomes of values that are there already: in general, and at single places (`level`, `contact.remark`).

    Where a record stands in several rows, their texts and tags are `joined` even where the file's are overwritten.
    """

    general: Policy
    places: Mapping[str, Policy] = field(default_factory=dict)
    joined: bool = False

    def of(self, place: str) -> Policy:
        """Give the policy for a place."""
        return self.places.get(place, self.general)

    def for_later_rows(self, *, made: bool) -> "Policies":
        """Give what holds for the later rows of one record: the first one's word stays, texts are added.

        Otherwise importing the same rows again would change a value there and back. `made` is a record that
        an earlier row made: what it says is this import's own.
        """
        instead: Mapping[Policy, Policy] = {"overwrite": "append"}
        if made:
            instead = {"overwrite": "append", "fill": "append", "keep": "append"}
        places = {place: instead.get(policy, policy) for place, policy in self.places.items()}
        return Policies(instead.get(self.general, self.general), places, joined=True)

    def for_first_row(self) -> "Policies":
        """Give what holds for the first of several rows of one record."""
        return replace(self, joined=True)


@dataclass(frozen=True, slots=True)
class Change:
    """A value of a row that differs from the record's, and what stays; `record` is what has it.

    A part that was added, or left out, is one change: its number, its name, or the values of an address.
    """

    place: str
    record: Record
    name: str
    old: Any
    new: Any
    settled: Any


class RowMerge:
    """Puts one row into one record; `changed` tells whether that changed anything.

    `telling` says that `changes` are wanted.
    """

    def __init__(self, record: Record, records: Records, policies: Policies, *, telling: bool = True) -> None:
        self._record = record
        self._records = records
        self._policies = policies
        self._telling = telling
        self._fresh: list[Record] = []  # what this row made
        self._replaced: list[Record] = []
        self._changes: list[Change] = []
        self.changed = False

    @property
    def changes(self) -> tuple[Change, ...]:
        """Give all that was filled, replaced, added, or kept against the row."""
        return tuple(self._changes)

    def put_values(self, record: Record, values: Mapping[str, Any], prefix: str = "") -> None:
        """Put values into the record or one of its parts."""
        for name, new in values.items():
            old = record.values.get(name)
            if new == old or new in _BLANK:
                continue
            place = place_of(record, name, prefix)
            policy = self._policies.of(place)
            if self._policies.joined and policy == "overwrite" and _joins(record.entity, name):
                policy = "append"
            settled = settle(record.entity, name, old, new, policy)
            if settled != old:
                record.put(name, settled)
                for stamp in entity_named(record.entity).stamps.get(name, ()):
                    if values.get(stamp) in _BLANK:
                        record.put(stamp, None)  # another number is not verified
                self.changed = True
            if settled != old or not _holds(old, new):
                self._changes.append(Change(place, record, name, old, new, settled))

    def put_parts(self, parts: Sequence[Part], holder: Record | None = None, prefix: str = "") -> None:
        """Put parts in; `holder` is the part that they belong to."""
        for part in parts:
            place = f"{prefix}{step_of(part)}"
            same = self._the_same(part, holder)
            if same is None and self._policies.of(place) == "overwrite" and not self._policies.joined:
                same = self._to_replace(part, parts, holder)
            if same is not None:
                self.put_values(same, part.values, f"{place}.")
            elif self._policies.of(place) == "keep" and not self._record.is_new:
                self._tell_kept(part, place)
                continue
            else:
                same = self._add(part, holder)
                if self._telling:
                    self._tell_part(part, place, same, None, _said(part.entity, same.values))
            self.put_parts(part.parts, same, f"{place}.")

    def _the_same(self, part: Part, holder: Record | None) -> Record | None:
        """Find the part that the record has already: with the same holder, else any that was there before this row.

        A number may stand at the customer and again at a contact, and two contacts may have one name: a row
        that says both means both. Only the same number twice for one holder is said once too often.
        """
        there = self._record.parts.setdefault(part.entity, [])
        if not there:
            return None
        alike = [each for each in there if is_same(each, part)]
        mine = [each for each in alike if _is_held(each, holder)]
        before = [each for each in alike if all(each is not made for made in self._fresh)]
        if part.fixed:
            return next(iter((*mine, *before)), None)
        return next((each for each in before if each in mine), None)

    def _to_replace(self, part: Part, parts: Sequence[Part], holder: Record | None) -> Record | None:
        """Find what the row's part stands in for: as many are left over on both sides.

        A person is another unless a number says that only the name was corrected.
        """
        step = step_of(part)
        others = [each for each in parts if step_of(each) == step]
        free = [
            each
            for each in self._record.parts[part.entity]
            if step_of(each) == step and _is_held(each, holder) and not self._is_taken(each, others)
        ]
        if part.entity == "contact":
            known = [each for each in free if shares_channel(self._record, each, part)]
            return known[0] if len(known) == 1 else None
        left = [each for each in others if each is part or self._the_same(each, holder) is None]
        if len(left) != len(free):
            return None
        self._replaced.append(free[0])
        return free[0]

    def _is_taken(self, there: Record, parts: Sequence[Part]) -> bool:
        """Tell whether a part is new, replaced already, or said by the row itself."""
        if any(there is each for each in (*self._fresh, *self._replaced)):
            return True
        return any(is_same(there, part) for part in parts)

    def _add(self, part: Part, holder: Record | None) -> Record:
        """Make a part of the record; the first contact is the main one unless the row says otherwise."""
        values = dict(part.values)
        for name, owner in _owners(part.entity):
            if owner == self._record.entity:
                values[name] = self._record.id
            elif holder is not None and owner == holder.entity:
                values[name] = holder.id
            elif name in self._record.values:  # what was said with a person is followed up with that person
                values[name] = self._record.values[name]
        there = self._record.parts[part.entity]
        if not there and _has_main(part.entity):
            values.setdefault("is_main", True)
        made = self._records.make(part.entity, values)
        there.append(made)
        self._fresh.append(made)
        self.changed = True
        return made

    def _tell_kept(self, part: Part, place: str) -> None:
        """Tell a part that was not added, beside what is there instead."""
        there = [each for each in self._record.parts[part.entity] if step_of(each) == step_of(part)]
        shown = there[0] if there else Record(part.entity, 0, dict(part.values))
        old = _said(part.entity, shown.values) if there else None
        self._tell_part(part, place, shown, old, old)

    def _tell_part(self, part: Part, place: str, record: Record, old: Any, settled: Any) -> None:
        new = _said(part.entity, part.values)
        if new not in _BLANK:
            reach = entity_named(part.entity).reach
            self._changes.append(Change(place, record, reach.value if reach else "", old, new, settled))


def settle(entity: str, name: str, old: Any, new: Any, policy: Policy) -> Any:
    """Say what stays of an old and a new value."""
    if new in _BLANK or new == old or policy == "keep":
        return old
    if old in _BLANK or (old is False and new is True) or policy == "overwrite":
        return new
    if policy == "append" and _joins(entity, name):
        return joined_words(old, new) if isinstance(old, list) else joined_lines(old, new)
    return old


def place_of(record: Record, name: str, prefix: str) -> str:
    """Name the place of a field: `level`, `contact.job_title`, and `contact` for its name."""
    reach = entity_named(record.entity).reach
    if prefix and reach is not None and reach.value == name:
        return prefix.removesuffix(".")
    return f"{prefix}{name}"


def _said(part: str, values: Mapping[str, Any]) -> Any:
    """Give what a part says first of all: its number, its name; of an address all it says."""
    entity = entity_named(part)
    if entity.reach is None or entity.reach.value in stored_fields(entity):
        return values.get(entity.reach.value) if entity.reach is not None else None
    return {name: values[name] for name in WHERE if values.get(name)}


def _holds(old: Any, new: Any) -> bool:
    """Tell whether all that a text or list says is said already."""
    if isinstance(old, list) and isinstance(new, list):
        return set(new) <= set(old)
    if isinstance(old, str) and isinstance(new, str) and "\n" in old:
        return set(new.split("\n")) <= set(old.split("\n"))
    return False


def _is_held(part: Record, holder: Record | None) -> bool:
    """Tell whether a part belongs to another of the record's parts, as a number does to a contact, or to none."""
    link = links_of(entity_named(part.entity)).get("contact_id")
    held_by = part.values.get("contact_id") if link is not None and link.owned else None
    return bool(held_by == (holder.id if holder is not None else None))


@follows_declarations
def _joins(entity: str, name: str) -> bool:
    return isinstance(field_named(entity_named(entity), name).kind, (LongText, Tags))


@cache
def _owners(part: str) -> tuple[tuple[str, str], ...]:
    """Give each link column of a part with the kind of record it points at."""
    return tuple((name, link.entity) for name, link in links_of(entity_named(part)).items())


@cache
def _has_main(part: str) -> bool:
    return "is_main" in stored_fields(entity_named(part))
