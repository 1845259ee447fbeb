"""What is exported comes back equal, and nothing in it can act as a formula."""

import datetime as dt
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from crm_desktop.base import i18n
from crm_desktop.base.errors import InvalidValueError
from crm_desktop.entities.interaction import Interaction
from crm_desktop.entities.task import Task
from crm_desktop.exchange.headings import places, split_numbers, with_numbers
from crm_desktop.exchange.importing.choices import ImportChoices
from crm_desktop.exchange.importing.match_columns import by_heading
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.exchange.writing.export import export_all, export_list
from crm_desktop.exchange.writing.flatten import columns_for, in_order
from crm_desktop.exchange.writing.write_sheets import Column, open_writer
from crm_desktop.fields.kind import Cell
from crm_desktop.services import records
from crm_desktop.services.lists import ListQuery, Sort, list_ids, parse_condition
from crm_desktop.services.open_file import create
from crm_desktop.services.workspace import Workspace

PAYLOADS = [
    f"{start}{rest}"
    for start in ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'=", "#N/A", "#REF!", '="1"+')
    for rest in ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://x.example","看")', "SUM(A1:A9)", "文具", "")
]
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Workspace]:
    """A second, empty file."""
    opened, _recovery = create(tmp_path / "other.kebu", "另一个密码 2 号")
    yield opened
    opened.close()


def everything(workspace: Workspace, *, timeline: bool = True) -> list[Any]:
    """Give all customers with their parts, without ids, so that two files can be compared."""
    found = []
    with workspace.read() as session:
        for record_id in list_ids(session, ListQuery("customer", sort=(Sort("number"),))):
            values = _plain(records.get(session, "customer", record_id))
            parts = records.parts(session, "customer", record_id)
            names = {each["id"]: each["name"] for each in parts["contact"]}
            channels = [{**_plain(each), "contact": names.get(each["contact_id"])} for each in parts["channel"]]
            others = {name: sorted(map(_line, map(_plain, parts[name]))) for name in ("contact", "address")}
            found.append((values, sorted(map(_line, channels)), others))
        said = session.execute(select(Interaction.content, Interaction.happened_at).order_by(Interaction.content))
        found.append([tuple(row) for row in said] if timeline else [])
        planned = select(Task.what, Task.due_on, Task.due_at, Task.done_at, Interaction.content).order_by(
            Task.due_on, Interaction.content
        )
        joined = planned.join(Interaction, Interaction.id == Task.interaction_id, isouter=True)
        found.append([tuple(row) for row in session.execute(joined)] if timeline else [])
    return found


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    own = {"id", "uid", "customer_id", "contact_id", "last_contact", "next_step"}  # of this file alone
    return {name: value for name, value in values.items() if name not in own}


def _line(values: dict[str, Any]) -> str:
    return str(sorted(values.items()))


def a_rich_customer(workspace: Workspace) -> None:
    """Add a customer that has a bit of everything."""
    saved = records.add(
        workspace, "customer",
        {
            "name": "青石巷文具店", "level": "A", "customer_class": "prime", "kind": "company", "aliases": "青石, BS",
            "tags": "重点, 批发", "credit_limit": "12000.5", "currency": "CNY", "payment_days": "30",
            "website": "https://bluestone.example.com", "do_not_contact": "是", "created_on": "2024-03-05",
            "remark": "=1+1\n周日不收货\n- 先打电话", "wechat": "bluestone_4410",
            "mobile": "13800138000", "phone": "0571-88004410 转 801", "email": "hi@bluestone.example.com",
            "contact": "陈女士", "contact.job_title": "店长", "contact.birthday": "1990-02-03",
            "address": "浙江省杭州市上城区青石巷 18 号",
        },
    )  # fmt: skip
    for raw in (
        {"type": "mobile", "value": "13900139000", "use": "财务", "is_primary": "是", "verified_on": "2025-01-02"},
        {"type": "email", "value": "bill@bluestone.example.com", "do_not_contact": "是"},
    ):
        records.add(workspace, "channel", {"customer_id": saved.id, **raw})
    second = records.add(workspace, "contact", {"customer_id": saved.id, "name": "王先生", "remark": "只在周三在"})
    records.add(
        workspace, "channel",
        {"customer_id": saved.id, "contact_id": second.id, "type": "mobile", "value": "13800138000"},
    )  # fmt: skip
    abroad_too = {"name": "Atelier Nord", "mobile": "+86 139 0013 9001", "phone": "+46 8 123 456 78"}
    records.add(workspace, "customer", {**abroad_too, "address.country": "Sweden", "address.city": "Luleå"})
    abroad = {"type": "warehouse", "country": "DE", "city": "Köln", "street": "Am Dom 1"}
    records.add(workspace, "address", {"customer_id": saved.id, **abroad})


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_an_export_imports_into_an_empty_file_as_equal_customers(
    ending: str, language: i18n.Language, filled: Workspace, other: Workspace, tmp_path: Path
):
    a_rich_customer(filled)
    i18n.set_language(language)
    export_list(filled, tmp_path / f"all{ending}")
    i18n.set_language("en")
    result = run_import(other, read_workbook(tmp_path / f"all{ending}"))
    assert [problem for problem in result.problems if problem.severity == "refuse"] == []
    assert (result.added, result.rows) == (14, 14)
    assert everything(other, timeline=False) == everything(filled, timeline=False)


