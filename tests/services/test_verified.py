"""A channel that was verified is so only as long as its value stays."""

import datetime as dt
from pathlib import Path

import pytest

from crm_desktop.exchange.importing.choices import ImportChoices
from crm_desktop.exchange.importing.run_import import run_import
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace

DAY = dt.date(2026, 11, 2)


@pytest.fixture
def verified(filled: Workspace) -> Workspace:
    records.change(filled, "channel", phone(filled)["id"], {"verified_on": "2026-11-02", "verified_how": "call"})
    return filled


def phone(workspace: Workspace) -> dict[str, object]:
    with workspace.read() as session:
        return records.parts(session, "customer", 4)["channel"][0]


def test_another_value_is_not_verified(verified: Workspace):
    records.change(verified, "channel", phone(verified)["id"], {"value": "13600009999"})
    assert (phone(verified)["verified_on"], phone(verified)["verified_how"]) == (None, None)
    verified.undo()
    assert phone(verified)["verified_on"] == DAY


def test_the_same_value_written_otherwise_stays_verified(verified: Workspace):
    records.change(verified, "channel", phone(verified)["id"], {"value": "136-0000-4410", "use": "work"})
    assert phone(verified)["verified_on"] == DAY


def test_a_value_that_comes_with_its_stamp_keeps_it(verified: Workspace):
    raw = {"value": "13600009999", "verified_on": "2026-11-20"}
    records.change(verified, "channel", phone(verified)["id"], raw)
    assert phone(verified)["verified_on"] == dt.date(2026, 11, 20)


def test_a_value_that_an_import_overwrites_is_not_verified(verified: Workspace, tmp_path: Path):
    sheet = tmp_path / "客户.csv"
    sheet.write_text("客户编号,客户名称,手机\nKH-00004,青石巷文具店,13600009999\n", encoding="utf-8")
    run_import(verified, read_workbook(sheet), ImportChoices(policy="overwrite"))
    assert phone(verified)["value"] == "+8613600009999"
    assert phone(verified)["verified_on"] is None
