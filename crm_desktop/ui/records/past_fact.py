"""A fact of an earlier day: what it was, and where it is something else now, that too and the way back."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy

from crm_desktop.base.i18n import _
from crm_desktop.ui.look.controls import icon_button, label
from crm_desktop.ui.records.fact_row import LABEL_WIDTH
from crm_desktop.ui.values.shown import Shown
from crm_desktop.ui.values.value_view import value_view


class PastFact(QFrame):
    """Read-only; where it `differs`, it is tinted, says the value of now, and emits `restore_wanted(name, text)`."""

    restore_wanted = Signal(str, str)

    def __init__(self, shown: Shown, then: Any, now: Any, *, differs: bool) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        field = shown.field
        grid = QGridLayout(self)
        grid.setContentsMargins(6, 3, 4, 3)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        name = label(_(field.label), "caption", wrap=True)
        name.setFixedWidth(LABEL_WIDTH - 8)
        grid.addWidget(name, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value_view(shown, then), 0, 1)
        grid.setColumnStretch(1, 1)
        said = _("{label}: {value}").format(label=_(field.label), value=shown.text(then) or _("empty"))
        if differs:
            self.setProperty("role", "note-warning")
            today = _("Now: {value}").format(value=shown.text(now) or _("empty"))
            grid.addWidget(label(today, "warning", wrap=True), 1, 1)
            restore = icon_button("undo-2", _("Restore this value"), size="mark")
            text = "" if then is None else field.kind.show(then)
            restore.clicked.connect(lambda _checked: self.restore_wanted.emit(field.name, text))
            grid.addWidget(restore, 0, 2, Qt.AlignmentFlag.AlignTop)
            said = f"{said}. {today}"
        self.setAccessibleName(said)
