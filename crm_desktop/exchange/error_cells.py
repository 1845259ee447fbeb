"""Cells that hold an error (#N/A, #REF!): calamine gives them as blanks, so they are looked up in the sheet's XML."""

import posixpath
import re
import zipfile
from pathlib import Path

from crm_desktop.exchange.preflight import column_number
from crm_desktop.exchange.workbook import MAX_COLUMNS, Row

_ERROR_CELL = re.compile(
    rb"<c\b(?=[^>]*\bt=\"e\")[^>]*\br=\"([A-Z]{1,3})(\d{1,7})\"[^>]*>(?:(?!</c>).){0,2000}?<v>(#[^<]{1,20})</v>",
    re.DOTALL,
)
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def put_error_cells(path: Path, parts: list[str], sheet: str, rows: list[Row]) -> None:
    """Write the error texts of the sheet named `sheet` into its rows."""
    with zipfile.ZipFile(path) as archive:
        part = _part_of(archive, sheet)
        if part not in parts:
            return
        for letters, digits, text in _ERROR_CELL.findall(archive.read(part)):
            row, column = int(digits) - 1, column_number(letters) - 1
            if row < len(rows) and column < MAX_COLUMNS:
                rows[row].extend([None] * (column + 1 - len(rows[row])))
                rows[row][column] = text.decode("ascii", "replace")


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """Give the name of the part that holds the sheet, as the workbook's relations tell it."""
    from defusedxml.ElementTree import fromstring

    book = fromstring(archive.read("xl/workbook.xml"))
    relations = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    for each in book.iter():
        if each.tag.endswith("}sheet") and each.get("name") == sheet:
            target = targets.get(each.get(_OFFICE), "")
            return posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target))
    return ""
