"""The command line exports as the window does: columns, encodings, address books, templates."""

from pathlib import Path

import pytest

from crm_desktop.exchange.read_sheets import read_workbook
from tests.cli.conftest import Kebu


def test_only_the_fields_that_were_named_are_written(kebu: Kebu, tmp_path: Path):
    said = kebu("export", tmp_path / "a.xlsx", "--fields", "name,mobile,last_contact", "--sort", "name")
    assert (said.code, said.json["rows"], said.json["lossy"]) == (0, 12, [])
    head = read_workbook(tmp_path / "a.xlsx").sheets[0].rows[0]
    assert head == ["Name", "Mobile", "Last contact"]
    assert kebu("export", tmp_path / "b.xlsx", "--fields", "colour").error == "unknown_field"


def test_an_encoding_is_chosen_and_what_it_lacks_is_listed(kebu: Kebu, tmp_path: Path):
    kebu("set", "customer", "1", "industry=刘䶮家具")
    said = kebu("export", tmp_path / "a.csv", "--encoding", "gbk").json
    assert [(each["row"], each["column"]) for each in said["lossy"]] == [(2, "Industry")]
    assert "青石巷文具店" in (tmp_path / "a.csv").read_text("gbk")
    assert kebu("export", tmp_path / "a.xlsx", "--encoding", "gbk").error == "invalid_value"


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_an_address_book_goes_out_and_comes_in(version: str, kebu: Kebu, tmp_path: Path):
    said = kebu("export", tmp_path / "a.vcf", "--vcard", version)
    assert (said.code, said.json["rows"]) == (0, 12)
    assert f"VERSION:{version}\r\n".encode() in (tmp_path / "a.vcf").read_bytes()
    again = kebu("import", tmp_path / "a.vcf").json
    assert (again["rows"], again["unchanged"], again["batch"]) == (12, 12, None)


def test_birthdays_go_out_as_a_calendar_of_every_year(kebu: Kebu, tmp_path: Path):
    for contact, day in ((1, "1990-02-03"), (2, "--02-29"), (3, "1999-12-31")):
        kebu("set", "contact", contact, f"birthday={day}")
    said = kebu("export", tmp_path / "a.ics", "--where", "level=A")
    assert (said.code, said.json["rows"]) == (0, 2 + 5)  # each has something to do, too
    data = (tmp_path / "a.ics").read_text("utf-8")
    assert data.startswith("BEGIN:VCALENDAR\n")
    assert "DTSTART;VALUE=DATE:19900203\nRRULE:FREQ=YEARLY\nSUMMARY:Birthday of 王女士 (禾木家具行)\n" in data
    assert "0229\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1\n" in data
    assert kebu("export", tmp_path / "b.ics", "--fields", "name").error == "invalid_value"


@pytest.mark.parametrize("options", [("--all", "--where", "level=A"), ("--all", "--fields", "name")])
def test_everything_and_a_part_of_it_contradict_each_other(options: tuple[str, ...], kebu: Kebu, tmp_path: Path):
    assert kebu("export", tmp_path / "a.xlsx", *options).error == "invalid_value"
    assert not (tmp_path / "a.xlsx").exists()


def test_a_template_needs_no_file_and_no_password(bare: Kebu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("CRM_PASSWORD", raising=False)
    said = bare("--lang", "zh_CN", "--json", "export", tmp_path / "t.xlsx", "--template")
    assert (said.code, said.json) == (0, {"file": str(tmp_path / "t.xlsx"), "rows": 0, "lossy": []})
    assert read_workbook(tmp_path / "t.xlsx").sheets[0].rows[0][0] == "名称 *"
