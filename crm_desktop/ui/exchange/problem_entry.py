"""One thing to tell about the cells of a column, with what can be done about it on the spot."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.exchange.importing.draft import Problem
from crm_desktop.ui.look.controls import LabelRole, button, label
from crm_desktop.ui.look.fonts import fixed_font

ROLES: dict[str, LabelRole] = {"refuse": "error", "warn": "warning", "normalised": "info"}


class ProblemEntry(QFrame):
    """Speaks of all rows that have the same in the cell; `mended` gives the text that they are to hold instead."""

    mended = Signal(str)

    def __init__(self, problems: Sequence[Problem], suggestion: str | None, *, mendable: bool) -> None:
        super().__init__()
        self.setProperty("role", "entry")
        self._problem, self._rows = problems[0], [each.row for each in problems]
        self._edit: QLineEdit | None = None
        self.deeds: list[QPushButton] = []
        to_mend = mendable and self._problem.severity != "normalised"
        if suggestion:
            self._add_deed(_("Take"), suggestion, _("Take “{text}”").format(text=suggestion))
        elif to_mend and self._problem.severity == "refuse" and self._problem.value:
            self._add_deed(_("Leave empty"), "", _("Leave empty"))
        if to_mend:
            self.deeds.append(button(_("Edit"), self._start_edit, size="row"))
        self._column = QVBoxLayout(self)
        self._build(suggestion or self._problem.suggestion)

    def _add_deed(self, text: str, mended: str, name: str) -> None:
        made = button(text, lambda: self.mended.emit(mended), size="row")
        made.setAccessibleName(name)
        self.deeds.append(made)

    def _build(self, proposed: str | None) -> None:
        self._column.setContentsMargins(14, 9, 14, 9)
        self._column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        value = label(self._problem.value or _("(empty)"), wrap=True)
        value.setFont(fixed_font(12))
        head.addWidget(value, 1)
        head.addWidget(label(self._said_rows(), "caption"))
        self._column.addLayout(head)
        self._column.addWidget(label(self._problem.message, ROLES[self._problem.severity], wrap=True))
        shown = proposed if proposed and proposed not in self._problem.message else ""
        if not shown and not self.deeds:
            return
        below = QHBoxLayout()
        below.setSpacing(4)
        below.addWidget(label(f"→ {shown}" if shown else "", "ok", wrap=True), 1)
        for deed in self.deeds:
            below.addWidget(deed)
        self._column.addLayout(below)

    def _said_rows(self) -> str:
        if len(self._rows) == 1:
            return _("row {n}").format(n=self._rows[0])
        return ngettext("{n} row", "{n} rows", len(self._rows))

    def _start_edit(self) -> None:
        if self._edit is None:
            edit = self._edit = QLineEdit(self._problem.value)
            edit.setProperty("fit", "row")
            edit.setAccessibleName(_("What the cell is to hold"))
            edit.returnPressed.connect(lambda: self.mended.emit(edit.text()))
            self._column.addWidget(edit)
        self._edit.setFocus()
        self._edit.selectAll()
