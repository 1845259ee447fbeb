"""backup, backups, verify, restore: the same proofs as the window's, with codes that scripts rely on."""

from pathlib import Path

import pytest

from crm_desktop.storage.backup import verify_backup
from tests.cli.conftest import Kebu, derived
from tests.conftest import PASSWORD


@pytest.fixture(autouse=True)
def quick_keys_of_backups(quick_keys: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember the keys of backups too."""
    key = verify_backup.Key
    monkeypatch.setattr(verify_backup, "derive", lambda word, salt: key(bytearray(derived(word, salt)), salt))


def test_a_backup_is_made_listed_verified_and_told_by_info(kebu: Kebu, shop: Path):
    assert kebu("info").json["last_backup"] is None
    made = kebu("backup", "--note", "月底").json
    assert made["verified"] is True
    assert made["counts"]["customer"] == 12
    assert Path(made["file"]).parent == shop.with_name("shop.kebu-backups")
    (listed,) = kebu("backups").json["backups"]
    assert {**listed, "made": True, "second_place": None} == made
    assert listed["note"] == "月底"
    assert kebu("info").json["last_backup"] == listed
    for word in (made["file"], "1", "newest"):
        assert kebu("verify", word).json == listed


def test_a_backup_goes_where_it_is_told_and_a_scheduler_makes_none_for_nothing(kebu: Kebu, tmp_path: Path):
    first = kebu("backup", "--to", tmp_path / "stick").json
    assert Path(first["file"]).parent == tmp_path / "stick"
    assert kebu("backups", "--in", tmp_path / "stick").json["backups"][0]["sequence"] == 1
    assert kebu("backup", "--if-changed", "--to", tmp_path / "stick").json["made"] is False
    kebu("add", "customer", "name=新客户")
    assert kebu("backup", "--if-changed", "--to", tmp_path / "stick").json["sequence"] == 2


def test_a_second_place_that_is_not_there_is_told_and_the_backup_stays_good(kebu: Kebu, tmp_path: Path):
    said = kebu("backup", "--second-place", tmp_path / "stick")
    assert said.code == 3
    assert said.json["verified"] is True
    assert str(tmp_path / "stick") in said.json["second_place"]["trouble"]
    (tmp_path / "stick").mkdir()
    assert len(kebu("backup").json["second_place"]["copied"]) == 2


def test_verify_needs_no_customer_file_and_takes_the_recovery_key(
    kebu: Kebu, shop: Path, made: Path, monkeypatch: pytest.MonkeyPatch
):
    file = kebu("backup").json["file"]
    shop.unlink()
    assert kebu("verify", file).json["verified"] is True
    monkeypatch.setenv("CRM_PASSWORD", "forgotten")
    refused = kebu("verify", file)
    assert (refused.code, refused.error) == (1, "wrong_password")
    assert "--backup-password-file" in refused.err
    assert kebu("verify", file, "--recovery-key-file", made / "recovery.txt").json["verified"] is True


def test_what_is_no_whole_backup_is_refused_with_one_sentence(kebu: Kebu, shop: Path):
    file = Path(kebu("backup").json["file"])
    data = bytearray(file.read_bytes())
    data[7000] ^= 1
    file.write_bytes(data)
    for words in (("verify", file), ("restore", file), ("restore", file, "--to", shop.with_name("new.kebu"))):
        assert kebu(*words).error == "bad_backup", words
    assert kebu("verify", shop).error == "bad_backup"
    assert kebu("verify", "none").error == "not_found"
    assert not shop.with_name("new.kebu").exists()


def test_a_restore_to_a_new_file_opens_and_overwrites_nothing(kebu: Kebu, bare: Kebu, shop: Path):
    kebu("backup")
    new = shop.with_name("new.kebu")
    assert kebu("restore", "newest", "--to", new).json["restored"] == str(new)
    assert bare("--json", "--file", new, "info").json["counts"]["customer"] == 12
    assert kebu("restore", "newest", "--to", new).error == "invalid_value"
    assert kebu("restore", "newest", "--to", new, "--dry-run").error == "invalid_value"


def test_a_dry_run_tells_the_differences_and_the_restore_takes_them_away(kebu: Kebu):
    kebu("backup")
    kebu("remove", "customer", 1)
    kebu("add", "customer", "name=新客户")
    tried = kebu("restore", "1", "--dry-run").json
    assert tried["restored"] is None
    assert tried["differences"]["customer"] == {"then": 12, "now": 12, "added": 1, "changed": 0, "removed": 1}
    done = kebu("restore", "1").json
    assert done["differences"] == tried["differences"]
    assert kebu("show", "customer", 1).json["name"] == "禾木家具行"
    assert kebu("check", "--deep").json["ok"] is True
    back = kebu("restore", done["before"]).json
    assert back["restored"]
    assert kebu("show", "customer", 1).error == "not_found"


def test_chosen_customers_come_back_and_that_can_be_undone(kebu: Kebu):
    kebu("backup")
    kebu("remove", "customer", 1)
    kebu("remove", "customer", 2)
    tried = kebu("restore", "1", "--customer", 1, 2, "--dry-run").json
    assert tried["differences"]["customer"] == {"added": 2, "changed": 0, "same": 0}
    assert kebu("info").json["counts"]["customer"] == 10
    batch = kebu("restore", "1", "--customer", 1).json["batch"]
    assert kebu("show", "customer", 1).json["channels"]
    assert kebu("show", "customer", 2).error == "not_found"
    assert kebu("undo", batch).json["undone"] == batch
    assert kebu("show", "customer", 1).error == "not_found"
    assert kebu("restore", "1", "--customer", 99).error == "not_found"


def test_a_backup_under_an_old_password_is_restored_with_it(
    kebu: Kebu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    kebu("backup")
    monkeypatch.setenv("CRM_NEW_PASSWORD", "new")
    kebu("password")
    monkeypatch.setenv("CRM_PASSWORD", "new")
    kebu("remove", "customer", 1)
    assert [each["verified"] for each in kebu("backups").json["backups"]] == [None]
    assert kebu("restore", "1").error == "wrong_password"
    (tmp_path / "old.txt").write_text(PASSWORD, encoding="utf-8")
    assert kebu("restore", "1", "--backup-password-file", tmp_path / "old.txt").code == 0
    assert kebu("show", "customer", 1).json["name"] == "禾木家具行"


def test_people_read_it_in_their_language(bare: Kebu, shop: Path):
    def kebu(*words: object) -> str:
        said = bare("--lang", "zh_CN", "--file", shop, *words)
        assert said.code == 0, said.err
        return said.out

    assert "还没有备份" in kebu("backups")
    assert "已备份并验证" in kebu("backup", "--note", "月底盘点前")
    assert "手动 · 月底盘点前" in kebu("backups")
    assert "完好" in kebu("verify", "newest")
    assert "上次备份" in kebu("info")
    assert "当时" in kebu("restore", "newest", "--dry-run")
    assert "已恢复" in kebu("restore", "newest")
