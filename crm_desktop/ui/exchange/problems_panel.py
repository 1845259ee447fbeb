"""What is wrong, odd or tidied in one column, row by row, and what can be done about it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.exchange.importing.draft import Problem
from crm_desktop.ui.exchange.decisions import CellKey
from crm_desktop.ui.exchange.problem_entry import ProblemEntry
from crm_desktop.ui.exchange.suggestions import Sheets
from crm_desktop.ui.look.controls import button, label, rule

WIDTH, NARROW = 318, 264
SHOWN = 30
_GRAVITY = {"refuse": 0, "warn": 1, "normalised": 2}


class ProblemsPanel(QFrame):
    """The questions first, then the worst; `mended` gives what cells are to hold instead, by cell."""

    mended = Signal(object)  # a dict by cell; as `dict` Qt would want texts for keys

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setFixedWidth(WIDTH)
        self._title, self._tag = label("", "strong"), label("", "tag-danger")
        self.take_all = button("", self._take_all, icon_name="wand-sparkles", kind="primary", size="row")
        self._offered: dict[CellKey, str] = {}
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._tag)
        head.addStretch()
        above = QVBoxLayout()
        above.setContentsMargins(14, 16, 14, 10)
        above.setSpacing(8)
        above.addLayout(head)
        above.addWidget(self.take_all)
        self.take_all.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(above)
        layout.addWidget(rule())
        layout.addWidget(self._scroll, 1)

    def set_narrow(self, narrow: bool) -> None:
        """Take less room where there is little."""
        self.setFixedWidth(NARROW if narrow else WIDTH)

    def is_typed_in(self) -> bool:
        """Tell whether somebody is writing here just now."""
        focused = QApplication.focusWidget()
        return isinstance(focused, QLineEdit) and self._scroll.isAncestorOf(focused)

    def show_nothing(self) -> None:
        """Wait for a column."""
        self._title.setText(_("Checking …"))
        self._tag.hide()
        self.take_all.hide()
        self._scroll.setWidget(QWidget())

    def show_problems(
        self, heading: str, problems: Sequence[Problem], sheets: Sheets, questions: Sequence[QWidget]
    ) -> None:
        """Show what there is to tell about a column, below what there is to ask."""
        focused = QApplication.focusWidget()
        name = focused.accessibleName() if focused is not None and self._scroll.isAncestorOf(focused) else None
        self._title.setText(heading or _("(no heading)"))
        refused = sum(1 for each in problems if each.severity == "refuse")
        self._tag.setText(ngettext("{n} to mend", "{n} to mend", refused))
        self._tag.setVisible(bool(refused))
        self._offered = sheets.offered(problems)
        self.take_all.setText(ngettext("Take {n} suggestion", "Take {n} suggestions", len(self._offered)))
        self.take_all.setVisible(len(self._offered) > 1)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for question in questions:
            column.addWidget(question)
        alike = _alike(problems)
        for each in alike[:SHOWN]:
            column.addWidget(self._entry(each, sheets))
        if not problems and not questions:
            fine = label(_("Nothing to tell: every cell can be taken as it is."), "muted", wrap=True)
            fine.setContentsMargins(14, 12, 14, 12)
            column.addWidget(fine)
        if len(alike) > SHOWN:
            more = label(ngettext("and {n} more", "and {n} more", len(alike) - SHOWN), "caption")
            more.setContentsMargins(14, 8, 14, 8)
            column.addWidget(more)
        column.addStretch()
        self._scroll.setWidget(held)
        if name is not None:
            _focus_again(held, name)

    def _entry(self, problems: Sequence[Problem], sheets: Sheets) -> ProblemEntry:
        cells = [cell for each in problems if (cell := sheets.cell_of(each)) is not None]
        offered = _offer(self._offered, cells, problems[0])
        made = ProblemEntry(problems, offered, mendable=bool(cells))
        made.mended.connect(lambda text: self.mended.emit(dict.fromkeys(cells, text or None)))
        return made

    def _take_all(self) -> None:
        self.mended.emit(dict(self._offered))


def _focus_again(held: QWidget, name: str) -> None:
    """Put the cursor where it was before, else at the first thing that can be done."""
    able = [each for each in held.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    shown = [each for each in able if each.isVisibleTo(held)]
    same = [each for each in shown if name and each.accessibleName() == name]
    for each in (*same, *shown)[:1]:
        each.setFocus()


def _alike(problems: Sequence[Problem]) -> list[list[Problem]]:
    """Put together what is the same in many rows, the worst first."""
    found: dict[tuple[str, str], list[Problem]] = {}
    for problem in sorted(problems, key=lambda each: _GRAVITY[each.severity]):
        found.setdefault((problem.value, problem.message), []).append(problem)
    return list(found.values())


def _offer(offered: Mapping[CellKey, str], cells: Sequence[CellKey], problem: Problem) -> str | None:
    """Give the suggestion of a problem where it may be taken as it is."""
    suggestion = offered.get(cells[0]) if cells else None
    return suggestion if suggestion == problem.suggestion else None
