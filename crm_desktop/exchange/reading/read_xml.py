"""Reads “XML Spreadsheet 2003”, which many back-offices write under the name of an Excel file."""

import datetime as dt
import io
import re
from xml.etree.ElementTree import Element, ParseError

from crm_desktop.exchange.reading.refusals import damaged, too_large, too_many_rows
from crm_desktop.exchange.reading.sheet_remarks import with_first_part_told
from crm_desktop.exchange.reading.wire import plain
from crm_desktop.exchange.reading.workbook import MAX_COLUMNS, MAX_ROWS, Merged, Place, Row, Sheet, fill_down
from crm_desktop.fields.kind import CellValue

_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_SS = f"{{{_NAMESPACE}}}"
_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?(E[+-]?\d+)?", re.IGNORECASE)


def is_xml_workbook(data: bytes) -> bool:
    """Tell whether a file is such a workbook."""
    return _NAMESPACE.encode() in data[:8192] and b"<Workbook" in data[:8192].replace(b"ss:", b"")


def read_xml(data: bytes, first_part: bool) -> tuple[Sheet, ...]:
    """Read its sheets; raises `UnreadableSpreadsheetError` for XML that is broken or defines entities."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    sheets: list[Sheet] = []
    reader: _SheetReader | None = None
    try:
        for event, element in iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True):
            if event == "start" and element.tag == f"{_SS}Worksheet":
                reader = _SheetReader(element.get(f"{_SS}Name", ""), first_part=first_part)
            elif reader is None or event == "start":
                continue
            elif element.tag == f"{_SS}Column":
                reader.take_column(element)
            elif element.tag == f"{_SS}Row":
                reader.take_row(element)
                element.clear()
            elif element.tag.endswith("}Visible"):
                reader.visible = (element.text or "") not in {"SheetHidden", "SheetVeryHidden"}
            elif element.tag == f"{_SS}Worksheet":
                sheets.append(reader.sheet())
                reader = None
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise damaged() from None
    if not sheets:
        raise damaged()
    return tuple(sheets)


class _SheetReader:
    """Puts the rows of one sheet together."""

    def __init__(self, name: str, *, first_part: bool) -> None:
        self.visible = True
        self._name = name
        self._first_part = first_part
        self._cut = False
        self._rows: list[Row] = []
        self._columns = 0
        self._merged: list[Merged] = []
        self._notes: dict[Place, str] = {}
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()

    def sheet(self) -> Sheet:
        """Give the sheet as far as it was read."""
        fill_down(self._rows, self._merged)
        sheet = Sheet(
            self._name,
            self._rows,
            visible=self.visible,
            merged=tuple(self._merged),
            notes=self._notes,
            hidden_rows=frozenset(self._hidden_rows),
            hidden_columns=frozenset(self._hidden_columns),
        )
        return with_first_part_told(sheet) if self._cut else sheet

    def take_column(self, element: Element) -> None:
        """Note a hidden column."""
        first = _number(element, "Index", self._columns + 1) - 1
        end = min(first + 1 + _number(element, "Span", 0), MAX_COLUMNS)
        if element.get(f"{_SS}Hidden") == "1":
            self._hidden_columns.update(range(first, end))
        self._columns = end

    def take_row(self, element: Element) -> None:
        """Add a row; a row that names its number leaves blank ones before it."""
        number = _number(element, "Index", len(self._rows) + 1)
        if number > MAX_ROWS and not self._first_part:
            raise too_many_rows()
        self._cut = self._cut or number > MAX_ROWS
        if self._cut:
            return
        self._rows.extend([] for _ in range(number - 1 - len(self._rows)))
        if element.get(f"{_SS}Hidden") == "1":
            self._hidden_rows.add(number - 1)
        row: Row = []
        for cell in element.iter(f"{_SS}Cell"):
            self._take_cell(cell, row, number - 1)
        self._rows.append(row)

    def _take_cell(self, cell: Element, row: Row, at: int) -> None:
        column = _number(cell, "Index", len(row) + 1) - 1
        right, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
        if column + right >= MAX_COLUMNS:
            raise too_large()
        row.extend([None] * (column - len(row)))
        data = cell.find(f"{_SS}Data")
        row.append(None if data is None else _value(data))
        if right or down:
            self._merged.append((at, column, min(at + down, MAX_ROWS), column + right))
            row.extend([None] * right)
        if (note := cell.find(f"{_SS}Comment/{_SS}Data")) is not None:
            self._notes[at, column] = "".join(note.itertext()).strip()


def _value(data: Element) -> CellValue:
    text = "".join(data.itertext())
    match data.get(f"{_SS}Type"):
        case "Number" if _NUMBER.fullmatch(text.strip()):
            return plain(float(text))
        case "DateTime":
            return plain(dt.datetime.fromisoformat(text.strip()))
        case "Boolean":
            return text.strip() == "1"
    return plain(text)


def _number(element: Element, name: str, otherwise: int) -> int:
    text = element.get(f"{_SS}{name}", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 and int(text) > 0 else otherwise
