"""Work with the files of a record beside the window's thread: taking them in, opening and saving copies."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.exchange.dropped import Taken, take_in
from crm_desktop.fields.file_names import starts_a_program
from crm_desktop.services import attachments
from crm_desktop.services.attachments import Incoming
from crm_desktop.services.private_copies import PrivateCopies
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.jobs.progress_panel import ProgressPanel
from crm_desktop.ui.jobs.runner import Runner


class FileWork(QObject):
    """Runs one after the other; `panel` shows how far a long one is and cancels it."""

    def __init__(self, workspace: Workspace, tell: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._tell, self._widget = workspace, tell, parent
        self._runner = Runner(self)
        self.copies = PrivateCopies()
        self.panel = ProgressPanel()

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._runner.busy

    def stop(self) -> None:
        """Give up what is under way and remove every copy; call it before the file is closed."""
        self._runner.close()
        self.copies.close()

    def attach(self, customer_id: int, files: Sequence[Incoming]) -> None:
        """Keep files as attachments of a customer."""
        workspace = self._workspace
        self.panel.watch(
            self._runner.run(
                lambda progress: attachments.attach_files(workspace, customer_id, files, progress=progress),
                owner=self._widget,
                done=lambda _ids: None,  # the change itself is announced, with its undo
                failed=self._failed,
                cancelled=self._cancelled,
            )
        )

    def take_in(self, customer_id: int, files: Sequence[Incoming]) -> None:
        """Keep mails as interactions, pictures as a note, other files as attachments."""
        workspace = self._workspace
        self.panel.watch(
            self._runner.run(
                lambda progress: take_in(workspace, customer_id, files, progress=progress),
                owner=self._widget,
                done=self._took,
                failed=self._failed,
                cancelled=self._cancelled,
            )
        )

    def open(self, values: Mapping[str, Any]) -> None:
        """Open a private copy of an attachment; what may start a program is asked about first."""
        if starts_a_program(values["name"]) and not self._is_wanted(values["name"]):
            return
        workspace, copies = self._workspace, self.copies
        self.panel.watch(
            self._runner.run(
                lambda progress: copies.copy(workspace, values["id"], values["name"], progress=progress),
                owner=self._widget,
                done=self._show,
                failed=self._failed,
                cancelled=self._cancelled,
            )
        )

    def ask_and_save(self, values: Mapping[str, Any]) -> None:
        """Ask for a place on the disk and write an attachment there."""
        chosen, _filter = QFileDialog.getSaveFileName(self._widget, _("Save as"), str(Path.home() / values["name"]))
        if chosen:
            self.save(values, Path(chosen))

    def save(self, values: Mapping[str, Any], path: Path) -> None:
        """Write an attachment to the disk."""
        workspace = self._workspace
        self.panel.watch(
            self._runner.run(
                lambda progress: attachments.save_as(workspace, values["id"], path, progress=progress),
                owner=self._widget,
                done=lambda _nothing: self._say(_("Saved as {file}").format(file=path.name)),
                failed=self._failed,
                cancelled=self._cancelled,
            )
        )

    def _show(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._tell(_("No program opens “{name}”; use “Save as…” instead.").format(name=path.name))
            return
        self._tell(_("A copy of “{name}” is open: what you change in it is not kept.").format(name=path.name))

    def _took(self, taken: Taken) -> None:
        if taken.nothing or taken.known or taken.refused:
            self._tell(taken.said())

    def _say(self, text: str) -> None:
        self._tell(text)

    def _failed(self, error: UserFacingError) -> None:
        self._tell(error.message)

    def _cancelled(self) -> None:
        self._tell(_("Cancelled. Nothing was changed."))

    def _is_wanted(self, name: str) -> bool:
        question = _("“{name}” may start a program. Open it only if you know who made it.").format(name=name)
        box = QMessageBox(QMessageBox.Icon.Warning, _("Open this file?"), question, parent=self._widget)
        open_it = box.addButton(_("Open anyway"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        return box.clickedButton() is open_it
