"""The strip of figures on top of the dashboard."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.services.figures import Figures
from crm_desktop.ui.look.controls import LabelRole, label, set_variant


class FigureCell(QWidget):
    """A label, a large number, and a word about it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._number = label("–", "kpi")
        self._note = label(" ", "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 9, 12, 10)
        column.setSpacing(0)
        for each in (label(title, "field"), self._number, self._note):
            column.addWidget(each)

    def say(self, number: int, note: str, role: LabelRole = "caption") -> None:
        """Show a number and a word about it."""
        self._number.setText(f"{number:,}")
        self._note.setText(note or " ")
        set_variant(self._note, "role", role)
        self.setAccessibleName(f"{self._title}: {number:,}. {note}")


class FigureStrip(QFrame):
    """Customers, new ones, follow-ups due and overdue, and who was left alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        titles = (_("Customers"), _("New this month"), _("Follow-ups today"), _("Overdue"), _("No contact for 60 days"))
        self._cells = [FigureCell(title) for title in titles]
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        for position, cell in enumerate(self._cells):
            if position:
                row.addWidget(_divider())
            row.addWidget(cell, 1)

    def show_figures(self, figures: Figures) -> None:
        """Show counts with what they compare to."""
        customers, new, due, overdue, quiet = self._cells
        customers.say(figures.customers, _("in this file"))
        more = figures.new_this_month - figures.new_last_month
        role: LabelRole = "ok" if more > 0 else "error" if more < 0 else "caption"
        new.say(figures.new_this_month, _("{difference} against last month").format(difference=f"{more:+,}"), role)
        if not more:
            new.say(figures.new_this_month, _("as many as last month"))
        soon = ngettext("{n} more within 7 days", "{n} more within 7 days", figures.due_soon)
        due.say(figures.due_today, soon, "warning" if figures.due_today else "caption")
        late = ngettext("the longest {n} day", "the longest {n} days", figures.longest_overdue)
        overdue.say(
            figures.overdue, late if figures.overdue else _("nothing is late"), "error" if figures.overdue else "ok"
        )
        share = f"{figures.quiet / figures.customers:.0%}" if figures.customers else "0%"
        quiet.say(figures.quiet, _("{share} of all customers").format(share=share))


def _divider() -> QFrame:
    line = QFrame()
    line.setProperty("role", "rule")
    line.setFixedWidth(1)
    return line
