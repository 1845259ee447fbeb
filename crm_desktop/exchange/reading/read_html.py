"""Reads the largest table of a web page: many back-offices save one under the name of an Excel file."""

import email
import email.policy
import re
from dataclasses import replace
from html.parser import HTMLParser

from crm_desktop.exchange.reading.read_text import decoded, find_encoding, unwrapped
from crm_desktop.exchange.reading.refusals import damaged, page_without_table, too_large, too_many_rows
from crm_desktop.exchange.reading.sheet_remarks import other_tables, with_first_part_told
from crm_desktop.exchange.reading.workbook import MAX_COLUMNS, MAX_ROWS, Merged, Place, Row, Sheet

_CHARSET = re.compile(rb"charset=[\"']?([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
# What pages say of themselves; a page that says gb2312 holds characters of its successors.
_SAID = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-1", "windows-1252", "us-ascii"), "cp1252"),
    **{name: name for name in ("shift_jis", "euc-jp", "euc-kr", "windows-1250", "windows-1251", "iso-8859-15")},
}
_ROUNDED = re.compile(r"-?\d+(\.\d+)?E[+-]\d+", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n]+")  # but not the spaces that do not break


def read_html(data: bytes, name: str, encoding: str | None, *, first_part: bool = False) -> tuple[Sheet, str]:
    """Read the largest table of a page and tell the page's encoding."""
    found = encoding or _encoding(data)
    text, told = decoded(data, found, chosen=bool(encoding))
    tables = _tables(text, first_part=first_part)
    if not tables.found:
        raise page_without_table()
    sheet = tables.largest(name)
    return replace(sheet, told=(*told, *sheet.told)), found


def read_mhtml(data: bytes, name: str, first_part: bool) -> tuple[Sheet, ...]:
    """Read a page that was saved as one file (“Single File Web Page”): a sheet for each part with a table."""
    sheets: list[Sheet] = []
    for part in email.message_from_bytes(data, policy=email.policy.compat32).walk():
        raw = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(raw, bytes) and b"<table" in raw.lower():
            title = f"{name} {len(sheets) + 1}" if sheets else name
            sheets.append(read_html(raw, title, None, first_part=first_part)[0])
    if not sheets:
        raise page_without_table()
    return tuple(sheets)


def _encoding(data: bytes) -> str:
    said = _CHARSET.search(data[:4096])
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf"))
    named = _SAID.get(said[1].decode("ascii").lower()) if said and not marked else None
    try:
        data.decode(named or "utf-8")
    except UnicodeDecodeError:
        named = None
    return named or find_encoding(data)


def _tables(text: str, *, first_part: bool) -> "_Tables":
    tables = _Tables(first_part=first_part)
    try:
        tables.feed(text)
        tables.close()
    except AssertionError:  # the parser's word for a declaration that it cannot make out
        raise damaged() from None
    return tables


class _Table:
    """A table while it is read: its rows, and the cells that reach down into rows to come."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.merged: list[Merged] = []
        self.hidden: set[int] = set()
        self.cut = False
        self.below: dict[int, tuple[str, int]] = {}  # column to text and how many rows it still covers

    def fill_from_above(self) -> None:
        """Repeat what reaches down into the next cells of the last row."""
        row = self.rows[-1]
        while (over := self.below.get(len(row))) and over[1] > 0 and len(row) < MAX_COLUMNS:
            self.below[len(row)] = (over[0], over[1] - 1)
            row.append(over[0] or None)

    def add(self, text: str, span: Place) -> None:
        """Add a cell that covers so many rows and columns."""
        self.fill_from_above()
        row, (down, right) = self.rows[-1], span
        if len(row) + right > MAX_COLUMNS:
            raise too_large()
        if down > 1:
            self.below.update({len(row) + at: (text if not at else "", down - 1) for at in range(right)})
        if (down > 1 or right > 1) and text:
            self.merged.append((len(self.rows) - 1, len(row), len(self.rows) + down - 2, len(row) + right - 1))
        row.append(text or None)
        row.extend([None] * (right - 1))


class _Tables(HTMLParser):
    """Collects the rows of each table; a table inside a cell is a table of its own."""

    def __init__(self, *, first_part: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[_Table] = []
        self._first_part = first_part
        self._open: list[_Table] = []
        self._text: list[str] | None = None
        self._span = (1, 1)
        self._number = ""  # what Excel writes beside a number that it shows as 1.38E+10
        self._silent = ""  # the element whose text is not shown: a style, a script

    def largest(self, name: str) -> Sheet:
        """Give the table with most rows as a sheet."""
        most = max(self.found, key=lambda table: sum(1 for row in table.rows if any(row)))
        others = sum(1 for table in self.found if len(table.rows) > 1)
        told = (other_tables(others),) if others > 1 else ()
        hidden = frozenset(most.hidden)
        sheet = Sheet(name, most.rows, merged=tuple(most.merged), hidden_rows=hidden, told=told)
        return with_first_part_told(sheet) if most.cut else sheet

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row, a cell or a line in a cell."""
        if tag == "table":
            self._end_cell()
            self.found.append(_Table())
            self._open.append(self.found[-1])
        elif tag in {"style", "script"}:
            self._silent = tag
        elif not self._open:
            return
        elif tag == "tr":
            self._begin_row(dict(attrs))
        elif tag in {"td", "th"} and not self._open[-1].cut:
            self._end_cell()
            if not self._open[-1].rows:
                self._open[-1].rows.append([])
            given = dict(attrs)
            self._span = (_number(given.get("rowspan"), MAX_ROWS), _number(given.get("colspan"), MAX_COLUMNS))
            self._number = given.get("x:num") or ""
            self._text = []
        elif tag in {"br", "p", "div"} and self._text:
            self._text.append("\n")

    def _begin_row(self, given: dict[str, str | None]) -> None:
        self._end_cell()
        table = self._open[-1]
        if len(table.rows) >= MAX_ROWS and not self._first_part:
            raise too_many_rows()
        table.cut = table.cut or len(table.rows) >= MAX_ROWS
        if not table.cut:
            self._end_row()
            table.rows.append([])
            if "display:none" in (given.get("style") or "").replace(" ", "").lower():
                table.hidden.add(len(table.rows) - 1)

    def handle_endtag(self, tag: str) -> None:
        """End what is open."""
        if tag == self._silent:
            self._silent = ""
        if tag in {"td", "th", "tr", "table"}:
            self._end_cell()
        if tag == "table" and self._open:
            self._end_row()
            self._open.pop()

    def _end_row(self) -> None:
        if self._open[-1].rows:
            self._open[-1].fill_from_above()

    def handle_data(self, data: str) -> None:
        """Take the text of a cell."""
        if self._text is not None and not self._silent:
            self._text.append(_SPACES.sub(" ", data))

    def _end_cell(self) -> None:
        if self._text is None or not self._open:
            return
        said, self._text = "".join(self._text), None
        lines = [line.strip(" ") for line in said.split("\n")]
        text = "\n".join(line for line in lines if line)
        if self._number and _ROUNDED.fullmatch(text):
            text = self._number
        self._open[-1].add(unwrapped(text) or "", self._span)


def _number(text: str | None, most: int) -> int:
    return min(int(text), most) if text and text.isascii() and text.isdigit() and 0 < len(text) < 7 and int(text) else 1
