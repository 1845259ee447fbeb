"""A tinted box with an icon and a word to the reader."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from crm_desktop.ui.look import icons
from crm_desktop.ui.look.controls import label

Tone = Literal["ok", "info", "warning", "danger"]
_ICON = {"ok": "circle-check", "info": "info", "warning": "triangle-alert", "danger": "circle-alert"}


class Note(QFrame):
    """A word that stays: calm (ok), neutral (info), to be heeded (warning), or about something wrong (danger)."""

    def __init__(self, tone: Tone, title: str, text: str, icon_name: str = "") -> None:
        super().__init__()
        self.setProperty("role", f"note-{tone}")
        self._title = label(title, "error" if tone == "danger" else tone, wrap=True)
        self._title.setProperty("strong", True)
        self._text = label(text, "field", wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(3)
        row = QHBoxLayout()
        row.setSpacing(7)
        row.addWidget(icon_label(icon_name or _ICON[tone], tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._title if title else self._text, 1)
        layout.addLayout(row)
        if title:
            layout.addWidget(self._text)

    def say(self, text: str) -> None:
        """Say something else."""
        self._text.setText(text)


def note(tone: Tone, title: str, text: str, *, icon_name: str = "") -> Note:
    """Make a note."""
    return Note(tone, title, text, icon_name)


class IconLabel(QLabel):
    """An icon that stands beside a text and follows the theme."""

    def __init__(self, name: str, colour: str, size: int = 16) -> None:
        super().__init__()
        self._name, self._colour, self._side = name, colour, size
        self.setFixedSize(size, size + 2)
        self.show_icon(name, colour)

    def show_icon(self, name: str, colour: str) -> None:
        """Show another icon."""
        self._name, self._colour = name, colour
        self.setPixmap(icons.pixmap(name, colour, self._side, self.devicePixelRatioF()))


def icon_label(name: str, colour: str, size: int = 16) -> IconLabel:
    """Make an icon that says nothing to a screen reader; the text beside it does."""
    return IconLabel(name, colour, size)
