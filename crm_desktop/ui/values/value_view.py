"""A value at rest in a form: words, tags, or the badge of a level."""

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.fields.kind import Note
from crm_desktop.fields.kinds.choice import Choice
from crm_desktop.fields.kinds.tags import Tags
from crm_desktop.ui.look import theme, tones
from crm_desktop.ui.look.controls import LabelRole, label
from crm_desktop.ui.look.flow import FlowLayout
from crm_desktop.ui.values.shown import Shown

TAG_ROLES: dict[str, LabelRole] = {
    "ok": "tag-ok", "warning": "tag-warning", "danger": "tag-danger", "info": "tag-info", "accent": "tag-accent",
    "violet": "tag-violet",
}  # fmt: skip


class Badge(QWidget):
    """The square letter of a level."""

    def __init__(self, size: int = 20) -> None:
        super().__init__()
        self._text, self._tone = "", "neutral"
        self.setFixedSize(QSize(size, size))

    def show_level(self, text: str, tone: str) -> None:
        """Show a level; nothing hides the badge."""
        self._text, self._tone = text, tone
        if self.parentWidget() is not None or not text:  # shown without a parent, it would be a window
            self.setVisible(bool(text))
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the letter on its ground."""
        _ = event
        look = tones.badge(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.token(look.back))
        radius = 4 if self.width() < 30 else 7
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        font = QFont(self.font())
        font.setPixelSize(11 if self.width() < 30 else 16)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.token(look.front))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text[:1])
        painter.end()


def tag_label(text: str, tone: str) -> QLabel:
    """Make a tag."""
    made = label(text, TAG_ROLES.get(tone, "tag"))
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.setFixedHeight(20)
    return made


def value_view(shown: Shown, value: Any, warnings: tuple[Note, ...] = ()) -> QWidget:
    """Make what shows a value of a field; `warnings` stand under it."""
    view = _plain(shown, value)
    if not warnings:
        return view
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(view)
    for note in warnings:
        column.addWidget(label(note.message, "warning", wrap=True))
    return box


def _plain(shown: Shown, value: Any) -> QWidget:
    text = shown.text(value)
    if not text:
        return label("—", "muted")
    if isinstance(shown.field.kind, Tags) or (isinstance(shown.field.kind, Choice) and shown.tone(value) != "neutral"):
        if shown.field.name == "level":
            return _with_badge(shown, value)
        box = QWidget()
        flow = FlowLayout(box)
        for each in shown.labels(value):
            flow.addWidget(tag_label(each.text, each.tone))
        return box
    made = label(text, wrap=True)
    made.setMinimumWidth(40)
    return made


def _with_badge(shown: Shown, value: Any) -> QWidget:
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    badge = Badge()
    badge.show_level(shown.text(value), shown.tone(value))
    line.addWidget(badge)
    line.addStretch(1)
    return box
