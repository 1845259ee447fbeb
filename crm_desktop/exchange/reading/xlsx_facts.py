"""Reads what calamine leaves out of an xlsx sheet from the sheet's XML: only where the preflight saw something."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from crm_desktop.exchange.reading.preflight import Findings, cell_place
from crm_desktop.exchange.reading.sheet_facts import MOST, Facts
from crm_desktop.exchange.reading.workbook import MAX_COLUMNS, MAX_ROWS

PIECE = 4 * 2**20
MAX_NOTES_BYTES = 16 * 2**20
_PREFIX = re.compile(rb"(</?)[A-Za-z_][\w.-]*:")
_ROW = re.compile(rb"<row\b([^>]*)>")
_ERROR_CELL = re.compile(rb"<c\s([^>]*?\bt=\"e\"[^>]*)>(.*?)</c>", re.DOTALL)
_EMPTY_FORMULA = re.compile(
    rb"<c\s([^>]*[^/])>\s*(?:<f\b[^>]*/>|<f\b[^>]*[^/]>[^<]*</f>|<f>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>"
)
_COLUMN = re.compile(rb"<col\s([^>]*)>")
_MERGED = re.compile(rb"<mergeCell\s[^>]*\bref=[\"']([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})[\"']")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_ERROR = re.compile(rb"<v>(#[^<]{1,20})</v>")
# What stands above a thread of comments, for versions of Excel that know none.
_THREAD = re.compile(r"\n\s*(?:Comment|注释|批注|評論|註解)\s*[:：]\s*")


class XlsxFacts:
    """Answers for the sheets of one workbook."""

    def __init__(self, archive: zipfile.ZipFile, findings: Findings) -> None:
        from defusedxml.ElementTree import fromstring

        styles = b"|".join(findings.percent_styles)
        self._percent_cell = re.compile(rb"<c\s([^>]*?\bs=\"(?:%s)\"[^>]*)(?<!/)>" % styles) if styles else None
        self._archive = archive
        self._findings = findings
        relations = _relations(archive, "xl/workbook.xml")
        self._parts = {
            each.get("name", ""): relations.get(_link_of(each), ("", ""))[1]
            for each in fromstring(archive.read("xl/workbook.xml")).iter()
            if each.tag.endswith("}sheet")
        }

    def of(self, sheet: str, *, with_merged: bool = False) -> Facts:
        """Give the facts of the sheet of this name."""
        facts, part = Facts(), self._parts.get(sheet, "")
        if part not in self._archive.namelist():
            return facts
        if part in self._findings.remarkable or with_merged:
            for window in _windows(self._archive, part):
                self._look(window, facts)
        for kind, target in _relations(self._archive, part).values():
            if kind.endswith("/comments") and target in self._archive.namelist():
                _read_notes(self._archive, target, facts)
        return facts

    def _look(self, window: bytes, facts: Facts) -> None:
        if _HIDDEN.search(window):
            _read_hidden(window, facts)
        if b"<mergeCell" in window:
            pairs = [(cell_place(first), cell_place(last)) for first, last in _MERGED.findall(window)]
            facts.merged.extend((*first, *last) for first, last in pairs[: MOST - len(facts.merged)])
        if len(facts.values) + len(facts.percents) + len(facts.without_results) > MOST:
            return
        if b't="e"' in window:
            facts.values |= {
                place: error[1].decode("ascii", "replace")
                for attributes, inside in _ERROR_CELL.findall(window)
                if (place := _place(attributes)) and (error := _ERROR.search(inside))
            }
        if b"</f>" in window or b"<f " in window:
            cells = (each for each in _EMPTY_FORMULA.findall(window) if b't="str"' not in each)
            facts.without_results.update(place for each in cells if (place := _place(each)))
        if self._percent_cell is not None:
            shown = self._percent_cell.findall(window)
            facts.percents.update(place for each in shown if (place := _place(each)))


def _link_of(sheet: Element) -> str:
    """Give the id of a sheet's relation; its namespace is another in strict workbooks."""
    return next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")


def _windows(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Give a sheet's XML in pieces that end with a whole row, without namespace prefixes."""
    with archive.open(part) as stream:
        rest = b""
        while piece := stream.read(PIECE):
            window = rest + piece
            if (b"<sheetData" not in window and b":sheetData" in window) or b":row" in window:
                window = _PREFIX.sub(rb"\1", window)
            end = window.rfind(b"</row>") + 6
            if end > 6:
                yield window[:end]
                rest = window[end:]
            else:
                rest = window
        yield _PREFIX.sub(rb"\1", rest)


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Give the kind and the target of each relation of a part, by its id."""
    from defusedxml.ElementTree import fromstring

    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in archive.namelist():
        return {}
    found = {}
    for each in fromstring(archive.read(path)):
        target = each.get("Target", "")
        absolute = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[each.get("Id", "")] = (each.get("Type", ""), absolute)
    return found


def _read_hidden(window: bytes, facts: Facts) -> None:
    for attributes in _ROW.findall(window):
        number = re.search(rb"\br=[\"'](\d{1,7})[\"']", attributes)
        if number and _HIDDEN.search(attributes) and int(number[1]) <= MAX_ROWS:
            facts.hidden_rows.add(int(number[1]) - 1)
    for attributes in _COLUMN.findall(window):
        first = re.search(rb"\bmin=[\"'](\d{1,5})[\"']", attributes)
        last = re.search(rb"\bmax=[\"'](\d{1,5})[\"']", attributes)
        if first and last and _HIDDEN.search(attributes):
            facts.hidden_columns.update(range(int(first[1]) - 1, min(int(last[1]), MAX_COLUMNS)))


def _place(attributes: bytes) -> tuple[int, int] | None:
    match = re.search(rb"\br=[\"']([A-Z]{1,3}\d{1,7})[\"']", attributes)
    return cell_place(match[1]) if match else None


def _read_notes(archive: zipfile.ZipFile, part: str, facts: Facts) -> None:
    from defusedxml.ElementTree import fromstring

    if archive.getinfo(part).file_size > MAX_NOTES_BYTES:
        return
    for each in fromstring(archive.read(part)).iter():
        place = re.fullmatch(r"[A-Z]{1,3}\d{1,7}", each.get("ref", ""))
        if each.tag.endswith("}comment") and place and len(facts.notes) < MOST:
            facts.notes[cell_place(place[0].encode())] = _said(each)


def _said(comment: Element) -> str:
    """Give the text of a note without the name of its author, which Excel puts on the first line."""
    text = "".join(each.text or "" for each in comment.iter() if each.tag.endswith("}t")).strip()
    if text.startswith("[") and (thread := _THREAD.search(text)):
        return text[thread.end() :].strip()
    first, line_end, rest = text.partition("\n")
    return (
        rest.strip() if line_end and rest.strip() and first.strip().endswith((":", "：")) and len(first) < 40 else text
    )
