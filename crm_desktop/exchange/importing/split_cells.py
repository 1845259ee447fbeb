"""Cells that hold several numbers, or a number among words: “13800000000/010-88886666 王”."""

import re
from dataclasses import dataclass

from crm_desktop.exchange.headings import Place, places
from crm_desktop.fields.kind import CellValue, plain_text, tidy
from crm_desktop.fields.person_words import person_in
from crm_desktop.fields.phone_numbers import MOBILE, compact, number_inside

PHONES = frozenset({"mobile", "phone", "fax"})
_BETWEEN = re.compile(r"\s*[/、;；,，|\n\r]+\s*|\s+(?:或|和|or|and)\s+")
_ACCOUNTS_BETWEEN = re.compile(r"\s*[、;；,，\n\r|]+\s*")
_EMAILS_BETWEEN = re.compile(r"[\s、;；,，|/]+(?=[^@\s]+@)")
# A number with its separators and extension; letters and Chinese words end it.
_NUMBER = re.compile(
    r"(?:\+|00)?\(?\d[\d\s()（）.·\-\u2010-\u2015]{4,}\d(?:\s*(?:转|轉|分机|ext\.?|x|#)\s*[:：.]?\s*\d{1,6})?",
    re.IGNORECASE,
)
_LANDLINE = re.compile(r"[（(]?0\d{2,3}[)）]?[- ]?\d{7,8}|[48]00[- ]?\d{3}[- ]?\d{4}|\d{7,8}")
_LABELS = re.compile(
    r"(?:联系|公司|办公)?(?:电话|手机|座机|固话|传真|tel|fax|mob|mobile|phone|cell|[tmp])?(?:号码?)?[\s.:：]*",
    re.IGNORECASE,
)
_ROUNDED = re.compile(r"\d+(\.\d+)?E\+\d+", re.IGNORECASE)  # its kind refuses it as what it is
_WORDS = re.compile(r"[^\W\d_]")
_MANY_DIGITS = re.compile(r"\d{4}.?\d{3}")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The parts of a cell that are read each on its own, and whether words around them must be kept.

    `person` is what the words say where they are nothing but a person's name.
    """

    values: tuple[CellValue, ...]
    words_left: bool = False
    person: str = ""


def split_cell(raw: CellValue, place: Place) -> Pieces:
    """Split the cell of a channel's column; a cell of one plain value is given as it is."""
    if not isinstance(raw, str) or place.kind.name not in {*PHONES, "email", "wechat", "qq", "account"}:
        return Pieces((raw,))
    text = raw.strip()
    if place.kind.name == "email":
        return Pieces(tuple(each for each in _EMAILS_BETWEEN.split(text) if each))
    if place.kind.name not in PHONES:
        return Pieces(tuple(each for each in _ACCOUNTS_BETWEEN.split(text) if each))
    if text.isdigit() or _ROUNDED.fullmatch(text):
        return Pieces((text,))
    return _split_numbers(tidy(text))


def _split_numbers(text: str) -> Pieces:
    values: list[CellValue] = []
    words: list[str] = []
    for piece in _BETWEEN.split(text):
        if not _WORDS.search(piece):
            values.extend([piece] if piece.strip() else [])
            continue
        numbers = _NUMBER.findall(piece)
        if not numbers:
            # A few digits among words are a remark (“找王姐 2 楼”); a long run is a number that was mistyped.
            if sum(map(str.isdigit, piece)) > 6 or "E+" in piece.upper():
                values.append(piece)
            else:
                words.append(piece)
            continue
        rest = _NUMBER.sub("", piece)
        if not _LABELS.fullmatch(rest):
            words.append(rest)
        values.extend(number.strip() for number in numbers)
    person = person_in(words[0]) if len(words) == 1 and values else ""
    return Pieces(tuple(values), bool(words) and not person, person)


def numbers_in_name(text: str) -> Pieces | None:
    """Split a person's cell that holds a number too, “张伟 13800138000”; None where it is a name alone."""
    if not _MANY_DIGITS.search(text) or number_inside(tidy(text)) is None:
        return None
    pieces = _BETWEEN.split(tidy(text))
    values = [number.strip() for piece in pieces for number in _NUMBER.findall(piece)]
    words = [rest for piece in pieces if (rest := _LABELS.sub("", _NUMBER.sub("", piece)).strip(" ()（）:："))]
    return Pieces(tuple(values), person=words[0]) if values and len(words) == 1 else None


def sort_of_number(value: CellValue, place: Place, entity: str, region: str) -> Place:
    """Give the place a Chinese number belongs to: mobiles in a “电话” column are mobiles, and the other way round."""
    if region != "CN" or place.fixed.get("type") not in {"mobile", "phone"} or value is None:  # a fax stays a fax
        return place
    digits = compact(tidy(plain_text(value)).removesuffix(".0")).removeprefix("+").removeprefix("86")
    if MOBILE.fullmatch(digits.removeprefix("0")):
        wanted = "mobile"
    elif _LANDLINE.fullmatch(tidy(plain_text(value)).partition("转")[0].strip()):
        wanted = "phone"
    else:
        return place
    other = ".".join((*place.steps[:-1], wanted))
    return places(entity).get(other, place)
