"""What is written is typed, cannot act as a formula, tells what it lost, and stands there whole or not at all."""

import datetime as dt
import itertools
import os
import stat
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from crm_desktop.base.errors import InvalidValueError, TooLargeError
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.exchange.writing.write_sheets import Column, open_writer
from crm_desktop.exchange.writing.write_xlsx import MOST_COLUMNS
from crm_desktop.fields.kind import Cell

STARTS = (
    *("=", "+", "-", "@", "＝", "＋", "－", "＠", "'", "'=", "'+", "''=", "\t=", "\r=", "\n=", " =", "%", "|"),
    *("#N/A", "#REF!", "#DIV/0!", "_x003D_", '="1"&', "\u200b=", "1E5", "007"),
)
RESTS = (
    *("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://x.example","看")', "SUM(A1:A9)", "文具", "", "WEBSERVICE(A1)"),
    'DDE("cmd";"/C calc";"x")',
)
PAYLOADS = [start + rest for start, rest in itertools.product(STARTS, RESTS)]


def written(path: Path, texts: list[str], encoding: str = "utf-8") -> list[str]:
    """Write a column of texts; gives what was lost."""
    with open_writer(path, encoding) as (writer, told):
        writer.write("S", [Column("#"), Column("x")], [[Cell("."), Cell(text)] for text in texts])
    return [each.message for each in told.lossy]


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_no_payload_becomes_a_formula_and_each_comes_back_exactly(ending: str, tmp_path: Path):
    path = tmp_path / f"payloads{ending}"
    assert len(PAYLOADS) >= 200
    assert written(path, PAYLOADS) == []
    if ending == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml")
        assert b"<f" not in sheet.replace(b"<frozen", b"")
        assert b't="e"' not in sheet
        assert {cell.data_type for row in load_workbook(path).active.iter_rows() for cell in row} == {"s"}
    else:
        cells = [line.partition(",")[2].lstrip('"') for line in path.read_text("utf-8-sig").split("\n.,")]
        assert not [cell for cell in cells if cell.startswith(tuple("=+-@＝＋－＠\t\r"))]
    assert [row[1] for row in read_workbook(path).sheets[0].rows[1:]] == PAYLOADS


def test_a_risky_text_stays_text_when_it_is_edited_in_the_sheet(tmp_path: Path):
    written(tmp_path / "a.xlsx", ["=1+1", "harmless"])
    _head, risky, harmless = (row[1] for row in load_workbook(tmp_path / "a.xlsx").active.iter_rows())
    assert (risky.quotePrefix, risky.number_format, harmless.quotePrefix) == (True, "@", False)


def test_numbers_days_and_codes_have_cells_of_their_sort(tmp_path: Path):
    path = tmp_path / "typed.xlsx"
    row = [
        *(Cell(Decimal("12000.5"), "#,##0.00"), Cell(30), Cell(True), Cell(dt.date(2024, 3, 5), "yyyy-mm-dd")),
        *(Cell("00123", "@"), Cell(Decimal("1234567890123456.78")), Cell(dt.date(1888, 8, 8), "yyyy-mm-dd"), None),
    ]
    with open_writer(path) as (writer, _told):
        writer.write("客户/2026", [Column(f"c{at}", code=at == 4) for at in range(8)], [row])
    sheet = load_workbook(path).active
    cells = sheet[2]
    assert [cell.value for cell in cells[:4]] == [12000.5, 30, True, dt.datetime(2024, 3, 5)]  # noqa: DTZ001 - as cells have it
    assert [cell.data_type for cell in cells[4:7]] == ["s", "s", "s"]
    assert [cell.value for cell in cells[4:7]] == ["00123", "1234567890123456.78", "1888-08-08"]
    assert (cells[0].number_format, cells[3].number_format, cells[4].number_format) == ("#,##0.00", "yyyy-mm-dd", "@")
    assert (sheet.title, sheet.freeze_panes, sheet.auto_filter.ref) == ("客户 2026", "A2", "A1:H2")
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["A"].width >= 8


@pytest.mark.parametrize(("encoding", "mark"), [("utf-8", b"\xef\xbb\xbf"), ("gbk", b""), ("gb18030", b"")])
def test_a_text_file_is_in_the_encoding_that_was_chosen(encoding: str, mark: bytes, tmp_path: Path):
    texts = ["青石巷文具店", "周日不收货；先打电话", "=1+1"]
    assert written(tmp_path / "a.csv", texts, encoding) == []
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(mark)
    assert "青石巷文具店" in data.decode(encoding)
    assert [row[1] for row in read_workbook(tmp_path / "a.csv").sheets[0].rows[1:]] == texts


def test_characters_that_the_encoding_lacks_are_told(tmp_path: Path):
    (message,) = written(tmp_path / "a.csv", ["青石巷", "刘䶮😀"], "gbk")
    assert "䶮😀" in message
    assert (tmp_path / "a.csv").read_bytes().decode("gbk").splitlines()[2] == ".,刘??"
    assert written(tmp_path / "b.csv", ["刘䶮😀"], "gb18030") == []
    with pytest.raises(InvalidValueError, match="gb18030"):
        written(tmp_path / "c.csv", [], "latin-9")


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_control_characters_and_too_long_texts_are_told(ending: str, tmp_path: Path):
    told = written(tmp_path / f"a{ending}", ["a\x00b\x1b", "长" * 40_000])
    assert len(told) == 2
    rows = read_workbook(tmp_path / f"a{ending}").sheets[0].rows
    assert (rows[1][1], rows[2][1]) == ("ab", "长" * 32_767)


def test_a_table_wider_than_a_sheet_is_refused_and_leaves_nothing(tmp_path: Path):
    with pytest.raises(TooLargeError, match="16,385"), open_writer(tmp_path / "a.xlsx") as (writer, _told):
        writer.write("S", [Column("x")] * (MOST_COLUMNS + 1), [])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_a_written_file_and_the_one_before_it_has_its_name_are_the_owners_alone(ending: str, tmp_path: Path):
    path = tmp_path / f"a{ending}"
    with open_writer(path) as (writer, _told):
        writer.write("S", [Column("x")], [])
        assert [stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()] == [0o600]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_failed_export_leaves_the_file_of_yesterday(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    written(path, ["yesterday"])
    before = path.read_bytes()
    with pytest.raises(ZeroDivisionError), open_writer(path) as (writer, _told):
        writer.write("S", [Column("x")], ([Cell(1 / wrong)] for wrong in (2, 1, 0)))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
