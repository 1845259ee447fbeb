"""The columns of a record's page: cards that scroll, hairlines between."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.ui.look.controls import rule

SIDE = 292


def side_column(cards: Sequence[QWidget], side: str) -> QScrollArea:
    """Put cards under each other in a column that scrolls."""
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


def upright_edge() -> QFrame:
    """Make an upright hairline."""
    edge = rule()
    edge.setFixedWidth(1)
    edge.setMaximumHeight(16777215)
    edge.setMinimumHeight(0)
    return edge
