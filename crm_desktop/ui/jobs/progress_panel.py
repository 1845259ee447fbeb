"""How far long work is: a bar, the count, the time left, and a way to stop it."""

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.ui.jobs.runner import Job
from crm_desktop.ui.look.controls import button, label

_SHOW_AFTER_MS = 400
_LOOK_EVERY_MS = 100


class ProgressPanel(QWidget):
    """Shows itself when a job takes longer than a blink, and hides when it ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._began = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._build()
        self.hide()

    def _build(self) -> None:
        self._stage = label("", "strong")
        self._count = label("", "caption")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self._stop = button(_("Cancel"), self._cancel)
        words = QHBoxLayout()
        words.setSpacing(12)
        words.addWidget(self._stage)
        words.addWidget(self._count)
        words.addStretch()
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addLayout(words)
        left.addWidget(self._bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(left, 1)
        layout.addWidget(self._stop)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def watch(self, job: Job) -> None:
        """Follow `job` until it ends."""
        self._job, self._began = job, time.monotonic()
        self._stop.setEnabled(True)
        self._stage.setText(_("Working …"))
        self._timer.start()

    def _look(self) -> None:
        job = self._job
        if job is None or not job.running:
            self._timer.stop()
            self.hide()
            return
        elapsed = time.monotonic() - self._began
        done, total = job.progress.done, job.progress.total
        self._bar.setRange(0, total)  # no total: the bar runs to and fro
        self._bar.setValue(done)
        if job.progress.stage:
            self._stage.setText(job.progress.stage)
        self._count.setText(_count_text(done, total, elapsed))
        if elapsed * 1000 > _SHOW_AFTER_MS:
            self.show()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.stop()
            self._stop.setEnabled(False)
            self._stage.setText(_("Stopping …"))


def _count_text(done: int, total: int, elapsed: float) -> str:
    if not total:
        return ""
    count = _("{done} of {total}").format(done=f"{done:,}", total=f"{total:,}")
    if not done or elapsed < 2:
        return count
    left = round(elapsed * (total - done) / done)
    rate = _("{rate} a second").format(rate=f"{round(done / elapsed):,}")
    return f"{count} · {rate} · " + ngettext("about {n} second left", "about {n} seconds left", max(left, 1))
