"""Reads the headings of a table, also in two lines: 联系人 above 姓名 | 电话 is 联系人姓名, 联系人电话."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from crm_desktop.exchange.reading.cells import (
    could_be_heading,
    could_be_headings,
    filled,
    heading_at,
    is_blank,
    normal_heading,
    texts_of,
)
from crm_desktop.exchange.reading.workbook import Merged, Row, Sheet

IsKnown = Callable[[str], bool]
# What a group's name may end in without changing what it names: “联系人信息”, “Contact details”.
_ENDING = re.compile(r"(信息|资料|情况|明细|details?|info|information|data)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings by column, and the first and the last of their lines, as row indexes."""

    first: int
    last: int
    texts: list[str]


@dataclass(frozen=True, slots=True)
class _Group:
    text: str
    merged: bool  # over several columns, by the sheet's own word
    own: bool  # the group's cell stands in this very column


def read_headings(sheet: Sheet, index: int, is_known: IsKnown) -> Headings:
    """Read the headings in the row `index` and in the line above or below that belongs to them."""
    rows = sheet.rows
    if index + 1 < len(rows) and _is_second_line(sheet, index, is_known):
        first, last = index, index + 1
    elif index and _is_line_of_groups(sheet, index - 1, is_known):
        first, last = index - 1, index
    else:
        return Headings(index, index, [heading_at(rows[index], at) for at in range(len(rows[index]))])
    groups = _groups(sheet, first)
    below = [heading_at(rows[last], at) for at in range(max(len(rows[first]), len(rows[last])))]
    return Headings(first, last, _joined(groups, below, is_known))


def _is_second_line(sheet: Sheet, index: int, is_known: IsKnown) -> bool:
    """Tell whether the row below is a second line: headings that stand under groups, and not the first data."""
    above, below = sheet.rows[index], sheet.rows[index + 1]
    reaching = _reaching_down(sheet.merged, index)
    new = [at for at in range(len(below)) if filled(below, at) and at not in reaching]
    if not new or not all(isinstance(below[at], str) and could_be_heading(heading_at(below, at)) for at in new):
        return False
    groups = _groups(sheet, index)
    said = [at for at in new if at in groups and (_known(groups[at].text, heading_at(below, at), is_known))]
    if all(at in groups and groups[at].merged for at in new):
        return bool(said) or len(reaching) > 0
    return len(new) > 1 and len(said) == len(new) and any(not filled(above, at) for at in new)


def _is_line_of_groups(sheet: Sheet, index: int, is_known: IsKnown) -> bool:
    """Tell whether a row above the headings names groups of them; a title over the whole table does not."""
    if is_blank(sheet.rows[index]):
        return False
    groups, below = _groups(sheet, index), sheet.rows[index + 1]
    under = [at for at in range(len(below)) if filled(below, at)]
    names = {groups[at].text for at in under if at in groups}
    if any(groups[at].merged for at in under if at in groups):
        return not (len(names) == 1 and all(at in groups for at in under))
    joined = [_variants(groups[at].text, heading_at(below, at)) for at in under if at in groups]
    return len(names) > 1 and any(is_known(normal_heading(text)) for texts in joined for text in texts)


def _groups(sheet: Sheet, index: int) -> dict[int, _Group]:
    """Give for each column the text of the line `index` that reaches over it."""
    row = sheet.rows[index]
    spans = {left: right for top, left, bottom, right in sheet.merged if top <= index <= bottom and right > left}
    groups: dict[int, _Group] = {}
    text, reach = "", 0
    for at in range(max(len(row), *(right + 1 for right in spans.values()), 0)):
        if filled(row, at):
            text, reach = heading_at(row, at), spans.get(at, 0)
            groups[at] = _Group(text, reach > 0, own=True)
        elif text and (at <= reach if reach else not spans):
            groups[at] = _Group(text, reach > 0, own=False)
    if not spans:  # the last text of a line without merged cells reaches over what has headings below
        width = len(sheet.rows[index + 1]) if index + 1 < len(sheet.rows) else 0
        groups |= {at: _Group(text, merged=False, own=False) for at in range(len(row), width) if text}
    return groups


def _reaching_down(merged: tuple[Merged, ...], index: int) -> set[int]:
    """Give the columns whose cell of the row `index` is merged with the one below."""
    return {at for top, left, bottom, right in merged if top <= index < bottom for at in range(left, right + 1)}


def _joined(groups: dict[int, _Group], below: list[str], is_known: IsKnown) -> list[str]:
    """Give the headings out of groups and second line: what we know together, else the second line by itself.

    Where two columns would be called the same then, the group's name is needed to tell them apart.
    """
    texts: list[str] = []
    unsure: list[int] = []
    for at, own in enumerate(below):
        group = groups.get(at)
        if group is None or not own or group.text == own:
            texts.append(own or (group.text if group and group.own else ""))
            continue
        together = [text for text in _variants(group.text, own) if is_known(normal_heading(text))]
        texts.append(together[0] if together else own)
        if not together:
            unsure.append(at)
    return [
        _variants(groups[at].text, text)[0]
        if at in unsure and (texts.count(text) > 1 or (groups[at].merged and not is_known(normal_heading(text))))
        else text
        for at, text in enumerate(texts)
    ]


def _known(group: str, own: str, is_known: IsKnown) -> bool:
    return any(is_known(normal_heading(text)) for text in (own, *_variants(group, own)))


def _variants(group: str, own: str) -> list[str]:
    """Give what group and heading may mean together."""
    between = " " if group[-1:].isascii() and own[:1].isascii() else ""
    shorter = _ENDING.sub("", group).strip()
    return [f"{group}{between}{own}", *([f"{shorter}{between}{own}"] if shorter and shorter != group else [])]


def header_row_of(rows: list[Row], is_known: IsKnown, look_at: int) -> int | None:
    """Give the row with most headings that we know, else the first that can be one."""
    first = [(index, row) for index, row in enumerate(rows[:look_at]) if not is_blank(row)]
    known = {
        index: len({heading for text in texts_of(row) if is_known(heading := normal_heading(text))})
        for index, row in first
    }
    best = max(known, key=lambda index: (known[index], -index), default=None)
    # One known word in a wide row may be chance (a customer called “电话”); in a narrow one it is the heading.
    if best is not None and known[best] > 0 and (known[best] > 1 or len(texts_of(rows[best])) <= 3):
        return best
    return next((index for index, row in first if could_be_headings(row)), None)
