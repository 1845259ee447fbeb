"""calamine (fast) and openpyxl (the fallback) read the same sheets from the same workbooks."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.exchange.reading.reader_child import read
from tests.exchange.foul_workbooks import FOUL, Make


def said(path: Path, *, by_openpyxl: bool) -> list[Any]:
    out = io.BytesIO()
    read(path, out, by_openpyxl=by_openpyxl)
    messages = [json.loads(line) for line in out.getvalue().splitlines()]
    for message in messages:
        if isinstance(message, dict) and "merged" in message:
            message["merged"] = sorted(message["merged"])
    return messages


def excel_workbooks() -> list[Make]:
    return [make for make in FOUL if "foul_formats" not in make.__module__]


@pytest.mark.parametrize("make", excel_workbooks(), ids=lambda make: make.__name__)
def test_calamine_and_openpyxl_read_the_same_sheets(make: Make, tmp_path: Path):
    path = tmp_path / "foul.xlsx"
    make(path)
    by_calamine = said(path, by_openpyxl=False)
    assert by_calamine == said(path, by_openpyxl=True)
    assert any(isinstance(message, list) for message in by_calamine)
