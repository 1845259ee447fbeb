"""The frame of the program: menus, sidebar, one page at a time, messages below."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from crm_desktop.base import privacy
from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _, language, set_language, system_language
from crm_desktop.services.lists import Condition, ListQuery, count
from crm_desktop.services.settings import MachineSettings
from crm_desktop.services.tasks import overdue_count
from crm_desktop.services.work_info import ChangeSet, UndoResult
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.lookup import Lookup
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.look.theme import apply_theme, on_theme_change
from crm_desktop.ui.pages.customers_page import CustomersPage
from crm_desktop.ui.window.about import show_about
from crm_desktop.ui.window.backup_actions import BackupActions
from crm_desktop.ui.window.help_actions import HelpActions
from crm_desktop.ui.window.idle_lock import IdleLock
from crm_desktop.ui.window.menus import Deeds, fill_menus
from crm_desktop.ui.window.message_bar import MessageBar
from crm_desktop.ui.window.navigation import IMPORT, Navigation
from crm_desktop.ui.window.page_stack import PageStack, Standing
from crm_desktop.ui.window.palette_actions import PaletteActions
from crm_desktop.ui.window.reminding import Reminding
from crm_desktop.ui.window.sections import CUSTOMERS, DUPLICATES, HISTORY, TASKS, TODAY
from crm_desktop.ui.window.sheet_actions import SheetActions
from crm_desktop.ui.window.undo_actions import UndoActions

if TYPE_CHECKING:
    from crm_desktop.ui.duplicates.duplicates_page import DuplicatesPage
    from crm_desktop.ui.history.history_page import HistoryPage

SIZE, LEAST = (1360, 860), (1024, 640)
WIDE_FROM = 1180
LOOK_AGAIN_MS = 300
QUIET_KINDS = frozenset({"edit", "undo", "redo", "restore_all"})  # told in the line below; the rest raises a toast


class MainWindow(QMainWindow):
    """Shows one open file until it is locked or closed.

    `lock` is called when the file is to be locked; it closes this window and asks for the password. `sample` opens
    the sample business in a window of its own.
    """

    lock_requested = Signal()
    closed = Signal()
    _changed = Signal(object)
    stack: PageStack  # made anew with the language, as all that `_build` makes
    messages: MessageBar

    def __init__(
        self,
        workspace: Workspace,
        machine: MachineSettings,
        runner: Runner,
        *,
        lock: Callable[[], None],
        sample: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self.workspace, self.machine, self.runner = workspace, machine, runner
        self._counting: Lookup[tuple[dict[str, int], dict[str, int]]] = Lookup(self)
        self._counting.answered.connect(lambda counts: self.navigation.show_counts(*counts))
        self.lock_requested.connect(lock)
        # Work may be committed on the job's thread; the signal brings it to the window's.
        self._changed.connect(self._show_change)
        self._end_listening = workspace.on_change(self._changed.emit)
        self.undo_actions = UndoActions(workspace, runner, lambda: self.messages, self.show_kept, self)
        self.backup_actions = BackupActions(workspace, runner, lambda: self.messages, self)
        self.sheets = SheetActions(
            workspace, runner, lambda: self.messages, lambda: self.customers, self.show_work, sample, self
        )
        self.palette_actions = PaletteActions(workspace, self, self.open_customer, lambda: self.stack.views())  # noqa: PLW0108 - made anew
        self.help_actions = HelpActions(self, lambda: self.stack.help_page())  # noqa: PLW0108 - made anew
        privacy.set_on(machine["privacy"])
        self._idle = IdleLock(machine["auto_lock_minutes"], self)
        self._idle.idle.connect(self.lock)
        self.reminding = Reminding(workspace, machine, self._remind, self)
        self._end_watching = machine.on_change(self._machine_changed)
        self._end_looking = on_theme_change(self.rebuild)
        self.setMinimumSize(_least(machine["text_size"], self.screen().availableSize()))
        self.resize(*SIZE)
        geometry = str(machine["window_geometry"] or "")
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        self._build(Standing())

    def _build(self, standing: Standing) -> None:
        """Build everything that holds words or colours; called again when these change."""
        self._spoken = language()
        self.setWindowTitle(_("{file} – Kebu").format(file=self.workspace.path.stem))
        self.navigation = Navigation()
        self.navigation.chosen.connect(self._choose_section)
        self.stack = PageStack(self, standing)
        self.stack.record_opened.connect(self.palette_actions.opened)
        self.messages = MessageBar(self.workspace.path, self.machine["auto_lock_minutes"], self)
        self.messages.show_privacy(self.machine["privacy"])
        self.messages.text_clicked.connect(partial(self.show_section, HISTORY))
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.navigation)
        body.addWidget(self.stack, 1)
        frame = QWidget()
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(body, 1)
        layout.addWidget(self.messages)
        self.setCentralWidget(frame)
        self.undo_actions.look()
        self.backup_actions.look()
        actions = (self.backup_actions.back_up, self.undo_actions.undo, self.undo_actions.redo)
        fill_menus(self.menuBar(), self._deeds(), self.machine, *actions)
        self._fold()
        self._count()
        self.show_section(standing.section)

    def _deeds(self) -> Deeds:
        return Deeds(
            show_section=self.show_section,
            import_sheet=self.sheets.import_sheet,
            export_list=self.sheets.export_list,
            save_template=self.sheets.save_template,
            print_current=self.sheets.print_current,
            new_customer=self.new_customer,
            focus_search=self.focus_search,
            palette=self.palette_actions.show,
            focus_message=self.focus_message,
            lock=self.lock,
            close=self.close,
            sample=self.sheets.open_sample,
            manual=self.help_actions.show_manual,
            keys=lambda: self.help_actions.sheet().exec(),
            about=partial(show_about, self),
            choose=self.machine.set,
        )

    def rebuild(self) -> None:
        """Show all of it anew in the language and theme of now, standing at the same place."""
        standing = self.stack.standing()
        self.stack.stop()
        told = self.messages.text if self._spoken == language() else ""
        self.messages.drop_toast()
        self.help_actions.forget()
        self._build(standing)
        if told:
            self.messages.tell(told)

    def show_section(self, name: str) -> None:
        """Show a section, and mark it in the sidebar."""
        section = self.stack.show_section(name)
        self.navigation.show_section(section.under or name)

    def _choose_section(self, name: str) -> None:
        if name == IMPORT:
            self.navigation.show_section(self.stack.section)
            self.sheets.import_sheet()
            return
        if name == self.stack.section == CUSTOMERS:
            self.customers.show_list()
        self.show_section(name)

    @property
    def customers(self) -> CustomersPage:
        """Give the page of customers, showing it."""
        self.show_section(CUSTOMERS)
        return self.stack.customers

    # --- deeds ---

    def open_customer(self, record_id: int) -> None:
        """Show the page of a customer."""
        self.customers.open_record(record_id)

    def open_part(self, record_id: int, entity_name: str, part_id: int) -> None:
        """Show the page of a customer at something that belongs to it."""
        self.customers.open_part(record_id, entity_name, part_id)

    def new_customer(self) -> None:
        """Ask for a new customer."""
        self.customers.new_record()

    def focus_search(self) -> None:
        """Go to the search field of the customers."""
        self.customers.focus_search()

    def focus_message(self) -> None:
        """Go to the message that offers something."""
        self.messages.focus_toast()

    def show_kept(self, result: UndoResult) -> None:
        """Show what an undo has kept, in the history."""
        self._history().show_result(result)

    def show_work(self, work_id: int) -> None:
        """Show a piece of work, in the history."""
        self._history().show_work(work_id)

    def _history(self) -> "HistoryPage":
        self.show_section(HISTORY)
        return cast("HistoryPage", self.stack.page(HISTORY))

    def merge_pair(self, first_id: int, second_id: int) -> None:
        """Show two customers side by side, to be joined."""
        self.show_section(DUPLICATES)
        cast("DuplicatesPage", self.stack.page(DUPLICATES)).show_pair(first_id, second_id)

    def lock(self) -> None:
        """Ask for the file to be locked: dialogs are given up, work under way is waited for."""
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.close()
        if self.runner.busy or self.stack.busy:
            self.messages.tell(_("Locks as soon as the work under way is done."))
            QTimer.singleShot(LOOK_AGAIN_MS, self, self._lock_if_open)
            return
        self.lock_requested.emit()

    def _lock_if_open(self) -> None:
        if self.isVisible():
            self.lock()

    # --- what happens ---

    def _remind(self, said: str) -> None:
        self.messages.tell(said, _("Show"), partial(self.show_section, "today"), icon_name="bell")

    def _machine_changed(self, name: str) -> None:
        application = QApplication.instance()
        if name == "privacy":
            privacy.set_on(self.machine["privacy"])
            self.rebuild()
        elif name == "auto_lock_minutes":
            self._idle.watch(self.machine["auto_lock_minutes"])
            self.messages.show_lock(self.machine["auto_lock_minutes"])
        elif name == "theme" and isinstance(application, QApplication):
            apply_theme(application, self.machine["theme"])
        elif name == "language":
            wanted = self.machine["language"]
            wanted = system_language() if wanted == "system" else wanted
            if wanted != language():
                set_language(wanted)
                self.rebuild()

    def _show_change(self, change: ChangeSet) -> None:
        self.undo_actions.look()
        self._count()
        work = change.work
        if work.kind == "import":
            self.backup_actions.look()  # one was made before
        if work.kind in QUIET_KINDS:
            if work.kind == "edit":
                self.messages.hint(_("{title} · Ctrl+Z undoes it").format(title=work.title))
            return
        self.messages.tell(work.title, _("Undo"), lambda: self.undo_actions.take_back(work.id))

    def _count(self) -> None:
        self._counting.ask(partial(_counted, self.workspace), patience=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the sidebar where room is short."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        self.navigation.set_wide(self.width() >= WIDE_FROM)
        self.messages.set_indent(self.navigation.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the window's size; work under way is stopped and rolled back."""
        self.stack.standing()  # keeps what is typed
        self.stack.stop()
        self._counting.stop()
        self._end_listening()
        self._end_watching()
        self._end_looking()
        with suppress(OSError, UserFacingError):  # a size that cannot be kept is no reason to stay open
            self.machine.set("window_geometry", bytes(self.saveGeometry().toBase64().data()).decode())
        super().closeEvent(event)
        self.closed.emit()


def _least(text_size: str, screen: QSize) -> QSize:
    """Give the smallest window; where everything is shown larger, a small screen must still hold it."""
    least = QSize(*LEAST)
    return least if text_size == "100" else least.boundedTo(screen)


def _counted(workspace: Workspace) -> tuple[dict[str, int], dict[str, int]]:
    """Count what stands beside the sections, and what is urgent."""
    to_do = ListQuery("task", (Condition("done_at", "empty"),))
    with workspace.read() as session:
        counts = {CUSTOMERS: count(session, ListQuery("customer")), TASKS: count(session, to_do)}
        return counts, {TODAY: overdue_count(session, workspace.context.today)}
