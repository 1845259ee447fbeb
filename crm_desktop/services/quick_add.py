"""A new customer typed in one line: "王女士 13800001207 禾木家具 下周三回访" is taken apart, and added as one work."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.kind import Context, RefusedError, split_words
from crm_desktop.fields.kinds.phone import Phone
from crm_desktop.fields.next_steps import find_next_step
from crm_desktop.fields.person_words import person_in
from crm_desktop.fields.phone_numbers import is_mobile
from crm_desktop.fields.pinyin import has_han
from crm_desktop.fields.plans import Plan, find_plan
from crm_desktop.fields.split_address import split_address
from crm_desktop.services import records
from crm_desktop.services.duplicates.company_words import company_words
from crm_desktop.services.records import NewPart, Saved
from crm_desktop.services.workspace import Workspace

PERSON, NEXT_STEP, NOTHING = "person", "next_step", ""
# What a piece may mean; all but three of them are what a customer is reached by (`targets`).
MEANINGS = {
    "name": N_("Customer"),
    PERSON: N_("Private person"),
    "contact": N_("Contact"),
    "mobile": N_("Mobile"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "wechat": N_("WeChat"),
    "address": N_("Address"),
    NEXT_STEP: N_("Next step"),
    "tags": N_("Tags"),
    "remark": N_("Remark"),
    NOTHING: N_("Leave out"),
}
LONGEST = 2_000  # characters of a line that are looked at
_EMAIL = re.compile(r"[^\s,，;；、<>()（）\u3400-\u9fff]+[@＠][^\s,，;；、<>()（）\u3400-\u9fff]+")
_NUMBER = re.compile(r"(?<![\w+])[+＋]?\(?\d[\d\s()./\-－]{5,60}\d(?:\s*(?:转|ext\.?|x|#)\s*\d{1,6})?(?![A-Za-z\d])")
_NUMBER_WORDS = re.compile(r"[^\s/](?:[^\s/]|\s*(?:转|ext\.?)\s*)*")
_BETWEEN = re.compile(r"[,，;；、\n\t|]+")
_WORDS = re.compile(r"\S+")
_SAID = re.compile(r"^(?:微信|wechat|wx)\s*(?:号)?[:：\s]*(?=[\w+-]{5,}$)", re.IGNORECASE)
_PLACES = ("province", "city", "district")
_LATIN_TRADES = frozenset(
    split_words(
        "shop | store | studio | bakery | cafe | hotel | clinic | school | restaurant | hardware | stationery | books"
        " | furniture | trading | foods | logistics | consulting | design | solutions | services | supplies"
    )
)
_ALL_OF_IT = re.compile(r"\S(?:.*\S)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of the line and what they are taken to mean."""

    text: str
    means: str
    start: int


def take_apart(line: str, context: Context, now: dt.datetime) -> tuple[Piece, ...]:
    """Say what each part of a line is likely to mean; nothing is left out but signs between them."""
    text = line[:LONGEST]
    found: list[Piece] = []
    for finder in (_emails, _numbers, _plans):
        for start, end in _gaps(text, found):
            found += finder(text, start, end, context, now)
    for start, end in _gaps(text, found):
        found += _names(text, start, end, found)
    if not any(each.means in {"name", PERSON} for each in found):
        contact = next((each for each in found if each.means == "contact"), None)
        found = [Piece(each.text, PERSON, each.start) if each is contact else each for each in found]
    return tuple(sorted(found, key=lambda each: each.start))


def record_of(pieces: Sequence[Piece], now: dt.datetime) -> tuple[dict[str, object], list[NewPart]]:
    """Give what the pieces say of a new customer: raw values by target name, and further parts."""
    raw: dict[str, object] = {}
    more: list[NewPart] = []
    for piece in pieces:
        name, said = piece.means, raw.get(piece.means)
        if name == PERSON:
            raw |= {"name": piece.text, "kind": "person"}
        elif name == NEXT_STEP:
            more.append(_step(piece.text, now))
        elif name == "tags":
            raw[name] = f"{said}, {piece.text}" if said else piece.text
        elif said is None:
            raw[name] = piece.text
        elif name == "contact":
            more.append(NewPart("contact", {"name": piece.text}))
        elif name == "address":
            more.append(NewPart("address", {"whole": piece.text}))
        elif name in {"mobile", "phone", "email", "wechat"}:
            more.append(NewPart("channel", {"type": name, "value": piece.text}))
        else:
            raw["remark"] = f"{raw['remark']} {piece.text}" if "remark" in raw else piece.text
    raw.pop(NOTHING, None)
    return raw, more


