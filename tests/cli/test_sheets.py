"""import and export on the command line: the figures add up, refused rows come back, bad sheets are told."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from crm_desktop.base import i18n
from tests.cli.conftest import Kebu

ROWS = [
    ("客户名称", "手机", "级别", "随便"),
    ("新禾文具", "13900139001", "甲", "x"),
    ("新蓝印刷", "12345", "A", "y"),
    ("禾木家具行", "13800001207", "B", "z"),
]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """Two rows that come in or are there already, and one that is refused."""
    path = tmp_path / "老 客户.csv"
    path.write_text("\n".join(",".join(row) for row in ROWS), encoding="utf-8")
    return path


def test_an_import_that_refused_rows_is_done_in_part_and_its_figures_add_up(kebu: Kebu, sheet: Path, tmp_path: Path):
    said = kebu("import", sheet, "--rejects", tmp_path / "refused.xlsx")
    result = said.json
    assert said.code == 3
    assert (result["rows"], result["added"], result["rejected"]) == (3, 1, 1)
    parts = ("added", "updated", "unchanged", "skipped", "rejected")
    assert sum(result[part] for part in parts) == result["rows"]
    assert {each["heading"]: each["field"] for each in result["mapping"]} == {
        "客户名称": "name", "手机": "mobile", "级别": "level", "随便": None,
    }  # fmt: skip
    refused = [each for each in result["problems"] if each["severity"] == "refuse"]
    assert [(each["row"], each["column"], each["value"]) for each in refused] == [(3, "手机", "12345")]
    assert all(set(each) >= {"sheet", "row", "column", "value", "code", "message", "suggestion"} for each in refused)
    assert (tmp_path / "refused.xlsx").read_bytes().startswith(b"PK")
    assert kebu("undo", result["batch"]).code == 0
    assert kebu("info").json["counts"]["customer"] == 12


def test_a_dry_run_says_what_would_be_and_keeps_nothing(kebu: Kebu, sheet: Path):
    said = kebu("import", sheet, "--dry-run")
    assert (said.json["added"], said.json["batch"]) == (1, None)
    assert kebu("info").json["counts"]["customer"] == 12


def test_columns_and_policy_may_be_said(kebu: Kebu, sheet: Path):
    said = kebu("import", sheet, "--map", "随便=industry", "--map", "手机=", "--policy", "overwrite", "--match", "name")
    assert said.code == 0
    assert kebu("list", "customer", "--where", "name=新禾文具").json["rows"][0]["industry"] == "x"
    assert kebu("list", "customer", "--where", "name=禾木家具行").json["rows"][0]["level"] == "B"


def test_the_same_sheet_again_adds_nothing(kebu: Kebu, sheet: Path):
    kebu("import", sheet)
    again = kebu("import", sheet).json
    assert (again["added"], again["updated"], again["batch"]) == (0, 0, None)


def test_rows_that_say_otherwise_are_told_with_the_key_that_found_their_customer(kebu: Kebu, sheet: Path):
    (told,) = [each for each in kebu("import", sheet, "--dry-run").json["outcomes"] if each["record"]]
    assert (told["record"]["title"], told["record"]["matched_by"]) == ("禾木家具行", "phone")
    assert told["differences"] == [{"field": "level", "old": "A", "new": "B", "settled": "A"}]
    only = kebu("import", sheet, "--policy-for", "level=overwrite", "--row", "2=later", "--row", "老 客户!3=skip").json
    assert (only["updated"], only["skipped"], only["rejected"]) == (1, 2, 0)


def test_an_import_into_a_file_with_customers_is_backed_up_first(kebu: Kebu, sheet: Path):
    kebu("import", sheet, "--dry-run")
    assert kebu("backups").json["backups"] == []
    kebu("import", sheet)
    (made,) = kebu("backups").json["backups"]
    assert made["reason"] == "import"


def test_an_import_of_which_every_row_is_refused_changes_nothing_and_says_so(kebu: Kebu, tmp_path: Path):
    (tmp_path / "bad.csv").write_text("客户名称,手机\n甲店,123\n乙店,456\n", encoding="utf-8")
    said = kebu("import", tmp_path / "bad.csv")
    assert (said.code, said.json["rejected"], said.json["batch"]) == (3, 2, None)
    assert "All rows were refused" in said.err
    assert kebu("info").json["counts"]["customer"] == 12


def test_values_constants_and_leftovers_may_be_said(kebu: Kebu, sheet: Path):
    said = kebu(
        "import",
        sheet,
        "--map",
        "手机=",
        "--value",
        "级别:甲=B",
        "--constant",
        "source=2026 展会",
        "--leftover",
        "remark",
    )
    assert said.code == 0
    (row,) = kebu("list", "customer", "--where", "name=新禾文具").json["rows"]
    assert (row["level"], row["source"], row["remark"]) == ("B", "2026 展会", "随便: x")
    assert [each["reason"] for each in said.json["mapping"]] == ["synonym", "asked", "synonym", "leftover"]


def test_what_stands_between_the_cells_may_be_said(kebu: Kebu, tmp_path: Path):
    path = tmp_path / "rows.txt"
    path.write_text("客户名称^手机\n新禾文具^13900139001\n", encoding="utf-8")
    assert kebu("import", path).code == 1
    assert kebu("import", path, "--delimiter", "^").json["added"] == 1


def test_of_a_table_that_is_too_long_the_first_part_may_be_taken(kebu: Kebu, tmp_path: Path):
    path = tmp_path / "rows.csv"
    path.write_text("客户名称\n甲店\n乙店\n" + "\n" * 310_000 + "丙店\n", encoding="utf-8")
    said = kebu("import", path)
    assert (said.code, said.json["error"]["code"]) == (1, "too_large")
    assert kebu("import", path, "--first-part").json["added"] == 2


def test_the_order_of_dates_may_be_said_for_all_columns_and_for_one(kebu: Kebu, tmp_path: Path):
    path = tmp_path / "dates.csv"
    path.write_text("客户名称,建档日期,核对日期\n日期店,03-04-2024,05-06-2024\n", encoding="utf-8")
    assert kebu("import", path).code == 3
    assert kebu("import", path, "--date-order", "dmy", "--date-order", "核对日期=mdy").code == 0
    (row,) = kebu("list", "customer", "--where", "name=日期店").json["rows"]
    assert (row["created_on"], row["confirmed_on"]) == ("2024-04-03", "2024-05-06")


def test_what_was_chosen_is_remembered_for_the_next_sheet(kebu: Kebu, sheet: Path):
    kebu("import", sheet, "--map", "随便=industry", "--map", "手机=")
    again = kebu("import", sheet).json["mapping"]
    assert [(each["field"], each["reason"]) for each in again][3] == ("industry", "remembered")


def test_people_are_told_of_sheets_left_out_and_of_other_programs(kebu: Kebu, bare: Kebu, shop: Path, tmp_path: Path):
    book = Workbook()
    book.active.title = "客户"
    for row in (("客户名称", "级别"), ("新蓝", "A")):
        book.active.append(row)
    hidden = book.create_sheet("旧")
    hidden.append(("客户名称",))
    hidden.append(("旧店",))
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "two.xlsx")
    assert kebu("import", tmp_path / "two.xlsx").json["left_out"] == ["旧"]
    said = bare("--lang", "zh_CN", "--file", shop, "import", tmp_path / "two.xlsx", "--dry-run")
    assert "旧：此工作表是隐藏的，未导入。" in said.out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--map", "随便"], "invalid_value"),
        (["--constant", "source"], "invalid_value"),
        (["--constant", "nonsense=1"], "unknown_field"),
        (["--constant", "kind=外星人"], "invalid_value"),
        (["--value", "级别=A"], "invalid_value"),
        (["--value", "nirgends:甲=A"], "unknown_field"),
        (["--date-order", "nirgends=dmy"], "unknown_field"),
        (["--map", "随便=nonsense"], "unknown_field"),
        (["--map", "nirgends=level"], "unknown_field"),
        (["--sheet", "nirgends"], "not_found"),
        (["--entity", "nonsense"], "unknown_field"),
        (["--match", "nonsense"], "unknown_field"),
        (["--map", "客户名称="], "invalid_value"),
        (["--policy-for", "level=replace"], "invalid_value"),
        (["--policy-for", "nonsense=keep"], "unknown_field"),
        (["--row", "2=perhaps"], "invalid_value"),
        (["--rejects", "/nirgends/x.xlsx"], "not_found"),
        (["--rejects", "x.pdf"], "invalid_value"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_an_import_that_cannot_be_meant_is_refused(words: list[str], code: str, kebu: Kebu, sheet: Path):
    said = kebu("import", sheet, *words)
    assert (said.code, said.error) == (1, code)
    assert kebu("info").json["counts"]["customer"] == 12


def no_spreadsheet(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7 nothing")


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def protected(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))


def broken(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + b"nonsense" * 100)


def a_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("make", [no_spreadsheet, nothing, protected, broken, a_folder])
def test_what_is_no_spreadsheet_is_told(make, language: str, bare: Kebu, shop: Path, tmp_path: Path):  # noqa: ANN001 - one of the five
    path = tmp_path / "sheet.xlsx"
    make(path)
    said = bare("--lang", language, "--json", "--file", shop, "import", path)
    assert (said.code, said.error) == (1, "unreadable_spreadsheet")
    assert len(said.err.strip().splitlines()) == 1


def test_a_sheet_that_is_missing_or_too_wide_is_told(kebu: Kebu, tmp_path: Path):
    assert kebu("import", tmp_path / "none.xlsx").error == "not_found"
    book = Workbook(write_only=True)
    book.create_sheet("breit").append([f"Spalte {number}" for number in range(16_384)])
    book.save(tmp_path / "wide.xlsx")
    assert kebu("import", tmp_path / "wide.xlsx").error == "too_large"


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_an_export_comes_back_unchanged(ending: str, kebu: Kebu, tmp_path: Path):
    out = tmp_path / f"名 单.{ending}"
    said = kebu("export", out)
    assert (said.code, said.json["rows"], said.json["file"]) == (0, 12, str(out))
    again = kebu("import", out).json
    assert (again["unchanged"], again["rejected"], again["batch"]) == (12, 0, None)


def test_an_export_follows_the_filter_and_everything_is_linked_sheets(kebu: Kebu, tmp_path: Path):
    assert kebu("export", tmp_path / "a.csv", "--where", "level=A", "--sort", "-name").json["rows"] == 5
    assert kebu("export", tmp_path / "all.xlsx", "--all").json["rows"] == 12 + 24 + 12
    again = kebu("import", tmp_path / "all.xlsx").json
    assert (again["rows"], again["unchanged"], again["batch"]) == (48, 48, None)


@pytest.mark.parametrize(
    ("out", "code"), [("no/a.xlsx", "not_found"), ("a.pdf", "invalid_value"), (".", "invalid_value")]
)
def test_an_export_to_nowhere_is_told_and_writes_nothing(out: str, code: str, kebu: Kebu, tmp_path: Path):
    before = sorted(tmp_path.iterdir())
    assert kebu("export", tmp_path / out).error == code
    assert sorted(tmp_path.iterdir()) == before


def test_everything_as_csv_is_refused_because_it_holds_one_table(kebu: Kebu, tmp_path: Path):
    said = kebu("export", tmp_path / "all.csv", "--all")
    assert (said.code, said.error) == (1, "invalid_value")
    assert not (tmp_path / "all.csv").exists()


def test_people_are_told_the_figures_of_each_kind_of_record(bare: Kebu, shop: Path, tmp_path: Path):
    book = Workbook()
    book.active.title = "客户"
    for row in (("客户名称", "手机"), ("新禾文具", "13900139001"), ("新蓝印刷", "13900139002")):
        book.active.append(row)
    talks = book.create_sheet("沟通记录")
    for row in (("客户名称", "时间", "内容"), ("新禾文具", "2026-01-02 10:00", "报价")):
        talks.append(row)
    book.save(tmp_path / "two.xlsx")
    said = bare("--lang", "en", "--file", shop, "import", tmp_path / "two.xlsx")
    assert "3 rows: 3 added, 0 updated, 0 unchanged, 0 skipped, 0 refused" in said.out
    assert "Customers: 2 added" in said.out
    assert "Interactions: 1 added" in said.out


def test_people_are_told_that_a_row_was_added_beside_its_namesake(bare: Kebu, shop: Path, tmp_path: Path):
    (tmp_path / "one.csv").write_text("客户名称,手机\n禾木家具行,13900139077\n", encoding="utf-8")
    said = bare("--lang", "en", "--file", shop, "import", tmp_path / "one.csv")
    assert "1 row: 1 added" in said.out
    assert "There is another “禾木家具行”" in said.out


def test_what_people_see_of_an_import_is_in_their_language(bare: Kebu, shop: Path, sheet: Path):
    said = bare("--lang", "zh_CN", "--file", shop, "import", sheet)
    assert said.code == 3
    assert "共 3 行" in said.out or "3 行" in said.out
    with pytest.raises(json.JSONDecodeError):
        json.loads(said.out)
