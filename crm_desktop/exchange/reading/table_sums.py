"""Recognises rows that sum up the rows above them, also in the middle of a table: 华东小计, East Total."""

import re
from decimal import Decimal

from crm_desktop.exchange.reading.workbook import Row
from crm_desktop.fields.kind import CellValue

TOTALS = re.compile(
    r"((本页|本月|本年|全部)?[合总小共累]\s*计|(grand |sub|page )?-?\s?totals?|sum|共\s*\d+\s*[家个户条行人位].{0,8})"
    r"[:：]?",
    re.IGNORECASE,
)
_PART = re.compile(r"(?P<of>.*?)\s*[-—:：]?\s*([合总小]\s*计|汇总|(sub)?total)[:：]?", re.IGNORECASE)
_ALWAYS = re.compile(r"(本页|本月)?\s*小\s*计[:：]?|sub-?\s?totals?[:：]?|page totals?[:：]?", re.IGNORECASE)


class Sums:
    """Remembers what the rows since the last sum hold, as far as it is needed to know a sum."""

    def __init__(self) -> None:
        self._rows: list[Row] = []

    def add(self, row: Row) -> None:
        """Take a row of data in."""
        self._rows.append(row)

    def are_in(self, row: Row, first: str) -> bool:
        """Tell whether a row sums up: it says so, and it names the group above it or its figures add up.

        A customer who is called “合计” or “Acme Total” does neither.
        """
        if not self._rows or sum(isinstance(value, str) and not _is_figure(value) for value in row) != 1:
            return False
        part = _PART.fullmatch(first)
        if _ALWAYS.fullmatch(first):
            found = True
        elif part and part["of"]:
            found = any(part["of"] == value for value in self._rows[-1] if isinstance(value, str))
            found = found or self._adds_up(row)
        else:
            found = bool(TOTALS.fullmatch(first)) and self._adds_up(row)
        if found:
            self._rows = self._rows[-1:] if part and part["of"] else []
        return found

    def _adds_up(self, row: Row) -> bool:
        """Tell whether a figure is the sum of the ones above it."""
        for at, value in enumerate(row):
            if isinstance(value, (int, float)) and not isinstance(value, bool) and len(self._rows) > 1:
                above = [_number(each[at]) for each in self._rows if at < len(each)]
                if abs(sum(above) - _number(value)) < Decimal("0.01"):
                    return True
        return False


def _number(value: CellValue) -> Decimal:
    return Decimal(repr(value)) if isinstance(value, (int, float)) and not isinstance(value, bool) else Decimal(0)


def _is_figure(text: str) -> bool:
    return not any(character.isalpha() for character in text)
