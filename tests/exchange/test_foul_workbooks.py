"""Each foul spreadsheet is read as the table that a person sees in it, and what was odd is told."""

from functools import partial
from pathlib import Path

import pytest

from crm_desktop.exchange.headings import is_heading
from crm_desktop.exchange.importing.preview import preview
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.exchange.reading.find_header import Table, find_table
from crm_desktop.services.workspace import Workspace
from tests.exchange.foul_cells import numbers_of_all_sorts
from tests.exchange.foul_workbooks import FOUL, Make


def first_table(path: Path) -> Table:
    known = partial(is_heading, "customer")
    sheets = [sheet for sheet in read_workbook(path).sheets if sheet.visible]
    return next(table for sheet in sheets if (table := find_table(sheet, known)) is not None)


@pytest.mark.parametrize("make", FOUL, ids=lambda make: make.__name__)
def test_a_foul_spreadsheet_is_read_as_a_person_sees_it(make: Make, tmp_path: Path):
    path = tmp_path / "foul.xlsx"  # whatever it is: told by content
    expected = make(path)

    table = first_table(path)

    assert table.headings == expected.headings
    assert table.rows == expected.rows
    assert {note.code for note in table.told} == set(expected.told)
    assert all(note.message for note in table.told)
    if expected.numbers:
        assert tuple(table.numbers) == expected.numbers


def test_digits_that_excel_has_eaten_arrive_so_that_they_are_refused(workspace: Workspace, tmp_path: Path):
    path = tmp_path / "foul.xlsx"
    numbers_of_all_sorts(path)
    refused = [each for each in preview(workspace, read_workbook(path)).problems if each.severity == "refuse"]
    assert [(each.row, each.column, each.code) for each in refused] == [
        (3, "税号", "digits_lost"),
        (3, "手机", "digits_lost"),
    ]
