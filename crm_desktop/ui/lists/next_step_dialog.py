"""One line that plans the next step of every selected customer."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.base import clock
from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.fields.plans import find_plan
from crm_desktop.services.next_steps import plan_for_each
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.progress_panel import ProgressPanel
from crm_desktop.ui.jobs.runner import Job, Runner
from crm_desktop.ui.lists.deed_foot import deed_foot
from crm_desktop.ui.lists.row_actions import counted
from crm_desktop.ui.look.controls import button, label, set_variant
from crm_desktop.ui.values import dates

WIDTH = 520


class NextStepDialog(QDialog):
    """Says at once on which day the line was understood to be; Enter plans it for all."""

    def __init__(
        self, workspace: Workspace, runner: Runner, customer_ids: Sequence[int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._runner, self._ids = workspace, runner, list(customer_ids)
        self._job: Job | None = None
        self.line = QLineEdit()
        self._says = label("", "caption", wrap=True)
        self._panel = ProgressPanel(self)
        self.start = button("", self.plan, kind="primary", size="main")
        self._build()
        self.line.textChanged.connect(lambda _text: self._show())
        self._show()

    def _build(self) -> None:
        self.setWindowTitle(_("Plan the next step"))
        self.setMinimumWidth(WIDTH)
        self.line.setPlaceholderText(_("Wed 10:00 call about the new prices"))
        self.line.setAccessibleName(_("Next step"))
        self.start.setText(counted(_("Plan for {n} {records}"), "customer", len(self._ids)))
        self.start.setDefault(True)
        body = QVBoxLayout()
        body.setContentsMargins(24, 20, 24, 20)
        body.setSpacing(8)
        body.addWidget(label(_("Next step"), "field", buddy=self.line))
        body.addWidget(self.line)
        body.addWidget(self._says)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body)
        column.addWidget(deed_foot(self._panel, button(_("Cancel"), self.reject, kind="ghost"), self.start))

    def plan(self) -> None:
        """Plan what is typed."""
        if self._job is not None or not self.line.text().strip():
            return
        said, now = self.line.text(), clock.now()
        self._job = self._runner.run(
            lambda progress: plan_for_each(self._workspace, self._ids, said, now, progress=progress),
            owner=self,
            done=lambda _work_id: self.accept(),
            failed=self._refused,
            cancelled=lambda: QDialog.reject(self),
        )
        self._panel.watch(self._job)

    def _refused(self, error: UserFacingError) -> None:
        self._job = None
        self._says.setText(error.message)
        set_variant(self._says, "role", "error")

    def _show(self) -> None:
        plan = find_plan(self.line.text(), clock.now(), past=True)
        day = "" if plan is None else f"{dates.full(plan.day)} {dates.weekday(plan.day)}"
        time = f" {plan.time:%H:%M}" if plan is not None and plan.time else ""
        typed = bool(self.line.text().strip())
        self._says.setText(day + time if day else _("Without a day: it stands below those with one.") if typed else " ")
        set_variant(self._says, "role", "caption")
        self.start.setEnabled(typed)

    def reject(self) -> None:
        """Stop what is under way and roll it back, then close."""
        if self._job is not None and self._job.running:
            self._job.stop()
        else:
            super().reject()
