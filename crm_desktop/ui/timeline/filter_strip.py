"""Above the timeline: filters with counts, those without room in a menu, and the field that searches inside."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.services.timeline import Filter
from crm_desktop.ui.look.controls import icon_button
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.look.painted_tabs import SegmentTabs, Tab

SEARCH_WIDTH = 148


class FilterStrip(QWidget):
    """Segments, one for each filter that keeps something; the chosen one is always among those shown."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tabs = SegmentTabs(_("Show"))
        self._all: list[Tab] = []
        self._key = ""
        self._rest = icon_button("ellipsis", _("More filters"), self._show_rest, size="row")
        self._menu = QMenu(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.tabs)
        line.addWidget(self._rest)
        line.addStretch(1)
        self.tabs.currentChanged.connect(lambda _place: self._take(self.tabs.key()))

    def show_filters(self, filters: Sequence[Filter], total: int) -> None:
        """Show these filters; the chosen one stays chosen where it still keeps something."""
        self._all = [Tab("", _("All"), str(total))]
        self._all += [Tab(each.key, _(each.label), str(each.kept)) for each in filters]
        if self._key not in {tab.key for tab in self._all}:
            self._key = ""
        self._fit()

    def key(self) -> str:
        """Give the key of the chosen filter, "" for all."""
        return self._key

    def choose(self, key: str) -> None:
        """Choose a filter."""
        self._take(key)
        self._fit()

    def texts(self) -> list[str]:
        """Say every filter with its count, also those in the menu."""
        return [f"{tab.text} {tab.count}" for tab in self._all]

    def rest(self) -> QMenu:
        """Give the menu of the filters for which there is no room."""
        self._menu.clear()
        shown = {tab.key for tab in self._shown()}
        for tab in self._all:
            if tab.key not in shown:
                self._menu.addAction(f"{tab.text}  {tab.count}", partial(self.choose, tab.key))
        return self._menu

    def minimumSizeHint(self) -> QSize:
        """Let a narrow window hide filters rather than widen it."""
        return QSize(120, self.tabs.height_wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _show_rest(self) -> None:
        self.rest().popup(self._rest.mapToGlobal(QPoint(0, self._rest.height() + 2)))

    def _take(self, key: str) -> None:
        if key != self._key:
            self._key = key
            self.changed.emit()

    def _fit(self) -> None:
        shown = self._shown()
        self.tabs.blockSignals(True)
        self.tabs.show_tabs(shown)
        self.tabs.choose(self._key)
        self.tabs.blockSignals(False)
        self._rest.setVisible(len(shown) < len(self._all))

    def _shown(self) -> list[Tab]:
        """Give the filters that have room: from the left, and in the last place the chosen one."""
        widths = [self.tabs.width_of(tab) for tab in self._all]
        if sum(widths) <= self.width():
            return self._all
        room = self.width() - self._rest.sizeHint().width() - 6
        chosen = next((place for place, tab in enumerate(self._all) if tab.key == self._key), 0)
        places: list[int] = []
        used = widths[chosen]
        for place, width in enumerate(widths):
            if place == chosen:
                places.append(place)
            elif used + width <= room:
                used += width
                places.append(place)
            elif place > chosen:
                break
        return [self._all[place] for place in places]


class SearchInside(QLineEdit):
    """The field that searches inside a timeline; Esc empties it and leads back."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(_("Find in here"))
        self.setAccessibleName(_("Find in the timeline"))
        self.setToolTip(_("Find in the timeline (Ctrl+F)"))
        self.setProperty("fit", "row")
        self.setClearButtonEnabled(True)
        self.setFixedWidth(SEARCH_WIDTH)
        self.addAction(icon("search", "muted", 14), QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the field and leads to the entries, arrow down leads there too."""
        if event.key() == Qt.Key.Key_Escape and (self.text() or self.hasFocus()):
            self.clear()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)
