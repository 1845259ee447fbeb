"""Everything that is not a customer file is refused in its own words, and left as it is."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crm_desktop.base.errors import (
    DamagedFileError,
    FileInUseError,
    NewerVersionError,
    NotACustomerFileError,
    NotFoundError,
    ReadOnlyError,
    WrongPasswordError,
)
from crm_desktop.storage.customer_file import CustomerFile, create_file, open_file
from crm_desktop.storage.identity import APPLICATION_ID
from crm_desktop.storage.lock import lock_path
from crm_desktop.storage.schema import SCHEMA_VERSION
from tests.storage.people import PASSWORD, bare_connection, make_tables

Opener = Callable[..., CustomerFile]
NOBODY = 65534


def plain_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE a (b)")
    connection.close()


def foreign_database(path: Path) -> None:
    connection = bare_connection(path, PASSWORD.encode())
    connection.execute("CREATE TABLE account (id)")
    connection.close()


def marked_but_without_identity(path: Path) -> None:
    connection = bare_connection(path, PASSWORD.encode())
    connection.execute("CREATE TABLE file_identity (file_id, recovery_public)")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.close()


def newer_file(path: Path) -> None:
    file, _code = create_file(path, PASSWORD, make_tables)
    with file.engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    file.close()


CASES = [
    pytest.param(lambda _path: None, NotFoundError, "There is no file “a.kebu”", id="missing"),
    pytest.param(lambda path: path.mkdir(), NotACustomerFileError, "is a folder", id="folder"),
    pytest.param(lambda path: path.touch(), NotACustomerFileError, "is empty", id="empty"),
    pytest.param(lambda path: path.write_bytes(b"x"), NotACustomerFileError, "too small", id="one byte"),
    pytest.param(
        lambda path: path.write_bytes(os.urandom(4095)), NotACustomerFileError, "too small", id="under a page"
    ),
    pytest.param(plain_database, NotACustomerFileError, "without encryption", id="plain SQLite"),
    pytest.param(
        lambda path: path.write_bytes(os.urandom(40960)), WrongPasswordError, "or “a.kebu” is not", id="anything"
    ),
    pytest.param(
        lambda path: path.write_bytes(b"PK\3\4" + bytes(9000)),
        WrongPasswordError,
        "or “a.kebu” is not",
        id="spreadsheet",
    ),
    pytest.param(foreign_database, NotACustomerFileError, "belongs to another program", id="foreign SQLCipher"),
    pytest.param(marked_but_without_identity, NotACustomerFileError, "belongs to another program", id="no identity"),
    pytest.param(newer_file, NewerVersionError, "later version", id="newer"),
]


@pytest.mark.parametrize(("make", "error", "words"), CASES)
def test_it_is_refused_in_its_own_words_and_stays_as_it_is(
    tmp_path: Path, make: Callable[[Path], None], error: type[Exception], words: str
):
    path = tmp_path / "a.kebu"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(error, match=words):
        open_file(path, PASSWORD)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert not list(tmp_path.glob("a.kebu-wal")) + list(tmp_path.glob("a.kebu-shm"))


def test_a_missing_file_is_not_created_nor_anything_beside_it(tmp_path: Path):
    with pytest.raises(NotFoundError):
        open_file(tmp_path / "a.kebu", PASSWORD)
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_password_for_a_known_file(path: Path):
    with pytest.raises(WrongPasswordError, match=r"^The password is wrong\. Nothing was changed"):
        open_file(path, "something else")


def test_the_lock_is_free_after_a_wrong_password(path: Path, opened: Opener):
    with pytest.raises(WrongPasswordError):
        open_file(path, "something else")
    opened(path)


def test_a_known_file_that_shrank_to_nothing_is_damaged(path: Path):
    path.write_bytes(b"")
    with pytest.raises(DamagedFileError):
        open_file(path, PASSWORD)


def test_a_file_open_in_this_program_is_in_use(path: Path, opened: Opener):
    opened(path)
    with pytest.raises(FileInUseError, match="open in another window or program"):
        open_file(path, PASSWORD)


def test_a_link_to_an_open_file_is_in_use(path: Path, tmp_path: Path, opened: Opener):
    (tmp_path / "link.kebu").symlink_to(path)
    opened(path)
    with pytest.raises(FileInUseError):
        open_file(tmp_path / "link.kebu", PASSWORD)


def test_a_file_open_in_another_process_is_in_use_until_that_ends(path: Path, opened: Opener):
    holder = "import sys; from pathlib import Path; from crm_desktop.storage.lock import FileLock\n"
    holder += "lock = FileLock.take(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(FileInUseError):
            open_file(path, PASSWORD)
        process.kill()
    opened(path)


@pytest.fixture
def as_nobody(path: Path) -> Iterator[Path]:
    """Give the closed file in a folder anybody may enter, to a process that is nobody in particular."""
    if os.geteuid() != 0:
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        moved = Path(shutil.copytree(path.parent, Path(folder) / "shop")) / path.name
        for each in (Path(folder), moved.parent, *moved.parent.iterdir()):
            os.chown(each, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        yield moved
        os.seteuid(0)


@pytest.mark.skipif(os.name == "nt", reason="the modes of POSIX")
@pytest.mark.parametrize("without_lock_file", [False, True])
@pytest.mark.parametrize("closed_to_writing", ["file", "folder"])
def test_a_file_or_folder_that_cannot_be_written(as_nobody: Path, closed_to_writing: str, without_lock_file: bool):
    if without_lock_file:
        lock_path(as_nobody).unlink()
    (as_nobody if closed_to_writing == "file" else as_nobody.parent).chmod(0o500)
    with pytest.raises(ReadOnlyError, match="cannot be written"):
        open_file(as_nobody, PASSWORD)
    as_nobody.parent.chmod(0o700)
