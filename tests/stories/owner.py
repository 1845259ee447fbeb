"""The owner of the business at the keyboard: presses keys, types, looks; never touches the mouse or the code."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.window.main_window import MainWindow
from tests.stories.watchdog import Watchdog

PATIENCE = 20_000  # milliseconds; only a broken program lets anybody wait so long
TABS = 150  # more of them nobody presses
LOOK_MS = 5


class Owner:
    """Keys go where the focus is, as they do at a desk."""

    def __init__(self, window: MainWindow, qtbot: QtBot, watchdog: Watchdog) -> None:
        self.window, self._qtbot, self._watchdog = window, qtbot, watchdog

    def press(self, *keys: str) -> None:
        """Press keys one after the other: "Ctrl+K", "Down", "Enter"."""
        for each in keys:
            with self._watchdog.act(f"press {each}"):
                self._press(each)

    def types(self, text: str) -> None:
        """Type a text; what no key says comes from the input method."""
        with self._watchdog.act(f"type {text[:40]}"):
            if text.isascii():
                QTest.keyClicks(self.focus, text)
            else:
                said = QInputMethodEvent()
                said.setCommitString(text)
                QApplication.sendEvent(self.focus, said)

    def sees(self, truth: Callable[[], Any]) -> None:
        """Look until something is so."""
        self._qtbot.waitUntil(lambda: bool(truth()), timeout=PATIENCE)

    def tabs_to(self, name: str, key: str = "Tab") -> None:
        """Press Tab (or Shift+Tab) until the focus is on what is called so, or begins so."""
        passed: list[str] = []
        for _each in range(TABS):
            self._press(key)
            passed.append(name_of(self.focus) or type(self.focus).__name__)
            if passed[-1].startswith(name):
                return
        message = f"{key} never comes to “{name}”, only to {list(dict.fromkeys(passed))}"
        raise AssertionError(message)

    def chooses(self, entry: str) -> None:
        """Choose what stands in the menu that is up."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), "no menu is up"
        action = next(each for each in menu.actions() if each.text().split("\t")[0].replace("&", "") == entry)
        while menu.activeAction() is not action:
            self.press("Down")
        self.press("Return")

    def commands(self, words: str, seen: str = "") -> None:
        """Do what the command palette offers first for some words."""
        self.press("Ctrl+K")
        self.types(words)
        self.sees(lambda: (seen or words) in self.focus.accessibleDescription())
        self.press("Return")

    def asks_for_menu(self) -> None:
        """Press the menu key, which Qt tells as an event of its own."""
        where = self.focus.rect().center()
        at = self.focus.mapToGlobal(where)
        QApplication.sendEvent(self.focus, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, where, at))

    def meets(self, key: str, *deeds: Callable[[], object]) -> None:
        """Press a key that opens dialogs one after the other, and do something in each, until it closes."""
        waiting, failed = list(deeds), list[BaseException]()

        def go_on() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None or self.focus.window() is not dialog:
                QTimer.singleShot(LOOK_MS, go_on)
                return
            deed = waiting.pop(0)
            if waiting:
                QTimer.singleShot(LOOK_MS, lambda: after(dialog))
            try:
                deed()
                self.sees(lambda: not dialog.isVisible())
            except BaseException as error:  # noqa: BLE001 - told below; the dialog must not stay and wait for ever
                failed.append(error)
                waiting.clear()
                close_all()

        def after(before: QWidget) -> None:
            if QApplication.activeModalWidget() is before:
                QTimer.singleShot(LOOK_MS, lambda: after(before))
            elif waiting:
                go_on()

        QTimer.singleShot(0, go_on)
        self._press(key)
        if failed:
            raise failed[0]
        assert not waiting, f"{key} opened fewer dialogs than expected"

    def _press(self, keys: str) -> None:
        combination = QKeySequence(keys)[0]
        QTest.keyClick(self.focus, combination.key(), combination.keyboardModifiers())
        QApplication.processEvents()  # nobody is so fast that the window is not painted between two keys
        if QApplication.activeWindow() is None:
            self._come_back()

    def _come_back(self) -> None:
        """Do what the window manager of a desk does when a window closes; the offscreen platform leaves none active."""
        (QApplication.activeModalWidget() or self.window).activateWindow()
        QApplication.processEvents()

    @property
    def focus(self) -> QWidget:
        """Give what has the keys now: a menu, a dialog's field, a list."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        return QApplication.focusWidget() or QApplication.activeWindow() or self.window


def name_of(widget: QWidget) -> str:
    """Give what a screen reader would call a control."""
    text = getattr(widget, "text", None)
    return widget.accessibleName() or (str(text()) if callable(text) else "")


def close_all() -> None:
    """Give up every dialog that is up."""
    while isinstance(dialog := QApplication.activeModalWidget(), QDialog):
        QDialog.done(dialog, 0)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
