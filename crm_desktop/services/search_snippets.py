"""Says how well a record answers a search, and where in it: its field and a short text around the place."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm_desktop.fields.fold import folded
from crm_desktop.fields.kind import Kind
from crm_desktop.fields.pinyin import has_han, readings
from crm_desktop.storage.search_match import Asked
from crm_desktop.storage.search_sources import Found
from crm_desktop.storage.search_terms import initials_of, is_phone, phone_digits, runs, texts_of

AROUND = 20  # characters shown before and after the place
EXACT_PHONE, TITLE_START, NAME_START, INITIALS, IN_NAME, ELSEWHERE = 1.0, 0.9, 0.8, 0.7, 0.6, 0.4


@dataclass(frozen=True, slots=True)
class Answer:
    """The best place of a record: a score, the field (a part's as `contact.name`) and the text there."""

    score: float
    field: str
    snippet: str


def best_answer(values: Sequence[Found], asked: Asked, own: str) -> Answer:
    """Look where the first word stands best, in a number before a name before any other text."""
    word = "".join(asked.words[0])
    best, where = 0.0, None
    for found in values:
        if best >= _ceiling(found, asked):
            continue
        score = _score(found, asked, word)
        if score > best:
            best, where = score, found
    if where is None:
        return Answer(ELSEWHERE, "", "")
    field = where[0].field
    name = field.name if field.entity == own else f"{field.entity}.{field.name}"
    return Answer(max(best, ELSEWHERE), name, _snippet(where, asked.words[0]))


def _ceiling(found: Found, asked: Asked) -> float:
    """Tell the best score that a place can have."""
    place, _ = found
    if place.field.search == "name":
        return TITLE_START if place.is_title else NAME_START
    return EXACT_PHONE if place.field.search == "digits" and asked.dialled else ELSEWHERE


def _score(found: Found, asked: Asked, word: str) -> float:
    place, value = found
    match place.field.search:
        case "name":
            return max((_name_score(text, asked, word, title=place.is_title) for text in texts_of(found)), default=0.0)
        case "digits" if is_phone(value):
            number = "".join(phone_digits(value))
            if any(number.endswith(dialled) for dialled in asked.dialled):
                return EXACT_PHONE
            return ELSEWHERE if (word.lstrip("0") or word) in number else 0.0
        case "words" | "digits":
            return ELSEWHERE if word.lstrip("0") in "".join(runs(folded(value))) else 0.0
        case _:
            return ELSEWHERE if any(asked.words[0][0] in text for text in texts_of(found)) else 0.0


def _name_score(text: str, asked: Asked, word: str, *, title: bool) -> float:
    start = TITLE_START if title else NAME_START
    plain = "".join(runs(text))
    place = plain.find(word)
    if place == 0 or plain.startswith(asked.joined):
        return start
    score = IN_NAME if place > 0 else 0.0
    if not word.isascii() or not has_han(text):
        initials = "".join(each[0] for each in runs(text))
        return max(score, INITIALS if initials.startswith(word) and len(initials) > 1 else 0.0)
    for way in readings(text):
        whole, short = "".join(way), initials_of(way)
        if whole.startswith(word):
            return start
        if short.startswith(word):
            score = max(score, INITIALS)
        elif word in short or word in whole:
            score = max(score, IN_NAME)
    return score


def _snippet(found: Found, parts: Sequence[str]) -> str:
    place, value = found
    if isinstance(value, list):
        return next((word for word in value if parts[0] in folded(word)), "、".join(value))
    kind: Kind[object] = place.field.kind
    text = " ".join(kind.on_screen(value).split())
    at = max(folded(text).find(parts[0]), 0)
    start, end = max(at - AROUND, 0), min(at + len(parts[0]) + AROUND, len(text))
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
