"""Splits a whole Chinese address into its parts, without ever inventing one.

The longest name that stands in front is taken, level by level from the top. A missing upper
level is filled in where a name exists once in the country; a name that exists in several places
(朝阳区 is in 北京 and in 长春) leaves the text as it is, with the candidates told.
"""

import re
from dataclasses import dataclass

from crm_desktop.fields.clean import typed
from crm_desktop.fields.divisions import PSEUDO, Place, names_inside
from crm_desktop.fields.kind import split_words

_BETWEEN = re.compile(r"[\s/,，、·|>\-—]+")
_PSEUDO = tuple(name for name in sorted(PSEUDO, key=len, reverse=True) if len(name) > 1)
_COUNTRY = re.compile(r"(?:中国|中华人民共和国|China\b)[\s/,，、·-]*", re.IGNORECASE)
_POSTCODE_FRONT = re.compile(r"(\d{6})(?=[\s,，]|[\u4e00-\u9fff])[\s,，]*")
_POSTCODE_BACK = re.compile(
    r"(?:[\s,;(]+|(?<=[^\d\s]))(?:邮政编码|邮编|P\.?C\.?)\s*:?\s*(\d{6})\s*\)?$|[\s,;(]+(\d{6})\s*\)?$"
)
# A short name before one of these is part of the name of a road, a bank, a town: 中山路, 南京东路, 杭州银行.
_PART_OF_A_NAME = re.compile(
    r"(?:[东西南北中外内老新大小]|[一二三四五六七八九十]+|第.)?"
    r"(?:路|街|道|大道|大街|大路|公路|巷|弄|里|胡同|村|镇|乡|区|县|市|州|省|旗|盟|广场|大厦|大楼|大酒店|酒店|饭店|宾馆|银行|商场|商城"
    r"|公园|花园|花苑|新村|新城|小区|国际|中心|大学|学院|医院|机场|火车站|站|人家|会馆)"
)
# Cities whose short name is hardly a word or a road's: 杭州文三路90号. 中山 and 大同 are not among them.
_WELL_KNOWN = frozenset(
    split_words(
        "北京 | 天津 | 上海 | 重庆 | 石家庄 | 太原 | 呼和浩特 | 沈阳 | 长春 | 哈尔滨 | 南京 | 杭州 | 合肥"
        " | 福州 | 南昌 | 济南 | 郑州 | 武汉 | 长沙 | 广州 | 南宁 | 海口 | 成都 | 贵阳 | 昆明 | 拉萨"
        " | 西安 | 兰州 | 西宁 | 银川 | 乌鲁木齐 | 深圳 | 青岛 | 大连 | 宁波 | 厦门 | 苏州 | 无锡 | 常州"
        " | 温州 | 绍兴 | 台州 | 佛山 | 东莞 | 珠海 | 惠州 | 泉州 | 烟台 | 洛阳 | 徐州"
    )
)
_ROAD = re.compile(r"[路街巷弄号]|大道")


@dataclass(frozen=True, slots=True)
class Split:
    """The parts of an address by field name; `candidates` where the first name is in several places."""

    values: dict[str, str]
    candidates: tuple[Place, ...] = ()


def split_address(raw: object) -> Split:
    """Split a whole address into country (if it says China), province, city, district, street and postcode."""
    text = " ".join(typed(raw).split())
    if text.isascii():
        return Split({"street": text} if text else {})
    rest, postcode = _without_postcode(text)
    country = _COUNTRY.match(rest)
    rest = rest[country.end() :] if country else rest
    place, rest, candidates = _leading_place(rest)
    if candidates or (place is None and not country):
        return Split({"street": text}, candidates)
    parts = {
        "country": "CN" if country else "",
        **(place.path() if place else {}),
        "street": rest,
        "postcode": postcode,
    }
    return Split({name: part for name, part in parts.items() if part})


def join_address(values: dict[str, str]) -> str:
    """Write a Chinese address in one line, largest first, the postcode last."""
    places = dict.fromkeys(values[level] for level in ("province", "city", "district") if values.get(level))
    line = ("中国" if values.get("country") == "CN" else "") + "".join(places) + values.get("street", "")
    return f"{line} {values['postcode']}" if values.get("postcode") else line


def _without_postcode(text: str) -> tuple[str, str]:
    if text[0].isdigit() and (match := _POSTCODE_FRONT.match(text)):
        return text[match.end() :], match[1]
    if (text[-1].isdigit() or text[-1] == ")") and (match := _POSTCODE_BACK.search(text)):
        return text[: match.start()].rstrip(), match[1] or match[2]
    return text, ""


def _leading_place(text: str) -> tuple[Place | None, str, tuple[Place, ...]]:
    """Find the lowest place in front of the text, and what follows it."""
    place: Place | None = None
    while True:
        found, length = _longest_name(text, place)
        if len(found) > 1:
            return None, text, tuple(found)
        if not found:
            rest = _after_pseudo(text, place)
            if rest == text:
                return _filled(place) if place else None, text, ()
            text = rest
            continue
        place = found[0]
        text = _after(text, length)
        if place.level == "district" or not text:
            return _filled(place), text, ()


def _filled(place: Place) -> Place:
    """Take a municipality for its own city."""
    only = place.children[0] if len(place.children) == 1 else place
    return only if only.name == place.name else place


def _after_pseudo(text: str, place: Place | None) -> str:
    """Skip 市辖区, and the second 北京市 of 北京市北京市朝阳区."""
    if place is None:
        return text
    name = next((each for each in (*_PSEUDO, place.name) if text.startswith(each)), "")
    rest = _after(text, len(name))
    if name in _PSEUDO or not rest or _BETWEEN.match(text, len(name)):
        return rest
    return rest if _longest_name(rest, place)[0] else text  # 吉林市吉林市场路 keeps its road


def _after(text: str, length: int) -> str:
    between = _BETWEEN.match(text, length)
    return text[between.end() if between else length :]


def _longest_name(text: str, inside: Place | None) -> tuple[list[Place], int]:
    """Find the places with the longest name at the start of the text; full names go before short ones."""
    for named in names_inside(inside).get(text[:2], ()):
        if text.startswith(named.name):
            after = text[len(named.name) :]
            found = [each for each in named.places if not named.short or _may_be_short(each, named.name, after, inside)]
            if found:
                return _highest(found), len(named.name)
    return [], 0


def _may_be_short(place: Place, name: str, after: str, inside: Place | None) -> bool:
    """Tell whether a short name in front of `after` is surely this place's."""
    if not after or _BETWEEN.match(after):
        return True
    if place.level != "district" and _longest_name(after, place)[0]:
        return True
    if place.level == "province" and place.name[:-1] not in _WELL_KNOWN:
        return False
    if _PART_OF_A_NAME.match(after):
        return False
    if inside is not None:
        return place.name.endswith("市")  # 西湖文三路 may be at a lake, 浙江省义乌稠州路 is in a city
    return name in _WELL_KNOWN and bool(_ROAD.search(after))


def _highest(places: list[Place]) -> list[Place]:
    """Prefer the province and the city to a district of the same name."""
    for level in ("province", "city"):
        of_level = [place for place in places if place.level == level]
        if of_level:
            return of_level
    return places
