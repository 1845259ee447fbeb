"""The child process that reads a workbook: it may fail, hang or run out of memory without harm to the program.

It writes lines to its standard output (see `wire`): a message for each sheet and its rows in pieces, at last
`{"end": true}`, or `{"error": code}`.
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from crm_desktop.exchange.error_cells import put_error_cells
from crm_desktop.exchange.memory_cap import cap_this_process
from crm_desktop.exchange.preflight import Findings, RejectedError, look_into
from crm_desktop.exchange.wire import chunks, pack, plain
from crm_desktop.exchange.workbook import MAX_COLUMNS, MAX_ROWS, Row, fill_down


def main(path_text: str) -> int:
    """Read the workbook and write its rows; the exit status is 0 also where an error was told."""
    cap_this_process()
    path, out = Path(path_text), sys.stdout.buffer
    try:
        findings = look_into(path) if _is_zip(path) else Findings(far=False, parts_with_errors=[])
        if findings.far:
            _read_with_openpyxl(path, out)
        else:
            _read_with_calamine(path, findings, out)
    except RejectedError as error:
        out.write(pack({"error": str(error)}))
    except MemoryError:
        out.write(pack({"error": "too_large"}))
    except BaseException as error:  # noqa: BLE001 - calamine panics with a BaseException; all of them mean an unreadable file
        out.write(pack({"error": "password" if type(error).__name__ == "PasswordError" else "damaged"}))
    else:
        out.write(pack({"end": True}))
    out.flush()
    return 0


def _is_zip(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(2) == b"PK"


def _read_with_calamine(path: Path, findings: Findings, out: BinaryIO) -> None:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with CalamineWorkbook.from_path(path) as workbook:
        for index, meta in enumerate(workbook.sheets_metadata):
            if meta.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_index(index)
            if sheet.total_height > MAX_ROWS or sheet.total_width > MAX_COLUMNS:
                raise RejectedError("too_large")
            rows = [[plain(value) for value in row] for row in sheet.iter_rows()]
            fill_down(rows, [(*start, *end) for start, end in sheet.merged_cell_ranges or ()])
            if findings.parts_with_errors:
                put_error_cells(path, findings.parts_with_errors, meta.name, rows)
            _send(out, meta.name, rows, visible=meta.visible is SheetVisibleEnum.Visible, cut=False)


def _read_with_openpyxl(path: Path, out: BinaryIO) -> None:
    """Read only the first columns and rows of a workbook with cells far out, as the Solver leaves them."""
    from openpyxl import load_workbook

    workbook = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    for sheet in workbook.worksheets:
        sheet.reset_dimensions()
        # Without `max_col` rows are not padded, so that 300,000 empty ones cost nothing.
        cells = sheet.iter_rows(max_row=MAX_ROWS, values_only=True)
        rows = _without_blank_end([_trimmed([plain(value) for value in row[:MAX_COLUMNS]]) for row in cells])
        _send(out, sheet.title, rows, visible=sheet.sheet_state == "visible", cut=True)
    workbook.close()


def _trimmed(row: Row) -> Row:
    while row and row[-1] is None:
        row.pop()
    return row


def _without_blank_end(rows: list[Row]) -> list[Row]:
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _send(out: BinaryIO, name: str, rows: Iterable[Row], *, visible: bool, cut: bool) -> None:
    out.write(pack({"sheet": name, "visible": visible, "cut": cut}))
    out.writelines(pack(chunk) for chunk in chunks(rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
