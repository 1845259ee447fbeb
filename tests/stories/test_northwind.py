"""The Northwind customers: in, found, and all taken back."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from crm_desktop.entities.customer import Customer
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.services import records
from crm_desktop.services.search import search
from crm_desktop.services.workspace import Workspace

CSV = Path(__file__).parents[3] / "shared" / "data" / "northwind" / "customers.csv"
TABLES = ("customer", "contact", "channel", "address", "interaction", "customer_fact")

pytestmark = pytest.mark.skipif(not CSV.exists(), reason="the Northwind data is not here")


@pytest.fixture
def imported(workspace: Workspace) -> Workspace:
    """An open file with the Northwind customers."""
    run_import(workspace, read_workbook(CSV))
    return workspace


def dump(workspace: Workspace) -> dict[str, list[Any]]:
    with workspace.read() as session:
        return {name: list(session.execute(text(f"SELECT * FROM {name} ORDER BY id"))) for name in TABLES}


def test_all_91_come_in_and_coming_again_adds_nothing(workspace: Workspace):
    first = run_import(workspace, read_workbook(CSV))
    assert (first.rows, first.added, first.rejected) == (91, 91, 0)
    again = run_import(workspace, read_workbook(CSV))
    assert (again.added, again.updated, again.unchanged) == (0, 0, 91)


def test_accents_foreign_numbers_and_streets_with_commas_are_kept(imported: Workspace):
    with imported.read() as session:
        record_id = session.scalar(select(Customer.id).where(Customer.number == "BERGS"))
        assert record_id is not None
        parts = records.parts(session, "customer", record_id)
        assert records.get(session, "customer", record_id)["name"] == "Berglunds snabbköp"
        (address,) = parts["address"]
        assert (address["street"], address["city"], address["country"]) == ("Berguvsvägen 8", "Luleå", "SE")
        assert [each["value"] for each in parts["channel"]] == ["+46921123465", "+46921123467"]
        paris = session.scalar(select(Customer.id).where(Customer.number == "BLONP"))
        assert paris is not None
        (address,) = records.parts(session, "customer", paris)["address"]
        assert (address["street"], address["city"]) == ("24, place Kléber", "Strasbourg")
        # A number of 1996 is none of today's; it is kept where it can be read.
        assert "88.60.15.31" in records.get(session, "customer", paris)["remark"]


def test_null_is_nothing(imported: Workspace):
    with imported.read() as session:
        for table, column in (("address", "province"), ("channel", "value"), ("customer", "remark")):
            query = text(f"SELECT count(*) FROM {table} WHERE {column} LIKE '%NULL%'")
            assert session.scalar(query) == 0


@pytest.mark.parametrize("words", ["Berglund", "berg", "瑞典", "Sweden"])
def test_a_customer_is_found_by_name_and_by_country_in_both_languages(words: str, imported: Workspace):
    with imported.read() as session:
        titles = [hit.title for hit in search(session, words)]
    assert any("Berglund" in title for title in titles)


def test_undoing_the_import_leaves_every_table_as_it_was(filled: Workspace):
    before = dump(filled)
    result = run_import(filled, read_workbook(CSV))
    filled.undo(result.batch)
    assert dump(filled) == before
