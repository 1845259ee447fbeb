"""A morning with customers, through the real window: find, call, correct, add, take back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.services import records
from crm_desktop.services.settings import MachineSettings
from crm_desktop.services.timeline import timeline
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.look.theme import apply_theme
from crm_desktop.ui.records.fact_row import FactRow
from crm_desktop.ui.records.quick_add_dialog import QuickAddDialog
from crm_desktop.ui.window.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, filled: Workspace, tmp_path: Path) -> Iterator[MainWindow]:
    apply_theme(qapp, "light")
    runner = Runner()
    made = MainWindow(filled, MachineSettings(tmp_path / "kebu.ini"), runner, lock=lambda: None)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(lambda: len(made.customers.list.model.ids) == 12)
    yield made
    made.customers.stop()
    runner.close()


def test_a_morning_with_customers(qtbot: QtBot, window: MainWindow, filled: Workspace):
    page = window.customers

    # Somebody calls; the last four digits on the display are enough.
    window.focus_search()
    qtbot.keyClicks(page.list.search, "4410")
    qtbot.waitUntil(lambda: len(page.list.model.ids) == 1)
    qtbot.keyClick(page.list.search, Qt.Key.Key_Return)
    customer = page.record.record_id
    assert page.record.header._name.text() == "青石巷文具店"

    # What is said goes into the timeline, with a next step.
    page.record.composer.start("call")
    qtbot.keyClicks(page.record.composer.text, "40 boxes of pens before Dec 1")
    page.record.composer.next_step.take_day(filled.context.today)
    qtbot.keyClick(page.record.composer.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with filled.read() as session:
        newest = timeline(session, customer)[0]
    assert newest.text == "40 boxes of pens before Dec 1"
    assert page.record.timeline.model.line(1).text == "40 boxes of pens before Dec 1"

    # The mail address was wrong: it is corrected where it stands.
    mail = next(row for row in page.record.channels.rows() if isinstance(row, FactRow) and row.text == "E-mail")
    mail.open()
    mail.field.editor.take("orders@bluestone.example")
    qtbot.keyClick(mail.field.editor.focusProxy(), Qt.Key.Key_Return)

    # Back to the list, which shows the customer first now: contacted today, due today.
    qtbot.keyClick(page.record, Qt.Key.Key_Escape)
    page.list.search.clear()
    qtbot.waitUntil(lambda: page.list.model.ids[:1] == [customer] and len(page.list.model.ids) == 12)
    assert page.list.table.current_id() == customer

    # A new customer walks in.
    QTimer.singleShot(0, fill_the_dialog)
    window.new_customer()
    qtbot.waitUntil(lambda: len(page.list.model.ids) == 13)
    assert page.record.header._name.text() == "Seagull Books"

    # It was a joke; the one key that takes back takes everything of it back.
    filled.undo()
    qtbot.waitUntil(lambda: len(page.list.model.ids) == 12)
    assert page.currentWidget() is page.list
    with filled.read() as session:
        kept = [each["value"] for each in records.parts(session, "customer", customer)["channel"]]
    assert kept == ["+8613600004410", "orders@bluestone.example"]


def fill_the_dialog() -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QuickAddDialog)
    dialog.line.setText("Seagull Books 13800138000 call back next Wed")
    dialog.accept()