def quick_add(workspace: Workspace, pieces: Sequence[Piece], now: dt.datetime) -> Saved:
    """Add the customer that the pieces describe, as one piece of work; raises `InvalidValueError`."""
    raw, more = record_of(pieces, now)
    return records.add(workspace, "customer", raw, more)


def plan_of(text: str, now: dt.datetime) -> Plan | None:
    """Give the day that a next step names; None where it names none."""
    return find_plan(text, now)


def _step(text: str, now: dt.datetime) -> NewPart:
    plan = plan_of(text, now)
    if plan is None:
        return NewPart("task", {"what": text, "due_on": now.date()})
    return NewPart("task", {"what": plan.text or _("Follow up"), "due_on": plan.day, "due_at": plan.time})


def _gaps(text: str, found: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Give where nothing was found yet."""
    at = 0
    for piece in sorted(found, key=lambda each: each.start):
        if piece.start > at:
            yield at, piece.start
        at = piece.start + len(piece.text)
    if at < len(text):
        yield at, len(text)


def _emails(text: str, start: int, end: int, _context: Context, _now: dt.datetime) -> Iterator[Piece]:
    for match in _EMAIL.finditer(text, start, end):
        yield Piece(match.group(), "email", match.start())


def _numbers(text: str, start: int, end: int, context: Context, _now: dt.datetime) -> Iterator[Piece]:
    for match in _NUMBER.finditer(text, start, end):
        words = [each.span() for each in _NUMBER_WORDS.finditer(text, *match.span())]
        while words:  # 13800001207 13800001208 are two numbers, 020 7946 0018 is one
            lengths = range(len(words), 0, -1)
            spans = ((number, text[words[0][0] : words[number - 1][1]]) for number in lengths)
            count, said, means = next(
                ((number, said, means) for number, said in spans if (means := _sort_of(said, context))), (1, "", "")
            )
            if said:
                yield Piece(said, means, words[0][0])
            words = words[count:]


def _sort_of(number: str, context: Context) -> str:
    """Tell whether a text is the number of a mobile or another phone; empty where it is none."""
    try:
        value = Phone().read(number, context).value or ""
    except RefusedError:
        return ""
    return "mobile" if is_mobile(value) else "phone" if value else ""


def _plans(text: str, start: int, end: int, _context: Context, now: dt.datetime) -> Iterator[Piece]:
    for between in _pieces_between(text, start, end):
        words = text[slice(*between)]
        plan = find_plan(words, now)
        if plan is None:
            continue
        first, last = plan.span
        if find_next_step(words[first:], now) is not None:  # 周三 10 点 回访大单报价
            last = len(words)
        elif attached := _WORDS.match(words, last):
            last = attached.end()
        else:  # call back next Wed
            starts = [match.start() for match in _WORDS.finditer(words, 0, first)]
            first = next((at for at in starts if find_next_step(words[at:last], now) is not None), first)
        said = words[first:last].strip()
        yield Piece(said, NEXT_STEP, between[0] + words.index(said, first))
        return  # there is one next step


def _names(text: str, start: int, end: int, found: Sequence[Piece]) -> list[Piece]:
    made: list[Piece] = []

    def is_free(means: str) -> bool:
        return not any(each.means == means for each in (*found, *made))

    for first, last in _pieces_between(text, start, end):
        words = text[first:last]
        for match in (_WORDS if has_han(words) else _ALL_OF_IT).finditer(words):
            piece = _name(match.group(), first + match.start(), is_free("contact"), is_free("name"))
            made.append(piece)
    return made


def _name(said: str, start: int, contact_is_free: bool, name_is_free: bool) -> Piece:
    if account := _SAID.match(said):
        return Piece(said[account.end() :], "wechat", start + account.end())
    if contact_is_free and _is_person(said):
        return Piece(said, "contact", start)
    if len(said) >= 6 and any(split_address(said).values.get(place) for place in _PLACES) and re.search(r"\d", said):
        return Piece(said, "address", start)
    return Piece(said, "name" if name_is_free and len(said) > 1 else "remark", start)


def _is_person(said: str) -> bool:
    if has_han(said):
        return bool(person_in(said))
    words = re.findall(r"[^\W\d_][\w'’.-]*", said)
    folded = {word.casefold().strip(".") for word in words}
    if folded & (company_words().latin_forms | _LATIN_TRADES):
        return False
    return 2 <= len(words) <= 3 and all(word[0].isupper() for word in words)


def _pieces_between(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give what stands between commas and the like."""
    at = start
    for match in _BETWEEN.finditer(text, start, end):
        if match.start() > at:
            yield at, match.start()
        at = match.end()
    if at < end:
        yield at, end
