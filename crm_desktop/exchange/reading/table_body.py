"""Tells which rows below the headings are data, and which only serve the printed sheet: totals, titles, remarks."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from crm_desktop.exchange.reading.cells import could_be_headings, filled, is_blank, normal_heading, texts_of
from crm_desktop.exchange.reading.example_row import EXAMPLE_WITHIN, is_example
from crm_desktop.exchange.reading.table_sums import TOTALS, Sums
from crm_desktop.exchange.reading.workbook import Row
from crm_desktop.fields.kind import CellValue

Reason = Literal["total", "repeated", "page", "group", "numbered", "remark", "example"]
SERIAL = frozenset({"序号", "序", "行号", "no", "sn", "#", "№", "index", "row"})
_DEMANDS = frozenset({"必填", "选填", "非必填", "可选", "Required", "required", "Optional", "optional"})
_PAGE = re.compile(r"第?\s*\d+\s*页.{0,12}|page\s*\d+(\s*(of|/)\s*\d+)?|\d+\s*/\s*\d+\s*页", re.IGNORECASE)
_LINE = re.compile(r"[\W_]+")
_SIGN = re.compile(
    r"(备注|注意?|说明|附注|提示|制表|填表|制单|经办|审核|复核|打印|导出|统计|更新|日期|时间|联系人?|电话|"
    r"notes?|remarks?|prepared|printed|exported|approved|signed|source|date|legend|as of)"
    r"(人|员|时间|日期|方式| by| on| at)?\s*\d?\s*[:：].*",
    re.IGNORECASE | re.DOTALL,
)
_ABOUT = re.compile(
    r"(以上|截至|截止|本表|此表|注[:：、]|\*|※|end of (the )?(list|report|table)).*", re.IGNORECASE | re.DOTALL
)
_SENTENCE = re.compile(r".{12,}[。.！!]", re.DOTALL)
_SUMS_UP = re.compile(r"计|汇总|total|\bsum\b|共", re.IGNORECASE)


@dataclass(slots=True)
class Body:
    """The rows of data with their numbers from 1, what was left out and why, and where another table begins."""

    rows: list[tuple[int, Row]] = field(default_factory=list)
    left_out: dict[Reason, list[tuple[int, str]]] = field(default_factory=dict)
    another: int = 0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around the body: headings by column and the index of their last line, and the texts above them.

    A printed sheet repeats these. `across` holds the rows with a cell that is merged over the better part of the table.
    """

    headings: list[str]
    last_line: int
    titles: frozenset[str]
    across: frozenset[int]
    is_known: Callable[[str], bool]


def read_body(rows: list[Row], around: Surroundings) -> Body:
    """Sort the rows below the headings."""
    return _BodyReader(rows, around).read()


