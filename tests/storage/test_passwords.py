"""Any password works, no other opens the file, and none is ever told."""

import os
import threading
import time
import traceback
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from crm_desktop.base.errors import FileInUseError, InvalidValueError, WrongPasswordError
from crm_desktop.storage import customer_file
from crm_desktop.storage.customer_file import CustomerFile, create_file, open_file
from crm_desktop.storage.keys import derive
from tests.storage.people import PASSWORD, add, bare_connection, make_tables, names

Opener = Callable[..., CustomerFile]
EXAMPLES = int(os.environ.get("KEBU_FAULT_COUNT", "10"))


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(password=st.text(min_size=1, max_size=40))
@example(password='\' OR "1"="1\'; --')
@example(password="nul\0inside")
@example(password="🔑🀄️ family 👨‍👩‍👧")
@example(password="x'" + "ab" * 32 + "'")
@example(password="x'" + "ab" * 48 + "'")
@example(password="x'abc'")
@example(password="长" * 340)
@example(password="\ud800 half a pair")
@example(password="  spaces count  ")
def test_any_password_makes_and_opens_a_file(tmp_path_factory: pytest.TempPathFactory, password: str):
    path = tmp_path_factory.mktemp("any") / "a.kebu"
    file, _code = create_file(path, password, make_tables)
    add(file, "张伟")
    file.close()
    again = open_file(path, password)
    assert names(again) == ["张伟"]
    again.close()
    if not password.startswith("x'"):
        connection = bare_connection(path, unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass"))
        assert connection.execute("SELECT name FROM person").fetchone() == ("张伟",)
        connection.close()


@settings(max_examples=EXAMPLES // 2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(other=st.text(min_size=1, max_size=20).filter(lambda text: unicodedata.normalize("NFKC", text) != PASSWORD))
@example(other=PASSWORD + " ")
@example(other=PASSWORD[:-1])
def test_no_other_password_opens_it_and_none_is_told(path: Path, other: str):
    with pytest.raises(WrongPasswordError) as caught:
        open_file(path, other)
    told = "".join(traceback.format_exception(caught.value))
    assert PASSWORD not in told
    assert len(other) < 8 or other not in told


def test_the_same_password_typed_another_way_is_the_same(tmp_path: Path):
    file, _code = create_file(tmp_path / "a.kebu", unicodedata.normalize("NFD", "Größe é １２"), make_tables)
    file.close()
    open_file(tmp_path / "a.kebu", unicodedata.normalize("NFC", "Größe é 12")).close()


def test_an_empty_password_is_refused_before_anything_is_made(tmp_path: Path):
    with pytest.raises(InvalidValueError, match="type a password"):
        create_file(tmp_path / "a.kebu", "", make_tables)
    assert not (tmp_path / "a.kebu").exists()


def test_a_key_is_derived_once_however_many_connections_are_made(path: Path, monkeypatch: pytest.MonkeyPatch):
    derived = []
    monkeypatch.setattr(customer_file, "derive", lambda *told: derived.append(1) or derive(*told))
    file = open_file(path, PASSWORD)
    held = [file.reading.connect() for _number in range(6)]
    for connection in held:
        connection.close()
    file.close()
    assert len(derived) == 1


def test_a_key_does_not_show_itself(file: CustomerFile):
    assert file._key.raw.hex()[:8] not in repr(file._key).replace("\\x", "")
    assert "raw" not in repr(file._key)


def test_a_changed_password_is_the_only_one(path: Path, opened: Opener):
    file = opened(path)
    file.change_password("算盘 2 斤盐")
    assert file.key_matches("算盘 2 斤盐")
    assert not file.key_matches(PASSWORD)
    add(file, "written after the change")
    file.close()
    with pytest.raises(WrongPasswordError, match="Nothing was changed"):
        open_file(path, PASSWORD)
    assert names(opened(path, "算盘 2 斤盐"))[-1] == "written after the change"


def test_after_a_change_the_new_password_opens_it_in_any_sqlcipher_program(path: Path, opened: Opener):
    file = opened(path)
    file.change_password("plain 'new' one")
    file.close()
    connection = bare_connection(path, b"plain 'new' one")
    assert connection.execute("SELECT count(*) FROM person").fetchone() == (200,)
    connection.close()


def test_connections_of_before_the_change_do_not_come_back(file: CustomerFile):
    add(file, "one")
    held = [file.reading.connect() for _number in range(3)]
    for connection in held:
        connection.close()
    file.change_password("another")
    add(file, "two")
    assert names(file) == ["one", "two"]


def test_readers_and_writers_go_on_through_a_change(file: CustomerFile):
    add(file, "one")
    stop, troubles = threading.Event(), list[BaseException]()

    def go_on() -> None:
        try:
            while not stop.is_set():
                add(file, "more")
                assert names(file)[0] == "one"
        except BaseException as error:  # noqa: BLE001 - told to the main thread
            troubles.append(error)

    threads = [threading.Thread(target=go_on) for _number in range(3)]
    for thread in threads:
        thread.start()
    for number in range(3):
        file.change_password(f"password {number}")
    stop.set()
    for thread in threads:
        thread.join()
    assert troubles == []
    assert file.key_matches("password 2")


def test_who_waits_for_the_new_key_is_no_hindrance_to_the_next_change(
    file: CustomerFile, monkeypatch: pytest.MonkeyPatch
):
    add(file, "one")
    close_all = file._wait_for_others
    waiting: list[threading.Thread] = []

    def while_another_connects() -> None:
        waiting.append(threading.Thread(target=names, args=(file,)))
        waiting[0].start()
        while not file.reading.pool.status().endswith("Current Checked out connections: 1"):
            time.sleep(0.001)
        close_all()

    file.reading.pool.dispose()
    monkeypatch.setattr(file, "_wait_for_others", while_another_connects)
    file.change_password("another")
    waiting[0].join()
    monkeypatch.undo()
    monkeypatch.setattr(customer_file, "WAIT_FOR_OTHERS", 0.05)
    file.change_password("a third")
    assert file.key_matches("a third")


def test_work_under_way_keeps_the_old_password(file: CustomerFile, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(customer_file, "WAIT_FOR_OTHERS", 0.05)
    add(file, "one")
    with file.reading.begin() as connection:
        connection.exec_driver_sql("SELECT 1")
        with pytest.raises(FileInUseError, match="still being worked on"):
            file.change_password("another")
    assert file.key_matches(PASSWORD)
    assert names(file) == ["one"]


def test_a_password_changed_on_another_computer_is_wrong_here_not_damage(
    path: Path, opened: Opener, private_home: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(private_home / "another computer"))
    file = opened(path)
    file.change_password("another")
    file.close()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(private_home / "config"))
    with pytest.raises(WrongPasswordError):
        open_file(path, PASSWORD)
    path.with_name("客户.kebu-recovery").unlink()
    with pytest.raises(WrongPasswordError):
        open_file(path, PASSWORD)
