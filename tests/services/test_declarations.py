"""Whose declarations hold: those of the file that was opened last, and while one is read those of that one."""

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop.base.i18n import N_
from crm_desktop.entities.customer import Customer
from crm_desktop.fields.declare import fields_of
from crm_desktop.services import records
from crm_desktop.services.open_file import create, open_file
from crm_desktop.services.own_fields import add_field, own_fields
from crm_desktop.services.targets import targets
from crm_desktop.services.workspace import Workspace
from tests.conftest import PASSWORD


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Workspace]:
    workspace, _code = create(tmp_path / "other.kebu", PASSWORD)
    yield workspace
    workspace.close()


def keys() -> list[str]:
    return [each.key for each in own_fields()]


def test_reading_never_mixes_two_open_files(shop: Workspace, other: Workspace):
    add_field(shop, "customer", "Ours")
    add_field(other, "customer", "Theirs")
    assert keys() == ["theirs"]
    with shop.read() as session:
        assert keys() == ["ours"]
        assert "ours" in records.get(session, "customer", 1)
        with other.read():
            assert keys() == ["theirs"]
        assert "theirs" not in targets("customer")
    assert keys() == ["theirs"]


def test_a_closed_file_takes_its_declarations_along(shop: Workspace, other: Workspace):
    add_field(shop, "customer", "Ours")
    other.close()
    assert keys() == ["ours"]
    shop.close()
    assert keys() == []
    again = open_file(shop.path, PASSWORD)
    assert keys() == ["ours"]
    again.close()


def test_what_is_tried_and_not_kept_declares_nothing_to_anybody(shop: Workspace):
    fields = fields_of(Customer)
    seen: list[bool] = []

    def look() -> None:
        seen.append("tried" in fields_of(Customer))

    with contextlib.suppress(KeyboardInterrupt), shop.work(N_("Trial")) as work:
        work.connection.exec_driver_sql(
            "INSERT INTO own_field (entity, key, label, kind) VALUES ('customer', 'tried', 'Tried', 'text')"
        )
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
        raise KeyboardInterrupt
    assert seen == [False]
    assert fields_of(Customer) is fields
    add_field(shop, "customer", "Kept")
    assert "kept" in fields_of(Customer)
    shop.undo()
    assert "kept" not in fields_of(Customer)
    shop.redo()
    assert "kept" in fields_of(Customer)
