"""What is wrong, odd or tidied in one column, row by row."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.exchange.draft import Problem
from crm_desktop.ui.look.controls import LabelRole, label, rule
from crm_desktop.ui.look.fonts import fixed_font

WIDTH = 318
SHOWN = 60
_GRAVITY = {"refuse": 0, "warn": 1, "normalised": 2}
_ROLES: dict[str, LabelRole] = {"refuse": "error", "warn": "warning", "normalised": "info"}


class ProblemsPanel(QFrame):
    """The worst first; the panel hides when there is nothing to say about any column."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setFixedWidth(WIDTH)
        self._title, self._tag = label("", "strong"), label("", "tag-danger")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        head = QHBoxLayout()
        head.setContentsMargins(14, 16, 14, 10)
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._tag)
        head.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(rule())
        layout.addWidget(self._scroll, 1)

    def show_nothing(self) -> None:
        """Wait for a column."""
        self._title.setText(_("Checking …"))
        self._tag.hide()
        self._scroll.setWidget(QWidget())

    def show_problems(self, heading: str, problems: Sequence[Problem]) -> None:
        """Show what there is to tell about a column."""
        self._title.setText(heading or _("(no heading)"))
        refused = sum(1 for each in problems if each.severity == "refuse")
        self._tag.setText(ngettext("{n} to mend", "{n} to mend", refused))
        self._tag.setVisible(bool(refused))
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for problem in sorted(problems, key=lambda each: _GRAVITY[each.severity])[:SHOWN]:
            column.addWidget(_entry(problem))
        if not problems:
            fine = label(_("Nothing to tell: every cell can be taken as it is."), "muted", wrap=True)
            fine.setContentsMargins(14, 12, 14, 12)
            column.addWidget(fine)
        if len(problems) > SHOWN:
            more = label(ngettext("and {n} more", "and {n} more", len(problems) - SHOWN), "caption")
            more.setContentsMargins(14, 8, 14, 8)
            column.addWidget(more)
        column.addStretch()
        self._scroll.setWidget(held)


def _entry(problem: Problem) -> QWidget:
    entry = QFrame()
    entry.setProperty("role", "entry")
    column = QVBoxLayout(entry)
    column.setContentsMargins(14, 9, 14, 9)
    column.setSpacing(2)
    head = QHBoxLayout()
    head.setSpacing(8)
    value = label(problem.value or _("(empty)"), wrap=True)
    value.setFont(fixed_font(12))
    head.addWidget(value, 1)
    head.addWidget(label(_("row {n}").format(n=problem.row), "caption"))
    column.addLayout(head)
    column.addWidget(label(problem.message, _ROLES[problem.severity], wrap=True))
    if problem.suggestion:
        column.addWidget(label(f"→ {problem.suggestion}", "ok", wrap=True))
    return entry
