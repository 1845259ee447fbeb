"""What did we have down in October? The record as it was that day, and one value of then brought back."""

import datetime as dt

import pytest

from crm_desktop.base import clock
from crm_desktop.services import records
from crm_desktop.services.workspace import Workspace
from tests.stories.owner import Owner


@pytest.fixture
def filled(filled: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Let everything have been typed in on 1 October, and the remark and the level changed on the 20th."""
    with filled.file.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE work SET at = '2026-10-01T09:00:00+00:00'")
    monkeypatch.setattr(clock, "now", lambda: dt.datetime(2026, 10, 20, 9, tzinfo=dt.UTC))
    records.change(filled, "customer", 4, {"level": "C", "remark": "周日不收货"})
    return filled


def level(workspace: Workspace) -> object:
    with workspace.read() as session:
        return records.get(session, "customer", 4)["level"]


def test_the_record_of_an_earlier_day_and_a_value_restored(owner: Owner, filled: Workspace):
    record = owner.window.customers.record
    owner.commands("qsx", "青石巷文具店")
    owner.sees(lambda: record.record_id == 4 and record.isVisible())

    owner.tabs_to("Level: C")
    owner.asks_for_menu()
    owner.chooses("History of this fact")
    owner.sees(lambda: len(record.changes.model.rows) == 1)
    owner.tabs_to("The day on which to see the record")
    owner.types("2026-10-01")
    owner.press("Return")
    owner.sees(record.past.restore_all.isEnabled)
    assert record.past.title.text() == "As of 2026-10-01"
    assert record.past.told.text() == "2 things are different now"

    owner.press("Esc")
    owner.tabs_to("Changes of this record")
    owner.press("Return")
    assert level(filled) == "A"
    owner.press("Ctrl+Z")
    owner.sees(lambda: level(filled) == "C")
