"""Today: what is due, how business goes, at one look."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import QDate, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.base import clock
from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _, language, on_language_change
from crm_desktop.base.progress import Progress
from crm_desktop.charts.declare import charts, series_of
from crm_desktop.charts.series import Series
from crm_desktop.services import tasks
from crm_desktop.services.figures import Figures, figures
from crm_desktop.services.first_steps import CLOSED, steps_left
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.dashboard.chart_card import ChartCard
from crm_desktop.ui.dashboard.due_tasks_card import DueTasksCard
from crm_desktop.ui.dashboard.figure_strip import FigureStrip
from crm_desktop.ui.dashboard.first_steps_card import FirstStepsCard
from crm_desktop.ui.jobs.pause import pause
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.look.controls import box, icon_button, label
from crm_desktop.ui.look.theme import token

LISTED = 8
RIGHT_COLUMN = 304
CHANGED_MS = 300  # changes that come together are looked at once


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at the file gave."""

    today: dt.date
    figures: Figures
    tasks: Sequence[tasks.OpenTask]
    total: int
    series: Mapping[str, Series]
    steps: Sequence[str] | None  # that are still to be done; None: nothing to show


def look(workspace: Workspace, names: Sequence[str]) -> Looked:
    """Read everything that the page shows, and load what draws it; not for the window's thread."""
    from crm_desktop.charts.style import prepare

    today = clock.today()
    with workspace.read() as session:
        counted = figures(session, today)
        listed, total = tasks.due_tasks(session, today, LISTED)
        series = {name: series_of(session, name) for name in names}
    prepare()
    import matplotlib.backends.backend_qtagg  # noqa: F401 - its half second belongs to this thread

    return Looked(today, counted, listed, total, series, steps_left(workspace))


class DashboardPage(QWidget):
    """Figures, charts and tasks. Looks again when the file, the language or the day has changed."""

    customer_opened = Signal(int)
    tasks_wanted = Signal()
    step_wanted = Signal(str)
    message = Signal(str)
    shown = Signal()  # all of it stands there
    _changed = Signal()

    def __init__(self, workspace: Workspace, runner: Runner | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._runner = runner or Runner(self)
        self._lent = runner is not None
        self._stale = True
        self._stopped = False
        self._body: QWidget | None = None
        self._to_draw: list[tuple[str, Series]] = []
        self._breath = pause(self, 0, self._draw_next)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._later = pause(self, CHANGED_MS, self.refresh)
        self._changed.connect(self._mark_stale)  # announced on the thread that committed
        ends = [workspace.on_change(lambda _changes: self._changed.emit()), on_language_change(self._write_again)]
        self._ends = ends
        self.destroyed.connect(lambda _gone: _end_all(ends))
        self._build()

    def _build(self) -> None:
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top_bar())
        column.addWidget(self._content(), 1)
        self._layout.addWidget(self._body)

    def _top_bar(self) -> QWidget:
        bar = box("top")
        bar.setFixedHeight(52)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(label(_("Today"), "page-title"))
        self._date = label(_spoken(clock.today()), "secondary")
        row.addWidget(self._date)
        row.addStretch(1)
        self.refresh_button = icon_button("refresh-cw", _("Look again"), self.refresh, kind="normal")
        row.addWidget(self.refresh_button)
        return bar

    def _content(self) -> QWidget:
        self.steps = FirstStepsCard()
        self.steps.wanted.connect(self.step_wanted)
        self.steps.closed.connect(self._put_steps_away)
        self.strip = FigureStrip()
        self.to_do = DueTasksCard()
        self.to_do.setFixedWidth(RIGHT_COLUMN)
        self.to_do.done.connect(lambda task: self._act(lambda: tasks.finish(self._workspace, [task])))
        self.to_do.put_off.connect(lambda task, day: self._act(lambda: tasks.put_off(self._workspace, [task], day)))
        self.to_do.all_wanted.connect(self.tasks_wanted)
        self.to_do.opened.connect(self.customer_opened)
        self.cards = {name: ChartCard(chart) for name, chart in charts().items()}
        grid = QGridLayout()
        grid.setSpacing(12)
        row, place = 0, 0
        for card in self.cards.values():
            if card.chart.wide:
                grid.addWidget(card, row, 0, 1, 2)
                row, place = row + 1, 0
                continue
            grid.addWidget(card, row, place)
            row, place = (row, 1) if place == 0 else (row + 1, 0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addLayout(grid, 1)
        below.addWidget(self.to_do)
        inner = Ground()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(12)
        column.addWidget(self.steps)
        column.addWidget(self.strip)
        column.addLayout(below, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        return area

    def refresh(self) -> None:
        """Look at the file again; what is shown stays until the new is there."""
        if self._stopped:
            return
        self._stale = False
        self._date.setText(_spoken(clock.today()))
        names = tuple(self.cards)

        def work(_progress: Progress) -> Looked:
            return look(self._workspace, names)

        self._runner.run(work, owner=self, done=self._show, failed=self._fail)

    def stop(self) -> None:
        """Look no more, as before the file is closed; a runner of its own is waited for."""
        self._stopped = True
        _end_all(self._ends)
        if not self._lent:
            self._runner.close()

    def _show(self, looked: Looked) -> None:
        self.steps.show_left(looked.steps)
        self.strip.show_figures(looked.figures)
        self.to_do.show_tasks(looked.tasks, looked.total, looked.today)
        self._to_draw = list(looked.series.items())
        self._breath.start()

    def _draw_next(self) -> None:
        """Draw one figure and let the window breathe before the next; each takes a twentieth of a second or more."""
        if not self._to_draw:
            self.shown.emit()
            return
        name, series = self._to_draw.pop(0)
        self.cards[name].show_series(series)
        self._breath.start()

    def _fail(self, error: UserFacingError) -> None:
        self._stale = True
        self.message.emit(error.message)

    def _act(self, act: Callable[[], object]) -> None:
        try:
            act()
        except UserFacingError as error:
            self.message.emit(error.message)
            self.refresh()

    def _put_steps_away(self) -> None:
        self._workspace.settings.set(**{CLOSED: True})

    def _mark_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self._later.start()

    def _write_again(self) -> None:
        if self._body is not None:
            self._layout.removeWidget(self._body)
            self._body.deleteLater()
        self._build()
        self._mark_stale()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the file when the page is first seen, and when something has changed since."""
        super().showEvent(event)
        if self._stale:
            # after the first paint: the sketch stands while the numbers are fetched
            QTimer.singleShot(0, self, self.refresh)


class Ground(QWidget):
    """The tinted ground on which the cards lie."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill it."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), token("window"))
        painter.end()


def _end_all(ends: list[Callable[[], None]]) -> None:
    while ends:
        with suppress(ValueError):  # a file that was closed before has forgotten its listeners
            ends.pop()()


def _spoken(day: dt.date) -> str:
    """Say a day as people do: 11 月 22 日 周日, Sunday, 22 November."""
    pattern = "M 月 d 日 ddd" if language() == "zh_CN" else "dddd, d MMMM"
    return QLocale(language()).toString(QDate(day.year, day.month, day.day), pattern)
