"""A template says what may be filled in, and what is filled in comes in by itself."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from crm_desktop.base import i18n
from crm_desktop.base.errors import InvalidValueError
from crm_desktop.exchange.importing.choices import ImportChoices
from crm_desktop.exchange.importing.plan_import import plan_sheets
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.exchange.writing.export import exported
from crm_desktop.exchange.writing.template import write_template
from crm_desktop.exchange.writing.template_columns import asked_columns
from crm_desktop.fields.kind import Context, OwnOption
from crm_desktop.services import records
from crm_desktop.services.lists import ListQuery, list_ids
from crm_desktop.services.workspace import Workspace

BOTH = [(language, entity) for language in i18n.LANGUAGES for entity in exported()]


def fill(path: Path, *, over_the_example: bool, **values: str) -> None:
    """Fill a row in, as a person would in Excel: under the example or over it."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for cell in sheet[1]:
        if over_the_example:
            sheet.cell(2, cell.column).value = None
        if str(cell.value).removesuffix(" *") in values:
            sheet.cell(2 if over_the_example else 3, cell.column).value = values[str(cell.value).removesuffix(" *")]
    book.save(path)


@pytest.mark.parametrize(("language", "entity"), BOTH)
def test_every_heading_of_a_template_is_known_by_itself(language: i18n.Language, entity: str, tmp_path: Path):
    i18n.set_language(language)
    path = tmp_path / "template.xlsx"
    write_template(path, entity)
    asked = asked_columns(entity, Context())
    fill(
        path,
        over_the_example=False,
        **{asked[1].heading.removesuffix(" *"): "x", asked[0].heading.removesuffix(" *"): "y"},
    )
    i18n.set_language("en")
    (sheet,) = plan_sheets(read_workbook(path), ImportChoices(entity=entity))
    assert sheet.entity == entity
    assert [(each.target, each.reason) for each in sheet.matches] == [(each.place.name, "synonym") for each in asked]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("over_the_example", [True, False])
def test_the_filled_in_row_comes_in_and_the_example_does_not(
    over_the_example: bool, language: i18n.Language, workspace: Workspace, tmp_path: Path
):
    i18n.set_language(language)
    path = tmp_path / "template.xlsx"
    write_template(path)
    headings = {"zh_CN": ("名称", "分类", "手机", "联系人"), "en": ("Name", "Class", "Mobile", "Contact")}
    typed = ("云杉商行", {"zh_CN": "优质", "en": "Prime"}[language], "13800138000", "王女士")
    fill(path, over_the_example=over_the_example, **dict(zip(headings[language], typed, strict=True)))
    result = run_import(workspace, read_workbook(path))
    assert (result.rows, result.added, result.rejected) == (1, 1, 0)
    with workspace.read() as session:
        (only,) = list_ids(session, ListQuery("customer"))
        values: dict[str, Any] = records.get(session, "customer", only)
    assert (values["name"], values["customer_class"], values["main_contact"]) == ("云杉商行", "prime", "王女士")


@pytest.mark.parametrize(("language", "entity"), BOTH)
def test_each_example_is_accepted_and_each_column_says_what_it_takes(language: i18n.Language, entity: str):
    i18n.set_language(language)
    asked = asked_columns(entity, Context())
    for each in asked:
        if each.example is not None:
            assert each.place.kind.read(each.example.value, Context()).value is not None, each.heading
        for word in each.words:
            assert each.place.kind.read(word, Context()).value is not None, word
    assert [each.heading for each in asked if not each.note and each.place.kind.name not in {"text", "serial"}] == []
    assert len({each.heading for each in asked}) == len(asked)


def test_choices_are_offered_as_lists_the_users_own_among_them(tmp_path: Path):
    own = Context(added={"customer.level": (OwnOption("D", "D"),)})
    write_template(tmp_path / "t.xlsx", context=own)
    book = load_workbook(tmp_path / "t.xlsx")
    sheet, lists = book.worksheets
    assert lists.sheet_state == "hidden"
    level = next(cell.column_letter for cell in sheet[1] if cell.value == "Level")
    offer = next(each for each in sheet.data_validations.dataValidation if f"{level}2:" in str(each.sqref))
    assert offer.formula1 == f"'Lists'!${level}$1:${level}$4"
    assert [cell.value for cell in lists[level][:4]] == ["A", "B", "C", "D"]
    assert "Must be filled in." in sheet["A1"].comment.text
    mobile = next(cell.column_letter for cell in sheet[1] if cell.value == "Mobile")
    assert sheet.column_dimensions[mobile].number_format == "@"


def test_a_template_is_a_workbook_of_what_can_be_imported(tmp_path: Path):
    with pytest.raises(InvalidValueError, match=r"\.xlsx"):
        write_template(tmp_path / "t.csv")
    with pytest.raises(InvalidValueError, match="customer"):
        write_template(tmp_path / "t.xlsx", "channel")
    assert list(tmp_path.iterdir()) == []


def test_an_example_alone_is_no_customer(workspace: Workspace, tmp_path: Path):
    write_template(tmp_path / "t.xlsx")
    with pytest.raises(InvalidValueError, match="No table was found"):
        run_import(workspace, read_workbook(tmp_path / "t.xlsx"))
