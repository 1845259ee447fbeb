"""create, open, password, recover: what opens a file and what does not, each with its code."""

import sqlite3
from pathlib import Path

import pytest

from crm_desktop.base import i18n
from crm_desktop.services.open_file import open_file
from tests.cli.conftest import Kebu, NoWindow
from tests.conftest import PASSWORD

Patch = pytest.MonkeyPatch


def listing(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.endswith("-lock")}


def test_create_makes_a_file_that_opens_with_the_password_alone(bare: Kebu, tmp_path: Path):
    path = tmp_path / "新 店.kebu"
    said = bare("--json", "--file", path, "create")
    assert (said.code, said.json) == (0, {"file": str(path)})
    assert path.stat().st_mode & 0o077 == 0
    assert bare("--json", "--file", path, "info").json["counts"]["customer"] == 0


def test_create_shows_the_recovery_key_only_when_asked(bare: Kebu, tmp_path: Path, monkeypatch: Patch):
    said = bare("--json", "--file", tmp_path / "a.kebu", "create", "--show-recovery-key")
    (tmp_path / "key.txt").write_text(said.json["recovery_key"], encoding="utf-8")
    monkeypatch.setenv("CRM_NEW_PASSWORD", "another 1")
    words = ("--json", "--file", tmp_path / "a.kebu", "recover", "--recovery-key-file", tmp_path / "key.txt")
    assert bare(*words).code == 0
    assert bare("--json", "--file", tmp_path / "a.kebu", "info").error == "wrong_password"
    monkeypatch.setenv("CRM_PASSWORD", "another 1")
    assert bare("--json", "--file", tmp_path / "a.kebu", "info").code == 0


def test_create_never_writes_over_a_file(kebu: Kebu, shop: Path):
    before = shop.read_bytes()
    assert kebu("create").error == "invalid_value"
    assert shop.read_bytes() == before


def test_the_last_file_is_the_one_that_is_meant(bare: Kebu, tmp_path: Path):
    bare("--file", tmp_path / "a.kebu", "create")
    assert bare("--json", "info").json["file"] == str(tmp_path / "a.kebu")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_missing_file_is_not_made(language: str, bare: Kebu, tmp_path: Path):
    for words in (["info"], ["add", "customer", "name=x"], ["import", "x.csv"], ["undo"], ["password"], ["recover"]):
        said = bare("--lang", language, "--json", "--file", tmp_path / "no" / "no.kebu", *words)
        assert said.code == 1
        assert said.error in {"not_found", "invalid_value"}  # recover asks for its key first
    assert bare("--json", "--file", tmp_path / "no.kebu", "info").error == "not_found"
    assert listing(tmp_path) == set()


def test_a_wrong_password_is_told_and_said_nowhere(bare: Kebu, shop: Path, monkeypatch: Patch):
    monkeypatch.setenv("CRM_PASSWORD", "geheim-9876")
    said = bare("--json", "--file", shop, "info")
    assert (said.code, said.error) == (1, "wrong_password")
    assert "geheim" not in said.out + said.err


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[5000:9000] = bytes(4000)
    path.write_bytes(data)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def foreign(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE other (id)")
    connection.close()


def newer(path: Path) -> None:
    workspace = open_file(path, PASSWORD)
    with workspace.file.engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 99")
    workspace.close()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (damage, "damaged_file"),
        (empty, "damaged_file"),
        (foreign, "not_a_customer_file"),
        (newer, "newer_version"),
    ],
)
def test_a_file_that_is_none_of_ours_is_told(harm, code: str, language: str, bare: Kebu, shop: Path):  # noqa: ANN001 - one of the four above
    bare("--json", "--file", shop, "info")
    harm(shop)
    before = shop.read_bytes()
    said = bare("--lang", language, "--json", "--file", shop, "list", "customer")
    assert (said.code, said.error) == (1, code)
    assert (language == "zh_CN") == any("\u4e00" <= each <= "\u9fff" for each in said.err.replace(str(shop), ""))
    assert shop.read_bytes() == before


