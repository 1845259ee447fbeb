"""What of a record goes into the full-text index; `search_match` asks for it in the same terms."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from crm_desktop.fields.fold import folded
from crm_desktop.fields.pinyin import HAN, has_han, readings
from crm_desktop.storage.search_sources import Found

# name: characters and words of names, the title first. lead, lead_other: the title's and other
# names' pinyin or letters as one word (hemujiajuhang), and their first one and two letters or
# characters (h, he, hm, 禾, 禾木). abbr: their initials (hmjjh). sound, inner: pinyin and initials
# from a later syllable on (jiajuhang, jjh, jj). phone: digits and their endings. words: all else.
COLUMNS = ("name", "lead", "lead_other", "abbr", "sound", "inner", "phone", "words")
NAME_COLUMNS = COLUMNS[:6]

SHORT = 2  # letters for which there are terms of their own, as the words so beginning are too many
LONGEST = {"lead": 40, "lead_other": 40, "abbr": 16, "sound": 16, "inner": 5}  # where terms are cut
SHORTEST_ENDING = 4  # digits of a phone number by whose ending it is found
# Between two values, so that no phrase runs over the border; the tokenizer takes it for a letter.
BORDER = "\ue000"

# Written without spaces, so each character is a word: Chinese, kana, hangul.
UNSPACED = f"\u3005\u3006\u3041-\u30ff\uac00-\ud7af{HAN}"
_UNSPACED_RUN = re.compile(f"[{UNSPACED}]+")
_PIECE = re.compile(f"[{UNSPACED}]|[^{UNSPACED}]+")
_RUN = re.compile(f"[{UNSPACED}]+|[^\\W_{UNSPACED}]+")
_PHONE = re.compile(r"\+?[\d\s().-]{4,}")


def runs(text: str) -> list[str]:
    """Part folded text into runs of unspaced characters and into words of letters and digits."""
    return _RUN.findall(text)


def is_unspaced(run: str) -> bool:
    """Tell whether a run is of characters that are words each."""
    return _UNSPACED_RUN.fullmatch(run) is not None


def spaced(text: str) -> str:
    """Put spaces around each Chinese character, so that each is a word of the index."""
    return text if text.isascii() else " ".join(_PIECE.findall(text))


def row_of(values: Iterable[Found]) -> tuple[str, ...]:
    """Give the texts of the index columns for one record."""
    terms = _Terms()
    for place, value in values:
        match place.field.search:
            case "name":
                for text in texts_of((place, value)):
                    terms.add_name(text, is_title=place.is_title)
            case "digits" if is_phone(value):
                terms.phone += phone_endings(value)
            case "digits" | "words":
                terms.add_code(folded(value))
            case _:
                terms.words += texts_of((place, value))
    return terms.row()


def texts_of(found: Found) -> list[str]:
    """Give the folded texts of a value: each word of a list, a country in both languages."""
    place, value = found
    if isinstance(value, list):
        return [folded(word) for word in value]
    if place.field.kind.name == "country":
        return [folded(value), *country_names(value)]
    return [folded(str(value))]


class _Terms:
    """Collects the terms of one record, column by column."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.lead: list[str] = []
        self.lead_other: list[str] = []
        self.abbr: list[str] = []
        self.sound: list[str] = []
        self.inner: list[str] = []
        self.phone: list[str] = []
        self.words: list[str] = []

    def row(self) -> tuple[str, ...]:
        """Give the texts in the order of COLUMNS."""
        border = f" {BORDER} "
        spaceless = (self.lead, self.lead_other, self.abbr, self.sound, self.inner, self.phone)
        once = [" ".join(dict.fromkeys(terms)) for terms in spaceless]
        return (spaced(border.join(self.names)), *once, spaced(border.join(self.words)))

    def add_name(self, text: str, *, is_title: bool) -> None:
        lead, abbr, sound, inner = _terms_of_name(text)
        self.names.append(text)
        (self.lead if is_title else self.lead_other).extend(lead)
        self.abbr += abbr
        self.sound += sound
        self.inner += inner

    def add_code(self, text: str) -> None:
        self.words.append(text)
        parts = runs(text)
        if len(parts) > 1 and "@" not in text:
            self.words.append("".join(parts))
        if parts and parts[-1][0] == "0" and (number := parts[-1].lstrip("0")):
            self.words.append(number)


@lru_cache(maxsize=4096)  # contacts are often called alike
def _terms_of_name(text: str) -> tuple[list[str], list[str], list[str], list[str]]:
    """Give what goes into lead (or lead_other), abbr, sound and inner for a folded name."""
    words = runs(text)
    if not words:
        return [], [], [], []
    lead = [words[0][:1], words[0][:SHORT]]
    abbr: list[str] = []
    sound: list[str] = []
    inner: list[str] = []
    if not has_han(text):
        lead.append("".join(words)[: LONGEST["lead"]])
        abbr.append("".join([word[0] for word in words]))
        inner += [start for word in words[1:] for start in (word[:1], word[:SHORT])]
        return lead, abbr, sound, inner
    for way in readings(text):
        whole, firsts = "".join(way), _firsts_of(way)
        initials = "".join(firsts)
        lead += (whole[: LONGEST["lead"]], whole[:1], whole[:SHORT], initials[:SHORT])
        abbr.append(initials[: LONGEST["abbr"]])
        start = at = 0
        last = len(initials) - 1
        for syllable, first in zip(way[:-1], firsts, strict=False):
            start += len(syllable)
            sound.append(whole[start : start + LONGEST["sound"]])
            at += len(first)
            if at < last:
                inner += (initials[at : at + SHORT], initials[at : at + LONGEST["inner"]])
    return lead, abbr, sound, inner


def initials_of(way: tuple[str, ...]) -> str:
    """Take the first letter of each syllable; numbers between them stay whole."""
    return "".join(_firsts_of(way))


def _firsts_of(way: tuple[str, ...]) -> list[str]:
    return [each[0] if each.isalpha() else each for each in way]


def is_phone(value: str) -> bool:
    """Tell whether a stored channel is a number (and no address of mail or account)."""
    return _PHONE.match(value) is not None and "@" not in value


def phone_endings(value: str) -> list[str]:
    """Give the digits of a stored phone number, all their endings, and its extension."""
    number, *extension = phone_digits(value)
    return [number[start:] for start in range(max(len(number) - SHORTEST_ENDING, 0) + 1)] + extension


def phone_digits(value: str) -> list[str]:
    """Give the digits of a stored phone number, then those of its extension."""
    if value[:1] == "+" and value[1:].isdecimal():  # as nearly all are kept
        return [value[1:]]
    digits = (re.sub(r"\D", "", part) for part in re.split(r"[^\d\s().+-]+", value, maxsplit=1))
    return [each for each in digits if each]


@cache
def country_names(code: str) -> tuple[str, ...]:
    """Name a country in English and Chinese, folded; an unknown code has no names."""
    from babel import Locale

    named = (Locale.parse(language).territories.get(code.upper()) for language in ("en", "zh_Hans"))
    return tuple(folded(name) for name in named if name)
