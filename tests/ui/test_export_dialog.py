"""Exporting by the dialog: what is chosen is written, what was lost is shown, and there is never half a file."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from crm_desktop.exchange.read_sheets import read_workbook
from crm_desktop.exchange.writing.export import ExportResult
from crm_desktop.services import records
from crm_desktop.services.lists import ListQuery, parse_condition
from crm_desktop.services.settings import MachineSettings
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.exchange import export_dialog
from crm_desktop.ui.exchange.export_dialog import ExportDialog
from crm_desktop.ui.exchange.export_form import ALL_COLUMNS, AS_SEEN, EVERYTHING, LISTED, SELECTED
from crm_desktop.ui.exchange.import_dialog import ImportDialog
from crm_desktop.ui.exchange.save_template import ask_and_save_template
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.lists.listed import Listed
from crm_desktop.ui.look.theme import apply_theme
from crm_desktop.ui.window.main_window import MainWindow


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[Runner]:
    apply_theme(qapp, "light")
    made = Runner()
    yield made
    made.close()


@pytest.fixture
def dialog(filled: Workspace, runner: Runner, tmp_path: Path, qtbot: QtBot) -> ExportDialog:
    query = ListQuery("customer", where=(parse_condition("level=A", "customer", filled.context),))
    made = ExportDialog(filled, runner, Listed(query, 5, (1, 4), ("level", "name", "main_phone"), 12))
    made.form.path.setText(str(tmp_path / "out.xlsx"))
    qtbot.addWidget(made)
    made.show()
    return made


def export(dialog: ExportDialog, qtbot: QtBot) -> ExportResult:
    with qtbot.waitSignal(dialog.exported) as told:
        dialog.start.click()
    result: ExportResult = told.args[0]
    return result


@pytest.mark.parametrize(("what", "rows"), [(LISTED, 5), (SELECTED, 2), (EVERYTHING, 48)])
@pytest.mark.parametrize("columns", [AS_SEEN, ALL_COLUMNS])
def test_what_is_chosen_is_what_is_written(what: int, rows: int, columns: int, dialog: ExportDialog, qtbot: QtBot):
    dialog.form.choose(what, "xlsx", columns)
    result = export(dialog, qtbot)
    assert result.rows == rows
    assert not dialog.isVisible()
    head = read_workbook(result.file).sheets[0].rows[0]
    assert (head == ["Level", "Name", "Phone"]) == (columns == AS_SEEN and what != EVERYTHING)


@pytest.mark.parametrize(
    ("key", "name", "begins"),
    [
        ("csv", "out.csv", "﻿Number,Name".encode()),
        ("gbk", "out.csv", b"Number,Name"),
        ("vcard3", "out.vcf", b"BEGIN:VCARD\r\nVERSION:3.0"),
        ("vcard4", "out.vcf", b"BEGIN:VCARD\r\nVERSION:4.0"),
    ],
)
def test_the_ending_follows_the_format(key: str, name: str, begins: bytes, dialog: ExportDialog, qtbot: QtBot):
    dialog.form.choose(EVERYTHING, key)
    result = export(dialog, qtbot)
    assert (result.rows, result.file.name) == (12, name)
    assert result.file.read_bytes().startswith(begins)


def test_selected_ones_are_proposed_and_a_file_that_is_there_is_told(dialog: ExportDialog, tmp_path: Path):
    assert (dialog.form.what, dialog.start.text()) == (SELECTED, "Export 2 customers")
    assert dialog.form._replaced.text() == ""
    (tmp_path / "there.xlsx").touch()
    dialog.form.path.setText(str(tmp_path / "there"))
    assert "replaced" in dialog.form._replaced.text()
    dialog.form.path.setText("")
    assert not dialog.start.isEnabled()


def test_values_that_are_lost_are_shown_before_the_dialog_closes(dialog: ExportDialog, qtbot: QtBot):
    records.change(dialog._workspace, "customer", 1, {"industry": "刘䶮家具"})
    dialog.form.choose(LISTED, "gbk")
    export(dialog, qtbot)
    assert dialog.isVisible()
    assert [dialog.lossy.places.item(row).text() for row in range(dialog.lossy.places.count())] == [
        "Row 2, Industry: The encoding has no “䶮”; a question mark stands there now."
    ]
    dialog.start.click()
    assert not dialog.isVisible()


def test_a_cancelled_export_leaves_no_file(
    dialog: ExportDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    real = export_dialog.export_list

    stopped = Event()

    def once_stopped(*args: Any, **more: Any) -> ExportResult:
        stopped.wait(10)
        return real(*args, **more)

    monkeypatch.setattr(export_dialog, "export_list", once_stopped)
    before = sorted(tmp_path.iterdir())
    dialog.form.choose(LISTED, "xlsx")
    dialog.start.click()
    assert not dialog.form.isEnabled()
    dialog.stop.click()
    stopped.set()
    qtbot.waitUntil(lambda: dialog.hint.text() == "Cancelled. No file was written.")
    assert sorted(tmp_path.iterdir()) == before
    assert dialog.form.isEnabled()


def test_a_place_that_is_not_there_is_told_in_the_dialog(dialog: ExportDialog, tmp_path: Path, qtbot: QtBot):
    dialog.form.path.setText(str(tmp_path / "nowhere" / "out.xlsx"))
    dialog.start.click()
    qtbot.waitUntil(lambda: "nowhere" in dialog.hint.text())
    assert dialog.isVisible()


def test_the_window_exports_its_list_and_offers_the_folder(
    filled: Workspace, runner: Runner, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    window = MainWindow(filled, MachineSettings(tmp_path / "kebu.ini"), runner, lock=lambda: None)
    qtbot.addWidget(window)
    window.show()

    def at_once(dialog: ExportDialog) -> int:
        dialog.form.path.setText(str(tmp_path / "list.xlsx"))
        dialog.form.choose(LISTED, "xlsx", AS_SEEN)
        return int(export(dialog, qtbot).rows)

    monkeypatch.setattr(ExportDialog, "exec", at_once)
    window.sheets.export_list()
    qtbot.waitUntil(lambda: window.messages.text == "12 records exported · list.xlsx")
    assert window.messages._toast._action.text() == "Open folder"
    head = read_workbook(tmp_path / "list.xlsx").sheets[0].rows[0]
    assert head[:4] == ["Level", "Name", "Phone", "Contact"]
    window.close()


def test_a_template_is_saved_where_it_is_asked_for(
    dialog: ExportDialog, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(tmp_path / "模板"), ""))
    told: list[str] = []
    ask_and_save_template(dialog, lambda text, *_more: told.append(text))
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["Template saved as 模板.xlsx"]
    assert read_workbook(tmp_path / "模板.xlsx").sheets[0].rows[0][0] == "Name *"


def test_the_first_page_of_an_import_saves_a_template_too(
    filled: Workspace, runner: Runner, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    importing = ImportDialog(filled, runner)
    qtbot.addWidget(importing)
    importing.show()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (str(tmp_path / "t.xlsx"), ""))
    importing.file.template.click()
    qtbot.waitUntil(lambda: importing.hint.text() == "Template saved as t.xlsx")
    assert (tmp_path / "t.xlsx").is_file()