def test_an_empty_file_that_never_was_ours_is_no_customer_file(bare: Kebu, tmp_path: Path):
    (tmp_path / "a.kebu").touch()
    assert bare("--json", "--file", tmp_path / "a.kebu", "info").error == "not_a_customer_file"
    assert bare("--json", "--file", tmp_path, "info").error == "not_a_customer_file"


def test_a_file_that_is_open_elsewhere_is_in_use(kebu: Kebu, shop: Path):
    holder = open_file(shop, PASSWORD)
    try:
        assert kebu("info").error == "file_in_use"
    finally:
        holder.close()
    assert kebu("info").code == 0


def test_the_password_may_lie_in_a_file(bare: Kebu, shop: Path, tmp_path: Path, monkeypatch: Patch):
    monkeypatch.delenv("CRM_PASSWORD")
    told = tmp_path / "password.txt"
    told.write_bytes(b"\xef\xbb\xbf" + PASSWORD.encode() + b"\r\nmore\r\n")
    assert bare("--json", "--file", shop, "--password-file", told, "info").code == 0
    assert bare("--json", "--file", shop, "--password-file", tmp_path / "none", "info").error == "not_found"
    assert bare("--json", "--file", shop, "--password-file", tmp_path, "info").error == "read_only"
    told.write_bytes("北风".encode("gbk"))
    assert bare("--json", "--file", shop, "--password-file", told, "info").error == "invalid_value"


def test_without_a_password_nothing_waits_for_one(bare: Kebu, shop: Path, monkeypatch: Patch):
    monkeypatch.delenv("CRM_PASSWORD")
    said = bare("--json", "--file", shop, "info")
    assert (said.code, said.error) == (1, "invalid_value")
    assert "CRM_PASSWORD" in said.err


def test_the_password_is_changed_and_the_recovery_key_stays_good(
    kebu: Kebu, made: Path, monkeypatch: Patch
):  # fmt: skip
    monkeypatch.setenv("CRM_NEW_PASSWORD", "新密码 77")
    said = kebu("password")
    assert said.code == 0
    assert "新密码" not in said.out + said.err
    assert kebu("info").error == "wrong_password"
    monkeypatch.setenv("CRM_PASSWORD", "新密码 77")
    assert kebu("info").code == 0
    monkeypatch.setenv("CRM_NEW_PASSWORD", "noch eins 3")
    assert kebu("recover", "--recovery-key-file", made / "recovery.txt").code == 0
    monkeypatch.setenv("CRM_PASSWORD", "noch eins 3")
    assert kebu("info").json["counts"]["customer"] == 12


@pytest.mark.parametrize("new", ["", None])
def test_a_new_password_is_never_empty(new: str | None, kebu: Kebu, monkeypatch: Patch):
    if new is not None:
        monkeypatch.setenv("CRM_NEW_PASSWORD", new)
    assert kebu("password").error == "invalid_value"
    assert kebu("info").code == 0


def test_a_wrong_recovery_key_opens_nothing(kebu: Kebu, monkeypatch: Patch):
    monkeypatch.setenv("CRM_NEW_PASSWORD", "neu 1")
    monkeypatch.setenv("CRM_RECOVERY_KEY", "AAAA-BBBB-CCCC")
    assert kebu("recover").code == 1
    assert kebu("info").code == 0


@pytest.mark.parametrize(
    "words",
    [["nonsense"], ["list"], ["list", "customer", "--limit", "-1"], ["show", "customer", "x"], ["--lang", "fr", "info"],
     ["print", "customer_report"], ["import", "a.csv", "--policy", "guess"], ["search"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_exits_with_2_and_still_is_one_document(words: list[str], bare: Kebu, shop: Path):
    said = bare("--json", "--file", shop, *words)
    assert (said.code, said.error) == (2, "usage")


def test_without_a_command_the_window_opens(bare: Kebu, roof: NoWindow, shop: Path):
    assert bare("--file", shop).code == 0
    assert roof.shown == [(shop, None)]
    assert bare("--self-test").code == 0
    assert bare("--version").out.startswith("Kebu ")
    assert "新建" in bare("--lang", "zh_CN", "--help").out
