"""Build pinyin.json, what the program knows of how Chinese is read, out of pypinyin's data (MIT).

pypinyin itself costs 0.3 s and 57 MB when it is imported, most of it for phrases that are read as
their characters are anyway. What is kept:

* `characters`: every character under its usual reading ("chong2"; ü is v, no tone no digit). Usual is
  the reading in most of pypinyin's phrases where these agree, else the first it lists (长 is chang).
* `also`: another toneless reading that a fair part of the phrases has (行: hang).
* `phrases`: those whose toneless reading differs from their characters' usual ones (重庆), those that
  contain such a one and are not read so themselves, and short ones that decide a character of `also` (长城).

Usage: python build_pinyin.py (needs pypinyin 0.55; nothing is fetched)
"""

import json
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}


@cache
def numbered(syllable: str) -> str:
    """Write lǜ as lv4."""
    letters = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v").replace("e\u0302", "e")
    tone = "".join(TONES.get(character, "") for character in letters)
    return "".join(character for character in letters if character.isascii()) + tone


def plain(syllable: str) -> str:
    """Leave the tone out."""
    return syllable.rstrip("1234")


def usual_readings(used: dict[str, Counter[str]]) -> dict[str, str]:
    """Give each character's usual reading."""
    usual = {chr(code): numbered(readings.split(",")[0]) for code, readings in PINYIN_DICT.items()}
    for character, counts in used.items():
        reading, times = counts.most_common(1)[0]
        if times >= 5 and times >= 0.7 * counts.total() and plain(reading) != plain(usual[character]):
            usual[character] = reading
    return usual


def other_readings(used: dict[str, Counter[str]], usual: dict[str, str]) -> dict[str, str]:
    """Give a second reading where one is common enough to be typed."""
    others: dict[str, str] = {}
    for character, counts in used.items():
        toneless: Counter[str] = Counter()
        for reading, times in counts.items():
            toneless[plain(reading)] += times
        for reading, times in toneless.most_common(2):
            if reading != plain(usual[character]) and times >= 3 and times >= 0.12 * toneless.total():
                others[character] = reading
    return others


def main() -> None:
    """Write pinyin.json beside this script."""
    phrases = {phrase: [numbered(each[0]) for each in read] for phrase, read in PHRASES_DICT.items()}
    used: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, read in phrases.items():
        for character, reading in zip(phrase, read, strict=False):
            used[character][reading] += 1
    usual = usual_readings(used)
    differing = {
        phrase
        for phrase, read in phrases.items()
        if len(read) == len(phrase)
        and any(plain(each) != plain(usual.get(character, each)) for character, each in zip(phrase, read, strict=True))
    }
    also = other_readings(used, usual)
    kept = {
        phrase: " ".join(read)
        for phrase, read in phrases.items()
        if phrase in differing
        or (len(phrase) <= 3 and not also.keys().isdisjoint(phrase))
        or any(phrase[i:j] in differing for i in range(len(phrase)) for j in range(i + 2, len(phrase) + 1))
    }
    characters: dict[str, str] = defaultdict(str)
    for character, reading in usual.items():
        if reading:
            characters[reading] += character
    data = {
        "characters": dict(sorted(characters.items())),
        "also": dict(sorted(also.items())),
        "phrases": dict(sorted(kept.items())),
    }
    target = Path(__file__).with_name("pinyin.json")
    target.write_text(json.dumps(data, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n", encoding="utf-8")
    print({name: len(part) for name, part in data.items()}, target.stat().st_size)


if __name__ == "__main__":
    main()
