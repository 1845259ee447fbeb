"""Help at the right place: the page of the manual for what is shown, and the sheet of all keys."""

from collections.abc import Callable

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow

from crm_desktop.ui.help.manual_window import ManualWindow
from crm_desktop.ui.help.shortcuts_sheet import ShortcutsSheet
from crm_desktop.ui.window.palette_entries import all_actions, plain


class HelpActions:
    """Shows the manual beside the window; `page_now` names the page about what is shown."""

    def __init__(self, window: QMainWindow, page_now: Callable[[], str]) -> None:
        self._window, self._page_now = window, page_now
        self._manual: ManualWindow | None = None

    def show_manual(self, page: str = "") -> ManualWindow:
        """Open the manual, or bring it to the front, at a page or at the one about what is shown."""
        if self._manual is None or not self._manual.isVisible():
            self.forget()
            self._manual = ManualWindow(self._window)
        self._manual.show_page(page or self._page_now())
        self._manual.show()
        self._manual.raise_()
        self._manual.activateWindow()
        return self._manual

    def forget(self) -> None:
        """Close the manual: the language or the look has changed, or the window goes."""
        if self._manual is not None:
            self._manual.close()
            self._manual.deleteLater()
            self._manual = None

    def sheet(self) -> ShortcutsSheet:
        """Make the sheet of all keys."""
        menus: dict[str, list[tuple[str, str]]] = {}
        for path, action in all_actions(self._window.menuBar()):
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            if keys:
                menus.setdefault(path[0], []).append((keys, plain(action.property("name") or action.text())))
        return ShortcutsSheet(menus, self._window)
