"""A line among the facts that is edited elsewhere: the main contact, the first address."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from crm_desktop.base.i18n import _
from crm_desktop.ui.look.controls import icon_button, label
from crm_desktop.ui.look.row import Row
from crm_desktop.ui.records.fact_row import LABEL_WIDTH, MARK


class StillRow(Row):
    """Looks like a fact; a click or Enter opens what it is a part of."""

    def __init__(self, text: str, value: str, lower: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        said = ", ".join(part for part in (value, lower) if part)
        self.setAccessibleName(_("{label}: {value}").format(label=text, value=said))
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(6, 3, 4, 3)
        self._line.setSpacing(6)
        name: QLabel = label(text, "caption", wrap=True)
        name.setFixedWidth(LABEL_WIDTH - 8)
        self._line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(value, wrap=True))
        if lower:
            words.addWidget(label(lower, wrap=True))
        self._line.addLayout(words, 1)

    def offer(self, icon_name: str, name: str, act: Callable[[], object]) -> None:
        """Offer a deed at the right."""
        deed = icon_button(icon_name, name, act, size="mark")
        deed.setIconSize(QSize(MARK, MARK))
        deed.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its menu offers it to the keyboard
        self._line.addWidget(deed, 0, Qt.AlignmentFlag.AlignTop)
