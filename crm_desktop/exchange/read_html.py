"""Reads the first table of a web page: many back-offices save one under the name of an Excel file."""

import re
from html.parser import HTMLParser

from crm_desktop.exchange.read_text import find_encoding
from crm_desktop.exchange.refusals import page_without_table, too_large
from crm_desktop.exchange.workbook import MAX_COLUMNS, MAX_ROWS, Row, Sheet

_CHARSET = re.compile(rb"charset=[\"']?([A-Za-z0-9_-]{2,20})", re.IGNORECASE)


def read_html(data: bytes, name: str, encoding: str | None) -> tuple[Sheet, str]:
    """Read the largest table of a page and tell the page's encoding."""
    said = _CHARSET.search(data[:4096])
    found = encoding or (said[1].decode("ascii") if said else find_encoding(data))
    try:
        text = data.decode(found)
    except (UnicodeDecodeError, LookupError):
        found = find_encoding(data)
        text = data.decode(found, "replace")
    tables = _Tables()
    tables.feed(text)
    tables.close()
    if not tables.found:
        raise page_without_table()
    return Sheet(name, max(tables.found, key=len)), found


class _Tables(HTMLParser):
    """Collects the rows of each table; a cell over several rows is repeated in them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[list[Row]] = []
        self._text: list[str] | None = None
        self._below: dict[int, tuple[str, int]] = {}  # column to text and how many rows it still covers
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.found.append([])
            self._below = {}
        elif tag == "tr" and self.found:
            self._end_cell()
            self.found[-1].append([])
            if len(self.found[-1]) > MAX_ROWS:
                raise too_large()
        elif tag in {"td", "th"} and self.found and self.found[-1]:
            self._end_cell()
            given = dict(attrs)
            self._span = (_number(given.get("rowspan")), _number(given.get("colspan")))
            self._text = []
        elif tag == "br" and self._text is not None:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"}:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _end_cell(self) -> None:
        if self._text is None:
            return
        text, self._text = "".join(self._text).strip(), None
        row, (down, right) = self.found[-1][-1], self._span
        while (over := self._below.get(len(row))) and over[1] > 0:
            self._below[len(row)] = (over[0], over[1] - 1)
            row.append(over[0] or None)
        if down > 1:
            self._below[len(row)] = (text, down - 1)
        row.append(text or None)
        row.extend([None] * (right - 1))


def _number(text: str | None) -> int:
    return min(int(text), MAX_COLUMNS) if text and text.isdigit() and 0 < len(text) < 6 and int(text) else 1
