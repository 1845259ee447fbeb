"""One thing to tell about a cell, with what can be done about it on the spot."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from crm_desktop.base.i18n import _
from crm_desktop.exchange.draft import Problem
from crm_desktop.ui.look.controls import LabelRole, button, label
from crm_desktop.ui.look.fonts import fixed_font

ROLES: dict[str, LabelRole] = {"refuse": "error", "warn": "warning", "normalised": "info"}


class ProblemEntry(QFrame):
    """`mended` gives the text that the cell is to hold instead."""

    mended = Signal(str)

    def __init__(self, problem: Problem, suggestion: str | None, *, mendable: bool) -> None:
        super().__init__()
        self.setProperty("role", "entry")
        self._problem = problem
        self._edit = QLineEdit(problem.value)
        self._edit.setProperty("fit", "row")
        self._edit.setAccessibleName(_("What the cell is to hold"))
        self._edit.returnPressed.connect(lambda: self.mended.emit(self._edit.text()))
        self._edit.hide()
        self._below = QHBoxLayout()
        self._below.setSpacing(4)
        self.take = button(_("Take"), lambda: self.mended.emit(suggestion or ""), size="row")
        self.take.setAccessibleName(_("Take “{text}”").format(text=suggestion))
        self.change = button(_("Edit"), self._start_edit, size="row")
        self.empty = button(_("Leave empty"), lambda: self.mended.emit(""), size="row")
        self._build(suggestion, mendable=mendable)

    def _build(self, suggestion: str | None, *, mendable: bool) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 14, 9)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        value = label(self._problem.value or _("(empty)"), wrap=True)
        value.setFont(fixed_font(12))
        head.addWidget(value, 1)
        head.addWidget(label(_("row {n}").format(n=self._problem.row), "caption"))
        column.addLayout(head)
        column.addWidget(label(self._problem.message, ROLES[self._problem.severity], wrap=True))
        shown = suggestion or self._problem.suggestion
        if shown and shown not in self._problem.message:
            proposed = label(f"→ {shown}", "ok", wrap=True)
            self._below.addWidget(proposed, 1)
        else:
            self._below.addStretch(1)
        to_mend = mendable and self._problem.severity != "normalised"
        if suggestion:
            self._below.addWidget(self.take)
        elif to_mend and self._problem.severity == "refuse" and self._problem.value:
            self._below.addWidget(self.empty)
        if to_mend:
            self._below.addWidget(self.change)
        column.addLayout(self._below)
        column.addWidget(self._edit)

    def _start_edit(self) -> None:
        self._edit.show()
        self._edit.setFocus()
        self._edit.selectAll()
