"""A part of a record in a card: who, what they do, and how to reach them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.ui.look.controls import label
from crm_desktop.ui.look.elided import ElidedLabel
from crm_desktop.ui.look.icons import pixmap
from crm_desktop.ui.look.row import Row


class PartRow(Row):
    """A title with a quiet word behind it, something at the right, further lines below."""

    def __init__(
        self, title: str, quiet: str = "", right: QWidget | str = "", *, lines: Sequence[str] = (), icon: str = "",
        leading: QWidget | None = None, live: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(live=live)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 4)
        column.setSpacing(1)
        line = QHBoxLayout()
        line.setSpacing(8)
        if leading is not None:
            line.addWidget(leading)
        if icon:
            mark = QLabel()
            mark.setPixmap(pixmap(icon, "muted", 14, self.devicePixelRatioF()))
            line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        name = label(title, wrap=True) if icon else ElidedLabel()
        name.setText(title)
        line.addWidget(name, 1 if icon else 0)
        if quiet:
            behind = ElidedLabel("muted")
            behind.setText(quiet)
            line.addWidget(behind)
        if not icon:
            line.addStretch(1)
        if isinstance(right, QWidget):
            line.addWidget(right)
        elif right:
            line.addWidget(label(right, "secondary"))
        column.addLayout(line)
        for each in lines:
            below = label(each, "caption", wrap=True)
            below.setContentsMargins(22 if icon or leading else 0, 0, 0, 0)
            column.addWidget(below)
        said = [title, quiet, right if isinstance(right, str) else "", *lines]
        self.setAccessibleName(", ".join(part for part in said if part))
