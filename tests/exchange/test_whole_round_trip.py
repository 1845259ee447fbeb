"""Everything goes out to a workbook, into an empty file, and out again: both workbooks are equal, cell by cell."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from crm_desktop.base import i18n
from crm_desktop.base.paths import resources
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.exchange.writing.export import export_all, export_list
from crm_desktop.exchange.writing.write_sheets import Column, open_writer
from crm_desktop.fields.kind import SPREADSHEET_ERRORS, Cell
from crm_desktop.fields.kinds.long_text import LongText
from crm_desktop.services import records
from crm_desktop.services.lists import ListQuery, list_ids, list_rows
from crm_desktop.services.open_file import create
from crm_desktop.services.workspace import Workspace
from tests.exchange.test_write_sheets import PAYLOADS

SAMPLES = {"zh_CN": "文具批发客户.xlsx", "en": "customers_en.xlsx"}
# A tab, a carriage return and a space at the end are tidied when they come in, so no value has them.
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zs", "Zl", "Zp", "Cf")), min_size=2, max_size=12)
RISKY = st.sampled_from(["=1+1", "+49", "-5", "@cmd", "'quoted", "#N/A!", "_x0041_", "a,b", 'say "hi"', "1e5", "007"])
CUSTOMERS = st.fixed_dictionaries(
    {"name": TEXT.map(lambda text: f"客户{text}")},
    optional={
        "level": st.sampled_from(["A", "B", "C"]),
        "kind": st.sampled_from(["company", "person"]),
        "industry": st.one_of(TEXT, RISKY),
        "remark": st.lists(st.one_of(TEXT, RISKY), min_size=1, max_size=3).map("\n".join),
        "tags": st.lists(st.sampled_from(["重点", "批发", "零售"]), min_size=1, unique=True).map(", ".join),
        "created_on": st.dates(dt.date(1990, 1, 1), dt.date(2026, 11, 1)).map(str),
        "credit_limit": st.decimals(0, 10**9, places=2).map(str),
        "payment_days": st.integers(0, 999).map(str),
        "do_not_contact": st.sampled_from(["yes", "no"]),
        "contact": st.sampled_from(["陈女士", "Ann Berglund"]),
        "mobile": st.integers(0, 99_999_999).map(lambda number: f"138{number:08d}"),
        "email": st.integers(0, 9_999).map(lambda number: f"a{number}@example.com"),
        "address": st.sampled_from(["浙江省杭州市上城区青石巷 18 号", "重庆市渝中区解放碑步行街 2 号"]),
    },
)


def cells(path: Path) -> dict[str, list[list[tuple[Any, str]]]]:
    """Give every cell of every sheet: its value and how it is shown."""
    book = load_workbook(path)
    return {
        sheet.title: [[(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows()] for sheet in book
    }


def out_and_in_again(workspace: Workspace, empty: Workspace, folder: Path) -> tuple[Path, Path]:
    first, second = folder / "first.xlsx", folder / "second.xlsx"
    written = export_all(workspace, first)
    assert written.lossy == ()
    result = run_import(empty, read_workbook(first))
    assert [problem.message for problem in result.problems if problem.severity == "refuse"] == []
    assert result.added == written.rows
    export_all(empty, second)
    return first, second


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workspace]:
    opened, _code = create(tmp_path / "empty.kebu", "另一个密码 2 号")
    yield opened
    opened.close()


@pytest.mark.slow
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_sample_business_comes_back_cell_by_cell(
    language: i18n.Language, workspace: Workspace, empty: Workspace, tmp_path: Path
):
    i18n.set_language(language)
    run_import(workspace, read_workbook(resources("samples", SAMPLES[language])))
    first, second = out_and_in_again(workspace, empty, tmp_path)
    before, after = cells(first), cells(second)
    assert len(next(iter(before.values()))) > 40
    assert list(after) == list(before)
    for name, rows in before.items():
        assert after[name] == rows, name


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(customers=st.lists(CUSTOMERS, min_size=1, max_size=6, unique_by=lambda raw: raw["name"].casefold()))
def test_any_business_comes_back_cell_by_cell(
    customers: list[dict[str, str]], workspace: Workspace, empty: Workspace, tmp_path: Path
):
    for number, raw in enumerate(customers):
        saved = records.add(workspace, "customer", raw)
        records.add(
            workspace,
            "interaction",
            {
                "customer_id": saved.id,
                "channel": "call",
                "content": raw["name"],
                "happened_at": f"2026-01-0{number + 1} 10:30",
            },
        )
    first, second = out_and_in_again(workspace, empty, tmp_path)
    assert cells(second) == cells(first)
    for each in (workspace, empty):
        with each.read() as session:
            ids = list_ids(session, ListQuery("customer"))
        records.remove(each, "customer", ids)


def remarks(workspace: Workspace) -> dict[str, str]:
    with workspace.read() as session:
        ids = list_ids(session, ListQuery("customer"))
        return dict(list_rows(session, "customer", ids, ["name", "remark"]))


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_every_payload_is_the_same_text_after_export_and_import(
    ending: str, workspace: Workspace, empty: Workspace, tmp_path: Path
):
    # What is tidied when it is read, marks of emptiness and errors of a sheet are no texts of a customer.
    texts = [text for text in PAYLOADS if len(text) > 3 and text not in SPREADSHEET_ERRORS]
    payloads = [text for text in texts if LongText().read(text).value == text]
    assert len(payloads) > 130
    with open_writer(tmp_path / "in.xlsx") as (writer, _told):
        heads = [Column("Name"), Column("Remark")]
        writer.write("S", heads, [[Cell(f"C{at:03}"), Cell(text)] for at, text in enumerate(payloads)])
    run_import(workspace, read_workbook(tmp_path / "in.xlsx"))
    assert list(remarks(workspace).values()) == payloads
    export_list(workspace, tmp_path / f"out{ending}")
    run_import(empty, read_workbook(tmp_path / f"out{ending}"))
    assert remarks(empty) == remarks(workspace)
