"""A hostile workbook is read, or refused in one sentence; it never takes the program with it."""

import resource
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from crm_desktop.base.errors import TooLargeError, UnreadableSpreadsheetError
from crm_desktop.exchange.read_sheets import read_workbook
from tests.faults.hostile_files import HOSTILE

SLOW = {"million_styled_rows", "gigabyte_cell", "gigabyte_of_spaces", "twenty_million_rows"}
EACH = [
    pytest.param(make, id=make.__name__, marks=[pytest.mark.slow] if make.__name__ in SLOW else []) for make in HOSTILE
]


@pytest.mark.parametrize("make", EACH)
def test_a_hostile_workbook_gives_its_rows_or_one_known_error(make: Callable[[Path], None], tmp_path: Path):
    path = tmp_path / f"{make.__name__}.xlsx"
    make(path)
    began = time.monotonic()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    try:
        read_workbook(path)
        result = "read"
    except (TooLargeError, UnreadableSpreadsheetError) as error:
        result = error.code

    assert result in HOSTILE[make]
    assert time.monotonic() - began < 62
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 300 * 1024, f"the program grew by {grown // 1024} MB"


def test_a_workbook_with_a_cell_far_out_keeps_its_customers(tmp_path: Path):
    path = tmp_path / "solver.xlsx"
    next(make for make in HOSTILE if make.__name__ == "one_far_cell")(path)
    sheet = read_workbook(path).sheets[0]
    assert [row[0] for row in sheet.rows if row] == ["客户名称", "青石巷文具店"]
    assert sheet.cut
