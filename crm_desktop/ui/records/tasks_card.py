"""What is still to be done for a customer: ticked off, written anew, changed in one line."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QMenu

from crm_desktop.base import clock
from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.fields.masked import text_on_screen
from crm_desktop.services import records, tasks
from crm_desktop.services.tasks import OpenTask, later_days, said_task, task_line
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.look.controls import icon_button, label, set_variant
from crm_desktop.ui.look.tooltip import plain_tooltip
from crm_desktop.ui.records.card import Card
from crm_desktop.ui.records.part_row import PartRow
from crm_desktop.ui.records.parts import edit_part
from crm_desktop.ui.values import dates
from crm_desktop.ui.values.value_view import tag_label

DUE_TONES = {"late": "danger", "today": "warning"}


class TaskLine(QLineEdit):
    """A task as one line; Enter gives it to `taken`, Esc and leaving it unchanged give it up."""

    def __init__(self, text: str, taken: Callable[[str], bool], given_up: Callable[[], object]) -> None:
        super().__init__(text)
        self._before, self._taken, self._given_up = text, taken, given_up
        self._over = False
        self.setProperty("fit", "row")
        self.setPlaceholderText(_("Wed 10 am call about the quote"))
        self.setAccessibleName(_("Task: what and when"))
        self.setMaxLength(300)
        self.installEventFilter(self)
        self.textEdited.connect(lambda _text: set_variant(self, "state", ""))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the line, or give it up."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._end()
                return True
        if event.type() == QEvent.Type.FocusOut and self.text().strip() in {"", self._before}:
            self._end()
        return super().eventFilter(watched, event)

    def _take(self) -> None:
        if not self.text().strip() or (self._before and self.text() == self._before):
            self._end()
        elif self._taken(self.text()):
            self._over = True
        else:
            set_variant(self, "state", "error")

    def _end(self) -> None:
        if not self._over:
            self._over = True
            QTimer.singleShot(0, self, self._given_up)  # the row is taken away, which the key is still on its way to


class TasksCard(Card):
    """The open tasks of a customer, the most urgent first."""

    def __init__(self, workspace: Workspace, tell: Callable[[str], object]) -> None:
        super().__init__(_("To do"))
        self._workspace, self._tell = workspace, tell
        self._customer_id = 0
        self._tasks: Sequence[OpenTask] = ()
        self._today = dt.date.min
        self.add_action(icon_button("plus", _("Add a task"), self.add_one, size="row"))

    def show_tasks(self, customer_id: int, found: Sequence[OpenTask], today: dt.date) -> None:
        """Show the open tasks of a customer."""
        self._customer_id, self._tasks, self._today = customer_id, found, today
        self.clear()
        self.show_title(_("To do") + (f" {len(found)}" if found else ""))
        for task in found:
            self.add(self._row(task))
        if not found:
            hint = label(_("Nothing is planned."), "muted", wrap=True)
            hint.setContentsMargins(6, 2, 6, 2)
            self.add(hint)

    def add_one(self) -> None:
        """Write a new task in a line of its own."""
        self.show_tasks(self._customer_id, self._tasks, self._today)
        self._write("", lambda text: self._act(lambda: self._added(text)))

    def _row(self, task: OpenTask) -> PartRow:
        due = dates.due_at(task.due_on, task.due_at, self._today)
        what = text_on_screen(task.what)
        tick = QCheckBox()
        tick.setAccessibleName(_("Done: {title}").format(title=what))
        tick.setToolTip(_("Done"))
        tick.toggled.connect(lambda _on: self._act(lambda: tasks.finish(self._workspace, [task.id])))
        tag = tag_label(due.text, DUE_TONES.get(due.state, "neutral"))
        row = PartRow(" ".join(what.split()), right=tag, leading=tick)
        row.setAccessibleName(f"{what}, {due.text}")
        row.setToolTip(plain_tooltip(task_line(what, task.due_on, task.due_at)))
        row.activated.connect(lambda: self._edit(task, row))
        row.menu_wanted.connect(lambda where: self._menu(task, row, where))
        return row

    def _edit(self, task: OpenTask, row: PartRow) -> None:
        row.hide()
        line = task_line(task.what, task.due_on, task.due_at)
        self._write(line, lambda text: self._act(lambda: self._changed(task, text)), self.rows().index(row))

    def _write(self, text: str, taken: Callable[[str], bool], place: int = 0) -> None:
        line = TaskLine(text, taken, lambda: self.show_tasks(self._customer_id, self._tasks, self._today))
        self.insert(place, line)
        line.setFocus()
        line.selectAll()

    def _added(self, text: str) -> None:
        records.add(self._workspace, "task", {"customer_id": self._customer_id, **said_task(text, clock.now())})

    def _changed(self, task: OpenTask, text: str) -> None:
        records.change(self._workspace, "task", task.id, said_task(text, clock.now()))

    def _menu(self, task: OpenTask, row: PartRow, where: QPoint) -> QMenu:
        menu = QMenu(self)
        menu.addAction(_("Change in one line"), lambda: self._edit(task, row))
        menu.addAction(_("Edit…"), lambda: self._open(task))
        later = menu.addMenu(_("Put off"))
        for words, day in later_days(self._today).items():
            later.addAction(_(words), partial(self._act, partial(tasks.put_off, self._workspace, [task.id], day)))
        menu.addSeparator()
        menu.addAction(_("Remove"), lambda: self._act(lambda: records.remove(self._workspace, "task", [task.id])))
        menu.popup(where)
        return menu

    def _open(self, task: OpenTask) -> None:
        with self._workspace.read() as session:
            values = records.get(session, "task", task.id)
        edit_part(self._workspace, "task", values, self)

    def _act(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except UserFacingError as error:
            self._tell(error.message)
            return False
        return True
