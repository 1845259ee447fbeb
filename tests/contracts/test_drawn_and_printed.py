"""Every figure and every document can be made of an empty file and of a full one, in both languages."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from crm_desktop.base import i18n
from crm_desktop.charts.declare import charts, series_of
from crm_desktop.charts.save import FORMATS, save
from crm_desktop.printing.declare import document_named, documents, print_pdf
from crm_desktop.services import records
from crm_desktop.services.lists import ListQuery, list_ids
from crm_desktop.services.workspace import Workspace

BEGINNINGS = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF"}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("name", charts())
def test_a_figure_of_an_empty_and_of_a_full_file(
    name: str, language: i18n.Language, filled: Workspace, tmp_path: Path, in_english: None
):
    i18n.set_language(language)
    for ending in FORMATS:
        save(filled, name, tmp_path / f"full{ending}")
        assert (tmp_path / f"full{ending}").read_bytes().startswith(BEGINNINGS[ending])
    with filled.read() as session:
        series = series_of(session, name)
        everybody = list_ids(session, ListQuery())
    assert sum(series.values) > 0
    assert len(series.labels) == len(series.values)
    records.remove(filled, "customer", everybody)
    save(filled, name, tmp_path / "empty.png")
    with filled.read() as session:
        assert series_of(session, name).empty


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("name", documents())
def test_a_document_of_a_bare_record_and_of_many_full_ones(
    name: str, language: i18n.Language, filled: Workspace, tmp_path: Path, in_english: None
):
    i18n.set_language(language)
    entity = document_named(name).entity
    bare = records.add(filled, "customer", {"name": "空白客户"}).id
    with filled.read() as session:
        everybody = list_ids(session, ListQuery(entity))
    one = print_pdf(filled, name, tmp_path / "bare.pdf", ids=[bare])
    many = print_pdf(filled, name, tmp_path / "many.pdf", ids=everybody)
    assert (one.pages, many.pages >= len(everybody)) == (1, True)
    assert "空白客户" in PdfReader(one.file).pages[0].extract_text()
    texts = "".join(page.extract_text() for page in PdfReader(many.file).pages)
    assert all(title in texts for title in ("禾木家具行", "Bluestone Stationery", "云杉装饰工程"))
    assert len(PdfReader(many.file).pages) == many.pages
