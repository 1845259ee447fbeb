"""A word in the middle of an empty page: there is nothing to do here, and that is well."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.ui.look.controls import label
from crm_desktop.ui.look.note import icon_label


def calm_word(text: str) -> QWidget:
    """Make the page."""
    made = QWidget()
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch()
    row.addWidget(icon_label("circle-check", "ok", 20))
    row.addWidget(label(text, "secondary"))
    row.addStretch()
    layout = QVBoxLayout(made)
    layout.addStretch()
    layout.addLayout(row)
    layout.addStretch()
    return made
