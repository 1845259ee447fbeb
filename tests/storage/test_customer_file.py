"""What an open customer file promises."""

import contextlib
import os
import stat
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError, OperationalError

from crm_desktop.base.errors import InvalidValueError, UserFacingError
from crm_desktop.storage.customer_file import CustomerFile, create_file, open_file
from tests.storage.people import PASSWORD, add, bare_connection, make_tables, names

EXPECTED = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "temp_store": 2,
    "cipher_memory_security": "0",
    "secure_delete": 1,
    "fullfsync": 1,
    "checkpoint_fullfsync": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "busy_timeout": 5000,
}
Opener = Callable[..., CustomerFile]


def test_what_was_written_is_there_after_opening_again(path: Path, opened: Opener):
    assert len(names(opened(path))) == 200


def test_the_password_alone_opens_the_file_in_any_sqlcipher_program(path: Path):
    connection = bare_connection(path, PASSWORD.encode())
    assert connection.execute("SELECT count(*) FROM person").fetchone() == (200,)
    connection.close()
    connection = bare_connection(path, b"not this one")
    connection.execute(f"PRAGMA key = '{PASSWORD}'")
    assert connection.execute("SELECT count(*) FROM person").fetchone() == (200,)
    connection.close()


def test_each_pooled_connection_has_every_setting(file: CustomerFile):
    with ExitStack() as stack:
        held = [stack.enter_context(engine.connect()) for engine in (file.reading,) * 6 + (file.engine,)]
        for connection in held:
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in EXPECTED}
            assert found == EXPECTED


def test_connections_cannot_load_extensions(file: CustomerFile):
    with file.reading.connect() as connection, pytest.raises(OperationalError, match="not authorized"):
        connection.exec_driver_sql("SELECT load_extension('anything')")


def test_a_reading_connection_can_never_write(file: CustomerFile):
    for _round in range(3):
        with file.reading.begin() as connection, pytest.raises(OperationalError, match="readonly"):
            connection.execute(text("INSERT INTO person (name) VALUES ('x')"))
    add(file, "written by a writer")
    assert names(file) == ["written by a writer"]


def test_a_reader_sees_one_state_from_beginning_to_end(file: CustomerFile):
    add(file, "before")
    with file.reading.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM person")).scalar() == 1
        add(file, "meanwhile")
        assert connection.execute(text("SELECT count(*) FROM person")).scalar() == 1
    assert names(file) == ["before", "meanwhile"]


def test_nothing_of_a_failed_transaction_stays(file: CustomerFile):
    with contextlib.suppress(ZeroDivisionError), file.engine.begin() as connection:
        connection.execute(text("INSERT INTO person (name) VALUES ('half')"))
        raise ZeroDivisionError
    assert names(file) == []


