"""kill -9 in the middle of typing loses at most the last two seconds of it."""

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.services.open_file import open_file
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.pages.customers_page import CustomersPage
from tests.conftest import PASSWORD

pytestmark = pytest.mark.faults
WORKER = [sys.executable, "-m", "tests.faults.typing_worker"]


def test_what_was_typed_before_a_kill_is_offered_when_the_customer_is_opened_again(qtbot: QtBot, filled: Workspace):
    path: Path = filled.path
    filled.close()
    with subprocess.Popen(WORKER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{path}\n{PASSWORD}\n")
        process.stdin.flush()
        assert process.stdout.readline().strip() == "typed"
        process.kill()
    again = open_file(path, PASSWORD)
    page = CustomersPage(again)
    qtbot.addWidget(page)
    page.open_record(4)
    assert page.record.drafts.offer.text.text().endswith("Remark · a note")
    page.record.drafts.offer.go_on.click()
    assert page.record.form.rows["remark"].field.raw() == "周日不收货"
    assert page.record.composer.text.toPlainText() == "确认备货 40 盒"
    page.stop()
    again.close()
