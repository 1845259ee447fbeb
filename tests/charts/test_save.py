"""A chart becomes a whole picture file, or none."""

import io
from pathlib import Path

import pytest

from crm_desktop.base.errors import InvalidValueError, NotFoundError
from crm_desktop.charts.save import save
from crm_desktop.services.workspace import Workspace

STARTS = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF"}


@pytest.mark.parametrize("ending", STARTS)
def test_a_chart_is_saved_as_the_format_its_name_says(filled: Workspace, tmp_path: Path, ending: str):
    path = tmp_path / f"图{ending}"
    series = save(filled, "customers_by_class", path)
    assert path.read_bytes().startswith(STARTS[ending])
    assert sum(series.values) == 12
    assert sorted(tmp_path.glob("图*")) == [path]


@pytest.mark.parametrize("ending", STARTS)
def test_the_same_numbers_give_the_same_bytes(filled: Workspace, tmp_path: Path, ending: str):
    first, second = tmp_path / f"a{ending}", tmp_path / f"b{ending}"
    save(filled, "customers_by_province", first)
    save(filled, "customers_by_province", second)
    assert first.read_bytes() == second.read_bytes()


def test_the_chinese_of_a_chart_is_text_in_its_pdf(filled: Workspace, tmp_path: Path):
    import pypdf

    path = tmp_path / "图.pdf"
    save(filled, "customers_by_province", path)
    said = pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages[0].extract_text()
    assert "浙江省" in said


def test_another_ending_is_refused_and_nothing_is_written(filled: Workspace, tmp_path: Path):
    with pytest.raises(InvalidValueError, match=r"\.png"):
        save(filled, "customers_by_class", tmp_path / "chart.docx")
    assert not (tmp_path / "chart.docx").exists()


def test_a_folder_that_is_not_there_is_said(filled: Workspace, tmp_path: Path):
    with pytest.raises(NotFoundError, match="nowhere"):
        save(filled, "customers_by_class", tmp_path / "nowhere" / "chart.png")
