"""The everyday controls in the variants that the style sheet knows, so that every page spells them alike."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.look.tooltip import plain_tooltip

ButtonKind = Literal["normal", "primary", "ghost", "chip", "danger", "link", "title"]
ButtonSize = Literal["mark", "row", "normal", "main"]
LabelRole = Literal[
    "body", "strong", "page-title", "title", "heading", "field", "caption", "muted", "secondary", "kpi", "key", "mark",
    "score", "status", "error", "warning", "ok", "info",
    "tag", "tag-ok", "tag-warning", "tag-danger", "tag-info", "tag-accent", "tag-violet", "tag-full",
]  # fmt: skip
BoxRole = Literal[
    "card", "strip", "pane", "top", "side", "rail", "toast", "drop", "table-head", "note-ok", "note-info",
    "note-warning", "note-danger",
]  # fmt: skip

_ON = {"primary": "on-accent", "ghost": "secondary", "chip": "accent", "danger": "on-danger", "link": "accent"}

_GAP = 3  # the style adds four more


def button(
    text: str,
    clicked: Callable[[], object] | None = None,
    *,
    icon_name: str = "",
    kind: ButtonKind = "normal",
    size: ButtonSize = "normal",
) -> QPushButton:
    """Make a button with a text; the ring of focus comes with the keyboard, not with the mouse."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setProperty("fit", size)  # "size" is a property of every QWidget and takes no word
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAutoDefault(False)
    if icon_name:
        gap = _GAP if text else 0
        made.setIcon(icon(icon_name, _ON.get(kind, "text"), 16, gap))
        made.setIconSize(QSize(16 + gap, 16))
    if clicked is not None:
        made.clicked.connect(lambda _checked: clicked())
    return made


def icon_button(
    icon_name: str,
    name: str,
    clicked: Callable[[], object] | None = None,
    *,
    kind: ButtonKind = "ghost",
    size: ButtonSize = "normal",
    shortcut: str = "",
) -> QPushButton:
    """Make a button that is only an icon; `name` is its tooltip and what a screen reader says."""
    made = button("", clicked, icon_name=icon_name, kind=kind, size=size)
    made.setProperty("square", True)
    made.setAccessibleName(name)
    made.setToolTip(plain_tooltip(f"{name} ({shortcut})" if shortcut else name))
    return made


def label(text: str, role: LabelRole = "body", *, wrap: bool = False, buddy: QWidget | None = None) -> QLabel:
    """Make a label in one of the roles of type."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if buddy is not None:
        made.setBuddy(buddy)
    return made


def rule() -> QFrame:
    """Make a horizontal hairline."""
    made = QFrame()
    made.setProperty("role", "rule")
    made.setFixedHeight(1)
    return made


def box(role: BoxRole) -> QFrame:
    """Make a frame in one of the roles of surface."""
    made = QFrame()
    made.setProperty("role", role)
    return made


def set_variant(widget: QWidget, name: str, value: str) -> None:
    """Give a widget another variant ("state", "role", "kind") and let the style sheet see it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
