"""Finds out what each column of a table means: by its heading in either language, its spelling, or its cells."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Literal

from crm_desktop.base.errors import InvalidValueError, UnknownFieldError
from crm_desktop.base.i18n import _
from crm_desktop.entities import entity_named
from crm_desktop.exchange.choices import ColumnKey
from crm_desktop.exchange.find_header import Table, filled, normal_heading
from crm_desktop.exchange.headings import known_headings, places, read_numbered, split_numbers, with_numbers
from crm_desktop.fields.kind import CellValue, plain_text, tidy
from crm_desktop.fields.kinds.long_text import LongText
from crm_desktop.fields.kinds.tags import Tags

Reason = Literal["synonym", "fuzzy", "content", "asked", ""]
IGNORED = frozenset(
    normal_heading(word)
    for word in (
        *("序号", "序", "#", "行号", "业务员", "负责销售", "销售", "销售员", "跟进人", "录入人", "创建人"),
        *("操作", "操作人", "所属人", "归属人", "sn", "no", "no.", "№", "index", "row", "owner"),
        *("原因", "建议", "原表行号", "reason", "suggestion", "row in the sheet"),  # of our list of refused rows
    )
)
_STRENGTH: dict[Reason, int] = {"asked": 3, "synonym": 2, "fuzzy": 1, "content": 0, "": -1}
_DECORATION = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]|[*＊:：]")
_CONTENTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("mobile", re.compile(r"(\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(\.0)?")),
    ("email", re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")),
    ("credit_code", re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}", re.IGNORECASE)),
    ("phone", re.compile(r"\(?0\d{2,3}\)?[- ]?\d{7,8}([-转]\d+)?|[48]00-?\d{3}-?\d{4}")),
    ("website", re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)),
    ("address", re.compile(r".{2,8}[省市州].{1,8}[市区县州].{2,}")),
    ("name", re.compile(r".{2,30}(公司|商行|商店|文具店|经营部|工厂|厂|店|超市|Ltd\.?|GmbH|Inc\.?|LLC)")),
)
SAMPLES = 60


@dataclass(frozen=True, slots=True)
class Match:
    """What one column means; `target` is a place such as `contact#2.mobile`, None where it is left out."""

    column: int
    heading: str
    target: str | None
    reason: Reason


def match_columns(table: Table, entity: str, mapping: Mapping[ColumnKey, str | None] | None = None) -> list[Match]:
    """Match each column; `mapping` (heading to place, or None to leave it out) overrules.

    Raises `UnknownFieldError` for a heading or a place of the mapping that is not there.
    """
    asked = _asked(table, entity, mapping or {})
    matches = [
        Match(at, heading, asked[at], "asked") if at in asked else _match(table, entity, at, heading)
        for at, heading in enumerate(table.headings)
    ]
    return _without_weaker(_numbered(_whose_name(matches, entity), entity))


def refuse_conflicts(matches: list[Match], entity: str) -> None:
    """Raise `InvalidValueError` where two columns bring one field that can only be brought once."""
    seen: dict[str, Match] = {}
    for match in matches:
        if match.target is None:
            continue
        other = seen.setdefault(match.target, match)
        if other is not match and not (match.reason == other.reason == "asked" and _joins(match.target, entity)):
            labels = " ".join(_(label) for label in places(entity)[split_numbers(match.target)[0]].labels)
            message = _("The columns “{one}” and “{other}” both bring “{field}”. Choose one, and leave the other out.")
            raise InvalidValueError(message.format(one=other.heading, other=match.heading, field=labels))


def _joins(target: str, entity: str) -> bool:
    return isinstance(places(entity)[split_numbers(target)[0]].kind, (LongText, Tags))


def _asked(table: Table, entity: str, mapping: Mapping[ColumnKey, str | None]) -> dict[int, str | None]:
    """Find the columns of the mapping: by number, by heading, else by letter."""
    asked: dict[int, str | None] = {}
    normal = [normal_heading(heading) for heading in table.headings]
    for key, target in mapping.items():
        at = key[1] if isinstance(key, tuple) else _column_named(key, table, normal)
        if at is None or at >= len(table.headings):
            known = ", ".join(heading for heading in table.headings if heading)
            message = _("There is no column “{heading}”. The sheet has: {known}.")
            raise UnknownFieldError(message.format(heading=key, known=known))
        if target and split_numbers(target)[0] not in places(entity):
            known = ", ".join(places(entity))
            message = _("There is no field “{name}” here. Known fields: {known}.")
            raise UnknownFieldError(message.format(name=target, known=known))
        asked[at] = with_numbers(*split_numbers(target)) if target else None
    return asked


def _column_named(heading: str, table: Table, normal: list[str]) -> int | None:
    if heading in table.headings:
        return table.headings.index(heading)
    if normal_heading(heading) in normal and normal_heading(heading):
        return normal.index(normal_heading(heading))
    return table.letters.index(heading.upper()) if heading.upper() in table.letters else None


def _match(table: Table, entity: str, at: int, heading: str) -> Match:
    words = normal_heading(heading)
    if words and words in IGNORED:
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
    for at, match in enumerate(matches):
        if match.target == "contact" and match.reason != "asked":
            return [*matches[:at], replace(match, target=title), *matches[at + 1 :]]
    return matches


def _numbered(matches: list[Match], entity: str) -> list[Match]:
    """Give the second mobile, the second address and so on their numbers; own fields stay as they are."""
    taken: set[str] = {match.target for match in matches if match.reason == "asked" and match.target}
    numbered: list[Match] = []
    for match in matches:
        if match.target is None or match.reason == "asked":
            numbered.append(match)
            continue
        name, numbers = split_numbers(match.target)
        target, number = match.target, numbers[0]
        while target in taken and _repeats(name, entity) and number < 100:
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
        if match.target:
            best[match.target] = max(best.get(match.target, -1), _STRENGTH[match.reason])
    return [
        replace(match, target=None, reason="") if _STRENGTH[match.reason] < best.get(match.target or "", -1) else match
        for match in matches
    ]
