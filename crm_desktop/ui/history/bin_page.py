"""The recycle bin: what was removed and can be had back, newest first, searched, looked into, restored."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _, ngettext
from crm_desktop.services import recycle_bin
from crm_desktop.services.recycle_bin import Content, Removed, Restored
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.history.bin_model import BinDelegate, BinModel
from crm_desktop.ui.history.bin_panel import BinPanel
from crm_desktop.ui.jobs.changes_of_file import ChangesOfFile
from crm_desktop.ui.jobs.lookup import Lookup
from crm_desktop.ui.jobs.pause import pause
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.lists.search_field import SearchField
from crm_desktop.ui.look.brush import Brush
from crm_desktop.ui.look.controls import box, button, label
from crm_desktop.ui.look.empty_state import EmptyState
from crm_desktop.ui.look.lead_focus import lead_focus
from crm_desktop.ui.look.shortcut import shortcut

TOGETHER_MS = 200
LIST, EMPTY = 0, 1


class BinPage(QWidget):
    """Reads beside the window; several rows are restored as one piece of work."""

    history_wanted = Signal()
    message = Signal(str)

    def __init__(self, workspace: Workspace, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._runner = workspace, runner
        self._stale = True
        self.model, self.view, self.panel = BinModel(), QListView(), BinPanel()
        self._brush = Brush(self.font())
        self._delegate = BinDelegate(self.view, self.model, self._brush)
        self.search = SearchField(_("Search in removed records"), key="")
        self._number, self._empty, self._stack = label("", "muted"), EmptyState(), QStackedWidget()
        self._found: Lookup[Sequence[Removed]] = Lookup(self)
        self._older: Lookup[Sequence[Removed]] = Lookup(self)
        self._content: Lookup[tuple[str, Content]] = Lookup(self)
        self._build()
        self._changes = ChangesOfFile(workspace, self)
        self._later = pause(self, TOGETHER_MS, self.refresh)
        self._connect()

    def _build(self) -> None:
        top = box("top")
        top.setFixedHeight(52)
        line = QHBoxLayout(top)
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(12)
        line.addWidget(label(_("Recycle bin"), "page-title"))
        line.addWidget(label(_("kept as long as the history"), "secondary"))
        line.addStretch(1)
        line.addWidget(self.search, 4)
        line.addStretch(1)
        line.addWidget(self._number)
        line.addWidget(button(_("History"), self.history_wanted.emit, icon_name="history"))
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.setAccessibleName(_("Removed records"))
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        self._stack.addWidget(view)
        self._stack.addWidget(self._empty)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._stack, 1)
        body.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addLayout(body, 1)
        lead_focus(self, view)

    def _connect(self) -> None:
        self._changes.happened.connect(self._mark_stale)
        self.search.searched.connect(lambda _text: self.refresh())
        self.search.down.connect(self.view.setFocus)
        self._found.answered.connect(self._show)
        self._older.answered.connect(self._add)
        self._content.answered.connect(lambda found: self._show_content(*found))
        for lookup in (self._found, self._older, self._content):
            lookup.failed.connect(lambda error: self.message.emit(error.message))
        self.model.more_wanted.connect(self._ask_older)
        self.view.selectionModel().selectionChanged.connect(lambda _new, _old: self._choose())
        self.view.doubleClicked.connect(lambda _index: self.restore())
        self.panel.restore_wanted.connect(self.restore)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut(self, keys, self.restore)

    def stop(self) -> None:
        """Look at the file no more; it is about to be closed."""
        for lookup in (self._found, self._older, self._content):
            lookup.stop()

    def chosen(self) -> list[Removed]:
        """Give the records that are selected."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return [self.model.records[row] for row in rows]

    def refresh(self) -> None:
        """Read the bin anew; what is chosen stays chosen."""
        self._later.stop()
        self._stale = False
        workspace, said = self._workspace, self.search.text()

        def answer() -> Sequence[Removed]:
            with workspace.read() as session:
                return recycle_bin.removed(session, search=said)

        self._found.ask(answer)

    def restore(self) -> None:
        """Bring back what is chosen."""
        records = self.chosen()
        if records:
            self.panel.act.setEnabled(False)
            self._runner.run(
                lambda _progress: recycle_bin.restore(self._workspace, records),
                owner=self,
                done=self._restored,
                failed=self._refused,
            )

    def _restored(self, done: Restored) -> None:
        if done.conflicts:
            self.message.emit(" ".join(dict.fromkeys(each.message for each in done.conflicts)))
        self.refresh()

    def _refused(self, error: UserFacingError) -> None:
        self.message.emit(error.message)
        self.panel.act.setEnabled(True)

    def _ask_older(self, before: int) -> None:
        workspace, said = self._workspace, self.search.text()

        def answer() -> Sequence[Removed]:
            with workspace.read() as session:
                return recycle_bin.removed(session, search=said, before=before)

        self._older.ask(answer, patience=0)

    def _show(self, records: Sequence[Removed]) -> None:
        keys, row = {each.key for each in self.chosen()}, max(self.view.currentIndex().row(), 0)
        self._delegate.today = self._workspace.context.today
        self.model.show_first(records)
        self._show_number()
        lost = not self.view.isVisible() and not self.search.text() and self.isVisible()
        self._stack.setCurrentIndex(LIST if records else EMPTY)
        if lost and records:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.panel.setVisible(bool(records))
        if self.search.text():
            self._empty.say("search", _("Nothing found for “{text}”").format(text=self.search.text()), "", [])
        else:
            said = _("What you remove goes here, with everything that belongs to it, and can be restored one by one.")
            self._empty.say("archive-restore", _("The recycle bin is empty"), said, [])
        rows = [place for place, each in enumerate(records) if each.key in keys]
        for each in rows or [min(row, len(records) - 1)] * bool(records):
            flag = QItemSelectionModel.SelectionFlag.Select
            self.view.selectionModel().setCurrentIndex(self.model.index(each), flag)

    def _add(self, records: Sequence[Removed]) -> None:
        self.model.add(records)
        self._show_number()

    def _show_number(self) -> None:
        """Say how many there are, as far as they are read: to count them all takes a while after a large removal."""
        number = ngettext("{n} removed record", "{n} removed records", len(self.model.records))
        self._number.setText(_("{number} and more").format(number=number) if self.model.canFetchMore() else number)

    def _choose(self) -> None:
        records = self.chosen()
        self.panel.show_chosen(records)
        if len(records) == 1:
            workspace, record = self._workspace, records[0]

            def answer() -> tuple[str, Content]:
                with workspace.read() as session:
                    return workspace.work_info(record.work_id).title, recycle_bin.content(session, record)

            self._content.ask(answer)

    def _show_content(self, by: str, content: Content) -> None:
        records = self.chosen()
        if len(records) == 1:
            self.panel.show_chosen(records, by)
            self.panel.show_content(content)

    def _mark_stale(self) -> None:
        self._stale = True
        if self.isVisible():
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again when shown, if something happened."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look at nothing while nobody sees it."""
        super().hideEvent(event)
        self._later.stop()
