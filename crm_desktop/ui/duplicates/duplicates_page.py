"""Pairs of customers that may be one: the queue, both side by side, and what they become together."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.base.progress import Progress
from crm_desktop.services.duplicates.find import Pair, chosen_pair, find_duplicates
from crm_desktop.services.duplicates.remembered import (
    Told,
    forget_not_duplicate,
    not_duplicates,
    remember_not_duplicate,
)
from crm_desktop.services.merge import merge
from crm_desktop.services.work_info import ChangeSet
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.duplicates.choosing import Looked, Wish, look
from crm_desktop.ui.duplicates.pair_head import PairHead, PlaceBar
from crm_desktop.ui.duplicates.pair_queue import Ids, QueueModel, ids_of
from crm_desktop.ui.duplicates.queue_panel import QueuePanel
from crm_desktop.ui.duplicates.result_pane import ResultPane
from crm_desktop.ui.duplicates.two_sides import TwoSides
from crm_desktop.ui.exchange.calm_word import calm_word
from crm_desktop.ui.jobs.changes_of_file import ChangesOfFile
from crm_desktop.ui.jobs.pause import pause
from crm_desktop.ui.jobs.progress_panel import ProgressPanel
from crm_desktop.ui.jobs.runner import Job, Runner
from crm_desktop.ui.look.controls import button
from crm_desktop.ui.look.lead_focus import lead_focus
from crm_desktop.ui.look.shortcut import shortcut

TOGETHER_MS = 300  # changes that come together are looked at once
PAUSE_MS = 40  # the cursor rests this long before a pair is read
TIGHT = 1000
WAITING, NOTHING, PAIR = range(3)


class DuplicatesPage(QWidget):
    """↑ and ↓ go through the queue, Ctrl+Enter merges, N tells a pair apart, S skips it."""

    message = Signal(str)
    back_wanted = Signal()

    def __init__(self, workspace: Workspace, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._runner = workspace, runner
        self._chosen: tuple[int, int] | tuple[()] = ()
        self._stale, self._deciding = True, False
        self._finding: Job | None = None
        self.wish: Wish | None = None
        self.looked: Looked | None = None
        self.model = QueueModel(self)
        self.panel = QueuePanel(self.model)
        self.queue = self.panel.queue
        self.bar, self.head = PlaceBar(), PairHead()
        self.sides, self.result = TwoSides(workspace), ResultPane(workspace)
        self._again = button(_("Look for duplicates again"), self.search, icon_name="refresh-cw")
        self.progress, self._stack = ProgressPanel(), QStackedWidget()
        self._build()
        self._changes = ChangesOfFile(workspace, self)
        self._later, self._pause = pause(self, TOGETHER_MS, self.search), pause(self, PAUSE_MS, self._look)
        self._connect()

    def _build(self) -> None:
        pair = QWidget()
        body = QHBoxLayout()
        body.setSpacing(0)
        for widget, stretch in ((self.panel, 0), (self.sides, 1), (self.result, 0)):
            body.addWidget(widget, stretch)
        inner = QVBoxLayout(pair)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.head)
        inner.addLayout(body, 1)
        waiting = QWidget()
        line = QHBoxLayout(waiting)
        self._again.hide()
        line.addWidget(self._again, 0, Qt.AlignmentFlag.AlignCenter)
        for page in (waiting, calm_word(_("No two customers look like one.")), pair):
            self._stack.addWidget(page)
        watched = QHBoxLayout()
        watched.setContentsMargins(16, 0, 16, 0)
        watched.addWidget(self.progress)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(watched)
        column.addWidget(self._stack, 1)
        lead_focus(self, self.queue)

    def _connect(self) -> None:
        self._changes.happened.connect(self._changed)
        self.queue.chosen.connect(self._choose_pair)
        self.panel.again_wanted.connect(self.look_again)
        self.sides.wanted.connect(self._want)
        self.head.merge_wanted.connect(self.merge)
        self.head.two_wanted.connect(self.tell_apart)
        self.head.skip_wanted.connect(self.skip)
        self.bar.back_wanted.connect(self.back_wanted)
        self.bar.step_wanted.connect(self.queue.step)
        self.bar.search_wanted.connect(self.search)
        acts = {"Ctrl+Return": self.merge, "Ctrl+Enter": self.merge, "N": self.tell_apart, "S": self.skip}
        for keys, act in acts.items():
            shortcut(self, keys, act)

    # --- finding ---

    def show_pair(self, first_id: int, second_id: int) -> None:
        """Put two customers that were chosen in the list before the pairs that are found."""
        self._chosen = (first_id, second_id)
        if self._stack.currentIndex() != WAITING:
            pairs, row = self._with_chosen(self.model.pairs)
            self._show_pairs(pairs, max(row, 0))

    def _with_chosen(self, pairs: Sequence[Pair]) -> tuple[list[Pair], int]:
        """Give the pairs with the chosen one among them, and where it stands; -1 where none was chosen."""
        if not self._chosen:
            return list(pairs), -1
        chosen, self._chosen = chosen_pair(self._workspace, *self._chosen), ()
        if chosen is None:
            return list(pairs), -1
        rest = [pair for pair in pairs if ids_of(pair) != ids_of(chosen)]
        return [chosen, *rest], 0

    def search(self) -> None:
        """Look through the whole file off the window's thread; the queue stays as long."""
        self._later.stop()
        if self._finding is not None:
            self._stale = True  # once more when it ends
            return
        self._stale = False
        self._again.hide()
        self._finding = self._runner.run(
            self._find, owner=self, done=self._found, failed=self._not_found, cancelled=self._give_up
        )
        self.progress.watch(self._finding)

    def _find(self, progress: Progress) -> tuple[list[Pair], list[Told]]:
        return find_duplicates(self._workspace, progress=progress), not_duplicates(self._workspace)

    def _found(self, found: tuple[list[Pair], list[Told]]) -> None:
        self._finding = None
        pairs, told = found
        here, row = self.queue.pair(), self.queue.currentIndex().row()
        wish = self.wish
        self.panel.show_told(told)
        pairs, chosen = self._with_chosen(pairs)
        same = next((at for at, pair in enumerate(pairs) if here and ids_of(pair) == ids_of(here)), chosen)
        if chosen >= 0:
            same, wish = chosen, None
        self._show_pairs(pairs, same if same >= 0 else row)
        if same >= 0 and wish is not None:
            self._want(wish)  # what was chosen already stays chosen
        if self._stale and self.isVisible():
            self.search()

    def _not_found(self, error: UserFacingError) -> None:
        self.message.emit(error.message)
        self._give_up()

    def _give_up(self) -> None:
        """Keep what was found before, if anything was."""
        self._finding = None
        if self._stack.currentIndex() == WAITING:
            self._again.show()
        else:
            self._show_pairs(self.model.pairs, self.queue.currentIndex().row())

    def _show_pairs(self, pairs: Sequence[Pair], row: int) -> None:
        first = self._stack.currentIndex() != PAIR
        self.model.show_pairs(pairs)
        self.panel.show_number(len(pairs))
        self._stack.setCurrentIndex(PAIR if pairs else NOTHING)
        self.queue.go_to(max(row, 0))
        self._choose_pair()
        if first and self.isVisible():
            self.queue.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the pair ---

    def _choose_pair(self) -> None:
        pair = self.queue.pair()
        self.bar.show_place(self.queue.currentIndex().row() + 1 if pair else 0, len(self.model.pairs))
        self.wish = self.looked = None
        self.head.set_ready(ready=False)
        if pair is not None:
            self.head.show_pair(pair)
            self.wish = Wish(pair.first_id, pair.second_id)
            if self.isVisible():
                self._pause.start()

    def _want(self, wish: Wish) -> None:
        self.wish = wish
        self._look()

    def _look(self) -> None:
        self._pause.stop()
        wish = self.wish
        if wish is not None:
            self._runner.run(
                lambda _progress: look(self._workspace, wish), owner=self, done=self._show, failed=self._refused
            )

    def _show(self, looked: Looked) -> None:
        if looked.wish != self.wish:
            return  # something else is wanted by now
        self.looked = looked
        self.sides.show_looked(looked)
        self.result.show_result(looked.result)
        self.head.set_ready(ready=not self._deciding)

    # --- deciding ---

    def merge(self) -> None:
        """Join the pair as it is shown, and show the next one."""
        looked = self.looked
        if looked is None or looked.wish != self.wish:
            return
        wish = looked.wish
        self._decide(
            lambda: merge(self._workspace, wish.keep_id, wish.drop_id, choices=wish.choices, without=wish.without),
            lambda _merged: self._drop(lambda ids: wish.drop_id in ids),
        )

    def tell_apart(self) -> None:
        """Remember that the two are two, and show the next pair."""
        pair = self.queue.pair()
        if pair is None:
            return
        first_id, second_id = ids_of(pair)

        def remember() -> list[Told]:
            remember_not_duplicate(self._workspace, first_id, second_id)
            return not_duplicates(self._workspace)

        def done(told: list[Told]) -> None:
            self.panel.show_told(told)
            self._drop(lambda ids: ids == (first_id, second_id))

        self._decide(remember, done)

    def skip(self) -> None:
        """Leave the pair in the queue and go to the next one that was not skipped."""
        pair, count = self.queue.pair(), len(self.model.pairs)
        if pair is None:
            return
        self.model.skipped.add(ids_of(pair))
        row = self.queue.currentIndex().row()
        after = [(row + step) % count for step in range(1, count + 1)]
        waiting = (each for each in after if ids_of(self.model.pairs[each]) not in self.model.skipped)
        self.queue.go_to(next(waiting, after[0]))
        self.queue.viewport().update()
        self.queue.setFocus(Qt.FocusReason.OtherFocusReason)

    def look_again(self, first_id: int, second_id: int) -> None:
        """Let a pair that was told apart be found again."""
        self._decide(lambda: forget_not_duplicate(self._workspace, first_id, second_id), lambda _work: self.search())

    def _decide(self, deed: Callable[[], object], done: Callable[..., None]) -> None:
        """Do one thing at a time, off the window's thread."""
        if self._deciding:
            return
        self._deciding = True
        self.head.set_ready(ready=False)

        def end(result: object) -> None:
            self._deciding = False
            done(result)

        self._runner.run(lambda _progress: deed(), owner=self, done=end, failed=self._refused)

    def _drop(self, gone: Callable[[Ids], bool]) -> None:
        row = self.queue.currentIndex().row()
        before = sum(gone(ids_of(pair)) for pair in self.model.pairs[:row])
        self._show_pairs([pair for pair in self.model.pairs if not gone(ids_of(pair))], row - before)
        self.queue.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, error: UserFacingError) -> None:
        """Tell why; what is listed may be gone by now, so it is looked for again."""
        self._deciding = False
        self.wish = None
        self.message.emit(error.message)
        self.search()

    # --- what happens ---

    def _changed(self, _changes: ChangeSet) -> None:
        """Look again after what was done elsewhere; what is decided here is known already."""
        if self._deciding:
            self._stale = self._stale or self._finding is not None
            return
        self._stale = True
        if self.isVisible():
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Look for pairs when first shown, and after anything has changed."""
        super().showEvent(event)
        if self._stale:
            self.search()
        elif self.looked is None:
            self._pause.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look at nothing while nobody sees it."""
        super().hideEvent(event)
        self._later.stop()
        self._pause.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow what stands beside the two where it is tight."""
        super().resizeEvent(event)
        for each in (self.panel, self.result):
            each.fit(tight=self.width() < TIGHT)
