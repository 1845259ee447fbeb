"""Real customer files: one open, one closed, and some that are opened during a test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crm_desktop.storage.customer_file import CustomerFile, create_file, open_file
from tests.storage.people import PASSWORD, add, make_tables


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tuple[CustomerFile, str]]:
    """Give an open file and its recovery code."""
    file, code = create_file(tmp_path / "客户.kebu", PASSWORD, make_tables)
    yield file, code
    file.close()


@pytest.fixture
def file(made: tuple[CustomerFile, str]) -> CustomerFile:
    return made[0]


@pytest.fixture
def code(made: tuple[CustomerFile, str]) -> str:
    return made[1]


@pytest.fixture
def path(file: CustomerFile) -> Path:
    """Give a closed file with people in it, many pages large."""
    add(file, *(f"person {number} " + "x" * 400 for number in range(200)))
    file.close()
    return file.path


@pytest.fixture
def opened() -> Iterator[Callable[..., CustomerFile]]:
    """Open files that are closed when the test ends."""
    files: list[CustomerFile] = []

    def open_one(path: Path, password: str = PASSWORD) -> CustomerFile:
        files.append(open_file(path, password))
        return files[-1]

    yield open_one
    for each in files:
        each.close()
