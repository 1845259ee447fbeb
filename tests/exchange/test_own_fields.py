"""Fields of the user's own in spreadsheets: made of columns, written, explained, and brought back equal."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook as OpenBook
from openpyxl import load_workbook
from sqlalchemy import text

from crm_desktop.entities.customer import Customer
from crm_desktop.exchange.declared_sheets import FIELD_HEADS, FIELDS, OPTION_HEADS, OPTIONS
from crm_desktop.exchange.importing.choices import NEW_FIELD, ImportChoices
from crm_desktop.exchange.importing.guess_kind import guessed_kind
from crm_desktop.exchange.importing.preview import preview
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.exchange.reading.workbook import Workbook
from crm_desktop.exchange.writing.export import export_all, export_list
from crm_desktop.exchange.writing.template import write_template
from crm_desktop.fields.declare import fields_of
from crm_desktop.services import records
from crm_desktop.services.choices import add_option, change_option, listed_options
from crm_desktop.services.open_file import create
from crm_desktop.services.own_fields import add_field, own_fields, remove_field
from crm_desktop.services.workspace import Workspace
from tests.conftest import PASSWORD
from tests.dump import changed_tables, dump

ROWS = """客户名称,手机,门店面积(平),开业日期,会员,备用邮箱地址栏,星座
禾木家具,13800001207,85,2020-03-05,是,a@example.com,白羊
半山茶社,13800001208,120.5,2021年3月5日,否,,金牛
"""
FIELD = ImportChoices(leftover="field")


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    path = tmp_path / "shops.csv"
    path.write_text(ROWS, encoding="utf-8")
    return read_workbook(path)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workspace]:
    opened, _code = create(tmp_path / "empty.kebu", PASSWORD)
    yield opened
    opened.close()


def kinds() -> dict[str, str]:
    return {each.label: each.kind for each in own_fields("customer")}


def test_columns_without_a_place_become_fields_whose_kind_the_cells_tell(workspace: Workspace, book: Workbook):
    before = dump(workspace)
    result = run_import(workspace, book, FIELD)
    assert (result.added, result.rejected) == (2, 0)
    made = kinds()
    assert (made["门店面积(平)"], made["开业日期"], made["会员"], made["星座"]) == ("number", "date", "yes_no", "text")
    with workspace.read() as session:
        values = records.get(session, "customer", 2)
    assert (values["门店面积"], values["开业日期"], values["会员"]) == (Decimal("120.5"), dt.date(2021, 3, 5), False)
    again = run_import(workspace, book)
    assert (again.unchanged, again.batch) == (2, 0)
    workspace.undo()
    assert changed_tables(before, dump(workspace)) == {}
    assert own_fields() == ()


def test_a_dry_run_tells_the_same_and_declares_nothing(workspace: Workspace, book: Workbook):
    declared, before, known = workspace.declared, dump(workspace), fields_of(Customer)
    tried = run_import(workspace, book, FIELD, dry_run=True)
    assert fields_of(Customer) is known
    assert workspace.declared is declared
    assert changed_tables(before, dump(workspace)) == {}
    looked = preview(workspace, book, FIELD)
    assert fields_of(Customer) is known
    done = run_import(workspace, book, FIELD)
    assert [match.target for match in done.mapping] == [match.target for match in tried.mapping]
    assert looked.columns[book.sheets[0].name, 2].passed == 2


def test_a_single_column_may_be_made_a_field(workspace: Workspace, book: Workbook):
    run_import(workspace, book, ImportChoices(mapping={"星座": NEW_FIELD, "手机": NEW_FIELD}))
    assert kinds() == {"星座": "text", "手机 2": "phone"}


def test_a_removed_fields_key_is_not_given_to_a_column(workspace: Workspace, book: Workbook):
    run_import(workspace, book, FIELD)
    remove_field(workspace, "customer", "星座")
    run_import(workspace, book, FIELD)
    assert [each.key for each in own_fields("customer") if each.label == "星座"] == ["星座_2"]


GUESSES = [
    (["是", "否", None], "yes_no"),
    ([1, 0, 1], "number"),
    (["1", "0"], "number"),
    ([dt.date(2024, 1, 2), "2024.3.5"], "date"),
    (["20240305", "20240306"], "number"),
    (["007", "012"], "text"),
    (["138 0013 8000", "0571-88006666"], "phone"),
    ([13800138000.0], "phone"),
    (["a@example.com", "-"], "email"),
    (["www.acme.cn"], "url"),
    (["12", "zwölf"], "text"),
    (["ein\nzwei"], "long_text"),
    ([None, ""], "text"),
]


@pytest.mark.parametrize(("cells", "kind"), GUESSES, ids=[f"{kind}: {cells}" for cells, kind in GUESSES])
def test_a_kind_is_guessed_only_where_every_cell_fits(cells: list[object], kind: str):
    assert guessed_kind(cells) == kind


def test_everything_goes_out_and_comes_back_with_its_declarations(filled: Workspace, empty: Workspace, tmp_path: Path):
    add_field(filled, "customer", "门店面积", "number", label_en="Shop area", rules={"unit": "m²", "min": "0"})
    add_field(filled, "contact", "星座", "choice", options=("白羊", "金牛"))
    add_field(filled, "customer", "爱好", "multi_choice", options=("茶", "酒"), listed=True)
    add_option(filled, "customer.class", "试用", tone="info")
    change_option(filled, "customer.class", "prime", label="战略客户")
    raw = {"门店面积": "85", "爱好": "酒, 茶", "contact.星座": "金牛", "customer_class": "试用"}
    records.change(filled, "customer", 1, raw)
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    written = export_all(filled, first)
    result = run_import(empty, read_workbook(first))
    assert [each.message for each in result.problems if each.severity != "normalised"] == []
    assert (result.added, result.left_out) == (written.rows, ())
    with empty.read():
        there = own_fields()
    with filled.read():
        ours = own_fields()
    assert {each.key: (each.kind, each.rules, each.label_en, each.listed) for each in there} == {
        each.key: (each.kind, each.rules, each.label_en, each.listed) for each in ours
    }
    for workspace in (filled, empty):
        with workspace.read() as session:
            known = [(each.label, each.tone) for each in listed_options(session, "customer.class")]
        assert known[2] == ("战略客户", "accent")
        assert known[-1] == ("试用", "info")
    export_all(empty, second)
    assert cells(first) == cells(second)
    assert run_import(empty, read_workbook(first)).batch == 0


def cells(path: Path) -> dict[str, list[list[object]]]:
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in load_workbook(path)}


def test_chosen_columns_and_templates_have_own_fields(filled: Workspace, tmp_path: Path, in_english: None):
    add_field(filled, "customer", "门店面积", "number", label_en="Shop area", rules={"required": "yes"})
    add_field(filled, "contact", "Hobby")
    records.change(filled, "customer", 1, {"门店面积": "85"})
    export_list(filled, tmp_path / "out.xlsx", ids=[1], fields=["name", "门店面积"])
    rows = next(iter(cells(tmp_path / "out.xlsx").values()))
    assert rows[0][1] == "Shop area"
    assert rows[1][1] == 85
    write_template(tmp_path / "form.xlsx", "customer", filled.context)
    heads = next(iter(cells(tmp_path / "form.xlsx").values()))[0]
    assert "Shop area *" in heads
    assert "Contact hobby" in heads


def test_an_import_asks_less_of_own_fields_than_a_form(filled: Workspace, tmp_path: Path):
    add_field(filled, "customer", "门店面积", "number", rules={"required": "yes"})
    (tmp_path / "without.csv").write_text("客户名称\n新店一号\n", encoding="utf-8")
    assert run_import(filled, read_workbook(tmp_path / "without.csv")).added == 1
    (tmp_path / "gap.csv").write_text("客户名称,门店面积\n新店二号,\n新店三号,12\n新店四号,groß\n", encoding="utf-8")
    result = run_import(filled, read_workbook(tmp_path / "gap.csv"))
    assert (result.added, result.rejected) == (2, 1)
    assert [each.code for each in result.problems if each.severity == "warn"] == ["required"]


def test_a_sheet_names_customers_that_are_there_or_come_with_it(filled: Workspace, tmp_path: Path):
    key = add_field(filled, "customer", "Referrer", "customer").key
    with filled.read() as session:
        number, name = (records.get(session, "customer", 1)[each] for each in ("number", "name"))
    (tmp_path / "by.csv").write_text(
        f"客户名称,Referrer\n新店一号,{name}\n新店二号,新店三号\n新店三号,没有这个人\n", encoding="utf-8"
    )
    result = run_import(filled, read_workbook(tmp_path / "by.csv"))
    told = [(each.row, each.value) for each in result.problems if each.code == "no_such_customer"]
    assert (result.added, told) == (3, [(4, "没有这个人")])
    with filled.read() as session:
        found = session.execute(text("SELECT name, number FROM customer")).all()
        numbers = {each.name: each.number for each in found}
        links = [records.get(session, "customer", each)[key] for each in range(len(found) - 2, len(found) + 1)]
    assert links == [number, numbers["新店三号"], None]


def brought(path: Path, sheet: str, heads: tuple[str, ...], row: list[str], heading: str, cell: str) -> Workbook:
    """Make a workbook that brings a declaration along."""
    book = OpenBook()
    customers = book.create_sheet("Customers", 0)
    customers.append(["Name", heading])
    customers.append(["禾木家具", cell])
    declared = book.create_sheet(sheet, 1)
    declared.append(heads)
    declared.append(row)
    book.save(path)
    return read_workbook(path)


@pytest.mark.parametrize("key", ["id", "uid", "name", "custom", "contact", "shop area", "foo"])
def test_a_field_that_a_workbook_brings_takes_the_name_of_nothing_else(workspace: Workspace, tmp_path: Path, key: str):
    row = ["customer", key, "Foo", "", "text", "", "1"]
    run_import(workspace, brought(tmp_path / "x.xlsx", FIELDS, FIELD_HEADS, row, "Foo", "hello"))
    assert [(each.key, each.label) for each in own_fields()] == [("foo", "Foo")]
    with workspace.read() as session:
        assert records.get(session, "customer", 1)["foo"] == "hello"


@pytest.mark.parametrize("rules", ["{bad", "[1]", '{"min": [1]}', '{"depth": 3}'])
def test_rules_that_a_workbook_says_wrongly_are_left_out_and_told(workspace: Workspace, tmp_path: Path, rules: str):
    row = ["customer", "foo", "Foo", "", "number", rules, "1"]
    result = run_import(workspace, brought(tmp_path / "x.xlsx", FIELDS, FIELD_HEADS, row, "Foo", "12"))
    assert [(each.row, each.column) for each in result.problems if each.code == "declaration_left_out"] == [
        (2, "rules")
    ]
    assert [(each.key, dict(each.rules)) for each in own_fields()] == [("foo", {})]


def test_a_tone_that_is_none_is_left_out_and_told(workspace: Workspace, tmp_path: Path):
    row = ["customer.class", "odd", "Odd one", "", "pink", "", ""]
    result = run_import(workspace, brought(tmp_path / "x.xlsx", OPTIONS, OPTION_HEADS, row, "Class", "Odd one"))
    assert [each.value for each in result.problems if each.code == "declaration_left_out"] == ["pink"]
    with workspace.read() as session:
        assert listed_options(session, "customer.class")[-1].tone in {"", "neutral"}
