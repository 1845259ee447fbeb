"""Undo and redo of pieces of work, from the menu, the keys and the message."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _, ngettext
from crm_desktop.services.unmerge import Later, unmerge
from crm_desktop.services.work_info import Drop, UndoResult, WorkInfo
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.look.icons import icon
from crm_desktop.ui.window.message_bar import MessageBar


class UndoActions(QObject):
    """The two actions, which always say what they would take back."""

    def __init__(
        self,
        workspace: Workspace,
        runner: Runner,
        messages: Callable[[], MessageBar],
        show_kept: Callable[[UndoResult], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._workspace, self._runner, self._messages, self._show_kept = workspace, runner, messages, show_kept
        self.undo = self._action("undo-2", [QKeySequence("Ctrl+Z")], self.take_back)
        self.redo = self._action("redo-2", [QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")], self.do_again)
        self.look()

    def _action(self, icon_name: str, keys: list[QKeySequence], done: Callable[[], None]) -> QAction:
        action = QAction(icon(icon_name, "secondary"), "", self)
        action.setShortcuts(keys)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _checked: done())
        return action

    def look(self) -> None:
        """Say anew what would be undone and redone."""
        for action, work, plain, named in (
            (self.undo, self._workspace.can_undo(), _("&Undo"), _("&Undo: {title}")),
            (self.redo, self._workspace.can_redo(), _("&Redo"), _("&Redo: {title}")),
        ):
            action.setEnabled(work is not None)
            action.setText(named.format(title=_short(work)) if work else plain)
            action.setProperty("name", plain)  # what the keys do, whatever stands to be undone

    def take_back(self, work_id: int | None = None, drop: Drop = ()) -> None:
        """Undo one piece of work (the last one, unless named) off the window's thread; of `drop` later edits too."""
        self._start(lambda: self._workspace.undo(work_id, drop=drop), _("Undone: {title}"))

    def separate(self, work_id: int, later: Later) -> None:
        """Take a merge apart and let what was added since go where `later` says."""

        def function() -> UndoResult:
            parted = unmerge(self._workspace, work_id, later=later)
            return UndoResult(self._workspace.work_info(work_id), parted.work_id, parted.conflicts)

        self._start(function, _("Undone: {title}"))

    def do_again(self, work_id: int | None = None) -> None:
        """Redo what was undone last, or one undone piece of work."""
        self._start(lambda: self._workspace.redo(work_id), _("Done again: {title}"))

    def _start(self, function: Callable[[], UndoResult], told: str) -> None:
        self._runner.run(
            lambda _progress: function(),
            owner=self,
            done=lambda result: self._tell(result, told),
            failed=self._refused,
        )

    def _tell(self, result: UndoResult, told: str) -> None:
        self.look()
        text = told.format(title=result.undone.title)
        if result.conflicts:
            kept = len(result.conflicts)
            text += " · " + ngettext(
                "{n} place was kept, it was changed since", "{n} places were kept, they were changed since", kept
            )
            self._messages().tell(
                text,
                _("Show"),
                lambda: self._show_kept(result),
                icon_name="triangle-alert",
            )
        else:
            self._messages().hint(text)

    def _refused(self, error: UserFacingError) -> None:
        self._messages().tell(error.message, icon_name="triangle-alert")


def _short(work: WorkInfo) -> str:
    # An ampersand in a name would become the menu's mnemonic.
    title = work.title.replace("&", "&&")
    return title if len(title) <= 48 else title[:47] + "…"
