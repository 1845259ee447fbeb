"""What stands where a list is empty: why, and what helps."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from crm_desktop.ui.look.controls import label
from crm_desktop.ui.look.icons import icon


class EmptyState(QWidget):
    """An icon, a sentence, an explanation, and buttons."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.addStretch(2)
        self._mark = QLabel()
        self._title = label("", "title")
        self._text = label("", "muted", wrap=True)
        self._text.setMaximumWidth(420)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        for each in (self._mark, self._title, self._text):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(each, 0, Qt.AlignmentFlag.AlignHCenter)
            column.addSpacing(4)
        self._text.setMinimumWidth(360)
        column.addSpacing(8)
        column.addLayout(self._buttons)
        column.addStretch(3)

    def say(self, icon_name: str, title: str, text: str, buttons: Sequence[QPushButton]) -> None:
        """Show another reason with its ways out."""
        self._mark.setPixmap(icon(icon_name, "line-strong", 40).pixmap(QSize(40, 40), self.devicePixelRatioF()))
        self._title.setText(title)
        self._text.setText(text)
        while (item := self._buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._buttons.addStretch(1)
        for each in buttons:
            self._buttons.addWidget(each)
        self._buttons.addStretch(1)
