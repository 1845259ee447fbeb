"""Phone numbers as people write them in China, read into E.164 and shown again.

A stored number is `+8613800138000`, with an extension `+8657188004410;ext=801`.
"""

import functools
import json
import re
from dataclasses import dataclass

from crm_desktop.base.i18n import _
from crm_desktop.base.paths import resources

MOBILE = re.compile(r"1[3-9]\d{9}")
_SERVICE = re.compile(r"[48]00\d{7}")
_SHORT = re.compile(r"1[012]\d{1,3}|9[56]\d{3,7}")  # 110, 10086, 12345, 95588
_LANDLINE = re.compile(r"(10|2\d|[3-9]\d\d)(\d{7,8})")
_EXTENSION = re.compile(
    r"(?:;ext=|\s*[,，]?\s*(?:转|轉|分机号?|分機|ext(?:ension)?\b\.?|x|#)\s*[:.]?\s*-?\s*)(\d{1,6})$", re.IGNORECASE
)
_LABEL = re.compile(
    r"^(?:联系)?(?:电话|手机|座机|固话|传真|办公|tel|fax|mob(?:ile)?|phone|cell|[tmp])(?:号码?)?\s*[:.]\s*",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\s*[/、;,；，|\n]\s*|\s+(?:或|和|or|and)\s+")
_SEPARATORS = re.compile(r"[\s().·/\-\u2010-\u2015\u2212]+")
_INSIDE = re.compile(r"(?<!\d)(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{7,8}|[48]00-?\d{3}-?\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class ChineseNumber:
    """A number of the Chinese plan without its leading zero, and what is odd about it."""

    national: str
    known_area: bool = True
    short: bool = False


def split_extension(text: str) -> tuple[str, str]:
    """Cut 转 801, ext. 801, x801 or #801 off the end."""
    match = _EXTENSION.search(text)
    return (text[: match.start()], match[1]) if match and match.start() else (text, "")


def without_label(text: str) -> str:
    """Cut 电话： or Tel. off the front."""
    return _LABEL.sub("", text)


def split_numbers(text: str) -> list[str]:
    """Give the numbers of a cell that holds several, 13800138000/0571-88004410; else the text alone."""
    parts = [part for part in _SEVERAL.split(text) if part]
    return parts if len(parts) > 1 and all(sum(map(str.isdigit, part)) > 6 for part in parts) else [text]


def is_mobile(number: str) -> bool:
    """Tell whether a number in E.164 is surely that of a mobile."""
    if number.startswith("+86"):
        return MOBILE.fullmatch(number.removeprefix("+86")) is not None
    import phonenumbers

    parsed = phonenumbers.parse(number.partition(";")[0])
    return bool(phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.MOBILE)


def number_inside(text: str) -> str | None:
    """Find a Chinese number among words: 李总 13800138000."""
    match = _INSIDE.search(text)
    return match[0] if match else None


def compact(text: str) -> str:
    """Give the text without spaces, dashes, dots and brackets."""
    return _SEPARATORS.sub("", text)


def chinese(digits: str) -> ChineseNumber | None:
    """Read compact digits by the Chinese plan; None where they are no number of it."""
    zero = digits[:1] == "0"
    bare = digits[1:] if zero else digits
    if MOBILE.fullmatch(bare) or (not zero and _SERVICE.fullmatch(bare)):
        return ChineseNumber(bare)
    landline = _LANDLINE.fullmatch(bare)
    if landline:
        known = f"0{landline[1]}" in area_codes()
        if zero or known:
            return ChineseNumber(bare, known_area=known)
    if not zero and _SHORT.fullmatch(bare):
        return ChineseNumber(bare, short=True)
    return None


def chinese_with_dash(text: str) -> tuple[ChineseNumber, str] | None:
    """Read 0571-88004410-801, the last part being an extension."""
    main, dash, extension = text.rpartition("-")
    if not dash or not (extension := extension.strip()).isdigit() or len(extension) > 6:
        return None
    number = chinese(compact(main))
    return (number, extension) if number and not number.short else None


def show_number(stored: str) -> str:
    """Show a stored number: 138 0013 8000, 010-88886666 转 801, +46 8 123 456 78."""
    number, ext, extension = stored.partition(";ext=")
    shown = _show_chinese(number[3:]) if number.startswith("+86") else _show_foreign(number)
    return _("{number} ext. {extension}").format(number=shown, extension=extension) if ext else shown


def _show_chinese(national: str) -> str:
    if MOBILE.fullmatch(national):
        return f"{national[:3]} {national[3:7]} {national[7:]}"
    if _SERVICE.fullmatch(national):
        return f"{national[:3]}-{national[3:6]}-{national[6:]}"
    landline = _LANDLINE.fullmatch(national)
    return f"0{landline[1]}-{landline[2]}" if landline else national


@functools.lru_cache(maxsize=4096)
def _show_foreign(number: str) -> str:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


@functools.cache
def area_codes() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Give the province and the cities of each area code (with its zero)."""
    read = json.loads(resources("data", "area_codes.json").read_text("utf-8"))
    return {code: (province, tuple(cities)) for code, (province, cities) in read.items()}
