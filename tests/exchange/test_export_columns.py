"""A list goes out as it is seen: its columns, its order, its selection."""

from pathlib import Path

import pytest

from crm_desktop.base.errors import UnknownFieldError
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.exchange.writing.export import export_list
from crm_desktop.services import records
from crm_desktop.services.lists import ListQuery, Sort
from crm_desktop.services.workspace import Workspace


def test_chosen_columns_stand_in_the_chosen_order_facts_among_them(filled: Workspace, tmp_path: Path):
    fields = ("level", "name", "main_phone", "region", "kind", "last_contact", "website")
    query = ListQuery("customer", sort=(Sort("sort_name"),))
    export_list(filled, tmp_path / "seen.xlsx", query=query, fields=fields)
    head, first, *_rest = read_workbook(tmp_path / "seen.xlsx").sheets[0].rows
    assert head == ["Level", "Name", "Phone", "Region", "Kind", "Last contact", "Web site"]
    assert first[:5] == ["A", "半山茶社", "139 0000 5521", "浙江 绍兴", "Company"]


def test_a_chosen_part_brings_a_column_for_each_that_there_is(filled: Workspace, tmp_path: Path):
    records.add(filled, "channel", {"customer_id": 1, "type": "mobile", "value": "13900139000"})
    export_list(filled, tmp_path / "a.xlsx", fields=("name", "mobile", "address"))
    head, first, *_rest = read_workbook(tmp_path / "a.xlsx").sheets[0].rows
    assert head == ["Name", "Mobile", "Mobile 2", "Address"]
    assert first == ["禾木家具行", "138 0000 1207", "139 0013 9000", "浙江省杭州市上城区清泰街 18 号"]
    export_list(filled, tmp_path / "a.xlsx", fields=("name", "mobile#2"))
    assert read_workbook(tmp_path / "a.xlsx").sheets[0].rows[0] == ["Name", "Mobile 2"]


def test_the_selected_ones_alone_go_out_in_their_order(filled: Workspace, tmp_path: Path):
    written = export_list(filled, tmp_path / "a.csv", ids=[4, 1, 999])
    rows = read_workbook(tmp_path / "a.csv").sheets[0].rows
    assert written.rows == 2
    assert [row[1] for row in rows[1:]] == ["青石巷文具店", "禾木家具行"]


def test_a_column_that_there_is_not_is_told_and_nothing_is_written(filled: Workspace, tmp_path: Path):
    with pytest.raises(UnknownFieldError, match="last_contact"):
        export_list(filled, tmp_path / "a.xlsx", fields=("name", "last_kontact"))
    assert not list(tmp_path.glob("*.xlsx*"))