class _BodyReader:
    """Goes down the rows once; `read` gives what was found."""

    def __init__(self, rows: list[Row], around: Surroundings) -> None:
        self._rows, self._around, self._start = rows, around, around.last_line + 1
        self._header_texts = texts_of(rows[around.last_line])
        self._wide = sum(map(bool, around.headings)) > 2
        self._serial = {at for at, text in enumerate(around.headings) if normal_heading(text) in SERIAL}
        self._body = Body()
        self._sums = Sums()
        self._gap = False  # a blank row, or one that is no data, stands before this one
        self._lone: set[int] = set()  # numbers of rows with a single cell
        self._after_gap: set[int] = set()

    def read(self) -> Body:
        """Sort the rows."""
        for number, row in enumerate(self._rows[self._start :], self._start + 1):
            cells = [value for value in row if value is not None and value != ""]
            if not cells or (len(cells) < 4 and is_blank(row)):
                self._gap = True
            elif self._gap and self._begins_another(number, row):
                self._body.another = number
                break
            elif number < self._start + EXAMPLE_WITHIN and is_example(row):
                self._leave_out("example", number, row)
            elif reason := self._reason(number, row, cells):
                self._leave_out(reason, number, row)
                self._gap = True
            else:
                if self._gap:
                    self._after_gap.add(number)
                self._gap = self._gap and number in self._lone  # it may be the title of another table
                self._body.rows.append((number, row))
                self._sums.add(row)
        self._trim_end()
        return self._body

    def _leave_out(self, reason: Reason, number: int, row: Row) -> None:
        text = " ".join(texts_of(row)) or " ".join(str(value) for value in row if value is not None)
        self._body.left_out.setdefault(reason, []).append((number, text))

    def _reason(self, number: int, row: Row, cells: Sequence[CellValue]) -> Reason | None:
        first = (
            cells[0] if isinstance(cells[0], str) else next((each for each in cells[1:4] if isinstance(each, str)), "")
        )
        if not first:
            return self._reason_of_figures(row, cells)
        if self._header_texts and first.strip() == self._header_texts[0] and self._repeats_header(row):
            return "repeated"
        if not self._body.rows and first.strip() in _DEMANDS and set(texts_of(row)) <= _DEMANDS:
            return "repeated"  # the line of a template that says which headings must be filled in
        if len(cells) == 1 and self._wide:
            return self._reason_of_lone(number, first.strip())
        if _SUMS_UP.search(first) and self._sums.are_in(row, first.strip()):
            return "total"
        return None

    def _reason_of_figures(self, row: Row, cells: Sequence[CellValue]) -> Reason | None:
        """Leave out rows that were numbered in advance, or in which formulas give 0."""
        if any(isinstance(value, str) for value in cells):
            return None
        said = (value for at, value in enumerate(row) if value is not None and at not in self._serial)
        return "numbered" if (self._serial or self._wide) and all(value == 0 for value in said) else None

    def _repeats_header(self, row: Row) -> bool:
        texts = texts_of(row)
        same = sum(1 for text in texts if text in self._header_texts)
        return len(texts) > 1 and same * 5 >= max(len(texts), len(self._header_texts)) * 4

    def _reason_of_lone(self, number: int, text: str) -> Reason | None:
        if text in self._around.titles:
            return "repeated"
        if _PAGE.fullmatch(text):
            return "page"
        if TOTALS.fullmatch(text) and self._body.rows:
            return "total"
        if _LINE.fullmatch(text) or number - 1 in self._around.across:
            return "group"
        self._lone.add(number)
        return None

    def _begins_another(self, number: int, row: Row) -> bool:
        """Tell whether another table's headings stand here, below a blank row."""
        if not could_be_headings(row) or self._repeats_header(row):
            return False
        known = sum(1 for text in texts_of(row) if self._around.is_known(normal_heading(text)))
        below = self._rows[number] if number < len(self._rows) else []
        titled = bool(self._body.rows) and self._body.rows[-1][0] in self._lone & self._after_gap
        banner = bool(self._body.left_out.get("group")) and self._body.left_out["group"][-1][0] == number - 1
        return known > 1 or ((known == 1 or titled or banner) and not is_blank(below) and not could_be_headings(below))

    def _trim_end(self) -> None:
        """Leave out what stands below the data: totals, remarks, signatures, the title of the next table."""
        rows = self._body.rows
        start = len(rows)
        while start and self._may_end(rows[start - 1]):
            start -= 1
        cut = next((at for at in range(start, len(rows)) if self._ends(rows[at])), len(rows))
        if self._body.another:
            while len(rows) > start and rows[-1][0] in self._lone & self._after_gap:
                rows.pop()  # its title
        for number, row in rows[cut:]:
            self._leave_out("total" if is_total(row) else "remark", number, row)
        del rows[cut:]

    def _may_end(self, numbered: tuple[int, Row]) -> bool:
        return numbered[0] in self._lone or self._ends(numbered)

    def _ends(self, numbered: tuple[int, Row]) -> bool:
        number, row = numbered
        texts = texts_of(row)
        if is_total(row):
            return True
        if not texts or len(texts) != sum(filled(row, at) for at in range(len(row))):
            return False
        if number in self._lone:
            text = texts[0]
            return bool(_SIGN.fullmatch(text) or _ABOUT.fullmatch(text)) or (
                number in self._after_gap and bool(_SENTENCE.fullmatch(text))
            )
        return self._wide and all(":" in text or "：" in text for text in texts) and any(map(_SIGN.fullmatch, texts))


def is_total(row: Row) -> bool:
    """Tell whether a row begins with the word for a total."""
    texts = texts_of(row)
    return bool(texts) and TOTALS.fullmatch(texts[0]) is not None
