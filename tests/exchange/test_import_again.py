"""What came in once changes nothing when it comes again, and of an edited list just the edits are taken."""

from pathlib import Path
from typing import Any, get_args

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_desktop.base import i18n
from crm_desktop.base.paths import resources
from crm_desktop.exchange.importing.choices import POLICIES, ImportChoices, RowChoice
from crm_desktop.exchange.importing.import_result import ImportResult, Outcome
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.exchange.writing.export import export_all
from crm_desktop.services.workspace import Workspace
from tests.exchange.books import book, channels, customer, dump

SAMPLES = ("文具批发客户.xlsx", "客户名单_GBK.csv", "customers_en.xlsx")
NORTHWIND = Path(__file__).parents[3] / "shared" / "data" / "northwind" / "customers.csv"


def figures(result: ImportResult) -> tuple[int, int, int]:
    return result.added, result.updated, result.batch


@pytest.mark.parametrize("name", [*SAMPLES, "northwind"])
def test_a_sheet_that_comes_again_changes_nothing_under_any_policy(name: str, workspace: Workspace):
    path = resources("samples", name) if name in SAMPLES else NORTHWIND
    if not path.exists():
        pytest.skip("the Northwind data is not here")
    sheet = read_workbook(path)
    run_import(workspace, sheet)
    before = dump(workspace)
    for policy in POLICIES:
        again = run_import(workspace, sheet, ImportChoices(policy=policy))
        assert figures(again) == (0, 0, 0), policy
    assert dump(workspace) == before


@pytest.mark.slow
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_ones_own_export_changes_nothing_under_any_policy(language: Any, workspace: Workspace, tmp_path: Path):
    run_import(workspace, read_workbook(resources("samples", SAMPLES[0])))
    i18n.set_language(language)
    export_all(workspace, tmp_path / "all.xlsx")
    i18n.set_language("en")
    sheet = read_workbook(tmp_path / "all.xlsx")
    for policy in POLICIES:
        result = run_import(workspace, sheet, ImportChoices(policy=policy))
        assert (figures(result), result.rejected) == ((0, 0, 0), 0), policy


def test_of_an_edited_export_just_what_was_edited_is_taken(filled: Workspace, tmp_path: Path):
    path = tmp_path / "all.xlsx"
    export_all(filled, path)
    edited = openpyxl.load_workbook(path)
    sheet = edited.worksheets[0]
    at = {cell.value: cell.column for cell in sheet[1]}
    row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, at["Name"]).value == "半山茶社")
    for heading, value in (("Level", "C"), ("Name", "半山茶馆"), ("E-mail", "neu@banshan.example")):
        sheet.cell(row, at[heading]).value = value
    edited.save(path)
    before = dump(filled)
    result = run_import(filled, read_workbook(path), ImportChoices(policy="overwrite"))
    assert (result.added, result.updated, result.unchanged) == (0, 1, 12 + 24 + 12 - 1)
    (told,) = result.outcomes
    assert {each.place: (each.old, each.settled) for each in told.differences} == {
        "name": ("半山茶社", "半山茶馆"), "level": ("A", "C"), "email": ("hello1@example.com", "neu@banshan.example"),
    }  # fmt: skip
    assert customer(filled, "半山茶馆").level == "C"
    assert ("email", "neu@banshan.example") in channels(filled)
    assert len(channels(filled)) == len(before["channel"])


CELLS = {
    "客户编号": st.sampled_from([None, None, "A-1", "A-2", "KH-00001"]),
    "客户名称": st.sampled_from([None, "青石", "青石文具", "禾木", "禾木（杭州）", "Hemu"]),
    "手机": st.sampled_from([None, "13800138000", "13900139000", "138****0000", "1380013", "13800138000/13900139000"]),
    "联系人": st.sampled_from([None, "陈", "王"]),
    "级别": st.sampled_from([None, "A", "B", "重点"]),
    "备注": st.sampled_from([None, "周日不收货", "先打电话\n周日不收货"]),
    "城市": st.sampled_from([None, "杭州市", "宁波市"]),
}
# A row of one cell alone may be a remark, and is left out.
ROWS = st.lists(
    st.tuples(*CELLS.values()).map(list).filter(lambda row: len(row) - row.count(None) > 2), min_size=1, max_size=8
)
DECISIONS = st.sampled_from([None, None, "add", "update", "skip", "later"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_a_sheet_holds_and_a_person_decides_the_rows_add_up(data: st.DataObject, workspace: Workspace):
    rows = data.draw(ROWS)
    decided = {("客户", at): RowChoice(data.draw(DECISIONS)) for at in range(2, len(rows) + 2)}
    choices = ImportChoices(policy=data.draw(st.sampled_from(POLICIES)), rows=decided)
    result = run_import(workspace, book(*rows, head=list(CELLS)), choices)
    parts = {name: getattr(result, name) for name in get_args(Outcome)}
    assert sum(parts.values()) == result.rows == len(rows)
    assert len(result.rejects) == result.rejected + sum(each.decision == "later" for each in decided.values())
    assert {each.row for each in result.rejects} <= {each.row for each in result.outcomes}
    assert (result.batch > 0) == bool(result.added or result.updated)


CUSTOMERS = (("A-1", "青石文具", "13800138000"), ("A-2", "禾木家具", "13900139000"), (None, "Hemu", "13700137000"))


@st.composite
def rows_without_contradictions(draw: st.DrawFn) -> list[Any]:
    """Give a row of a customer whose number and phone are nobody else's, each of them there or not."""
    number, name, phone = draw(st.sampled_from(CUSTOMERS))
    others = [draw(CELLS[heading]) for heading in ("联系人", "级别", "备注", "城市")]
    return [number if draw(st.booleans()) else None, name, phone if draw(st.booleans()) else None, *others]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(rows_without_contradictions(), min_size=1, max_size=6), policy=st.sampled_from(POLICIES))
def test_whatever_a_sheet_says_of_its_customers_it_says_nothing_new_the_second_time(
    rows: list[Any], policy: Any, workspace: Workspace
):
    sheet = book(*rows, head=list(CELLS))
    first = run_import(workspace, sheet, ImportChoices(policy=policy))
    before = dump(workspace)
    again = run_import(workspace, sheet, ImportChoices(policy=policy))
    after = dump(workspace)
    if first.batch:
        workspace.undo(first.batch)
    assert figures(again) == (0, 0, 0)
    assert after == before
