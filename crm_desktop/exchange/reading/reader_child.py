"""The child process that reads a workbook: it may fail, hang or run out of memory without harm to the program.

It writes lines to its standard output (see `wire`): a message for each sheet and its rows in pieces, at last
`{"end": true}`, or `{"error": code}`.
"""

import sys
import zipfile
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from crm_desktop.exchange.reading.first_rows import cut_to_first_rows
from crm_desktop.exchange.reading.memory_cap import cap_this_process
from crm_desktop.exchange.reading.ods_facts import ods_facts
from crm_desktop.exchange.reading.preflight import RejectedError, look_into
from crm_desktop.exchange.reading.sheet_facts import Facts
from crm_desktop.exchange.reading.wire import Message, chunks, pack, plain
from crm_desktop.exchange.reading.workbook import MAX_COLUMNS, MAX_ROWS, Merged, Row, fill_down
from crm_desktop.exchange.reading.xls_facts import xls_facts
from crm_desktop.exchange.reading.xlsb_facts import xlsb_facts
from crm_desktop.exchange.reading.xlsx_facts import XlsxFacts

FIRST_PART = "first-part"


def main(path_text: str, wish: str = "") -> int:
    """Read the workbook and write its rows; the exit status is 0 also where an error was told."""
    cap_this_process()
    out = sys.stdout.buffer
    try:
        read(Path(path_text), out, first_part=wish == FIRST_PART)
    except RejectedError as error:
        out.write(pack({"error": str(error)}))
    except MemoryError:
        out.write(pack({"error": "too_large"}))
    except FileNotFoundError:
        out.write(pack({"error": "gone"}))
    except BaseException as error:  # noqa: BLE001 - calamine panics with a BaseException; all of them mean an unreadable file
        out.write(pack({"error": "password" if type(error).__name__ == "PasswordError" else "damaged"}))
    else:
        out.write(pack({"end": True}))
    out.flush()
    return 0


def read(path: Path, out: BinaryIO, *, first_part: bool = False, by_openpyxl: bool = False) -> None:
    """Write the sheets of a workbook as messages; raises what the libraries raise, and `RejectedError`."""
    with path.open("rb") as stream:
        is_zip = stream.read(2) == b"PK"
    if not is_zip:
        read_sheets(path, xls_facts(path), out, first_part=first_part)
        return
    file = cut_to_first_rows(path) if first_part else path
    findings = look_into(file)
    with zipfile.ZipFile(file) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            facts = xlsb_facts(archive) if "xl/workbook.bin" in archive.namelist() else ods_facts(archive)
            read_sheets(path, facts, out, first_part=first_part)
        elif findings.far or by_openpyxl:
            _read_with_openpyxl(file, XlsxFacts(archive, findings), out, cut=findings.far)
        else:
            read_sheets(file, XlsxFacts(archive, findings), out, first_part=first_part)


def read_sheets(file: Path | BinaryIO, facts: XlsxFacts | dict[str, Facts], out: BinaryIO, *, first_part: bool) -> None:
    """Read with calamine."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    # From a path calamine would take the ending's word for what the file is.
    stream = file.open("rb") if isinstance(file, Path) else file
    stream.seek(0)
    with stream, CalamineWorkbook.from_filelike(stream) as workbook:
        for index, meta in enumerate(workbook.sheets_metadata):
            if meta.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_index(index)
            if sheet.total_width > MAX_COLUMNS:
                raise RejectedError("too_large")
            if sheet.total_height > MAX_ROWS and not first_part:
                raise RejectedError("too_many_rows")
            beside = facts.of(meta.name) if isinstance(facts, XlsxFacts) else facts.get(meta.name, Facts())
            rows = [[plain(value) for value in row] for row in islice(sheet.iter_rows(), MAX_ROWS)]
            if left := sheet.start[1] if sheet.start else 0:  # calamine leaves blank columns on the left out
                rows = [[None] * left + row for row in rows]
            beside.merged = beside.merged or [(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
            visible = meta.visible is SheetVisibleEnum.Visible
            _send(out, {"sheet": meta.name, "visible": visible, "cut": False}, rows, beside)


def _read_with_openpyxl(file: Path | BinaryIO, facts: XlsxFacts, out: BinaryIO, *, cut: bool) -> None:
    """Read only the first columns and rows of a workbook with cells far out, as the Solver leaves them."""
    from openpyxl import load_workbook
    from openpyxl.utils.escape import unescape

    workbook = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    for sheet in workbook.worksheets:
        sheet.reset_dimensions()
        # Without `max_col` rows are not padded, so that 300,000 empty ones cost nothing.
        cells = sheet.iter_rows(max_row=MAX_ROWS, values_only=True)
        rows = [
            _trimmed([plain(unescape(value) if isinstance(value, str) else value) for value in row[:MAX_COLUMNS]])
            for row in cells
        ]
        beside = facts.of(sheet.title, with_merged=True)
        visible = sheet.sheet_state == "visible"
        _send(out, {"sheet": sheet.title, "visible": visible, "cut": cut}, rows, beside)
    workbook.close()


def _send(out: BinaryIO, sheet: Message, rows: list[Row], beside: Facts) -> None:
    """Write what is to be known of a sheet, then its rows."""
    beside.put_into(rows)
    merged: list[Merged] = [each for each in beside.merged if each[0] < MAX_ROWS and each[1] < MAX_COLUMNS]
    fill_down(rows, merged)
    facts = {
        "merged": merged,
        "notes": [[*place, text] for place, text in sorted(beside.notes.items())],
        "hidden_rows": sorted(beside.hidden_rows),
        "hidden_columns": sorted(beside.hidden_columns),
        "without_results": sorted(beside.without_results),
    }
    out.write(pack({**sheet, **{name: said for name, said in facts.items() if said}}))
    out.writelines(pack(chunk) for chunk in chunks(_without_blank_end(rows)))


def _without_blank_end(rows: list[Row]) -> Iterable[Row]:
    """Give the rows without what is blank at their ends, and without blank rows at the end."""
    while rows and rows[-1].count(None) == len(rows[-1]):
        rows.pop()
    return map(_trimmed, rows)


def _trimmed(row: Row) -> Row:
    while row and row[-1] is None:
        row.pop()
    return row


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
