"""Weighs what speaks for and against two customers being one: points with their reasons, 100 at most."""

from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Hamming

from crm_desktop.base.i18n import N_, _
from crm_desktop.services.duplicates.compare_names import compare_names, most_of_names
from crm_desktop.services.duplicates.traits import Traits

Level = Literal["likely", "maybe"]
LIKELY, MAYBE, MOST = 80, 55, 100
LAST_DIGITS = 8
MOST_OF_PLACES = 36  # same city, street and contact
# A branch and its parent are one only where all else is equal.
_ALL_ELSE = frozenset({"same_mobile", "same_street"})
_TEXTS = {
    "same_code": N_("same credit code"),
    "same_mobile": N_("same mobile"),
    "same_phone": N_("same phone"),
    "similar_phone": N_("phone almost the same"),
    "same_email": N_("same e-mail"),
    "same_account": N_("same account"),
    "same_name": N_("same name"),
    "same_core": N_("same name but for the place or the legal form"),
    "same_alias": N_("name is an alias of the other"),
    "sounds_alike": N_("names sound alike"),
    "shorter_name": N_("one name is the other cut short"),
    "one_character": N_("names differ by one character"),
    "similar_name": N_("similar names"),
    "same_street": N_("same street and number"),
    "same_city": N_("same city"),
    "same_contact": N_("contact of the same name"),
    "other_name": N_("different names"),
    "other_numbers": N_("different mobiles"),
    "other_city": N_("different cities"),
    "other_region": N_("names of different places"),
    "other_branch": N_("different branches"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for the pair, or (with negative points) against it."""

    code: str
    text: str
    points: int


@dataclass(frozen=True, slots=True)
class Score:
    """What a pair comes to: points up to 100, and why, in no order."""

    points: int
    reasons: tuple[tuple[str, int], ...]

    @property
    def level(self) -> Level | None:
        """Tell whether the two are likely one, maybe one, or (None) are not worth a look."""
        if self.points < MAYBE:
            return None
        return "likely" if self.points >= LIKELY else "maybe"

    def told(self) -> tuple[Reason, ...]:
        """Say the reasons in the current language, the strongest first."""
        return tuple(Reason(code, _(_TEXTS[code]), points) for code, points in sorted(self.reasons, key=_strongest))


NOTHING = Score(0, ())
Points = tuple[str, int]


def score(one: Traits, other: Traits) -> Score:
    """Weigh two customers; different credit codes are two companies whatever else is equal."""
    if one.credit and other.credit and one.credit.isdisjoint(other.credit):
        return NOTHING
    numbers, places = _by_numbers(one, other), _by_places(one, other)
    rest = [*numbers, *places]
    same_code = not one.codes.isdisjoint(other.codes)
    if not same_code and _sum(rest) + most_of_names(one, other) < MAYBE:
        return NOTHING
    reasons = [*rest, *compare_names(one, other)]
    if same_code:
        reasons = [("same_code", 90), *(each for each in reasons if each[1] > 0)]
    total = _sum(reasons)
    if total < MAYBE:
        return NOTHING
    if total >= LIKELY and one.name.branch != other.name.branch and not _all_else(reasons):
        total = LIKELY - 1
    return Score(min(MOST, total), tuple(reasons))


def _all_else(reasons: list[Points]) -> bool:
    codes = {code for code, _points in reasons}
    return "other_branch" not in codes or codes >= _ALL_ELSE


def _sum(reasons: list[Points]) -> int:
    total = 0
    for _code, points in reasons:  # quicker than sum() with a generator, and asked for each pair
        total += points
    return total


def _strongest(reason: Points) -> int:
    return -reason[1]


def _by_numbers(one: Traits, other: Traits) -> list[Points]:
    """Weigh numbers and accounts: the strongest wholly, each further one by a third."""
    found: list[Points] = []
    if not one.mobiles.isdisjoint(other.mobiles):
        found.append(("same_mobile", 60))
    if not one.landlines.isdisjoint(other.landlines):
        found.append(("same_phone", 50))
    if not one.emails.isdisjoint(other.emails):
        found.append(("same_email", 50))
    if not one.accounts.isdisjoint(other.accounts):
        found.append(("same_account", 45))
    if found:
        found[1:] = [(code, points // 3) for code, points in found[1:]]
    elif _nearly_same(one, other):
        found.append(("similar_phone", 15))
    elif one.mobiles and other.mobiles:
        found.append(("other_numbers", -10))
    return found


def _nearly_same(one: Traits, other: Traits) -> bool:
    """Tell whether two landlines end alike (another or no area code), or two mobiles differ by one digit."""
    ours, theirs = one.landlines, other.landlines
    if ours and theirs and {each[-LAST_DIGITS:] for each in ours} & {each[-LAST_DIGITS:] for each in theirs}:
        return True
    for mine in one.mobiles:
        for also in other.mobiles:
            # A digit apart, one half of the number is equal; asked first because it is quick.
            if (mine[:8] == also[:8] or mine[8:] == also[8:]) and Hamming.distance(mine, also, score_cutoff=1) == 1:
                return True
    return False


def _by_places(one: Traits, other: Traits) -> list[Points]:
    found: list[Points] = []
    apart = bool(one.cities and other.cities) and one.cities.isdisjoint(other.cities)
    if apart:
        found.append(("other_city", -15))
    elif one.cities and other.cities:
        found.append(("same_city", 10))
    if not apart and not one.streets.isdisjoint(other.streets):
        found.append(("same_street", 14))
    if not one.contacts.isdisjoint(other.contacts):
        found.append(("same_contact", 12))
    return found
