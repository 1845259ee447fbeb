"""What the driver and the system answer reaches the user as one sentence, or as our bug."""

import errno
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlcipher3 import dbapi2

from crm_desktop.base.errors import DiskFullError, FileInUseError, UserFacingError
from crm_desktop.storage.customer_file import CustomerFile
from crm_desktop.storage.driver_errors import explain, spoken
from tests.storage.people import add


def driver_error(code: int) -> dbapi2.Error:
    error = dbapi2.OperationalError("INSERT of 李明 failed")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (13, "disk_full"),
        (5, "file_in_use"),
        (261, "file_in_use"),  # BUSY_RECOVERY
        (6, "file_in_use"),
        (8, "read_only"),
        (1032, "read_only"),  # READONLY_DBMOVED
        (11, "damaged_file"),
        (779, "damaged_file"),  # CORRUPT_INDEX
        (26, "damaged_file"),
        (10, "damaged_file"),
        (778, "damaged_file"),  # IOERR_WRITE
        (14, "read_only"),
    ],
)
def test_each_answer_of_the_driver_has_its_sentence(tmp_path: Path, code: int, expected: str):
    path = tmp_path / "a.kebu"
    path.touch()
    said = explain(driver_error(code), path)
    assert said is not None
    assert said.code == expected
    assert "a.kebu" in said.message
    assert "李明" not in said.message


def test_a_file_that_went_away_is_missing(tmp_path: Path):
    said = explain(driver_error(14), tmp_path / "a.kebu")
    assert said is not None
    assert said.code == "not_found"


def test_a_folder_in_which_no_file_can_be_made_is_told_as_such(tmp_path: Path):
    path = tmp_path / "list.xlsx"
    for name, expected in ((".list.xlsx.part", "read_only"), ("list.xlsx", "not_found")):
        said = explain(FileNotFoundError(errno.ENOENT, "no", str(tmp_path / name)), path)
        assert said is not None
        assert said.code == expected


@pytest.mark.parametrize("code", [1, 9, 19, 20, 21])
def test_faults_of_ours_stay_what_they_are(tmp_path: Path, code: int):
    assert explain(driver_error(code), tmp_path / "a.kebu") is None


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.ENOENT, "not_found"),
        (errno.EACCES, "read_only"),
        (errno.EROFS, "read_only"),
        (errno.EIO, "damaged_file"),
    ],
)
def test_each_answer_of_the_system_has_its_sentence(tmp_path: Path, number: int, expected: str):
    with pytest.raises(UserFacingError) as caught, spoken(tmp_path / "a.kebu"):
        raise OSError(number, "something")
    assert caught.value.code == expected


def test_other_errors_pass_as_they_are(tmp_path: Path):
    with pytest.raises(OSError, match="something"), spoken(tmp_path):
        raise OSError(errno.ELOOP, "something")


def test_a_full_database_is_told_through_the_engine_and_nothing_is_lost(file: CustomerFile):
    add(file, "before")
    with file.engine.begin() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFullError, match="Nothing was lost"):
        add(file, *["x" * 4000] * 50)
    with file.reading.begin() as connection:
        assert connection.execute(text("SELECT name FROM person")).scalars().all() == ["before"]


def test_a_writer_that_waits_in_vain_is_told_who_holds_the_file(file: CustomerFile):
    with file.engine.begin(), file.engine.connect() as second:
        second.connection.driver_connection.execute("PRAGMA busy_timeout = 1")
        with pytest.raises(FileInUseError, match="Another program is using"):
            second.begin()
