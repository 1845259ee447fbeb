"""The owner of the business at the keyboard: presses keys, types, looks; never touches the mouse or the code."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.window.main_window import MainWindow
from tests.stories.watchdog import Watchdog

PATIENCE = 20_000  # milliseconds; only a broken program lets anybody wait so long


class Owner:
    """Keys go where the focus is, as they do at a desk."""

    def __init__(self, window: MainWindow, qtbot: QtBot, watchdog: Watchdog) -> None:
        self.window, self._qtbot, self._watchdog = window, qtbot, watchdog

    def press(self, *keys: str) -> None:
        """Press keys one after the other: "Ctrl+K", "Down", "Enter"."""
        for each in keys:
            combination = QKeySequence(each)[0]
            with self._watchdog.act(f"press {each}"):
                QTest.keyClick(self.focus, combination.key(), combination.keyboardModifiers())

    def types(self, text: str) -> None:
        """Type a text; what no key says comes from the input method."""
        with self._watchdog.act(f"type {text}"):
            if text.isascii():
                QTest.keyClicks(self.focus, text)
            else:
                said = QInputMethodEvent()
                said.setCommitString(text)
                QApplication.sendEvent(self.focus, said)

    def sees(self, truth: Callable[[], Any]) -> None:
        """Look until something is so."""
        self._qtbot.waitUntil(lambda: bool(truth()), timeout=PATIENCE)

    @property
    def focus(self) -> QWidget:
        """Give what has the keys now: a menu, a dialog's field, a list."""
        return (
            QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow() or self.window
        )
