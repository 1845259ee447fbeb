"""Reads a workbook in a child process with limits: the program gets its rows or one clear error."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from crm_desktop.base.i18n import _
from crm_desktop.base.paths import PACKAGE
from crm_desktop.base.progress import Progress
from crm_desktop.exchange.reading.memory_cap import MAX_SECONDS
from crm_desktop.exchange.reading.reader_child import FIRST_PART
from crm_desktop.exchange.reading.refusals import refusal
from crm_desktop.exchange.reading.sheet_remarks import with_first_part_told
from crm_desktop.exchange.reading.wire import Message, unpack
from crm_desktop.exchange.reading.workbook import MAX_ROWS, Row, Sheet
from crm_desktop.fields.kind import CellValue

FROZEN_ARGUMENT = "--read-sheet"  # crm_desktop.__main__ hands it to reader_child


def read_in_child(path: Path, progress: Progress, *, first_part: bool = False) -> tuple[Sheet, ...]:
    """Read all sheets of a workbook; raises `UnreadableSpreadsheetError` or `TooLargeError`."""
    with _child(path, FIRST_PART if first_part else "") as (process, stream):
        sheets = list(_sheets(stream, progress))
        status = process.wait()
    if not sheets or sheets[-1] is not None:
        # Without the last word it was ended: by its memory, its time, or the system.
        raise refusal("too_large" if status != 0 else "damaged")
    read = tuple(sheet for sheet in sheets if sheet is not None)
    return tuple(with_first_part_told(each) if first_part and len(each.rows) >= MAX_ROWS else each for each in read)


@contextmanager
def _child(path: Path, wish: str) -> Iterator[tuple[subprocess.Popen[bytes], BinaryIO]]:
    frozen = getattr(sys, "frozen", False)
    command = [FROZEN_ARGUMENT] if frozen else ["-m", "crm_desktop.exchange.reading.reader_child"]
    environment = _without_secrets(os.environ)
    if not frozen:
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(PACKAGE.parent), environment.get("PYTHONPATH"))))
    process = subprocess.Popen(  # noqa: S603 - our own program with a path
        [sys.executable, *command, str(path.absolute()), wish],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=0x08000000 if sys.platform == "win32" else 0,  # no console window
    )
    # Cutting a long workbook first takes its time; the limit of work that the child gives itself stays.
    clock = threading.Timer(3 * MAX_SECONDS if wish else MAX_SECONDS, process.kill)
    clock.daemon = True
    clock.start()
    try:
        assert process.stdout is not None  # noqa: S101 - a pipe was asked for
        with process.stdout as stream:
            yield process, stream  # type: ignore[misc] # typeshed: IO[bytes]
    finally:
        clock.cancel()
        process.kill()
        process.wait()


def _without_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """Leave out what is ours, passwords and keys among it: whoever reads a stranger's workbook has no need of it."""
    return {name: value for name, value in environment.items() if not name.upper().startswith("CRM_")}


def _sheets(stream: BinaryIO, progress: Progress) -> Iterator[Sheet | None]:
    """Give each sheet as it arrives and None for the last word."""
    rows: list[Row] = []
    same: dict[str, str] = {}  # one copy of texts that return, as towns and levels do
    done = 0
    for line in stream:
        if not line.endswith(b"\n"):
            return  # it was ended in the middle of a line
        message = unpack(line)
        if isinstance(message, list):
            rows.extend([[_same(value, same) for value in row] for row in message])
            done += len(message)
            progress.report(done, 0, _("Reading the spreadsheet"))
            if done > 4 * MAX_ROWS:
                raise refusal("too_large")
        elif "error" in message:
            raise refusal(str(message["error"]))
        elif "end" in message:
            yield None
        else:
            rows = []
            yield _sheet(message, rows)


def _same(value: CellValue, same: dict[str, str]) -> CellValue:
    if isinstance(value, str) and len(value) < 24 and len(same) < 200_000:
        return same.setdefault(value, value)
    return value


def _sheet(message: Message, rows: list[Row]) -> Sheet:
    """Make a sheet of what the child says of it; its rows are still to come."""
    said: dict[str, Any] = message
    return Sheet(
        str(said["sheet"]),
        rows,
        visible=bool(said["visible"]),
        cut=bool(said["cut"]),
        merged=tuple((top, left, bottom, right) for top, left, bottom, right in said.get("merged", ())),
        notes={(row, column): str(text) for row, column, text in said.get("notes", ())},
        hidden_rows=frozenset(said.get("hidden_rows", ())),
        hidden_columns=frozenset(said.get("hidden_columns", ())),
        without_results=tuple((row, column) for row, column in said.get("without_results", ())),
    )
