"""print, chart, demo: what leaves the program for people."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from crm_desktop.charts.declare import charts
from tests.cli.conftest import Kebu


def text_of(path: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(path).pages)


def test_a_report_is_printed_for_one_for_some_and_for_a_filter(kebu: Kebu, tmp_path: Path):
    one = tmp_path / "一 份.pdf"
    said = kebu("print", "customer_report", "--for", 4, "--pdf", one)
    assert (said.code, said.json) == (0, {"file": str(one), "pages": 1})
    assert "青石巷文具店" in text_of(one)
    assert kebu("print", "customer_report", "--for", 4, "--for", 5, "--pdf", one).json["pages"] == 2
    assert kebu("print", "customer_report", "--where", "level=A", "--pdf", one).json["pages"] == 5


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["nonsense", "--for", "1"], "unknown_field"),
        (["customer_report", "--for", "99"], "not_found"),
        (["customer_report", "--for", "1", "--for", "99"], "not_found"),
        (["customer_report", "--where", "name=niemand"], "not_found"),
        (["customer_report", "--where", "nonsense=1"], "unknown_field"),
        (["customer_report", "--for", "1", "--paper", "A77"], "not_found"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_what_cannot_be_printed_is_told_and_no_file_is_made(words: list[str], code: str, kebu: Kebu, tmp_path: Path):
    said = kebu("print", *words, "--pdf", tmp_path / "x.pdf")
    assert (said.code, said.error) == (1, code)
    assert not (tmp_path / "x.pdf").exists()
    assert kebu("print", "customer_report", "--for", 1, "--pdf", tmp_path / "no" / "x.pdf").error == "not_found"


@pytest.mark.parametrize("name", charts())
def test_a_chart_gives_its_numbers_and_its_picture(name: str, kebu: Kebu, tmp_path: Path):
    for ending, head in ((".png", b"\x89PNG"), (".svg", b"<?xml"), (".pdf", b"%PDF"), (".xlsx", b"PK")):
        out = tmp_path / f"图{ending}"
        said = kebu("chart", name, "--out", out)
        assert (said.code, said.json["chart"], said.json["file"]) == (0, name, str(out))
        assert out.read_bytes().startswith(head)
    series = kebu("chart", name).json["series"]
    assert len(series["labels"]) == len(series["values"])
    assert sum(series["values"]) >= 1


def test_charts_are_listed_and_wrong_ones_told(kebu: Kebu, tmp_path: Path):
    assert {each["name"] for each in kebu("chart", "--list").json["charts"]} == set(charts())
    assert kebu("chart", "nonsense").error == "unknown_field"
    assert kebu("chart").error == "invalid_value"
    name = next(iter(charts()))
    assert kebu("chart", name, "--out", tmp_path / "a.gif").error == "invalid_value"
    assert kebu("chart", name, "--out", tmp_path / "no" / "a.png").error == "not_found"


def test_the_demo_leaves_a_file_a_report_and_pictures(bare: Kebu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    said = bare("--json", "demo", "--dir", tmp_path / "演示")
    assert said.code == 0
    assert said.json["customers"] > 300
    assert Path(said.json["file"]).is_file()
    assert said.json["screenshots"]
    assert "栖木" in text_of(Path(said.json["pdf"]))
    monkeypatch.setenv("CRM_PASSWORD", "demo")
    assert bare("--json", "--file", said.json["file"], "check", "--deep").json["ok"] is True


def test_a_demo_has_no_place_where_a_file_stands(bare: Kebu, tmp_path: Path):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    said = bare("--json", "demo", "--dir", tmp_path / "taken")
    assert (said.code, said.error) == (1, "invalid_value")
