"""Names of companies and shops taken apart: place, brand, trade, legal form, branch."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from crm_desktop.fields.divisions import names_inside
from crm_desktop.fields.fold import folded
from crm_desktop.fields.pinyin import has_han, readings
from crm_desktop.fields.simplified import simplified
from crm_desktop.services.duplicates.company_words import company_words

_COMPANY = ("公司", "集团")
_BRACKETED = re.compile(r"[(\[【〔（]([^()\[\]【】〔〕（）]*)[)\]】〕）]")
_BRANCH = re.compile(r"(?:分公司|分店|分行|分部|分厂|分社|分号|办事处|代表处)$")
_NUMBER = re.compile(r"第?[一二三四五六七八九十\d]{1,3}$")
LONGEST_PLACE = 6  # characters of what stands in front of 分公司
_NUMBERED_SHOP = re.compile(r"(?:第?[一二三四五六七八九十\d]{1,3}号?)(?:门店|店)$")
_HEAD_OFFICE = re.compile(r"(?:总店|总部|总公司|本部)$")
_LATIN_BRANCH = re.compile(
    r"(?:(?:\s-|,|\()\s*(?:[\w.]+\s){0,2}(?:branch|store|shop|outlet|office|department)|\s(?:\w+\s)?branch|\sstore)"
    r"(?:\s(?:no\s?)?#?\d+)?\)?$|\s#\s?\d+$"
)
_SIGNS = re.compile(r"[^\w]+")
_LATIN_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True, eq=False)  # equal names are one object mostly; the comparison asks for parts
class CompanyName:
    """A name and its parts, all folded and simplified.

    `whole` is the name without blanks and signs, `core` what is left without place, legal form and
    branch (words of Latin names in order of the alphabet), `brand` the core without the trade, `region`
    the place in it (province, city), `form` the legal form, `branch` what makes it one of several.
    """

    whole: str
    core: str
    brand: str
    region: tuple[str, ...] = ()
    form: str = ""
    branch: str = ""

    @property
    def city(self) -> str:
        """Give the city in the name; empty where it names none or only a province."""
        return self.region[1] if len(self.region) > 1 else ""

    @property
    def is_company(self) -> bool:
        """Tell whether the legal form is that of a registered company, whose name no other in its place may bear."""
        return self.form.endswith(_COMPANY) or (self.form != "" and self.form.isascii())


@lru_cache(maxsize=200_000)
def company_name(text: str) -> CompanyName:
    """Take a name apart."""
    plain = simplified(folded(text)).strip()
    if not has_han(plain):
        return _latin(plain)
    return _chinese(plain)


@lru_cache(maxsize=200_000)
def sound_of(core: str) -> str:
    """Give how a core is read, without what dialects do not tell apart (zh/z, ing/in, l/n)."""
    if not has_han(core):
        return core
    return " ".join(_vague(syllable) for syllable in readings(core)[0])


def distinct_names(names: Iterable[str | None]) -> tuple[CompanyName, ...]:
    """Take names apart, each whole name once."""
    return tuple({name.whole: name for text in names if text and (name := company_name(text)).whole}.values())


def _vague(syllable: str) -> str:
    start = {"zh": "z", "ch": "c", "sh": "s"}.get(syllable[:2])
    syllable = start + syllable[2:] if start else syllable
    return syllable.removesuffix("g") if syllable.endswith(("ing", "eng", "ang")) else syllable


def _chinese(plain: str) -> CompanyName:
    branch = ""
    region: tuple[str, ...] = ()
    for inside in _BRACKETED.findall(plain):
        bare = _SIGNS.sub("", inside)
        place = _place_at_start(bare)
        if place and place[0] == bare:
            region = region or place[1]
        elif bare.endswith(("店", "分公司", "分部", "办事处", "部", "仓库", "仓")) and not _HEAD_OFFICE.search(bare):
            branch = bare
    text = _BRACKETED.sub(lambda found: "" if _is_set_apart(found[1]) else found[1], plain)
    main, dash, after = text.partition("-")
    if dash and has_han(after) and after.endswith(("店", "分公司", "部")) and not _HEAD_OFFICE.search(after):
        branch, text = branch or _SIGNS.sub("", after), main
    whole = _SIGNS.sub("", plain)
    rest = _HEAD_OFFICE.sub("", _SIGNS.sub("", text)) or whole
    rest, found_branch = _without_branch(rest)
    branch = branch or found_branch
    place = _place_at_start(rest)
    if place and len(rest) - len(place[0]) >= 2 and _has_brand(rest[len(place[0]) :]):
        region, rest = region or place[1], rest[len(place[0]) :]
        inner = _place_at_start(rest)
        if inner and inner[0].endswith(("市", "区", "县")) and _has_brand(rest[len(inner[0]) :]):
            region = inner[1] if inner[0].endswith("市") else region
            rest = rest[len(inner[0]) :]
    core, form = _without_form(rest)
    return CompanyName(whole, core, _without_trade(core), region, form, branch)


def _is_set_apart(inside: str) -> bool:
    """Tell whether what stands in brackets is a place or a branch and no part of the name."""
    bare = _SIGNS.sub("", inside)
    place = _place_at_start(bare)
    return bool(place and place[0] == bare) or bare.endswith(
        ("店", "分公司", "分部", "办事处", "部", "仓库", "仓", "合伙", "个体工商户", "个人独资")
    )


def _without_branch(text: str) -> tuple[str, str]:
    """Part 禾木家具有限公司宁波分公司 and 禾木家具西湖店; a shop is a branch only behind a place or a number."""
    for form in ("有限公司", "有限责任公司", "公司"):
        at = text.find(form)
        if at > 0 and (tail := text[at + len(form) :]) and tail.endswith(("店", "分公司", "部", "厂", "办事处", "处")):
            return text[: at + len(form)], tail
    if (found := _BRANCH.search(text)) and found.start() >= 2:
        start = _start_of_branch(text, found.start())
        return text[:start], text[start:]
    if (found := _NUMBERED_SHOP.search(text)) and found.start() >= 2:
        return text[: found.start()], found[0]
    if text.endswith("店"):
        for start in range(2, len(text) - 2):
            place = _place_at_start(text[start:], districts=True)
            if place and text[start + len(place[0]) :] in {"店", "门店", "旗舰店", "专卖店", "路店", "分店"}:
                return text[:start], text[start:]
    return text, ""


def _start_of_branch(text: str, end: int) -> int:
    """Give where the place or the number before 分公司 begins, or where 分公司 itself does."""
    for start in range(max(2, end - LONGEST_PLACE), end):
        if _place_at_start(text[start:end], districts=True):
            return start
    number = _NUMBER.search(text[:end])
    return number.start() if number and number.start() >= 2 else end


def _without_form(text: str) -> tuple[str, str]:
    form, forms = "", company_words().forms
    for _turn in range(2):
        if not text.endswith(forms):  # asked at once it is ten times faster
            break
        found = next((each for each in forms if text.endswith(each) and len(text) - len(each) >= 2), "")
        if not found:
            break
        text, form = text.removesuffix(found), found + form
    return text, form


def _without_trade(core: str) -> str:
    """Give the brand in front of the trade: 禾木 of 禾木家具; the core itself where nothing else is left."""
    trades = company_words().trades
    for start in range(2, len(core)):
        if core[start:] in trades:
            return core[:start]
    return core


def _has_brand(rest: str) -> bool:
    """Tell whether more than a trade and a form is left: 东方文具店 is no 文具店 in 东方."""
    core, _form = _without_form(rest)
    return len(core) >= 2 and core not in company_words().trades and core not in company_words().forms


def _place_at_start(text: str, *, districts: bool = False) -> tuple[str, tuple[str, ...]] | None:
    """Give the place that a text begins with, and what it is (province, city).

    The short names of districts are words of their own (和平, 长安), so they count only with `districts`.
    """
    for named in names_inside(None).get(text[:2], ()):
        if text.startswith(named.name):
            place = named.places[0]
            if named.short and place.level == "district" and not districts:
                continue
            path = place.path()
            if place.level == "province" and place.children and place.children[0].name == place.name:
                path["city"] = place.name  # 北京 is both
            return named.name, tuple(path[level] for level in ("province", "city") if level in path)
    return None


def _latin(plain: str) -> CompanyName:
    branch = ""
    text = plain.replace("&", " and ").replace("'", "").replace(".", "")
    for inside in _BRACKETED.findall(text):
        if _LATIN_BRANCH.search(f"({inside})"):
            branch = inside.strip()
            text = text.replace(inside, " ")
    if found := _LATIN_BRANCH.search(text):
        branch, text = branch or found[0].strip(" -,()"), text[: found.start()]
    words = _LATIN_WORD.findall(text) or _SIGNS.sub(" ", text).split()
    form = " ".join(word for word in words if word in company_words().latin_forms)
    kept = [word for word in words if word not in company_words().latin_forms | company_words().latin_fillers] or words
    return CompanyName(_SIGNS.sub("", plain), " ".join(sorted(kept)), " ".join(sorted(kept)), (), form, branch)


def is_persons_name(name: CompanyName) -> bool:
    """Tell whether it looks like the name of a Chinese person: a common surname and one or two characters."""
    bare = name.whole == name.core and not name.branch
    return bare and len(name.core) in {2, 3} and name.core[0] in company_words().surnames and name.brand == name.core
