"""Everything that takes keys or a click has a name for those who do not see it, on every page and in every dialog."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crm_desktop.ui.exchange.import_dialog import ImportDialog
from crm_desktop.ui.records.new_record import new_record
from crm_desktop.ui.settings.sections import FIELDS
from crm_desktop.ui.settings.sections import SECTIONS as SETTINGS_SECTIONS
from crm_desktop.ui.settings.settings_page import SettingsPage
from crm_desktop.ui.window.main_window import MainWindow
from crm_desktop.ui.window.sections import SECTIONS

WRITTEN = (
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QComboBox,
    QAbstractSpinBox,
    QAbstractItemView,
    QTabBar,
)
MERE_FRAMES = (QAbstractScrollArea, QMenuBar, QScrollBar)  # what is in them is looked at by itself


def unnamed(page: QWidget) -> list[str]:
    """Give the controls under `page` that a screen reader could only call "button" or "edit"."""
    buddies = {label.buddy() for label in page.findChildren(QLabel) if label.buddy() is not None}
    return [_place(each) for each in page.findChildren(QWidget) if _is_unnamed(each, buddies)]


def _is_unnamed(widget: QWidget, buddies: set[QWidget]) -> bool:
    if not widget.isVisible() or widget.objectName().startswith("qt_") or widget.accessibleName() or widget in buddies:
        return False
    if isinstance(widget, QAbstractButton):
        return not widget.text().strip() and not isinstance(
            widget.parentWidget(), QLineEdit | QAbstractItemView | QTabBar
        )
    if isinstance(widget, QLabel):  # a link in it takes the focus
        return widget.focusPolicy().value > 0 and not widget.text()
    if isinstance(widget, WRITTEN):
        return not isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)
    if isinstance(widget, MERE_FRAMES):
        return False
    return widget.focusPolicy().value > 0 and not isinstance(widget.parentWidget(), QAbstractScrollArea)


def _place(widget: QWidget) -> str:
    names = [type(widget).__name__]
    above = widget.parentWidget()
    while above is not None:
        names.append(type(above).__name__)
        above = above.parentWidget()
    return " in ".join(names[:5])


@pytest.mark.parametrize("section", [section.name for section in SECTIONS])
def test_every_control_of_a_section_has_a_name(window: MainWindow, qtbot: QtBot, section: str):
    window.show_section(section)
    qtbot.wait(50)
    assert unnamed(window) == []


def test_every_control_of_the_settings_has_a_name(window: MainWindow, qtbot: QtBot):
    window.show_section("settings")
    page = window.stack.page("settings")
    assert isinstance(page, SettingsPage)
    found = {}
    for each in SETTINGS_SECTIONS:
        page.show_section(each.name)
        qtbot.wait(20)
        if each.name == FIELDS:
            page.panels[FIELDS].begin()
        found[each.name] = unnamed(window)
    assert found == {each.name: [] for each in SETTINGS_SECTIONS}


def test_every_control_of_a_record_has_a_name(window: MainWindow, qtbot: QtBot):
    window.open_customer(1)
    assert unnamed(window) == []


def _dialogs(window: MainWindow) -> Iterator[Callable[[], QDialog]]:
    yield lambda: new_record(window.workspace, "customer", window)
    yield lambda: ImportDialog(window.workspace, window.runner, None, window)


def test_every_control_of_a_dialog_has_a_name(window: MainWindow, qtbot: QtBot):
    for make in _dialogs(window):
        dialog = make()
        qtbot.addWidget(dialog)
        dialog.show()
        assert unnamed(dialog) == []
        dialog.close()


def test_a_nameless_button_would_be_found(qtbot: QtBot):
    page = QWidget()
    qtbot.addWidget(page)
    QLineEdit(page)
    page.show()
    assert len(unnamed(page)) == 1
