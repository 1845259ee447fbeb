"""Every piece of work on the file, newest first; any of them is taken back or done again from here."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _, ngettext
from crm_desktop.base.progress import Progress
from crm_desktop.services import work_history
from crm_desktop.services.merged_since import added_since, is_merge
from crm_desktop.services.work_details import Details, details, first_changes, later_edits, place_of
from crm_desktop.services.work_info import Drop, UndoResult, WorkInfo
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.history.history_model import HistoryModel, Piece
from crm_desktop.ui.history.history_view import HistoryView
from crm_desktop.ui.history.undo_panel import Looked, UndoPanel
from crm_desktop.ui.history.words import change_said, counted
from crm_desktop.ui.jobs.changes_of_file import ChangesOfFile
from crm_desktop.ui.jobs.pause import pause
from crm_desktop.ui.jobs.runner import Job, Runner
from crm_desktop.ui.look.controls import box, button, label
from crm_desktop.ui.look.lead_focus import lead_focus
from crm_desktop.ui.look.painted_tabs import SegmentTabs, Tab

TOGETHER_MS = 200  # changes that come together are looked at once
PAUSE_MS = 120  # the cursor rests this long before an undo is looked at
STUCK = 200
MANY = 5_000  # records: to look at the undo of more takes a while, and nobody can work meanwhile
NOTHING = (0, frozenset[tuple[str, int]]())


class HistoryPage(QWidget):
    """`undo_wanted` (piece of work, records whose later edits go too) and `redo_wanted` say what to do."""

    undo_wanted = Signal(int, object)
    separate_wanted = Signal(int, str)
    redo_wanted = Signal(int)
    customer_opened = Signal(int)
    bin_wanted = Signal()
    message = Signal(str)

    def __init__(
        self, workspace: Workspace, runner: Runner, undo_last: QAction | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self._runner = workspace, runner
        self._stale, self._sort = True, work_history.ALL
        self._job: Job | None = None
        self._asked = NOTHING
        self._wanted = 0  # a piece of work whose button was pressed, as long as it is looked at
        self._result: UndoResult | None = None
        self.model = HistoryModel(self, self)
        self.view = HistoryView(self.model)
        self.panel = UndoPanel()
        self.filter = SegmentTabs(_("Show"))
        self._number, self._empty = label("", "muted"), label("", "muted", wrap=True)
        self._build(undo_last)
        self._show_sorts(dict.fromkeys((each.name for each in (work_history.ALL, *work_history.SORTS)), 0))
        self._changes = ChangesOfFile(workspace, self)
        self._later, self._pause = pause(self, TOGETHER_MS, self.refresh), pause(self, PAUSE_MS, self._look)
        self._connect()

    def _build(self, undo_last: QAction | None) -> None:
        top = box("top")
        top.setFixedHeight(52)
        line = QHBoxLayout(top)
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(12)
        line.addWidget(label(_("History"), "page-title"))
        line.addWidget(label(_("every piece of work; any of it can be undone"), "secondary"))
        line.addStretch(1)
        line.addWidget(button(_("Recycle bin"), self.bin_wanted.emit, icon_name="archive-restore"))
        if undo_last is not None:
            last = button(_("Undo last"), undo_last.trigger, icon_name="undo-2")
            last.setToolTip("Ctrl+Z")
            last.setEnabled(undo_last.isEnabled())
            undo_last.enabledChanged.connect(last.setEnabled)
            line.addWidget(last)
        bar = box("top")
        bar.setFixedHeight(44)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 16, 0)
        row.addWidget(self.filter)
        row.addStretch(1)
        row.addWidget(self._number)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        body = QHBoxLayout()
        body.setSpacing(0)
        for widget, stretch in ((self.view, 1), (self._empty, 1), (self.panel, 0)):
            body.addWidget(widget, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(bar)
        column.addLayout(body, 1)
        self.panel.hide()
        lead_focus(self, self.view)

    def _connect(self) -> None:
        self._changes.happened.connect(self._mark_stale)
        self.filter.currentChanged.connect(lambda _place: self._choose_sort())
        self.view.chosen.connect(self._choose)
        self.view.acted.connect(self.act)
        self.view.record_opened.connect(self._open_record)
        self.panel.look_wanted.connect(self._look)
        self.panel.undo_wanted.connect(self.undo_wanted)
        self.panel.separate_wanted.connect(self.separate_wanted)
        self.panel.redo_wanted.connect(self.redo_wanted)
        self.panel.closed.connect(self.close_panel)

    # --- what the model reads ---

    def pieces(self, before: int | None, limit: int) -> Sequence[Piece]:
        """Give pieces of work of the chosen sort with a word about each."""
        with self._workspace.read() as session:
            page = work_history.work_page(session, self._sort, before=before, limit=limit)
            first = first_changes(session, page)
        return [Piece(work, change_said(first[work.id]) if work.id in first else counted(work)) for work in page]

    def details(self, work: WorkInfo, limit: int) -> Details:
        """Give what a piece of work changed."""
        with self._workspace.read() as session:
            return details(session, work, limit=limit)

    # --- what a person does ---

    def show_work(self, work_id: int) -> None:
        """Go to a piece of work, whatever its sort."""
        self.filter.choose(work_history.ALL.name)
        if self._stale:
            self.refresh()
        if self.view.go_to(work_id):
            self._show_panel(work_id)

    def show_result(self, result: UndoResult) -> None:
        """Go to a piece of work that was undone, and tell what was kept of it."""
        self._result = result
        self._stale = True
        self.show_work(result.undone.id)

    def act(self, work_id: int) -> None:
        """Redo at once; undo at once where there is nothing to choose, else ask in the panel."""
        work = self._workspace.work_info(work_id)
        if work.undone:
            self.redo_wanted.emit(work_id)
        elif self.view.go_to(work_id):
            self._show_panel(work_id)
            self._wanted = work_id
            self._look()

    def close_panel(self) -> None:
        """Give the room back to the list; an undo that was looked at is given up."""
        self._let_go()
        self.panel.hide()
        self.panel.work = None
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read the history anew and stand at the same piece of work."""
        self._later.stop()
        self._stale = False
        here, place = self.view.work_id(), self.view.verticalScrollBar().value()
        with self._workspace.read() as session:
            counts = work_history.count_by_day(session, self._sort)
            by_sort = work_history.count_by_sort(session)
        self._show_sorts(by_sort)
        self.model.show_first(counts, self._workspace.context.today)
        total = sum(counts.values())
        number = ngettext("{n} piece of work", "{n} pieces of work", total)
        self._number.setText(_("Newest first · {number}").format(number=number))
        self._empty.setText(_("Nothing of this sort was done yet. What you do in this file will stand here."))
        self._empty.setVisible(not total)
        self.view.setVisible(bool(total))
        self._stand_at(here, place)
        if self.panel.work is not None:
            self._show_panel(self.panel.work.id)

    def _show_sorts(self, by_sort: Mapping[str, int]) -> None:
        """Count the work of each sort; the chosen one stays so."""
        blocked = self.filter.blockSignals(True)
        sorts = (work_history.ALL, *work_history.SORTS)
        self.filter.show_tabs([Tab(each.name, _(each.label), f"{by_sort[each.name]:,}") for each in sorts])
        self.filter.choose(self._sort.name)
        self.filter.blockSignals(blocked)

    def _stand_at(self, work_id: int, scrolled: int) -> None:
        """Put the cursor where it was, else on the newest work; nothing is looked at for that."""
        blocked = self.view.blockSignals(True)
        if work_id and self.view.go_to(work_id):
            self.view.verticalScrollBar().setValue(scrolled)
        elif len(self.model.lines) > 1:
            self.view.setCurrentIndex(self.model.index(1))  # below the day
        self.view.blockSignals(blocked)

    def _choose_sort(self) -> None:
        self._sort = work_history.sort_named(self.filter.key())
        self.model.forget()
        self.view.setCurrentIndex(QModelIndex())
        self.close_panel()
        self.refresh()
        self.view.scrollToTop()

    def _choose(self, work_id: int) -> None:
        if work_id:
            self._show_panel(work_id)
        else:
            self._wanted = 0

    def _open_record(self, entity: str, record_id: int) -> None:
        if entity == "customer":
            self.customer_opened.emit(record_id)

    # --- looking at an undo ---

    def _show_panel(self, work_id: int) -> None:
        wanted = self._wanted if self._wanted == work_id else 0
        self._let_go()
        work = next((w for w in [each.work for each in self.model.lines] if w is not None and w.id == work_id), None)
        if work is None:
            return
        self.panel.show_work(work)
        self.panel.show()
        if work.undone and self._result is not None and self._result.undone.id == work_id:
            with self._workspace.read() as session:
                self.panel.show_kept([(place_of(session, c), c.message) for c in self._result.conflicts[:STUCK]])
        elif not work.undone:
            self._wanted = wanted
            if sum(sum(three) for three in work.counts.values()) > MANY:
                self.panel.offer_look()
            else:
                self._pause.start()

    def _let_go(self) -> None:
        """Forget what was asked: an undo that nobody waits for any more is not carried out."""
        self._pause.stop()
        self._asked, self._wanted = NOTHING, 0
        if self._job is not None:
            self._job.stop()

    def _look(self) -> None:
        self._pause.stop()
        work = self.panel.work
        if work is None or work.undone:
            return
        drop, first = self.panel.drop, self._asked[0] != work.id
        self._asked = (work.id, frozenset(self.panel.later.dropped))
        asked = self._asked
        if self._job is not None:
            self._job.stop()
        self._job = self._runner.run(
            lambda progress: looked_at(self._workspace, work.id, drop, progress),
            owner=self,
            done=lambda looked: self._looked(looked, first=first) if asked == self._asked else None,
            failed=self._failed,
        )

    def _looked(self, looked: Looked, *, first: bool) -> None:
        if self.panel.work is None:
            return
        self.panel.show_looked(looked, self._workspace.context.today, first=first)
        if self._wanted == looked.look.work.id:
            self._wanted = 0
            if looked.later or looked.look.nothing or not self.panel.added.isHidden():
                self.panel.take_focus()
            else:
                self.undo_wanted.emit(looked.look.work.id, ())

    def _failed(self, error: UserFacingError) -> None:
        self._wanted = 0
        self.message.emit(error.message)

    # --- what happens ---

    def _mark_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again when shown, if something happened."""
        super().showEvent(event)
        if self._stale:
            self.refresh()
        elif self.panel.work is not None:
            self._show_panel(self.panel.work.id)

    def hideEvent(self, event: QHideEvent) -> None:
        """Look at nothing while nobody sees it."""
        super().hideEvent(event)
        self._later.stop()
        self._let_go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the panel."""
        if event.key() == Qt.Key.Key_Escape and self.panel.isVisible():
            self.close_panel()
        else:
            super().keyPressEvent(event)


def looked_at(workspace: Workspace, work_id: int, drop: Drop, progress: Progress) -> Looked:
    """Look at what an undo would do and name what it keeps; not for the window's thread."""
    progress.report(0, 0)  # it may have waited until nobody wants it any more
    look = workspace.look_at_undo(work_id, drop=drop, progress=progress)
    with workspace.read() as session:
        later, more = later_edits(session, look)
        stuck = [(place_of(session, c), c.message) for c in look.conflicts if not c.for_later_edits][:STUCK]
    added = added_since(workspace, work_id) if is_merge(workspace, work_id) else ()
    return Looked(look, later, more, stuck, added)
