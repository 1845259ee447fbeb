"""What scrolls down where there is too little room for it, and is not reached by Tab itself."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def rolling(inner: QWidget) -> QScrollArea:
    """Put a widget into an area that is as wide as it gets, and scrolls."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area
