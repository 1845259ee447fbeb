"""Reads and keeps settings for the page: at once, with a way back, wherever they are kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.fields.kind import Note, RefusedError
from crm_desktop.services.settings import MachineSettings, setting_named
from crm_desktop.services.work_info import ChangeSet
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.changes_of_file import ChangesOfFile
from crm_desktop.ui.jobs.runner import Runner

KEPT_IN = frozenset({"setting", "own_field", "choice_option"})  # the tables that the page shows
Tell = Callable[..., None]  # text, and where something can be done about it: its name and the function


@dataclass(frozen=True, slots=True)
class Room:
    """What the page may ask of the window around it."""

    workspace: Workspace
    machine: MachineSettings
    runner: Runner
    tell: Tell
    undo: QAction
    back_up: QAction
    lock: Callable[[], object]


class Keeper(QObject):
    """`changed` says that values are to be shown anew: the file's settings changed, here or by an undo.

    While the page is not seen nothing is shown anew; `wake` makes up for it.
    """

    changed = Signal()

    def __init__(self, room: Room, page: QWidget) -> None:
        super().__init__(page)
        self.room, self._page, self._stale = room, page, False
        self._kept: dict[str, Any] = {}  # the file's settings as they stand; empty: not read since they changed
        changes = ChangesOfFile(room.workspace, self)
        changes.happened.connect(self._heard)

    def _heard(self, change: ChangeSet) -> None:
        if change.many or KEPT_IN & change.work.counts.keys():
            self._stale = True
            self._kept = {}
            if self._page.isVisible():
                self.wake()

    def wake(self) -> None:
        """Show anew what changed while the page was not seen."""
        if self._stale:
            self._stale = False
            self.changed.emit()

    def value(self, name: str) -> Any:
        """Give a setting."""
        if setting_named(name).place == "MACHINE":
            return self.room.machine[name]
        self._kept = self._kept or self.room.workspace.settings.all()
        return self._kept[name]

    def judge(self, name: str, raw: object) -> tuple[Note, ...]:
        """Say what there is to say about a text for a setting."""
        declared = setting_named(name)
        try:
            read = declared.kind.read(raw, self.room.workspace.context)
        except RefusedError as error:
            return (error.note,)
        except InvalidValueError as error:
            return (Note("refuse", error.code, error.message),)
        if read.value is None and declared.required:
            return (Note("refuse", "required", _("It must not be empty.")),)
        return read.notes

    def save(self, **raw: object) -> None:
        """Keep settings of one place; raises `InvalidValueError`. What is this computer's is told with its way back."""
        if all(setting_named(name).place == "FILE" for name in raw):
            self.room.workspace.settings.set(**raw)
            self._kept = {}  # also where the page hears of it only later
            return
        for name, each in raw.items():
            self._save_here(name, each)

    def _save_here(self, name: str, raw: object) -> None:
        before = self.value(name)
        self.room.machine.set(name, raw)
        if self.value(name) == before:
            return

        def put_back() -> None:
            self.room.machine.set(name, before)
            self.changed.emit()
            self.room.tell(_("Put back: {label}").format(label=_(setting_named(name).label)))

        # A change of the language rebuilds the window, so the words are found only now.
        self.changed.emit()
        self.room.tell(_("Saved: {label}").format(label=_(setting_named(name).label)), _("Undo"), put_back)
