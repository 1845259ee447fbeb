"""kill -9 at any moment of an import leaves all of it or nothing."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crm_desktop.services.file_info import check_workspace, file_info
from crm_desktop.services.open_file import create, open_file

pytestmark = pytest.mark.faults
ROUNDS = int(os.environ.get("KEBU_FAULT_COUNT", "10"))
ROWS = 10_000
PASSWORD = "北风 算盘"


def test_a_kill_during_an_import_leaves_all_rows_or_none(tmp_path: Path):
    dice = random.Random()  # noqa: S311 - not a secret
    sheet = tmp_path / "客户.csv"
    rows = (f"青石文具店{n},王{n},138{n:08d},浙江省杭州市上城区清泰街 {n} 号" for n in range(ROWS))
    sheet.write_text("\n".join(("客户名称,联系人,手机,地址", *rows)), encoding="utf-8")
    environment = os.environ | {"CRM_PASSWORD": PASSWORD}
    found = set()
    for trial in range(ROUNDS):
        path = tmp_path / f"shop{trial}.kebu"
        create(path, PASSWORD)[0].close()
        command = [sys.executable, "-m", "crm_desktop", "--file", str(path), "import", str(sheet)]
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(dice.uniform(0.5, 6.0))  # the moment of the kill is the point of the test
            process.kill()
        workspace = open_file(path, PASSWORD)
        counts = file_info(workspace).counts
        found.add(counts["customer"])
        assert {counts["customer"], counts["contact"], counts["address"]} in ({0}, {ROWS}), trial
        assert len(workspace.history()) == (1 if counts["customer"] else 0), trial
        assert check_workspace(workspace, deep=True) == [], trial
        workspace.close()
    assert found <= {0, ROWS}
