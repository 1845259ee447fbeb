"""Reading a spreadsheet: by content, in any encoding, with nothing lost on the way."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from crm_desktop.base.errors import NotFoundError, UnreadableSpreadsheetError
from crm_desktop.base.progress import Stoppable
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.exchange.reading import wire
from crm_desktop.fields.kind import TRUSTED_DIGITS


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A workbook with each kind of cell, a gap, a merge, an error and a hidden sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([])
    moment = dt.datetime(2024, 3, 5, 10, 30)  # noqa: DTZ001 - cells know no zone
    sheet.append(["客户", 13800138000, 1.5, True, dt.date(2024, 3, 5), moment, dt.time(9, 5)])
    sheet["A4"] = "00123"
    sheet["B4"] = "#N/A"
    sheet["C4"] = 110105199001011234
    sheet["A5"] = "合并"
    sheet.merge_cells("A5:A6")
    sheet["B6"] = "第二联系人"
    book.create_sheet("空")
    book.create_sheet("藏").sheet_state = "hidden"
    path = tmp_path / "mixed.bin"  # told by content, not by its name
    book.save(path)
    return path


def test_whole_numbers_stay_whole_and_errors_are_seen(mixed: Path):
    rows = read_workbook(mixed).sheets[0].rows
    assert (rows[1][1], type(rows[1][1])) == (13800138000, int)
    assert rows[3][:2] == ["00123", "#N/A"]


def test_hidden_and_empty_sheets_are_told(mixed: Path):
    sheets = read_workbook(mixed).sheets
    assert [(sheet.name, sheet.visible) for sheet in sheets] == [("Sheet", True), ("空", True), ("藏", False)]


@pytest.mark.parametrize(
    ("encoding", "found"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gbk", "gb18030"), ("gb18030", "gb18030"), ("utf-16", "utf-16")],
)
def test_chinese_text_files_are_read_whatever_their_encoding(encoding: str, found: str, tmp_path: Path):
    path = tmp_path / "客户.csv"
    path.write_bytes("客户名称,手机\n青石巷文具店,13800138000\n".encode(encoding))
    book = read_workbook(path)
    assert book.encoding == found
    assert book.sheets[0].rows == [["客户名称", "手机"], ["青石巷文具店", "13800138000"]]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "name,city\nMüller & Söhne,Köln\nCafé Zoé,Besançon\n"),
        ("big5", "客戶名稱,電話\n臺灣文具行,02-23456789\n青石書局,03-1234567\n"),
    ],
)
def test_other_encodings_are_not_taken_for_gbk(encoding: str, text: str, tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode(encoding))
    assert read_workbook(path).sheets[0].rows == [line.split(",") for line in text.splitlines()]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_usual_delimiter_is_found(delimiter: str, tmp_path: Path):
    path = tmp_path / "list.txt"
    path.write_text(f"name{delimiter}phone\nA{delimiter}1\nB{delimiter}2\n", encoding="utf-8")
    assert read_workbook(path).sheets[0].rows == [["name", "phone"], ["A", "1"], ["B", "2"]]


def test_a_comma_that_nobody_quoted_is_put_back(tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text("name,address,city\nA,Main St 1,Bern\nB,24, place Kléber,Lyon\nC,x,y,z\n", encoding="utf-8")
    sheet = read_workbook(path).sheets[0]
    assert sheet.rows[2] == ["B", "24, place Kléber", "Lyon"]
    assert sheet.joined == {2: "24, place Kléber"}
    assert sheet.ragged == {3}


def test_cells_written_as_formula_texts_are_unwrapped(tmp_path: Path):
    path = tmp_path / "orders.csv"
    path.write_text("id,phone,x\n=\"00123\",'13800138000,'=1+1\n", encoding="utf-8")
    assert read_workbook(path).sheets[0].rows[1] == ["00123", "13800138000", "=1+1"]


def test_a_web_page_that_calls_itself_a_workbook_is_read(tmp_path: Path):
    path = tmp_path / "导出.xls"
    rows = "<tr><th>客户</th><th>电话</th></tr><tr><td rowspan=2>青石</td><td>1</td></tr><tr><td>2</td></tr>"
    path.write_bytes(f"<html><meta charset=gbk><table>{rows}</table></html>".encode("gbk"))
    assert read_workbook(path).sheets[0].rows == [["客户", "电话"], ["青石", "1"], ["青石", "2"]]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.xlsx", b"%PDF-1.7 not a sheet"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n\x00\x00"),
        ("empty.csv", b""),
        ("noise.csv", b"a,b\x00\x01\x02"),
        ("half.xlsx", b"PK\x03\x04 and then nothing"),
        ("~$open.xlsx", b"user"),
        ("secret.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")),
        ("open.csv", b'a,b\n"never closed,' + b"x\n" * 100_000),
    ],
)
def test_what_is_no_spreadsheet_is_refused_in_one_sentence(name: str, content: bytes, tmp_path: Path):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableSpreadsheetError) as refused:
        read_workbook(path)
    assert refused.value.message.endswith((".", "。"))
    assert "\n" not in refused.value.message


def test_a_missing_file_is_not_found(tmp_path: Path):
    with pytest.raises(NotFoundError):
        read_workbook(tmp_path / "gone.xlsx")


def test_reading_can_be_stopped(mixed: Path):
    stopped = Stoppable()
    stopped.stop()
    with pytest.raises(Exception, match="Cancelled"):
        read_workbook(mixed, progress=stopped)


def test_the_reading_child_starts_without_what_it_does_not_need():
    code = "import crm_desktop.exchange.reading.reader_child, sys; print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert not [name for name in ("sqlalchemy", "openpyxl", "python_calamine", "PySide6") if f"'{name}'" in loaded]


def test_the_child_trusts_as_many_digits_as_the_kinds():
    assert wire._EXACT == 10**TRUSTED_DIGITS
