"""What is to do: the follow-ups that are due, to be ticked off or opened."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.services.figures import FollowUp
from crm_desktop.ui.look.controls import label, rule
from crm_desktop.ui.look.elided import ElidedLabel
from crm_desktop.ui.values.dates import due


class FollowUpRow(QWidget):
    """One follow-up: a box to tick, the customer, what it is about and when."""

    done = Signal(int)  # interaction
    opened = Signal(int)  # customer

    def __init__(self, follow_up: FollowUp, today: dt.date) -> None:
        super().__init__()
        said = due(follow_up.due, today)
        words = " ".join(follow_up.text.split())
        tick = QCheckBox()
        tick.setAccessibleName(_("Done: {customer}, {text}").format(customer=follow_up.customer, text=words))
        tick.setToolTip(_("Done"))
        tick.toggled.connect(lambda _checked: self.done.emit(follow_up.interaction_id))
        self.name = ElidedLabel("strong")
        self.name.setText(follow_up.customer)
        text = ElidedLabel("caption")
        text.setText(words)
        text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        when = label(said.text, "error" if said.state == "late" else "warning" if said.state == "today" else "caption")
        when.setToolTip(follow_up.due.isoformat())
        opens = QPushButton(_("Open"))
        opens.setProperty("kind", "normal")
        opens.setProperty("fit", "row")
        opens.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        opens.setAccessibleName(_("Open {customer}").format(customer=follow_up.customer))
        opens.clicked.connect(lambda _checked: self.opened.emit(follow_up.customer_id))
        self.opens = opens
        self.tick = tick
        second = QHBoxLayout()
        second.setSpacing(6)
        second.addWidget(when)
        second.addWidget(text, 1)
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(self.name)
        lines.addLayout(second)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 7, 0, 7)
        row.setSpacing(12)
        row.addWidget(tick)
        row.addLayout(lines, 1)
        row.addWidget(opens)


class FollowUpsCard(QFrame):
    """The list of due follow-ups; the longest overdue first."""

    done = Signal(int)
    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._shown: list[FollowUpRow] = []
        self._count = label("", "caption")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(_("To follow up"), "strong"))
        head.addWidget(self._count)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._rows)
        column.addStretch(1)

    def show_follow_ups(self, follow_ups: Sequence[FollowUp], total: int, today: dt.date) -> None:
        """Show these, and how many there are besides."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._shown.clear()
        self._count.setText(ngettext("{n} item", "{n} items", total) if total else "")
        for position, follow_up in enumerate(follow_ups):
            if position:
                self._rows.addWidget(rule())
            row = FollowUpRow(follow_up, today)
            row.done.connect(self.done)
            row.opened.connect(self.opened)
            self._rows.addWidget(row)
            self._shown.append(row)
        more = total - len(follow_ups)
        if more > 0:
            self._rows.addWidget(label(ngettext("and {n} more", "and {n} more", more), "caption"))
        if not total:
            calm = label(_("Nothing to follow up in the next 7 days."), "muted", wrap=True)
            self._rows.addWidget(calm)

    def rows(self) -> list[FollowUpRow]:
        """Give the rows that are shown."""
        return list(self._shown)