@pytest.mark.parametrize("policy", ["fill", "overwrite", "append", "keep"])
def test_importing_ones_own_export_changes_nothing(policy: Any, filled: Workspace, tmp_path: Path):
    a_rich_customer(filled)
    export_all(filled, tmp_path / "all.xlsx")
    before = everything(filled)
    result = run_import(filled, read_workbook(tmp_path / "all.xlsx"), ImportChoices(policy=policy))
    assert (result.added, result.updated, result.rejected, result.batch) == (0, 0, 0, 0)
    assert everything(filled) == before


def test_a_workbook_of_everything_brings_the_timeline_along(filled: Workspace, other: Workspace, tmp_path: Path):
    written = export_all(filled, tmp_path / "all.xlsx")
    assert written.rows == 12 + 24 + 12
    result = run_import(other, read_workbook(tmp_path / "all.xlsx"))
    assert (result.added, result.rejected) == (48, 0)
    assert everything(other) == everything(filled)


def test_a_filtered_list_is_exported_as_filtered(filled: Workspace, tmp_path: Path):
    query = ListQuery("customer", where=(parse_condition("level=A", "customer", filled.context),))
    written = export_list(filled, tmp_path / "a.xlsx", query=query)
    rows = read_workbook(tmp_path / "a.xlsx").sheets[0].rows
    assert written.rows == len(rows) - 1 == 5


def test_every_place_has_a_heading_that_is_understood_again_in_both_languages(in_english: None):
    for language in ("en", "zh_CN"):
        i18n.set_language(language)
        for name, place in places("customer").items():
            for numbers in {(1,) * place.numbered, (2,) * place.numbered, (1, 3)[: place.numbered]}:
                if not numbers and place.entity != "customer":
                    continue
                (column,) = columns_for([(name, numbers or (1,))], "customer")
                assert by_heading(column.heading, "customer") == with_numbers(name, numbers), column.heading


def test_columns_stand_in_an_order_that_people_expect():
    mixed = ["contact#2", "contact.mobile", "name", "contact.job_title", "mobile#2", "contact", "mobile", "level"]
    ordered = [with_numbers(*spot) for spot in in_order(map(split_numbers, mixed), "customer")]
    assert ordered[:2] == ["name", "level"]
    assert ordered[ordered.index("contact") :][:4] == ["contact", "contact.job_title", "contact.mobile", "contact#2"]
    assert ordered.index("mobile") + 1 == ordered.index("mobile#2")


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_no_text_of_a_customer_becomes_a_formula(ending: str, tmp_path: Path):
    path = tmp_path / f"payloads{ending}"
    with open_writer(path) as (writer, _written):
        writer.write("S", [Column("x")], [[Cell(text)] for text in PAYLOADS])
    if ending == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet
        assert b't="e"' not in sheet
    else:
        lines = path.read_text(encoding="utf-8-sig").splitlines()[1:]
        risky = tuple("=+-@＝＋－＠")
        assert not [line for line in lines if line.lstrip('"').startswith(risky)]
    assert [row[0] for row in read_workbook(path).sheets[0].rows[1:]] == PAYLOADS


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXTS, min_size=1, max_size=8))
def test_any_text_comes_back_from_csv_as_it_was(texts: list[str], tmp_path: Path):
    path = tmp_path / "texts.csv"
    with open_writer(path) as (writer, _written):
        writer.write("S", [Column("a"), Column("b")], [[Cell("#"), Cell(text)] for text in texts])
    assert [row[1] for row in read_workbook(path).sheets[0].rows[1:]] == texts


def test_what_a_cell_cannot_hold_is_told(workspace: Workspace, tmp_path: Path):
    records.add(workspace, "customer", {"name": "长备注", "remark": "长" * 40_000})
    written = export_list(workspace, tmp_path / "long.xlsx")
    assert [lossy.column for lossy in written.lossy] == ["Remark"]
    assert "40,000" in written.lossy[0].message


def test_dates_and_amounts_are_real_cells_and_numbers_that_are_names_are_text(workspace: Workspace, tmp_path: Path):
    a_rich_customer(workspace)
    export_list(workspace, tmp_path / "one.xlsx")
    header, row = read_workbook(tmp_path / "one.xlsx").sheets[0].rows[:2]
    cells = dict(zip(header, row, strict=True))
    assert cells["Customer since"] == dt.date(2024, 3, 5)
    assert cells["Credit limit"] == 12000.5
    assert cells["Mobile"] == "139 0013 9000"


def test_a_half_written_export_leaves_no_file(filled: Workspace, tmp_path: Path):
    with pytest.raises(InvalidValueError):
        export_list(filled, tmp_path / "out.docx")
    with pytest.raises(RuntimeError), open_writer(tmp_path / "out.xlsx"):
        raise RuntimeError
    assert not list(tmp_path.glob("*out*"))
