"""How alike two names are, in points: the same, alike but for form, sound or a character, or of two branches."""

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from crm_desktop.services.duplicates.company_names import CompanyName, sound_of
from crm_desktop.services.duplicates.traits import Traits

Points = tuple[str, int]  # a reason's code and what it weighs
DISTINCT = 4  # characters of a core that is hardly chosen twice in a place


def most_of_names(one: Traits, other: Traits) -> int:
    """Give what the names of two customers may weigh at most, without comparing them closely."""
    if one.name.core == other.name.core or one.others or other.others:
        return 80
    return 52


def compare_names(one: Traits, other: Traits) -> list[Points]:
    """Weigh the names of two customers, their aliases among them."""
    alike = likeness(one.name, other.name, persons=one.person or other.person)
    if (alike is None or alike[1] < 60) and _has_alias(one, other):
        alike = ("same_alias", 66)
    found = [alike] if alike else [("other_name", -5)]
    if alike and alike[0] != "same_name" and one.person and other.person:
        found = [(alike[0], min(alike[1], 35))]
    if not _regions_fit(one.name.region, other.name.region):
        found.append(("other_region", -35))
    if one.name.branch != other.name.branch and alike:
        both = bool(one.name.branch and other.name.branch)
        found.append(("other_branch", -60 if both else -45))
    return found


def likeness(one: CompanyName, other: CompanyName, *, persons: bool = False) -> Points | None:
    """Weigh two names by themselves; None where they have nothing to do with each other."""
    if one.whole == other.whole:
        return ("same_name", 45 if persons else _weight_of_same(one))
    if one.core == other.core:
        return ("same_core", _weight_of_core(one, other))
    if one.core.isascii() and other.core.isascii():
        return _alike_in_words(one.core, other.core)
    if len(one.core) == len(other.core) and sound_of(one.core) == sound_of(other.core):
        return ("sounds_alike", 52)
    return (
        _of_one_brand(one, other)
        or _nearly(one, other)
        or _cut_short(*sorted((one.core, other.core), key=len))
        or _same_beginning(one.brand, other.brand)
    )


def _weight_of_same(name: CompanyName) -> int:
    if name.is_company:
        return 80
    return 70 if len(name.core) >= DISTINCT else 62


def _weight_of_core(one: CompanyName, other: CompanyName) -> int:
    forms = {one.form, other.form}
    two_forms = "" not in forms and len(forms) == 2 and not (one.is_company and other.is_company)
    return (70 if len(one.core) >= DISTINCT else 60) - (8 if two_forms else 0)


def _nearly(one: CompanyName, other: CompanyName) -> Points | None:
    shorter = min(len(one.core), len(other.core))
    if shorter < 3 or one.core.isdecimal():
        return None
    distance = Levenshtein.distance(one.core, other.core, score_cutoff=2)
    if distance == 1 and not _differ_in_number(one.core, other.core):
        # A slip of the pen sounds or looks alike somewhere inside; 南山 and 半山 are two.
        in_brand = one.brand != other.brand and min(len(one.brand), len(other.brand)) < 3
        return ("one_character", 15 if in_brand or one.core[0] != other.core[0] else 42)
    if distance == 2 and shorter >= 6:
        return ("similar_name", 25)
    return None


def _alike_in_words(one: str, other: str) -> Points | None:
    words, others = set(one.split()), set(other.split())
    if not words or not others:
        return None
    shared = words & others
    if shared in (words, others):
        return ("shorter_name", 45 if len(shared) > 1 else 30)
    if _differ_in_number(one, other):
        return None
    likeness = ratio(one, other)
    if likeness >= 92:
        return ("one_character", 50)
    return ("similar_name", 25) if likeness >= 82 else None


def _of_one_brand(one: CompanyName, other: CompanyName) -> Points | None:
    """Weigh 禾木 and 禾木家具, which may be one, more than 禾木家具 and 禾木茶叶, which are hardly."""
    if one.brand != other.brand:
        return None
    return ("shorter_name", 45) if one.brand in {one.core, other.core} else ("similar_name", 15)


def _cut_short(short: str, long: str) -> Points | None:
    """Weigh 华业塑机 for 华业塑料机械 and 老王修车 for 良渚街道老王修车: part of a name, or some of its characters."""
    if len(short) < 3:
        return None
    rest = iter(long)
    if short in long or (short[:2] == long[:2] and all(character in rest for character in short)):
        return ("shorter_name", 25)
    return None


def _same_beginning(one: str, other: str) -> Points | None:
    return ("similar_name", 12) if one.startswith(other) or other.startswith(one) else None


def _differ_in_number(one: str, other: str) -> bool:
    """Tell whether the names have different numbers in them: 一中 and 二中 are two schools."""
    numbers = "0123456789一二三四五六七八九十"
    return [each for each in one if each in numbers] != [each for each in other if each in numbers]


def _has_alias(one: Traits, other: Traits) -> bool:
    if not (one.others or other.others):
        return False
    names, others = (one.name, *one.others), (other.name, *other.others)
    return any(
        mine.core == theirs.core and mine.branch == theirs.branch and _regions_fit(mine.region, theirs.region)
        for mine in names
        for theirs in others
    )


def _regions_fit(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether one place lies in the other or is not said."""
    return one[: len(other)] == other[: len(one)]
