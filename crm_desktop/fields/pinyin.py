"""How Chinese names are read: syllables in pinyin, from a table that is loaded when first needed."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from crm_desktop.base.paths import resources
from crm_desktop.fields.fold import folded

MOST_WAYS = 4  # of reading one name: enough for a surname and a character like 行, and bounded
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_PIECES = re.compile(f"[{HAN}]+|[^\\W_{HAN}]+")
_HAN_CHARACTER = re.compile(f"[{HAN}]")

Syllables = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """Usual readings by character, readings by phrase, and what begins a phrase of which length."""

    usual: dict[str, str]
    phrases: dict[str, Syllables]
    longest: dict[str, int]  # by the first two characters of a phrase
    varying: frozenset[str]  # characters read otherwise somewhere; text without them needs no second look


def has_han(text: str) -> bool:
    """Tell whether there is a Chinese character in `text`."""
    return not text.isascii() and _HAN_CHARACTER.search(text) is not None


def readings(text: str) -> tuple[Syllables, ...]:
    """Give the ways in which a name is read, likeliest first, in syllables without tones (ü is v).

    A run of other letters or digits is one "syllable", folded. More than one way: the first
    characters may be a surname (单 is shan and dan), a character may have two readings in names (行
    is xing and hang), and ü is typed as v or u.
    """
    way: list[str] = []
    choices: list[tuple[int, Syllables]] = []
    table, also = _toneless(), _also()
    for piece in _PIECES.findall(folded(text)):
        start = len(way)
        if not _HAN_CHARACTER.match(piece):
            way.append(piece)
            continue
        syllables, open_places = _read(piece, table)
        way += syllables
        choices += [(start + place, (also[piece[place]],)) for place in open_places if piece[place] in also]
        if start == 0:
            choices[:0] = [(0, surname) for surname in _surnames_of(piece)]
    if not _TYPED_AS_V.isdisjoint(way):
        choices += [(place, (each.replace("v", "u"),)) for place, each in enumerate(way) if each in _TYPED_AS_V]
    if not choices:
        return (tuple(way),)
    return _ways(tuple(way), choices)


def toned(han: str) -> list[str]:
    """Give the syllables of Chinese characters with the tone as a digit (重庆: chong2 qing4).

    What looks like a person's name is read with its surname; a character without a known reading
    stands for itself.
    """
    syllables, open_places = _read(han, _toned())
    for surname in _surnames_of(han)[:1]:
        if len(surname) < len(han) <= len(surname) + 2 and 0 in open_places:
            syllables[: len(surname)] = surname
    return syllables


_TYPED_AS_V = frozenset({"lv", "nv", "lve", "nve"})


def _ways(first: Syllables, choices: list[tuple[int, Syllables]]) -> tuple[Syllables, ...]:
    ways = [first]
    for place, syllables in choices:
        end = place + len(syllables)
        for way in tuple(ways):
            other = way[:place] + syllables + way[end:]
            if other not in ways:
                ways.append(other)
            if len(ways) == MOST_WAYS:
                return tuple(ways)
    return tuple(ways)


def _read(han: str, table: _Table) -> tuple[list[str], Sequence[int]]:
    """Read by the longest phrases; also give the places that no phrase decided."""
    usual = table.usual
    if table.varying.isdisjoint(han):
        return [usual.get(character, character) for character in han], range(len(han))
    syllables: list[str] = []
    open_places: list[int] = []
    while (place := len(syllables)) < len(han):
        for length in range(table.longest.get(han[place : place + 2], 1), 1, -1):
            phrase = table.phrases.get(han[place : place + length])
            if phrase:
                syllables += phrase
                break
        else:
            syllables.append(usual.get(han[place], han[place]))
            open_places.append(place)
    return syllables, open_places


def _surnames_of(han: str) -> tuple[Syllables, ...]:
    surnames = _surnames()
    return surnames.get(han[:2]) or surnames.get(han[:1]) or ()


@cache
def _source() -> dict[str, dict[str, str]]:
    with resources("data", "pinyin.json").open(encoding="utf-8") as file:
        source: dict[str, dict[str, str]] = json.load(file)
    return source


@cache
def _also() -> dict[str, str]:
    return _source()["also"]


@cache
def _toned() -> _Table:
    source = _source()
    usual = {character: reading for reading, characters in source["characters"].items() for character in characters}
    phrases = {phrase: tuple(reading.split()) for phrase, reading in source["phrases"].items()}
    longest: dict[str, int] = {}
    for phrase in phrases:
        longest[phrase[:2]] = max(longest.get(phrase[:2], 0), len(phrase))
    varying = {
        character
        for phrase, read in phrases.items()
        for character, reading in zip(phrase, read, strict=True)
        if usual.get(character) != reading
    }
    return _Table(usual, phrases, longest, frozenset(varying) | frozenset(source["also"]))


@cache
def _toneless() -> _Table:
    toned = _toned()
    plain = {reading: reading.rstrip("1234") for reading in _source()["characters"]}
    return _Table(
        {character: plain[reading] for character, reading in toned.usual.items()},
        {phrase: tuple(each.rstrip("1234") for each in read) for phrase, read in toned.phrases.items()},
        toned.longest,
        toned.varying,
    )


@cache
def _surnames() -> dict[str, tuple[Syllables, ...]]:
    """Give the readings of surnames that differ from the usual ones, in syllables."""
    with resources("data", "surnames.json").open(encoding="utf-8") as file:
        listed: dict[str, list[str]] = json.load(file)["readings"]
    known = frozenset(_toneless().usual.values())
    return {
        surname: tuple(tuple(_split(reading, len(surname), known)) for reading in found)
        for surname, found in listed.items()
    }


def _split(reading: str, count: int, known: frozenset[str]) -> list[str]:
    """Part "moqi" into the `count` syllables it is made of."""
    if count == 1:
        return [reading]
    for end in range(1, len(reading)):
        if reading[:end] in known and (rest := _split(reading[end:], count - 1, known)) and rest[-1] in known:
            return [reading[:end], *rest]
    return []
