"""Before something large a backup is there; nothing is made when nothing changed; a missing stick is only told."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from crm_desktop.base import clock
from crm_desktop.base.errors import DiskFullError, NotFoundError
from crm_desktop.services import backups, records, restores
from crm_desktop.services.open_file import open_file
from crm_desktop.services.settings import MachineSettings
from crm_desktop.services.workspace import Workspace
from crm_desktop.storage.backup import make_backup as making
from crm_desktop.storage.backup.bundle import read_bundle
from crm_desktop.storage.customer_file import new_recovery_code
from tests.conftest import PASSWORD
from tests.dump import dump
from tests.storage.backup_of import back_up


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


def test_after_a_lost_computer_the_second_place_goes_on_with_higher_numbers(
    shop: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The computer is gone with all it knew; the stick, which has three backups, is not."""
    stick = tmp_path / "stick"
    stick.mkdir()
    MachineSettings().set("second_place", str(stick))
    for _number in range(3):
        newest = backups.make(shop)
    backups.to_second_place(shop)
    monkeypatch.setenv("HOME", str(tmp_path / "new"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "new" / "config"))
    oldest = min(stick.iterdir())
    restores.restore_file(oldest, restores.Secret(password=PASSWORD), tmp_path / "new" / "shop.kebu")
    again = open_file(tmp_path / "new" / "shop.kebu", PASSWORD)
    records.add(again, "customer", {"name": "新客户"})
    made = backups.make(again)
    assert made.sequence == newest.sequence + 1
    machine = MachineSettings()
    machine.set("second_place", str(stick))
    done = backups.to_second_place(again, machine)
    assert done is not None
    assert ([path.name for path in done.copied], done.trouble) == ([made.path.name], "")
    again.close()


def test_a_number_that_two_computers_gave_hides_no_backup_from_the_second_place(
    shop: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    stick = tmp_path / "stick"
    for _number in range(2):
        theirs = backups.make(shop)
    shutil.copytree(theirs.path.parent, stick)
    shutil.rmtree(theirs.path.parent)
    records.add(shop, "customer", {"name": "新客户"})
    later = clock.now() + dt.timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    ours = back_up(shop, theirs.path.parent, 1)
    MachineSettings().set("second_place", str(stick))
    done = backups.to_second_place(shop)
    assert done is not None
    assert (done.copied, done.trouble) == ((stick / ours.path.name,), "")
    assert read_bundle(stick / ours.path.name).digest == ours.digest


def test_a_newest_backup_that_did_not_reach_the_second_place_is_told(shop: Workspace, tmp_path: Path):
    (tmp_path / "stick").mkdir()
    MachineSettings().set("second_place", str(tmp_path / "stick"))
    made = backups.make(shop)
    made.path.rename(made.path.with_name("before the fair.kebu-backup"))
    done = backups.to_second_place(shop)
    assert done is not None
    assert done.copied == ()
    assert "did not reach" in done.trouble
