"""Finds out what each column of a table means: by its heading in either language, its spelling, or its cells."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Literal

from crm_desktop.base.errors import InvalidValueError, UnknownFieldError
from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.exchange.headings import (
    known_headings,
    no_such_place,
    places,
    read_numbered,
    split_numbers,
    with_numbers,
)
from crm_desktop.exchange.importing.choices import ColumnKey
from crm_desktop.exchange.importing.chosen_columns import chosen_columns
from crm_desktop.exchange.importing.join_columns import may_join, name_piece
from crm_desktop.exchange.reading.find_header import Table, filled, normal_heading
from crm_desktop.fields.kind import CellValue, DateOrder, plain_text, tidy

Reason = Literal["asked", "remembered", "preset", "synonym", "fuzzy", "content", "leftover", ""]
DELIBERATE: frozenset[Reason] = frozenset({"asked", "remembered", "preset"})
IGNORED = frozenset(
    normal_heading(word)
    for word in (
        *("序号", "序", "#", "行号", "业务员", "负责销售", "销售", "销售员", "跟进人", "录入人", "创建人"),
        *("操作", "操作人", "所属人", "归属人", "sn", "no", "no.", "№", "index", "row", "owner"),
        *("原因", "建议", "原表行号", "reason", "suggestion", "row in the sheet"),  # of our list of refused rows
    )
)
_STRENGTH: dict[Reason, int] = {
    "asked": 6, "remembered": 5, "preset": 4, "synonym": 3, "fuzzy": 2, "content": 1, "leftover": 0, "": -1,
}  # fmt: skip
_DECORATION = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]|[*＊:：]")
_CONTENTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("mobile", re.compile(r"(\+?86[- ]?)?1[3-9]\d[- ]?[\d*]{4}[- ]?\d{4}(\.0)?")),
    ("email", re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")),
    ("credit_code", re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}", re.IGNORECASE)),
    ("phone", re.compile(r"\(?0\d{2,3}\)?[- ]?\d{7,8}([-转]\d+)?|[48]00-?\d{3}-?\d{4}")),
    ("website", re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)),
    ("address", re.compile(r".{2,8}[省市州].{1,8}[市区县州].{2,}")),
    ("name", re.compile(r".{2,30}(公司|商行|商店|文具店|经营部|工厂|厂|店|超市|Ltd\.?|GmbH|Inc\.?|LLC)")),
)
SAMPLES = 60
REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Match:
    """What one column means; `target` is a place such as `contact#2.mobile`, None where it is left out.

    `joins` tells that other columns on the same place are joined with this one, `labelled` that the heading stands
    in front of each value. `values` says what cells are read as, by their text in small letters, `date_order` how
    01-03-2024 is meant.
    """

    column: int
    heading: str
    target: str | None
    reason: Reason
    joins: bool = False
    labelled: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    date_order: DateOrder | None = None


def match_columns(
    table: Table,
    entity: str,
    mapping: Mapping[ColumnKey, str | None] | None = None,
    *,
    told: Mapping[int, tuple[str | None, Reason]] | None = None,
) -> list[Match]:
    """Match each column; `mapping` (heading to place, or None to leave it out) overrules.

    `told` is what is known by column number, as remembered or from a preset; it goes before what headings say.
    Raises `UnknownFieldError` for a heading or a place of the mapping that is not there.
    """
    sure: dict[int, tuple[str | None, Reason]] = dict(told or {})
    for at, said in chosen_columns(mapping or {}, table, alone=True).items():
        sure[at] = _known_place(said, entity), "asked"
    matches = [
        Match(at, heading, *sure[at]) if at in sure else _match(table, entity, at, heading)
        for at, heading in enumerate(table.headings)
    ]
    matches = _whose_name(_name_pieces(matches, entity), entity)
    matches = _numbered(_joined(matches, entity), entity)
    return _without_weaker([_with_heading_in_front(match, entity) for match in matches])


def _known_place(said: str | None, entity: str) -> str | None:
    if not said:
        return None
    if split_numbers(said)[0] not in places(entity):
        raise UnknownFieldError(no_such_place(said, entity))
    return with_numbers(*split_numbers(said))


def refuse_conflicts(matches: list[Match], entity: str) -> None:
    """Raise `InvalidValueError` where two columns bring one field that can only be brought once."""
    seen: dict[str, Match] = {}
    for match in matches:
        if match.target is None or match.labelled:
            continue
        other = seen.setdefault(match.target, match)
        if other is not match and not (match.joins and other.joins):
            labels = " ".join(_(label) for label in places(entity)[split_numbers(match.target)[0]].labels)
            message = _("The columns “{one}” and “{other}” both bring “{field}”. Choose one, and leave the other out.")
            raise InvalidValueError(message.format(one=other.heading, other=match.heading, field=labels))


def is_of_no_use(heading: str) -> bool:
    """Tell whether a column says nothing to a person who works alone: running numbers, who typed it in."""
    return normal_heading(heading) in IGNORED


def _match(table: Table, entity: str, at: int, heading: str) -> Match:
    words = normal_heading(heading)
    if is_of_no_use(heading):
        return Match(at, heading, None, "")
    if words and (target := by_heading(heading, entity)):
        return Match(at, heading, target, "synonym")
    if words and (target := _by_spelling(words, entity)):
        return Match(at, heading, target, "fuzzy")
    target = _by_content([row[at] for row in table.rows if filled(row, at)][:SAMPLES], entity)
    return Match(at, heading, target, "content" if target else "")


def by_heading(heading: str, entity: str) -> str | None:
    """Tell the place that a heading names, also one with a number, a unit in brackets or “customer” before it."""
    for said in dict.fromkeys((heading, _DECORATION.sub("", heading))):
        words = normal_heading(said)
        found = known_headings(entity).get(words) or read_numbered(entity, words)
        if found:
            return found
        for before in ("客户", "customer", "公司", "company"):
            if words.startswith(before) and (found := known_headings(entity).get(words.removeprefix(before))):
                return found
    return None


def _by_spelling(words: str, entity: str) -> str | None:
    """Find the heading that is spelt almost so: “Adress”, “custmer name”, “联系电活”."""
    shortest = 5 if words.isascii() else 3
    if len(words) < shortest:
        return None
    close = get_close_matches(words, known_headings(entity), n=1, cutoff=0.74 if not words.isascii() else 0.84)
    return known_headings(entity)[close[0]] if close else None


def _by_content(samples: list[CellValue], entity: str) -> str | None:
    """Tell what most of the cells look like."""
    texts = [tidy(plain_text(value)) for value in samples]
    for target, pattern in _CONTENTS:
        fitting = sum(1 for text in texts if pattern.fullmatch(text))
        if target in places(entity) and fitting * 10 > len(texts) * 6:
            return target
    return None


def _whose_name(matches: list[Match], entity: str) -> list[Match]:
    """In a list of people (“姓名, 手机”) the person is the customer."""
    title = entity_named(entity).title
    if entity != "customer" or any(match.target == title for match in matches):
        return matches
    person = next((match for match in matches if match.target == "contact" and _is_free(match)), None)
    if person is None:
        return matches
    return [
        replace(match, target=title) if match is person or (match.target == "contact" and person.joins) else match
        for match in matches
    ]


def _name_pieces(matches: list[Match], entity: str) -> list[Match]:
    """Where first and last name stand in columns of their own, both bring the name of the person."""
    pieces = {match.column: piece for match in matches if _is_free(match) and (piece := name_piece(match.heading))}
    if set(pieces.values()) != {"family", "given"}:
        return matches
    person = "contact" if "contact" in places(entity) else entity_named(entity).title
    if any(match.target == person and match.column not in pieces for match in matches):
        return matches
    return [
        replace(match, target=person, reason="synonym", joins=True) if match.column in pieces else match
        for match in matches
    ]


def _is_free(match: Match) -> bool:
    return match.reason not in DELIBERATE


def _joined(matches: list[Match], entity: str) -> list[Match]:
    """Let columns that a person put on one field be joined, where its kind allows that."""
    headings: dict[str, list[str]] = {}
    for match in matches:
        if match.target and match.reason in DELIBERATE:
            headings.setdefault(match.target, []).append(match.heading)
    joining = {
        target
        for target, several in headings.items()
        if len(several) > 1 and may_join(places(entity)[split_numbers(target)[0]], several, entity)
    }
    return [
        replace(match, joins=True) if match.target in joining and match.reason in DELIBERATE else match
        for match in matches
    ]


def _with_heading_in_front(match: Match, entity: str) -> Match:
    """Keep the heading before the values of a column that goes into the remark without being one."""
    if match.target == REMARK and match.reason in DELIBERATE and by_heading(match.heading, entity) != REMARK:
        return replace(match, labelled=bool(match.heading))
    return match


def _numbered(matches: list[Match], entity: str) -> list[Match]:
    """Give the second mobile, the second address and so on their numbers; own fields stay as they are."""
    deliberate = {match.target for match in matches if match.reason in DELIBERATE and match.target}
    taken: set[str] = set()
    numbered: list[Match] = []
    for match in matches:
        first = match.reason in DELIBERATE and match.target not in taken
        if match.target is None or match.joins or first:
            taken.add(match.target or "")
            numbered.append(match)
            continue
        name, numbers = split_numbers(match.target)
        target, number = match.target, numbers[0]
        while target in taken | deliberate and _repeats(name, entity) and number < 100:
            number += 1
            target = with_numbers(name, (number, *numbers[1:]))
        taken.add(target)
        numbered.append(replace(match, target=target))
    return numbered


def _repeats(name: str, entity: str) -> bool:
    """Tell whether several columns may bring this: channels, and parts as a whole."""
    place = places(entity)[name]
    return place.entity != entity and place.is_value and len(place.steps) == 1


def _without_weaker(matches: list[Match]) -> list[Match]:
    """Where a guess competes with a heading that says it, leave the guess out."""
    best: dict[str, int] = {}
    for match in matches:
        if match.target and not match.labelled:
            best[match.target] = max(best.get(match.target, -1), _STRENGTH[match.reason])
    return [
        replace(match, target=None, reason="") if _STRENGTH[match.reason] < best.get(match.target or "", -1) else match
        for match in matches
    ]
