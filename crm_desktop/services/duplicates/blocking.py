"""Which customers are worth comparing: those that share a number, a code, or nearly a name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from crm_desktop.services.duplicates.company_names import CompanyName, sound_of
from crm_desktop.services.duplicates.compare_names import likeness
from crm_desktop.services.duplicates.score import LAST_DIGITS, MAYBE, MOST_OF_PLACES
from crm_desktop.services.duplicates.traits import Traits

MOST_ALIKE = 40  # customers that share a key; what more have tells nothing (an agency's phone, 张伟)
LONGEST = 16  # characters of a core that is looked up with a character left out
Pair = tuple[int, int]
Everyone = Mapping[int, Traits]


def candidates(everyone: Everyone) -> set[Pair]:
    """Give the pairs to compare, the lower id first."""
    return {*_sharing_numbers(everyone), *_nearly_named(everyone)}


def _sharing_numbers(everyone: Everyone) -> Iterator[Pair]:
    blocks: dict[str, set[int]] = defaultdict(set)
    for traits in everyone.values():
        for values in (traits.codes, traits.mobiles, traits.landlines, traits.emails, traits.accounts):
            for value in values:
                blocks[value].add(traits.id)
        for number in traits.landlines:
            blocks[number[-LAST_DIGITS:]].add(traits.id)
    for ids in blocks.values():
        if 1 < len(ids) <= MOST_ALIKE:
            yield from combinations(sorted(ids), 2)


def _nearly_named(everyone: Everyone) -> Iterator[Pair]:
    """Pair whose names have the same core, or cores so alike that places may make up for the rest."""
    named: dict[str, set[int]] = defaultdict(set)
    names: dict[str, CompanyName] = {}
    for traits in everyone.values():
        for name in (traits.name, *traits.others):
            if name.core:
                named[name.core].add(traits.id)
                names.setdefault(name.core, name)
    groups = {core: _Group(ids, everyone) for core, ids in named.items()}
    for group in groups.values():
        yield from group.pairs()
    for one, other in _alike_cores(names):
        yield from groups[one].pairs_with(groups[other])


def _alike_cores(names: Mapping[str, CompanyName]) -> Iterator[tuple[str, str]]:
    """Pair cores that are nearly equal, and each that is the brand of a longer one with it."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for core in names:
        for key in _keys(core):
            blocks[key].append(core)
    pairs = {pair for cores in blocks.values() if 1 < len(cores) <= MOST_ALIKE for pair in combinations(cores, 2)}
    pairs |= {(core, name.brand) for core, name in names.items() if name.brand != core and name.brand in names}
    for one, other in pairs:
        alike = likeness(names[one], names[other])
        if alike is not None and alike[1] + MOST_OF_PLACES >= MAYBE:
            yield one, other


def _keys(core: str) -> set[str]:
    """Give what nearly equal cores have in common: a sound, a word, the core with a character left out."""
    if core.isascii():
        return {f"word {word}" for word in core.split() if len(word) > 3} | {f"start {core[:6]}"}
    keys = {core, f"sound {sound_of(core)}"}
    if 3 <= len(core) <= LONGEST:
        keys |= {core[:place] + core[place + 1 :] for place in range(len(core))}
    return keys


class _Group:
    """The customers of one core: `placed` by city those with a mobile and a city, `free` all others.

    Who has another mobile and another city is another customer, whatever the name; those who share
    a number are found by it. So the placed are paired only within their city.
    """

    __slots__ = ("free", "placed")

    def __init__(self, ids: Iterable[int], everyone: Everyone) -> None:
        self.free: list[int] = []
        self.placed: dict[str, list[int]] = {}
        for each in ids:
            traits = everyone[each]
            if traits.mobiles and len(traits.cities) == 1:
                self.placed.setdefault(next(iter(traits.cities)), []).append(each)
            else:
                self.free.append(each)

    def pairs(self) -> Iterator[Pair]:
        """Pair them with one another."""
        for some in (self.free, *self.placed.values()):
            if 1 < len(some) <= MOST_ALIKE:
                yield from combinations(sorted(some), 2)
        for some in self.placed.values():
            yield from _crossed(self.free, some)

    def pairs_with(self, other: "_Group") -> Iterator[Pair]:
        """Pair them with those of another core."""
        yield from _crossed(self.free, other.free)
        for some in other.placed.values():
            yield from _crossed(self.free, some)
        for city, some in self.placed.items():
            yield from _crossed(some, other.free)
            yield from _crossed(some, other.placed.get(city, ()))


def _crossed(some: Sequence[int], others: Sequence[int]) -> Iterator[Pair]:
    if some and others and len(some) * len(others) <= MOST_ALIKE**2:
        yield from (
            (one, other) if one < other else (other, one) for one, other in product(some, others) if one != other
        )
