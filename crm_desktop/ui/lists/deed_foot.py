"""The foot of a dialog that does something to many rows: its progress at the left, its buttons at the right."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from crm_desktop.ui.look.controls import box

HEIGHT = 60


def deed_foot(progress: QWidget, *buttons: QPushButton) -> QWidget:
    """Lay out the progress and the buttons, the one that begins last."""
    foot = box("strip")
    foot.setFixedHeight(HEIGHT)
    row = QHBoxLayout(foot)
    row.setContentsMargins(24, 0, 16, 0)
    row.setSpacing(8)
    row.addWidget(progress, 1)
    row.addStretch(1)
    for each in buttons:
        row.addWidget(each)
    return foot
