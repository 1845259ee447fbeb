"""A mistake of ours is reported by its places in the program, without a word of the customers' data."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from crm_desktop.app import crash
from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.logs import start_log
from crm_desktop.services.workspace import Workspace
from tests.customers import fill

SECRETS = "赵丽华", "13800138000"


class _CustomerError(Exception):
    """Carries a customer's data, as a database's errors do."""


def caught() -> BaseException:
    """Give a mistake with data in its message, its cause and the frames that it went through."""
    name, phone = SECRETS
    try:
        try:
            int(f"{name} {phone}")
        except ValueError as error:
            raise _CustomerError(name, phone) from error
    except _CustomerError as error:
        return error


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[QMessageBox]]:
    boxes: list[QMessageBox] = []

    def keep(box: QMessageBox) -> int:
        boxes.append(box)
        return 0

    monkeypatch.setattr(QMessageBox, "exec", keep)
    yield boxes
    for box in boxes:
        box.deleteLater()


def test_a_report_names_the_types_and_places_but_no_values():
    report = crash.report_of(caught())
    assert "_CustomerError" in report
    assert "builtins.ValueError" in report
    assert f"{Path(__file__).name}:" in report
    assert not [secret for secret in SECRETS if secret in report]


def test_a_report_names_no_folder_of_this_computer():
    assert str(Path(__file__).parent) not in crash.report_of(caught())


def test_a_database_error_brings_no_row_with_it(workspace: Workspace):
    fill(workspace)
    with pytest.raises(Exception) as error, workspace.read() as session:  # noqa: PT011 - any of the driver's
        session.connection().exec_driver_sql("SELECT no_such_thing, '13800138000' FROM customer")
    report = crash.report_of(error.value)
    assert "sqlite3" in report or "sqlcipher3" in report
    assert "13800138000" not in report


def test_the_window_and_the_log_show_the_report_alone(qapp: QApplication, shown: list[QMessageBox]):
    log = start_log()
    error = caught()
    crash._caught(type(error), error, error.__traceback__)
    (box,) = shown
    said = box.text() + box.informativeText() + box.detailedText() + log.read_text(encoding="utf-8")
    assert "_CustomerError" in box.detailedText()
    assert "_CustomerError" in said
    assert not [secret for secret in SECRETS if secret in said]


def test_what_the_user_can_mend_is_said_in_its_own_words(qapp: QApplication, shown: list[QMessageBox]):
    error = InvalidValueError("Not a date: 31 February")
    crash._caught(type(error), error, None)
    assert shown[0].text() == "Not a date: 31 February"
    assert not shown[0].detailedText()


def test_installing_catches_what_nobody_caught(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    crash.install()
    assert sys.excepthook is crash._caught
