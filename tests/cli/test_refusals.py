"""What cannot be opened or read is told by a stable code and one sentence, and nothing is made."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from openpyxl import Workbook

from crm_desktop.services import backups
from tests.cli.conftest import Kebu


def test_a_wrong_password_is_told_from_everything_else(kebu: Kebu, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CRM_PASSWORD", "not this one")
    said = kebu("info")
    assert (said.code, said.error) == (1, "wrong_password")


def test_a_missing_file_is_not_made(bare: Kebu, tmp_path: Path):
    missing = tmp_path / "没有.kebu"
    said = bare("--file", str(missing), "--json", "list", "customer")
    assert (said.code, said.error) == (1, "not_found")
    assert not missing.exists()


def test_files_that_are_something_else_are_not_customer_files(bare: Kebu, tmp_path: Path):
    empty, foreign = tmp_path / "empty.kebu", tmp_path / "foreign.kebu"
    empty.touch()
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()
    for path in (empty, foreign):
        said = bare("--file", str(path), "--json", "info")
        assert (said.code, said.error) == (1, "not_a_customer_file")
    assert empty.stat().st_size == 0


def test_a_damaged_file_is_told_as_damage(kebu: Kebu, shop: Path):
    kebu("info")
    data = bytearray(shop.read_bytes())
    data[len(data) // 2] ^= 0xFF
    shop.write_bytes(bytes(data))
    said = kebu("check", "--deep")
    assert said.code == 1
    assert "Traceback" not in said.err


def test_a_spreadsheet_that_is_none_is_unreadable(kebu: Kebu, tmp_path: Path):
    text = tmp_path / "x.xlsx"
    text.write_bytes(b"PK\x03\x04 not a workbook at all")
    said = kebu("import", str(text))
    assert (said.code, said.error) == (1, "unreadable_spreadsheet")


def test_a_sheet_of_16384_columns_is_too_large(kebu: Kebu, tmp_path: Path):
    workbook = Workbook()
    workbook.active.cell(1, 16_384, "x")
    for row in range(2, 60):
        workbook.active.cell(row, 16_384, row)
    path = tmp_path / "wide.xlsx"
    workbook.save(path)
    said = kebu("import", str(path))
    assert (said.code, said.error) == (1, "too_large")


def test_two_columns_on_one_field_are_refused_until_one_is_chosen(kebu: Kebu, tmp_path: Path):
    path = tmp_path / "twice.csv"
    path.write_text("客户名称,行业,所属行业\n禾木二店,家具,木器\n", encoding="utf-8")
    said = kebu("import", str(path))
    assert (said.code, said.error) == (1, "invalid_value")
    said = kebu("import", str(path), "--map", "所属行业=")
    assert (said.code, said.json["added"]) == (0, 1)


def test_refused_rows_come_back_with_reasons_and_the_code_is_3(kebu: Kebu, tmp_path: Path):
    path, rejects = tmp_path / "half.csv", tmp_path / "refused.xlsx"
    path.write_text("客户名称,手机\n新客户甲,13800009999\n新客户乙,1380000\n", encoding="utf-8")
    said = kebu("import", str(path), "--rejects", str(rejects))
    counts = [said.json[name] for name in ("rows", "added", "updated", "unchanged", "skipped", "rejected")]
    assert (said.code, counts) == (3, [2, 1, 0, 0, 0, 1])
    assert said.json["problems"][0]["row"] == 3
    assert rejects.exists()


def test_refused_rows_are_never_written_over_the_sheet_itself(kebu: Kebu, tmp_path: Path):
    path, link = tmp_path / "half.csv", tmp_path / "link.csv"
    path.write_text("客户名称,手机\n新客户丙,13800009998\n新客户丁,1380000\n", encoding="utf-8")
    link.symlink_to(path)
    before, works = path.read_bytes(), kebu("history").json
    for target in (path, link):
        said = kebu("import", str(path), "--rejects", str(target))
        assert (said.code, said.error) == (1, "invalid_value")
    assert path.read_bytes() == before
    assert kebu("history").json == works


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="there is no such folder here")
def test_nothing_is_imported_where_its_refused_rows_have_no_place(kebu: Kebu, tmp_path: Path):
    path = tmp_path / "half.csv"
    path.write_text("客户名称,手机\n新客户戊,13800009997\n新客户己,1380000\n", encoding="utf-8")
    works = kebu("history").json
    assert kebu("import", str(path), "--rejects", "/proc/out.xlsx").code == 1
    assert kebu("history").json == works


def test_an_import_that_is_done_is_told_also_where_its_refused_rows_could_not_be_written(
    kebu: Kebu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path, stick = tmp_path / "half.csv", tmp_path / "stick"
    path.write_text("客户名称,手机\n新客户庚,13800009996\n新客户辛,1380000\n", encoding="utf-8")
    stick.mkdir()
    monkeypatch.setattr(backups, "before", lambda *_args, **_more: stick.rmdir())  # pulled out meanwhile
    said = kebu("import", str(path), "--rejects", str(stick / "refused.xlsx"))
    assert (said.code, said.json["added"], said.json["rejects"]) == (3, 1, None)
    assert said.json["batch"]
    assert said.json["rejects_error"]["code"] == "not_found"


def test_a_copy_in_a_folder_with_spaces_and_chinese_opens(bare: Kebu, shop: Path, tmp_path: Path):
    folder = tmp_path / "我的 客户"
    folder.mkdir()
    shutil.copy(shop, folder / "店.kebu")
    assert bare("--file", str(folder / "店.kebu"), "--json", "info").code == 0