def test_four_threads_lose_no_update_and_meet_no_busy(file: CustomerFile):
    add(file, "0")

    def count_up() -> None:
        for _step in range(50):
            with file.engine.begin() as connection:
                now = int(connection.execute(text("SELECT name FROM person")).scalar_one())
                connection.execute(text("UPDATE person SET name = :name"), {"name": str(now + 1)})

    threads = [threading.Thread(target=count_up) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert names(file) == ["200"]


def test_errors_do_not_carry_customers_data(file: CustomerFile):
    with pytest.raises(IntegrityError) as caught, file.engine.begin() as connection:
        connection.execute(text("INSERT INTO person (name, boss) VALUES (:name, 77)"), {"name": "李明"})
    assert "李明" not in f"{caught.value!r} {caught.value}"


def test_no_plain_text_lies_on_the_disk(file: CustomerFile):
    add(file, *["李明 marker-13800138000"] * 300)
    markers = ["SQLite format 3", "marker-13800138000", "CREATE TABLE", "李明", PASSWORD]
    written = b"".join(each.read_bytes() for each in file.path.parent.iterdir())
    file.close()
    written += b"".join(each.read_bytes() for each in file.path.parent.iterdir())
    for marker in markers:
        for encoding in ("utf-8", "utf-16-le", "gb18030"):
            assert marker.encode(encoding) not in written


def test_the_file_looks_like_noise(path: Path):
    data = path.read_bytes()
    expected = len(data) / 256
    chi_squared = sum((data.count(value) - expected) ** 2 / expected for value in range(256))
    assert chi_squared < 255 + 6 * (2 * 255) ** 0.5


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a user's folders private itself")
def test_every_file_is_the_owners_alone_at_any_time(tmp_path: Path):
    before = os.umask(0)
    seen: dict[str, int] = {}

    def look() -> None:
        seen.update({each.name: stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()})

    def prepare(connection: Connection) -> None:
        make_tables(connection)
        look()

    try:
        file, _code = create_file(tmp_path / "a.kebu", PASSWORD, prepare)
        add(file, "x")
        look()
        file.change_password("another")
        look()
        file.close()
        look()
    finally:
        os.umask(before)
    assert {"a.kebu", "a.kebu-wal", "a.kebu-shm", "a.kebu-lock", "a.kebu-recovery", "a.kebu.new"} <= set(seen)
    assert set(seen.values()) == {0o600}


@pytest.mark.skipif(os.name == "nt", reason="no such modes")
def test_a_file_that_others_could_read_is_made_private(path: Path, opened: Opener):
    path.chmod(0o644)
    opened(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_closed_file_is_one_whole_file(path: Path):
    assert sorted(each.name for each in path.parent.iterdir()) == ["客户.kebu", "客户.kebu-lock", "客户.kebu-recovery"]


def test_after_a_checkpoint_a_naive_copy_holds_everything(file: CustomerFile, tmp_path: Path):
    add(file, "张伟")
    file.checkpoint()
    copy = tmp_path / "copy.kebu"
    copy.write_bytes(file.path.read_bytes())
    copied = open_file(copy, PASSWORD)
    assert names(copied) == ["张伟"]
    copied.close()


def test_a_closed_file_keeps_no_key_and_answers_no_more(file: CustomerFile):
    key = file._key.raw
    assert any(key)
    file.close()
    file.close()
    assert not any(key)
    with pytest.raises(UserFacingError, match="has been closed"):
        names(file)


def test_creating_never_overwrites(path: Path):
    before = path.read_bytes()
    with pytest.raises(InvalidValueError, match="There is already a file"):
        create_file(path, "another password", make_tables)
    assert path.read_bytes() == before


def test_a_failed_creation_leaves_nothing_and_can_be_repeated(tmp_path: Path):
    def fail(connection: Connection) -> None:
        make_tables(connection)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        create_file(tmp_path / "a.kebu", PASSWORD, fail)
    assert [each.name for each in tmp_path.iterdir()] == ["a.kebu-lock"]
    create_file(tmp_path / "a.kebu", PASSWORD, make_tables)[0].close()


def test_changes_of_a_file_that_is_gone_do_not_come_into_a_new_one(tmp_path: Path, file: CustomerFile):
    add(file, "old")
    wal = file.path.with_name("客户.kebu-wal").read_bytes()
    (tmp_path / "new.kebu-wal").write_bytes(wal)
    new, _code = create_file(tmp_path / "new.kebu", PASSWORD, make_tables)
    assert names(new) == []
    new.close()
    assert [each.read_bytes() for each in tmp_path.glob("new.kebu-wal-*")] == [wal]


def test_a_missing_folder_is_made(tmp_path: Path):
    create_file(tmp_path / "Documents" / "Kebu" / "a.kebu", PASSWORD, make_tables)[0].close()
    assert (tmp_path / "Documents" / "Kebu" / "a.kebu").exists()


def test_each_file_has_an_id_of_its_own_and_keeps_it(path: Path, tmp_path: Path, opened: Opener):
    file = opened(path)
    other, _code = create_file(tmp_path / "other.kebu", PASSWORD, make_tables)
    other.close()
    assert len(file.file_id) == 32
    assert file.file_id != other.file_id
    file.close()
    assert opened(path).file_id == file.file_id


def test_a_name_may_hold_anything(tmp_path: Path):
    path = tmp_path / "50% #1? 客户 & Söhne's.kebu"
    file, _code = create_file(path, PASSWORD, make_tables)
    add(file, "张伟")
    file.close()
    again = open_file(path, PASSWORD)
    assert names(again) == ["张伟"]
    again.close()
    assert {each.name.rsplit(".", 1)[0] for each in tmp_path.iterdir()} == {"50% #1? 客户 & Söhne's"}
