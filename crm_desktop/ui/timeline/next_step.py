"""What comes next, beside what was said: recognised in the text, or written in a line of its own."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from crm_desktop.base import clock
from crm_desktop.base.i18n import _
from crm_desktop.entities.task import Task
from crm_desktop.fields.declare import fields_of
from crm_desktop.fields.next_steps import find_next_step
from crm_desktop.fields.plans import Plan
from crm_desktop.services.tasks import later_days, said_task, task_line
from crm_desktop.ui.editors.calendar_menu import calendar_menu
from crm_desktop.ui.look.controls import button, icon_button
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.values import dates

SHOWN = 40  # characters of what is to be done
LONGEST = 120  # of what a sentence of the note gives it
DROPPING = {Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class NextStep(QWidget):
    """A chip shows the task that saving will make; its line is open where it was asked for."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.chip = button("", self.edit, kind="chip")
        self._drop = icon_button("x", _("No task from this"), self.drop, size="row")
        self._chip_row = QWidget()
        self._found: Plan | None = None
        self._dropped: set[tuple[dt.date, dt.time | None]] = set()
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.line.setPlaceholderText(_("What comes next? For example: Wed 10 am call about the quote"))
        self.line.setAccessibleName(_("Next follow-up: what and when"))
        self.line.setProperty("fit", "row")
        self.line.setMaxLength(300)
        pick = QAction(icon("calendar", "muted", 14), _("Pick a day"), self.line)
        pick.triggered.connect(self._menu)
        self.line.addAction(pick, QLineEdit.ActionPosition.TrailingPosition)
        self.line.textChanged.connect(lambda _text: self._show())
        row = QHBoxLayout(self._chip_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.chip.setIcon(icon("calendar-check", "accent", 14, 3))
        self.chip.setAccessibleName(_("Task that saving makes"))
        self.chip.setToolTip(_("Saving makes this task. Click to change it, Esc drops it."))
        row.addWidget(self.chip)
        row.addWidget(self._drop)
        row.addStretch(1)
        column.addWidget(self.line)
        column.addWidget(self._chip_row)
        self.line.installEventFilter(self)
        self.chip.installEventFilter(self)
        self.line.hide()
        self._show()

    # --- what the composer asks ---

    def look_at(self, note: str) -> None:
        """Recognise what a note says comes next."""
        self._found = find_next_step(note, clock.now())
        self._show()

    def task(self) -> dict[str, Any]:
        """Give the task to make, by field; empty where there is none. The line says it before the note does."""
        if self.line.text().strip():
            return said_task(self.line.text(), clock.now())
        plan = self._found
        if plan is None or (plan.day, plan.time) in self._dropped:
            return {}
        what = plan.text if len(plan.text) <= LONGEST else plan.text[: LONGEST - 1] + "…"
        return {"what": what, "due_on": plan.day, "due_at": plan.time}

    def edit(self) -> None:
        """Open the line, with what is planned in it."""
        planned = self.task()
        if planned and not self.line.text().strip():
            self.line.setText(task_line(planned["what"], planned["due_on"], planned["due_at"]))
        self.line.show()
        self.line.setFocus()
        self.line.selectAll()

    def take_day(self, day: dt.date) -> None:
        """Plan for a day what is written in the line."""
        what = said_task(self.line.text(), clock.now())["what"] if self.line.text().strip() else ""
        self.line.setText(task_line(str(what), day, None))
        self.line.show()

    def drop(self) -> None:
        """Make no task of this; the same day said again is not offered again."""
        if self._found is not None:
            self._dropped.add((self._found.day, self._found.time))
        self.line.clear()
        self.line.hide()
        self._show()

    def clear(self) -> None:
        """Begin anew."""
        self._found = None
        self._dropped.clear()
        self.line.clear()
        self.line.hide()
        self._show()

    def draft(self) -> dict[str, Any]:
        """Give what is typed and was dropped, as plain data."""
        dropped = [[str(day), str(time) if time else None] for day, time in sorted(self._dropped, key=str)]
        return {"line": self.line.text(), "dropped": dropped}

    def show_draft(self, kept: Mapping[str, Any]) -> None:
        """Show what `draft` gave."""
        self._dropped = {
            (dt.date.fromisoformat(day), dt.time.fromisoformat(time) if time else None)
            for day, time in kept.get("dropped", ())
        }
        self.line.setText(kept.get("line", ""))
        self.line.setVisible(bool(self.line.text()))
        self._show()

    # --- inside ---

    def _show(self) -> None:
        planned = self.task()
        self._chip_row.setVisible(bool(planned))
        if planned:
            when = dates.planned(planned["due_on"], planned["due_at"], clock.today())
            kind = fields_of(Task)["what"].kind
            what = " ".join(kind.show(planned["what"]).split())
            shown = what if len(what) <= SHOWN else what[: SHOWN - 1] + "…"
            text = _("Task: {what}").format(what=" ".join(part for part in (when, shown) if part))
            self.chip.setText(text)
            self.chip.setAccessibleName(_("{task}. Press to change it, Esc to drop it.").format(task=text))
        self.setVisible(bool(planned) or not self.line.isHidden())
        self.changed.emit()

    def _menu(self) -> None:
        planned = said_task(self.line.text(), clock.now())["due_on"] if self.line.text().strip() else None
        today = clock.today()
        day = planned if isinstance(planned, dt.date) else today + dt.timedelta(days=7)
        menu: QMenu = calendar_menu(self, day, self.take_day)
        first = menu.actions()[0]
        for words, later in later_days(today).items():
            action = QAction(_(words), menu)
            action.triggered.connect(lambda _on, day=later: self.take_day(day))
            menu.insertAction(first, action)
        menu.insertSeparator(first)
        menu.popup(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Drop the chip by a key; Esc in the line gives it up, Alt+Down picks a day."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.chip and event.key() in DROPPING:
                self.drop()
                return True
            if watched is self.line and event.key() == Qt.Key.Key_Escape:
                self.line.clear()
                self.line.hide()
                self._show()
                return True
            if watched is self.line and event.key() == Qt.Key.Key_Down:
                self._menu()
                return True
        return super().eventFilter(watched, event)
