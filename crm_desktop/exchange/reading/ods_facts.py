"""Reads what calamine leaves out of an ods sheet: merged cells, errors, percents, times, notes, hidden rows."""

import re
import zipfile
from xml.etree.ElementTree import Element

from crm_desktop.exchange.reading.preflight import RejectedError
from crm_desktop.exchange.reading.sheet_facts import MOST, Facts
from crm_desktop.exchange.reading.workbook import MAX_COLUMNS, MAX_ROWS

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_KINDS = (f"{_OFFICE}value-type", "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type")
_REMARKABLE = re.compile(
    rb"-spanned=|visibility=|<office:annotation|value-type=\"(?:error|percentage|time)\"|table:formula=|#[A-Z/]+[!?]|Err:"
)
_ERROR = re.compile(r"#[A-Z/0]{2,12}[!?]?|#N/A|Err:\d{3}")
_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")


def ods_facts(archive: zipfile.ZipFile) -> dict[str, Facts]:
    """Give the facts of each sheet by its name; raises `RejectedError` for a file with a password."""
    from defusedxml.ElementTree import iterparse

    manifest = "META-INF/manifest.xml"
    if manifest in archive.namelist() and b"encryption-data" in archive.read(manifest):
        raise RejectedError("password")
    found: dict[str, Facts] = {}
    if "content.xml" not in archive.namelist() or not _is_remarkable(archive):
        return found
    with archive.open("content.xml") as stream:
        walk = _Walk()
        for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
            if event == "start" and element.tag == f"{_TABLE}table":
                walk = _Walk()
                found.setdefault(element.get(f"{_TABLE}name", ""), walk.facts)
            elif event == "end" and element.tag == f"{_TABLE}table-column":
                walk.take_column(element)
            elif event == "end" and element.tag == f"{_TABLE}table-row":
                walk.take_row(element)
                element.clear()
    return found


def _is_remarkable(archive: zipfile.ZipFile) -> bool:
    tail = b""
    with archive.open("content.xml") as stream:
        while piece := stream.read(2**20):
            if _REMARKABLE.search(tail + piece):
                return True
            tail = piece[-64:]
    return False


class _Walk:
    """Where in a table the walk is, and what it saw."""

    def __init__(self) -> None:
        self.facts = Facts()
        self._row = self._column = 0

    def take_column(self, element: Element) -> None:
        """Note a column that is hidden."""
        times = _number(element, "number-columns-repeated")
        if element.get(f"{_TABLE}visibility") in {"collapse", "filter"}:
            self.facts.hidden_columns.update(range(self._column, min(self._column + times, MAX_COLUMNS)))
        self._column += times

    def take_row(self, element: Element) -> None:
        """Look at the cells of a row; repeated rows are looked at once."""
        times = _number(element, "number-rows-repeated")
        if element.get(f"{_TABLE}visibility") in {"collapse", "filter"}:
            self.facts.hidden_rows.update(range(self._row, min(self._row + times, MAX_ROWS)))
        column = 0
        for cell in element:
            if self._row < MAX_ROWS and column < MAX_COLUMNS and cell.tag == f"{_TABLE}table-cell":
                self._take_cell(cell, column)
            column += _number(cell, "number-columns-repeated")
        self._row += times

    def _take_cell(self, cell: Element, column: int) -> None:
        facts, place = self.facts, (self._row, column)
        down, right = _number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned")
        if (down > 1 or right > 1) and len(facts.merged) < MOST:
            facts.merged.append((*place, self._row + down - 1, column + right - 1))
        text = "\n".join("".join(each.itertext()) for each in cell if each.tag == f"{_TEXT}p").strip()
        kinds = {cell.get(name) for name in _KINDS}
        if "error" in kinds or (f"{_TABLE}formula" in cell.attrib and _ERROR.fullmatch(text)):
            facts.values[place] = text if text.startswith("#") else "#VALUE!"
        elif "percentage" in kinds:
            facts.percents.add(place)
        elif "time" in kinds and (match := _DURATION.fullmatch(cell.get(f"{_OFFICE}time-value", ""))):
            hours, minutes, seconds = (int(each or 0) for each in match.groups())
            facts.values[place] = f"{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")
        elif f"{_TABLE}formula" in cell.attrib and kinds == {None} and not text:
            facts.without_results.add(place)
        for note in cell.iter(f"{_OFFICE}annotation"):
            said = "\n".join("".join(each.itertext()) for each in note.iter(f"{_TEXT}p")).strip()
            if said and len(facts.notes) < MOST:
                facts.notes[place] = said


def _number(element: Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return min(int(text), 2**20) if text.isascii() and text.isdigit() and len(text) < 8 and int(text) > 0 else 1
