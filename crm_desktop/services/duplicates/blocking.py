"""Which customers are worth comparing: those that share a number, a code, or nearly a name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from crm_desktop.services.duplicates.company_names import sound_of
from crm_desktop.services.duplicates.score import LAST_DIGITS
from crm_desktop.services.duplicates.traits import Traits

MOST_ALIKE = 40  # customers that share a key; what more have tells nothing (an agency's phone, 张伟)
LONGEST = 16  # characters of a core that is looked up with a character left out
Pair = tuple[int, int]


def candidates(everyone: Mapping[int, Traits]) -> set[Pair]:
    """Give the pairs to compare, the lower id first."""
    found: set[Pair] = set()
    for keys in (_number_keys, _name_keys):
        blocks: dict[str, list[int]] = defaultdict(list)
        for traits in everyone.values():
            for key in keys(traits):
                blocks[key].append(traits.id)
        for ids in blocks.values():
            if len(ids) > 1:
                found.update(_pairs_of_numbers(ids) if keys is _number_keys else _pairs_of_names(ids, everyone))
    return found


def _number_keys(traits: Traits) -> Iterator[str]:
    yield from traits.codes
    yield from traits.mobiles
    yield from traits.landlines
    yield from (f"…{number[-LAST_DIGITS:]}" for number in traits.landlines)
    yield from traits.emails
    yield from traits.accounts


def _name_keys(traits: Traits) -> set[str]:
    """Give what nearly equal names have in common: cores, sounds, brands, cores with a character left out."""
    keys = set()
    for name in (traits.name, *traits.others):
        core = name.core
        keys |= {core, f"brand {name.brand}", f"sound {sound_of(core)}"}
        if core.isascii():
            keys |= {f"word {word}" for word in core.split() if len(word) > 3} | {f"start {core[:6]}"}
        elif 3 <= len(core) <= LONGEST:
            keys |= {core[:place] + core[place + 1 :] for place in range(len(core))}
    return keys


def _pairs_of_numbers(ids: list[int]) -> Iterable[Pair]:
    return combinations(sorted(set(ids)), 2) if len(ids) <= MOST_ALIKE else ()


def _pairs_of_names(ids: list[int], everyone: Mapping[int, Traits]) -> Iterator[Pair]:
    """Pair what has nearly a name; two with mobiles and cities of their own only within a city.

    Whoever has another mobile and another city is another customer, whatever the name; those who
    share a number are found by it.
    """
    placed: dict[str, list[int]] = defaultdict(list)
    open_: list[int] = []
    for each in sorted(set(ids)):
        traits = everyone[each]
        if traits.mobiles and len(traits.cities) == 1:
            placed[next(iter(traits.cities))].append(each)
        else:
            open_.append(each)
    for some in placed.values():
        if len(some) <= MOST_ALIKE:
            yield from combinations(some, 2)
    if len(open_) <= MOST_ALIKE:
        yield from combinations(open_, 2)
    if len(open_) * len(ids) <= MOST_ALIKE**2:
        yield from (((a, b) if a < b else (b, a)) for a in open_ for some in placed.values() for b in some)
