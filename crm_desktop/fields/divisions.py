"""The provinces, cities and districts of China, found by their full and their short names."""

import functools
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from crm_desktop.base.paths import resources
from crm_desktop.fields.kind import split_words

Level = Literal["province", "city", "district"]

# Headings of the statistics, which stand in no address.
PSEUDO = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
_DISTRICT_CODE = 6  # digits; the towns of 东莞, 中山, 儋州 and 嘉峪关 have nine
_PEOPLES = "|".join(
    split_words(
        "壮 | 满 | 回 | 苗 | 土家 | 彝 | 藏 | 布依 | 侗 | 瑶 | 朝鲜 | 白 | 哈尼 | 黎 | 傣 | 畲 | 傈僳"
        " | 仡佬 | 东乡 | 高山 | 拉祜"
        " | 水 | 佤 | 纳西 | 羌 | 土 | 仫佬 | 达斡尔 | 景颇 | 毛南 | 撒拉 | 布朗 | 阿昌 | 普米 | 鄂温克 | 怒"
        " | 京 | 基诺 | 德昂"
        " | 保安 | 裕固 | 乌孜别克 | 门巴 | 鄂伦春 | 独龙 | 塔塔尔 | 赫哲 | 珞巴 | 各"
    )
)
_PEOPLES_ALONE = "蒙古|哈萨克|柯尔克孜|维吾尔|塔吉克|锡伯"  # 巴音郭楞蒙古自治州 has no 族
_AUTONOMOUS = re.compile(rf"(?:(?:{_PEOPLES})族|(?:{_PEOPLES_ALONE})族?)*自治[区州县旗]$")
_ENDINGS: dict[Level, re.Pattern[str]] = {
    "province": re.compile(r"(?:省|市|特别行政区)$"),
    "city": re.compile(r"(?:市|地区|盟)$"),
    "district": re.compile(r"(?:新区|市|区|县|旗|林区)$"),
}
_ENGLISH = {
    name.casefold(): full
    for full, names in {
        "内蒙古自治区": "Inner Mongolia",
        "广西壮族自治区": "Guangxi",
        "西藏自治区": "Tibet | Xizang",
        "宁夏回族自治区": "Ningxia",
        "新疆维吾尔自治区": "Xinjiang",
        "香港特别行政区": "Hong Kong",
        "澳门特别行政区": "Macao | Macau",
        "陕西省": "Shaanxi",
    }.items()
    for name in split_words(names)
} | {
    name.casefold(): f"{short}{ending}"
    for ending, table in {
        "市": "Beijing 北京 | Tianjin 天津 | Shanghai 上海 | Chongqing 重庆",
        "省": "Hebei 河北 | Shanxi 山西 | Liaoning 辽宁 | Jilin 吉林 | Heilongjiang 黑龙江 | Jiangsu 江苏"
        " | Zhejiang 浙江 | Anhui 安徽"
        " | Fujian 福建 | Jiangxi 江西 | Shandong 山东 | Henan 河南 | Hubei 湖北 | Hunan 湖南"
        " | Guangdong 广东 | Hainan 海南"
        " | Sichuan 四川 | Guizhou 贵州 | Yunnan 云南 | Gansu 甘肃 | Qinghai 青海 | Taiwan 台湾",
    }.items()
    for name, short in map(str.split, split_words(table))
}


@dataclass(eq=False, slots=True)
class Place:
    """A province, a city or a district; `towns` are those of a city without districts."""

    name: str
    level: Level
    code: str
    parent: "Place | None" = None
    children: list["Place"] = field(default_factory=list)
    towns: frozenset[str] = frozenset()

    def path(self) -> dict[str, str]:
        """Give the names of the place and of what it lies in, by level, from the top."""
        above = self.parent.path() if self.parent else {}
        return {**above, self.level: self.name}

    def full_name(self) -> str:
        """Give the names from the top in one word, a municipality's once: 广东省深圳市南山区."""
        return "".join(dict.fromkeys(self.path().values()))


@functools.cache
def provinces() -> tuple[Place, ...]:
    """Give the 34 provinces with everything in them."""
    read = json.loads(resources("data", "divisions.json").read_text("utf-8"))
    return tuple(_province(code, name, cities) for code, name, cities in read)


