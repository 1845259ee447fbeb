"""What is to do: the tasks that are due, to be ticked off, put off or opened."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.fields.masked import text_on_screen
from crm_desktop.services.tasks import OpenTask, later_days
from crm_desktop.ui.look.controls import button, icon_button, label, rule
from crm_desktop.ui.look.elided import ElidedLabel
from crm_desktop.ui.look.row import Row
from crm_desktop.ui.look.tooltip import plain_tooltip
from crm_desktop.ui.values import dates


class DueTaskRow(Row):
    """One task: a box to tick, the customer, what it is about and when; Enter opens the customer."""

    done = Signal(int)
    put_off = Signal(int, object)  # the task, and the day

    def __init__(self, task: OpenTask, today: dt.date) -> None:
        super().__init__()
        self.task, self._today = task, today
        due = dates.due_at(task.due_on, task.due_at, today)
        what = " ".join(text_on_screen(task.what).split())
        self.setAccessibleName(_("{customer}: {what}, {when}").format(customer=task.customer, what=what, when=due.text))
        self.tick = QCheckBox()
        self.tick.setAccessibleName(_("Done: {customer}, {text}").format(customer=task.customer, text=what))
        self.tick.setToolTip(_("Done"))
        self.tick.toggled.connect(lambda _checked: self.done.emit(task.id))
        self.name = ElidedLabel("strong")
        self.name.setText(task.customer)
        text = ElidedLabel("caption")
        text.setText(what)
        text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        when = label(due.text, "error" if due.state == "late" else "warning" if due.state == "today" else "caption")
        when.setToolTip(plain_tooltip(str(task.due_on or "")))
        self.later = icon_button("calendar-clock", _("Put off"), self.ask_when, size="row", shortcut=_("Menu"))
        self.later.setAccessibleName(_("Put off: {customer}, {text}").format(customer=task.customer, text=what))
        lines = QVBoxLayout()
        lines.setSpacing(1)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.name)
        first.addStretch(1)
        first.addWidget(when)
        lines.addLayout(first)
        lines.addWidget(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 7, 0, 7)
        row.setSpacing(10)
        row.addWidget(self.tick)
        row.addLayout(lines, 1)
        row.addWidget(self.later)
        self.menu_wanted.connect(self._menu)

    def ask_when(self) -> None:
        """Offer the days to which it is put off."""
        self._menu(self.later.mapToGlobal(QPoint(0, self.later.height() + 2)))

    def _menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(_("Put off"))
        for words, day in later_days(self._today).items():
            menu.addAction(_(words), partial(self.put_off.emit, self.task.id, day))
        menu.popup(where)


class DueTasksCard(QFrame):
    """The list of tasks that are due; the longest overdue first."""

    done = Signal(int)
    put_off = Signal(int, object)
    opened = Signal(int)  # customer
    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._shown: list[DueTaskRow] = []
        self._count = label("", "caption")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(_("To follow up"), "strong"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(button(_("All tasks"), self.all_wanted.emit, kind="link", size="row"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._rows)
        column.addStretch(1)

    def show_tasks(self, tasks: Sequence[OpenTask], total: int, today: dt.date) -> None:
        """Show these, and how many there are besides; who ticks one after the other stays in the list."""
        place = next((at for at, row in enumerate(self._shown) if row.tick.hasFocus()), -1)
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._shown.clear()
        self._count.setText(ngettext("{n} item", "{n} items", total) if total else "")
        for position, task in enumerate(tasks):
            if position:
                self._rows.addWidget(rule())
            row = DueTaskRow(task, today)
            row.done.connect(self.done)
            row.put_off.connect(self.put_off)
            row.activated.connect(lambda customer_id=task.customer_id: self.opened.emit(customer_id))
            self._rows.addWidget(row)
            self._shown.append(row)
        if place >= 0 and self._shown:
            self._shown[min(place, len(self._shown) - 1)].tick.setFocus()
        more = total - len(tasks)
        if more > 0:
            self._rows.addWidget(label(ngettext("and {n} more", "and {n} more", more), "caption"))
        if not total:
            calm = label(_("Nothing to follow up in the next 7 days."), "muted", wrap=True)
            self._rows.addWidget(calm)

    def rows(self) -> list[DueTaskRow]:
        """Give the rows that are shown."""
        return list(self._shown)
