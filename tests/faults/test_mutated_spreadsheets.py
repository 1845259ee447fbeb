"""A damaged spreadsheet is read, or refused in one known sentence; whatever happened to its bytes.

`KEBU_FAULT_COUNT=5000` runs the long form; the seed of a failure is in its name.
"""

import os
import random
import re
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from crm_desktop.base.errors import FileInUseError, TooLargeError, UnreadableSpreadsheetError
from crm_desktop.exchange.headings import is_heading
from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.exchange.reading.find_header import find_table
from tests.exchange.foul_workbooks import FOUL
from tests.faults.mutate_files import mutated

pytestmark = pytest.mark.faults
ROUNDS = max(60, int(os.environ.get("KEBU_FAULT_COUNT", "60")))  # fewer would prove nothing
IN_A_CHILD = (".xlsx", ".ods", ".xlsb", "old.xls")


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, list[bytes]]:
    """Give the foul spreadsheets as bytes: those that a child reads, and those that are text."""
    folder = tmp_path_factory.mktemp("honest")
    files: dict[bool, list[bytes]] = {True: [], False: []}
    for make in FOUL:
        path = folder / make.__name__
        made = make(path)
        files[made.name.endswith(IN_A_CHILD)].append(path.read_bytes())
    return files


def outcome(path: Path) -> str:
    """Read a file and look for its table; anything but the known errors goes up."""
    try:
        sheets = read_workbook(path).sheets
    except (UnreadableSpreadsheetError, TooLargeError, FileInUseError) as error:
        return error.code if re.fullmatch(r"[^\n]+[.。]", error.message) else f"no sentence: {error.message}"
    known = partial(is_heading, "customer")
    for sheet in sheets:
        table = find_table(sheet, known)
        assert table is None or {len(row) for row in table.rows} <= {len(table.headings)}
    return "read"


@pytest.mark.parametrize("zipped", [False, True], ids=["text", "workbook"])
def test_a_mutated_spreadsheet_is_read_or_refused_in_one_sentence(
    zipped: bool, honest: dict[bool, list[bytes]], tmp_path: Path
):
    found: Counter[str] = Counter()
    for round_ in range(ROUNDS // 3 if zipped else ROUNDS - ROUNDS // 3):
        dice = random.Random(f"{zipped} {round_}")  # noqa: S311 - not a secret
        data = mutated(dice.choice(honest[zipped]), dice)
        path = tmp_path / f"mutated {round_}.xlsx"
        path.write_bytes(data)
        found[outcome(path)] += 1
        path.unlink()
    print(dict(found))
    assert found["read"], "nothing was read: the changes are too rough to prove anything"
    assert set(found) <= {"read", "unreadable_spreadsheet", "too_large"}
