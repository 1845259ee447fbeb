"""A small panel that hangs under a button and closes by Esc or a click elsewhere."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from crm_desktop.ui.look.controls import label

MARGIN = 12


class Popup(QFrame):
    """A panel with a title, or without one; fill `column`."""

    def __init__(self, title: str, parent: QWidget, *, shows_title: bool = True) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.column.setSpacing(8)
        if shows_title:
            self.column.addWidget(label(title, "heading"))

    def show_under(self, anchor: QWidget, *, from_left: bool = False) -> None:
        """Show it below `anchor`, its right edge (or its left one) at that of the anchor."""
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(0 if from_left else anchor.width() - self.width(), anchor.height() + 4))
        screen = anchor.screen().availableGeometry()
        left = min(max(corner.x(), screen.left() + 4), screen.right() - self.width() - 4)
        self.move(left, min(corner.y(), max(screen.bottom() - self.height() - 4, screen.top())))
        self.show()