def short_name(name: str, level: Level) -> str:
    """Give what people call a place: 广西, 恩施, 南山; the name itself where it has no shorter one."""
    if name == "内蒙古自治区":
        return "内蒙古"  # 内 alone, by the rule
    short = _AUTONOMOUS.sub("", name) if "自治" in name else _ENDINGS[level].sub("", name)
    return short if len(short) > 1 else name


def named(level: Level, name: str, within: Mapping[str, Any] | None = None) -> list[Place]:
    """Find the places of a level by full or short name, of those that lie in `within` if any does."""
    index = _index()[level]
    found = index.get((name, False)) or index.get((name, True)) or []
    if level == "province" and not found and name.isascii():
        found = index.get((_ENGLISH.get(name.casefold().removesuffix(" province"), ""), False), [])
    inside = [place for place in found if lies_in(place, within or {})]
    return inside or found


def place_of(values: Mapping[str, Any]) -> Place | None:
    """Give the lowest of province and city that the table knows, the city inside the province."""
    province = named("province", str(values.get("province") or ""))
    if values.get("city"):
        cities = [each for each in named("city", str(values["city"])) if not province or each.parent in province]
        if cities:
            return cities[0] if len(cities) == 1 else None
        return None
    return province[0] if province else None


def every(level: Level) -> Iterable[str]:
    """Give the full names of a level."""
    return (name for name, short in _index()[level] if not short)


def lies_in(place: Place, values: Mapping[str, Any]) -> bool:
    """Tell whether the place is in the province and the city that the values name."""
    path = place.path()
    return all(path[level] == values[level] for level in ("province", "city") if values.get(level) and level in path)


def _province(code: str, name: str, cities: list[list[Any]]) -> Place:
    province = Place(name, "province", code)
    for city_code, city_name, counties in cities:
        if city_name in {"市辖区", "县"}:
            city = next(iter(province.children), None) or _add(province, name, "city", city_code)
        elif city_name in PSEUDO:
            for county_code, county_name, _towns in counties:
                _add(province, county_name, "city", county_code)
            continue
        else:
            city = _add(province, city_name, "city", city_code)
        for county_code, county_name, _towns in counties:
            if len(county_code) <= _DISTRICT_CODE:
                _add(city, county_name, "district", county_code)
            else:
                city.towns |= {county_name}
    return province


def _add(parent: Place, name: str, level: Level, code: str) -> Place:
    place = Place(name.partition("（")[0], level, code, parent)  # 嘉模堂区（氹仔）
    parent.children.append(place)
    return place


def _everywhere(places: Iterable[Place]) -> Iterable[Place]:
    for place in places:
        yield place
        yield from _everywhere(place.children)


Names = dict[tuple[str, bool], list[Place]]  # by name and whether it is the short one


def _by_name(places: Iterable[Place]) -> Names:
    names: Names = defaultdict(list)
    for place in places:
        names[place.name, False].append(place)
        short = short_name(place.name, place.level)
        if short != place.name:
            names[short, True].append(place)
    return dict(names)


@functools.cache
def _index() -> dict[Level, Names]:
    places = list(_everywhere(provinces()))
    levels: tuple[Level, ...] = ("province", "city", "district")
    return {level: _by_name(place for place in places if place.level == level) for level in levels}


@dataclass(frozen=True, slots=True)
class Named:
    """The places that bear a name, and whether it is their short one."""

    name: str
    short: bool
    places: tuple[Place, ...]


@functools.cache
def names_inside(place: Place | None) -> dict[str, tuple[Named, ...]]:
    """Give the names of all places inside `place` (or of all there are) by their first two characters, longest first.

    Of equally long names the full ones come first.
    """
    names: dict[str, list[Named]] = defaultdict(list)
    for (name, short), places in _by_name(_everywhere(place.children if place else provinces())).items():
        names[name[:2]].append(Named(name, short, tuple(places)))
    return {
        start: tuple(sorted(found, key=lambda each: (-len(each.name), each.short))) for start, found in names.items()
    }
