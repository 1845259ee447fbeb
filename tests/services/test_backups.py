"""Before something large a backup is there; nothing is made when nothing changed; a missing stick is only told."""

import shutil
from pathlib import Path

import pytest

from crm_desktop.base.errors import DiskFullError, NotFoundError
from crm_desktop.services import backups, records
from crm_desktop.services.settings import MachineSettings
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.backup import make_backup as making
from crm_desktop.storage.customer_file import new_recovery_code
from tests.dump import dump


def test_a_backup_before_an_import_serves_until_something_changes(shop: Workspace):
    first = backups.before(shop, "import", note="客户名单.xlsx")
    assert first is not None
    assert (first.verified, first.reason, first.note) == (True, "import", "客户名单.xlsx")
    assert first.path.parent == shop.path.with_name("shop.kebu-backups")
    assert backups.before(shop, "import") is None
    records.add(shop, "customer", {"name": "新客户"})
    second = backups.before(shop, "merge")
    assert second is not None
    assert second.counts["customer"] == first.counts["customer"] + 1
    shop.undo()
    assert backups.before(shop, "bulk") is not None


def test_making_a_backup_changes_nothing_in_the_file(shop: Workspace):
    before, history = dump(shop), shop.history()
    backups.make(shop)
    assert (dump(shop), shop.history()) == (before, history)


def test_a_damaged_newest_backup_does_not_serve(shop: Workspace):
    first = backups.make(shop)
    data = bytearray(first.path.read_bytes())
    data[9000] ^= 1
    first.path.write_bytes(data)
    second = backups.before(shop, "import")
    assert second is not None
    assert second.sequence == 2


def test_a_new_password_or_recovery_code_makes_a_new_backup_and_the_old_ones_say_so(shop: Workspace):
    backups.make(shop)
    shop.file.change_password("another")
    assert backups.before(shop, "import") is not None
    new_recovery_code(shop.file)
    assert backups.before(shop, "import") is not None
    assert [each.verified for each in backups.listed(shop).backups] == [True, True, None]


def test_without_room_nothing_is_begun(shop: Workspace, monkeypatch: pytest.MonkeyPatch):
    usage = shutil.disk_usage(shop.path.parent)
    monkeypatch.setattr(making.shutil, "disk_usage", lambda _path: usage._replace(free=0))
    with pytest.raises(DiskFullError):
        backups.before(shop, "import")
    assert backups.latest(shop) is None


def test_the_list_is_newest_first_and_names_apart_what_is_altered(shop: Workspace):
    first, second = backups.make(shop), backups.make(shop)
    altered = first.path.read_bytes().replace(b'"customer": 12', b'"customer": 99')
    first.path.write_bytes(altered)
    found = backups.listed(shop)
    assert found.backups == (second,)
    assert found.unreadable == (first.path,)
    assert backups.latest(shop) == second


def test_backups_go_where_this_computer_was_told(shop: Workspace, tmp_path: Path):
    MachineSettings().set("backup_folder", str(tmp_path / "elsewhere"))
    assert backups.make(shop).path.parent == tmp_path / "elsewhere"
    assert len(backups.listed(shop).backups) == 1


def test_the_second_place_is_brought_up_to_date_when_it_is_back(shop: Workspace, tmp_path: Path):
    machine = MachineSettings()
    assert backups.to_second_place(shop, machine) is None
    machine.set("second_place", str(tmp_path / "stick"))
    backups.make(shop)
    missing = backups.to_second_place(shop, machine)
    assert missing is not None
    assert "not there" in missing.trouble
    (tmp_path / "stick").mkdir()
    backups.make(shop)
    there = backups.to_second_place(shop, machine)
    assert there is not None
    assert (len(there.copied), there.trouble) == (2, "")
    assert [each.sequence for each in backups.listed(shop, tmp_path / "stick").backups] == [2, 1]


def test_a_backup_is_found_by_path_name_number_and_as_the_newest(shop: Workspace):
    first, second = backups.make(shop), backups.make(shop)
    for word in (str(first.path), first.path.name, "1", "000001"):
        assert backups.find(shop.path, word) == first.path
    assert backups.find(shop.path, "newest") == second.path
    for word in ("3", "0", "", "latest", "*"):
        with pytest.raises(NotFoundError):
            backups.find(shop.path, word)
