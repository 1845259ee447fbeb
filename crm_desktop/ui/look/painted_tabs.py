"""Rows of tabs in the three looks of a record's pages: views, segments, and the tabs of the composer."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from crm_desktop.ui.look.brush import Brush, Face


@dataclass(frozen=True, slots=True)
class Tab:
    """What stands on a tab; `count` is shown smaller behind the text."""

    key: str
    text: str
    count: str = ""
    icon: str = ""


class PaintedTabs(QTabBar):
    """A QTabBar (its keys, its roles for screen readers) that paints itself."""

    height_wanted = 40
    padding = 11
    face: Face = "body"

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: list[Tab] = []
        self._brush = Brush(self.font())
        self.setAccessibleName(name)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_tabs(self, tabs: list[Tab]) -> None:
        """Show these tabs; the chosen one stays chosen where it is still there."""
        chosen = self.key()
        blocked = self.blockSignals(True)
        while self.count() > len(tabs):
            self.removeTab(self.count() - 1)
        while self.count() < len(tabs):
            self.addTab("")
        self._tabs = tabs
        for place, tab in enumerate(tabs):
            # QTabBar lays out anew only where a text changes, and a count may change alone.
            self.setTabText(place, f"{tab.text} {tab.count}".strip())
            if tab.key == chosen:
                self.setCurrentIndex(place)
        self.blockSignals(blocked)
        self.updateGeometry()
        self.update()

    def tabs(self) -> Sequence[Tab]:
        """Give what is shown, in order."""
        return tuple(self._tabs)

    def key(self) -> str:
        """Give the key of the chosen tab."""
        return self._tabs[self.currentIndex()].key if 0 <= self.currentIndex() < len(self._tabs) else ""

    def choose(self, key: str) -> None:
        """Choose a tab by its key."""
        keys = [tab.key for tab in self._tabs]
        if key in keys:
            self.setCurrentIndex(keys.index(key))

    def tabSizeHint(self, index: int) -> QSize:
        """Measure a tab as bold as it gets, so that choosing moves nothing."""
        return QSize(self.width_of(self._tabs[index]) if index < len(self._tabs) else 0, self.height_wanted)

    def width_of(self, tab: Tab) -> int:
        """Measure a tab in pixels."""
        strong: Face = "small-strong" if self.face == "small" else "strong"
        width = self._brush.width(strong, tab.text) + 2 * self.padding
        width += self._brush.width("caption", tab.count) + 6 if tab.count else 0
        return width + (20 if tab.icon else 0)

    def minimumSizeHint(self) -> QSize:
        """Let a narrow window cut tabs off rather than widen it."""
        return QSize(60, self.height_wanted)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and tabs."""
        _ = event
        painter = QPainter(self)
        self.paint_ground(painter)
        for index in range(self.count()):
            on = index == self.currentIndex()
            self.paint_tab(painter, self.tabRect(index), on=on, last=index == self.count() - 1)
            self.paint_label(painter, self.tabRect(index), self._tabs[index], on=on)
            if on and self.hasFocus():
                self._brush.box(painter, QRectF(self.tabRect(index)).adjusted(1, 1, -1, -1), 5, "", "focus")
        painter.end()

    def paint_ground(self, painter: QPainter) -> None:
        """Paint what lies behind all tabs."""

    def paint_tab(self, painter: QPainter, rect: QRect, *, on: bool, last: bool) -> None:
        """Paint the ground of one tab."""

    def paint_label(self, painter: QPainter, rect: QRect, tab: Tab, *, on: bool) -> None:
        """Paint icon, text and count."""
        brush = self._brush
        hovered = self.tabAt(self.mapFromGlobal(self.cursor().pos())) == self.tabAt(rect.center())
        token = self.colour_of(on=on, hovered=hovered)
        left = rect.left() + self.padding
        if tab.icon:
            brush.icon(painter, left, rect.center().y() + 1, tab.icon, token)
            left += 20
        small = self.face == "small"
        face: Face = ("small-strong" if small else "strong") if on else self.face
        width = brush.text(painter, QRect(left, rect.top(), rect.right() - left, rect.height()), tab.text, face, token)
        if tab.count:
            place = QRect(left + width + 6, rect.top() + 1, rect.right() - left - width, rect.height())
            brush.text(painter, place, tab.count, "caption", token if small else "muted")

    def colour_of(self, *, on: bool, hovered: bool) -> str:
        """Say in which colour a tab is written."""
        return "text" if on or hovered else "secondary"

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme or font."""
        super().changeEvent(event)
        kinds = {QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange}
        if event.type() in kinds and hasattr(self, "_brush"):
            self._brush.refresh(self.font())
            self.update()

    def mouseMoveEvent(self, event: object) -> None:
        """Show which tab the pointer is on."""
        super().mouseMoveEvent(event)  # type: ignore[arg-type] # a QMouseEvent
        self.update()


class ViewTabs(PaintedTabs):
    """The views of a list: an accent line under the chosen one."""

    def paint_tab(self, painter: QPainter, rect: QRect, *, on: bool, last: bool) -> None:
        """Mark the chosen tab."""
        _ = last
        if on:
            painter.fillRect(rect.left(), rect.bottom() - 1, rect.width(), 2, self._brush.colour("accent"))


class SegmentTabs(PaintedTabs):
    """A filter of few values: one frame, hairlines between, the chosen one tinted."""

    height_wanted = 28
    padding = 10
    face: Face = "small"

    def paint_ground(self, painter: QPainter) -> None:
        """Paint one frame around all."""
        last = self.tabRect(self.count() - 1)
        self._brush.box(painter, QRectF(0, 0, last.right() + 1, self.height_wanted), 6, "surface", "line")

    def paint_tab(self, painter: QPainter, rect: QRect, *, on: bool, last: bool) -> None:
        """Mark the chosen tab."""
        if on:
            painter.fillRect(rect.adjusted(1, 1, -1, -1), self._brush.colour("accent-bg"))
        if not last:
            painter.fillRect(rect.right(), 1, 1, rect.height() - 2, self._brush.colour("line"))

    def colour_of(self, *, on: bool, hovered: bool) -> str:
        """Write the chosen tab in accent."""
        return "accent" if on else "text" if hovered else "secondary"


class ComposerTabs(PaintedTabs):
    """The tabs of a paper: the chosen one is open towards the box below."""

    height_wanted = 30
    padding = 10

    def paint_tab(self, painter: QPainter, rect: QRect, *, on: bool, last: bool) -> None:
        """Mark the chosen tab."""
        _ = last
        if not on:
            return
        painter.setClipRect(QRect(rect.topLeft() - QPoint(1, 0), rect.size() + QSize(2, 0)))
        self._brush.box(painter, QRectF(rect.adjusted(0, 0, 0, 8)), 6, "surface", "line-strong")
        painter.setClipping(False)

    def colour_of(self, *, on: bool, hovered: bool) -> str:
        """Write the chosen tab in accent."""
        return "accent" if on else "text" if hovered else "secondary"
