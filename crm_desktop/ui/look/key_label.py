"""The picture of a key beside what it does."""

from PySide6.QtWidgets import QLabel, QSizePolicy

from crm_desktop.ui.look.controls import label


def key_label(key: str) -> QLabel:
    """Draw a key as low as its text, whatever stands beside it."""
    made = label(key, "key")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made
