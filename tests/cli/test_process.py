"""The program as a process of its own, as scripts start it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PASSWORD

HERE = Path(__file__).parents[2]


def start(
    *words: object, password: str | None = PASSWORD, encoding: str = "C.UTF-8"
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": encoding, "PYTHONPATH": str(HERE), "QT_QPA_PLATFORM": ""}
    for name in ("CRM_PASSWORD", "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        environment.pop(name, None)
    if password is not None:
        environment["CRM_PASSWORD"] = password
    command = [sys.executable, "-m", "crm_desktop", *map(str, words)]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def test_a_day_in_processes(shop: Path, tmp_path: Path):
    told = start("--file", shop, "--json", "add", "customer", "name=新客户")
    assert (told.returncode, told.stderr) == (0, "")
    assert json.loads(told.stdout)["id"] == 13
    told = start("--file", shop, "--json", "print", "customer_report", "--for", 13, "--pdf", tmp_path / "a.pdf")
    assert (told.returncode, json.loads(told.stdout)["pages"]) == (0, 1)
    assert start("--file", shop, "undo").returncode == 0


@pytest.mark.parametrize("encoding", ["C", "POSIX", "C.UTF-8"])
def test_chinese_is_said_in_any_locale(encoding: str, shop: Path):
    told = start("--lang", "zh_CN", "--file", shop, "search", "书屋", encoding=encoding)
    assert told.returncode == 0
    assert "松果儿童书屋" in told.stdout


def test_without_a_terminal_a_missing_password_is_told_at_once(shop: Path):
    told = start("--json", "--file", shop, "info", password=None)
    assert told.returncode == 1
    assert json.loads(told.stdout)["error"]["code"] == "invalid_value"
    assert "Traceback" not in told.stderr


def test_a_reader_that_goes_away_is_no_mistake(shop: Path):
    environment = {**os.environ, "CRM_PASSWORD": PASSWORD, "PYTHONPATH": str(HERE)}
    command = [sys.executable, "-m", "crm_desktop", "--json", "--file", str(shop), "list", "interaction"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
