"""The tabs of views: as many as there is room for, the chosen one always among them."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QWidget

from crm_desktop.ui.look.painted_tabs import Tab, ViewTabs

PLENTY = 100_000


class FittingTabs(ViewTabs):
    """Emits `chosen` with the key of a view, `menu_wanted` with the key and where on the screen."""

    chosen = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.every: list[Tab] = []
        self._key = ""
        self._room = PLENTY
        self.currentChanged.connect(lambda _place: self._tab_chosen())

    def show_all(self, tabs: Sequence[Tab], key: str) -> None:
        """Show these tabs as far as they fit, that of `key` chosen."""
        self.every, self._key = list(tabs), key
        self._arrange()

    def fit(self, room: int) -> None:
        """Take the room that there is, in pixels."""
        self._room = room
        self._arrange()

    def hidden_tabs(self) -> list[Tab]:
        """Give the tabs for which there is no room."""
        return [tab for tab in self.every if tab not in self._tabs]

    def tabs(self) -> Sequence[Tab]:
        """Give all tabs, also those out of sight, in order."""
        return tuple(self.every)

    def key(self) -> str:
        """Give the key of the chosen view."""
        return self._key

    def choose(self, key: str) -> None:
        """Choose a view by its key, also one whose tab is not in sight."""
        if key != self._key and key in [tab.key for tab in self.every]:
            self._key = key
            self._arrange()
            self.chosen.emit(key)

    def step(self, step: int) -> None:
        """Choose the view that many tabs further on, from the last one the first again."""
        keys = [tab.key for tab in self.every]
        if self._key in keys:
            self.choose(keys[(keys.index(self._key) + step) % len(keys)])

    def wanted_width(self) -> int:
        """Give the width of all tabs together."""
        return sum(self.width_of(tab) for tab in self.every)

    def _arrange(self) -> None:
        shown, left = [], self._room
        chosen = next((tab for tab in self.every if tab.key == self._key), None)
        kept = self.width_of(chosen) if chosen else 0
        for tab in self.every:
            width = self.width_of(tab)
            if tab == chosen:
                kept = 0
            elif width > left - kept:
                break
            shown.append(tab)
            left -= width
        if chosen is not None and chosen not in shown:
            shown.append(chosen)
        blocked = self.blockSignals(True)
        self.show_tabs(shown)
        super().choose(self._key)
        self.blockSignals(blocked)
        self.setFixedWidth(max(sum(self.width_of(tab) for tab in shown), 1))

    def _tab_chosen(self) -> None:
        key = super().key()
        if key and key != self._key:
            self._key = key
            self.chosen.emit(key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the tab under the pointer, by keyboard of the chosen one."""
        by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self.currentIndex() if by_keyboard else self.tabAt(event.pos())
        if 0 <= place < len(self._tabs):
            where = self.mapToGlobal(self.tabRect(place).bottomLeft()) if by_keyboard else event.globalPos()
            self.menu_wanted.emit(self._tabs[place].key, where)
