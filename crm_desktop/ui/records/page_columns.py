"""The columns of a record's page: facts, what happened, people and plans; the third is a tab where room is short."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.look.controls import rule
from crm_desktop.ui.look.painted_tabs import Tab, ViewTabs

SIDE = 292
NARROW = 1000  # below it the right column becomes a tab of the middle
TAB_HEIGHT = 36
UNBOUND = 16777215  # as wide as Qt allows
TIMELINE, CHANGES, PEOPLE = "timeline", "changes", "people"


class PageColumns(QWidget):
    """Cards at the left, tabs in the middle, cards at the right; `tabs` chooses what the middle shows."""

    def __init__(self, facts: Sequence[QWidget], stream: QWidget, changes: QWidget, people: Sequence[QWidget]) -> None:
        super().__init__()
        self.left = _side(facts, "left")
        self.tabs = ViewTabs(_("Parts of the page"))
        self.right = _side(people, "right")
        self._parts = {TIMELINE: stream, CHANGES: changes, PEOPLE: self.right}
        self._middle = QStackedWidget()
        for part in (stream, changes):
            self._middle.addWidget(part)
        self.tabs.height_wanted = TAB_HEIGHT
        self.tabs.currentChanged.connect(lambda _place: self._show_part())
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.tabs)
        middle.addWidget(self._middle, 1)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        self._line.addWidget(self.left)
        self._line.addWidget(_upright_edge())
        self._line.addLayout(middle, 1)
        self._edge = _upright_edge()
        self._line.addWidget(self._edge)
        self._line.addWidget(self.right)
        self._show_tabs(narrow=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the right column a tab where there is no room for three."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        if narrow == (self._middle.indexOf(self.right) >= 0):
            return
        if narrow:
            self._line.removeWidget(self.right)
            self.right.setMinimumWidth(0)
            self.right.setMaximumWidth(UNBOUND)
            self._middle.addWidget(self.right)
        else:
            self._middle.removeWidget(self.right)
            self.right.setFixedWidth(SIDE)
            self._line.addWidget(self.right)
            self.right.show()
        self._edge.setVisible(not narrow)
        self._show_tabs(narrow=narrow)

    def _show_tabs(self, *, narrow: bool) -> None:
        people = [Tab(PEOPLE, _("People and plans"))] if narrow else []
        self.tabs.show_tabs([Tab(TIMELINE, _("Timeline")), *people, Tab(CHANGES, _("History"))])
        self._show_part()

    def _show_part(self) -> None:
        self._middle.setCurrentWidget(self._parts[self.tabs.key() or TIMELINE])


def _side(cards: Sequence[QWidget], side: str) -> QScrollArea:
    body = QFrame()
    body.setProperty("role", "pane")
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 12)
    column.setSpacing(0)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    area = QScrollArea()
    area.setObjectName(f"record-{side}")
    area.setProperty("role", "pane")
    area.setWidget(body)
    area.setWidgetResizable(True)
    area.setFixedWidth(SIDE)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def _upright_edge() -> QFrame:
    edge = rule()
    edge.setFixedWidth(1)
    edge.setMaximumHeight(UNBOUND)
    edge.setMinimumHeight(0)
    return edge
