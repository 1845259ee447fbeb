"""The sample workbooks are what their generator makes, and come in as their keeper means them."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from crm_desktop.base.paths import resources
from crm_desktop.entities.contact import Contact
from crm_desktop.entities.customer import Customer
from crm_desktop.entities.interaction import Interaction
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.services.workspace import Workspace
from tests.samples.make_samples import MISTAKES, make

NAMES = ("文具批发客户.xlsx", "客户名单_GBK.csv", "customers_en.xlsx")


def test_the_shipped_samples_are_what_the_generator_makes(tmp_path: Path):
    make(tmp_path)
    for name in NAMES:
        assert read_workbook(tmp_path / name).sheets == read_workbook(resources("samples", name)).sheets


def test_the_wholesalers_workbook_comes_in_but_for_its_five_mistakes(workspace: Workspace):
    result = run_import(workspace, read_workbook(resources("samples", NAMES[0])))
    customers = result.by_entity["customer"]
    assert (customers["added"], customers["rejected"]) == (300 - len(MISTAKES), len(MISTAKES))
    assert result.by_entity["interaction"]["rejected"] == 0
    refused = [(problem.column, problem.severity) for problem in result.problems if problem.severity != "normalised"]
    assert sorted(refused) == sorted((column, "refuse") for column, _value in MISTAKES.values())
    with workspace.read() as session:
        kinds = (Customer, Contact, Interaction)
        counts = {kind: session.scalar(select(func.count()).select_from(kind)) for kind in kinds}
    assert counts[Customer] == 295
    assert counts[Contact] > 300
    assert counts[Interaction] == result.by_entity["interaction"]["added"] > 400


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_that_comes_in_twice_changes_nothing_the_second_time(name: str, workspace: Workspace):
    sheet = read_workbook(resources("samples", name))
    run_import(workspace, sheet)
    again = run_import(workspace, sheet)
    assert (again.added, again.updated, again.batch) == (0, 0, 0)


def test_the_csv_twin_brings_the_same_customers(workspace: Workspace):
    run_import(workspace, read_workbook(resources("samples", NAMES[0])))
    twin = read_workbook(resources("samples", NAMES[1]))
    assert twin.encoding == "gb18030"
    result = run_import(workspace, twin)
    assert (result.added, result.updated, result.rejected) == (0, 0, len(MISTAKES))
