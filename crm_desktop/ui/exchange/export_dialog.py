"""Writing customers to a spreadsheet or an address book: what, in which format, where to, and what was lost."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _, ngettext
from crm_desktop.base.progress import Progress
from crm_desktop.exchange.cards.write_vcards import export_vcards
from crm_desktop.exchange.writing.export import ExportResult, export_all, export_list
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.exchange.export_form import EVERYTHING, SELECTED, ExportForm
from crm_desktop.ui.exchange.lossy_page import LossyPage
from crm_desktop.ui.jobs.progress_panel import ProgressPanel
from crm_desktop.ui.jobs.runner import Job, Runner
from crm_desktop.ui.lists.listed import Listed
from crm_desktop.ui.look.controls import box, button, label, set_variant

Tell = Callable[..., object]  # a message, and what can be done about it: `MessageBar.tell`
SIZE = (640, 500)


class ExportDialog(QDialog):
    """Exports beside the window; cancelling leaves no file. `exported` brings what was written."""

    exported = Signal(object)

    def __init__(self, workspace: Workspace, runner: Runner, listed: Listed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._runner, self._listed = workspace, runner, listed
        self._job: Job | None = None
        self.form = ExportForm(listed)
        self.lossy = LossyPage()
        self.hint = label("", "caption", wrap=True)
        self.stop = button(_("Cancel"), self.reject, kind="ghost")
        self.start = button("", self._start, kind="primary", size="main")
        self.start.setDefault(True)
        self._panel = ProgressPanel(self)
        self._build()
        self.form.changed.connect(self._look)
        self._look()

    def _build(self) -> None:
        self.setWindowTitle(_("Export customers"))
        self.resize(*SIZE)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.form)
        self.pages.addWidget(self.lossy)
        footer = box("strip")
        footer.setFixedHeight(60)
        row = QHBoxLayout(footer)
        row.setContentsMargins(24, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._panel, 1)
        row.addWidget(self.hint, 1)
        row.addWidget(self.stop)
        row.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pages, 1)
        column.addWidget(footer)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the button that does it: most exports are of what is seen, as it is offered."""
        super().showEvent(event)
        self.start.setFocus()

    def _look(self) -> None:
        busy = self._job is not None and self._job.running
        self.form.setEnabled(not busy)
        named = bool(self.form.path.text().strip())
        self.start.setEnabled(not busy and named and self.form.count > 0)
        self.start.setText(ngettext("Export {n} customer", "Export {n} customers", self.form.count))

    def _say(self, text: str, role: str = "caption") -> None:
        self.hint.setText(text)
        set_variant(self.hint, "role", role)

    def _start(self) -> None:
        if self.pages.currentWidget() is self.lossy:
            self.accept()
            return
        self._say("")
        self._job = self._runner.run(
            self._work(), owner=self, done=self._done, failed=self._failed, cancelled=self._cancelled
        )
        self._panel.watch(self._job)
        self._look()

    def _work(self) -> Callable[[Progress], ExportResult]:
        """Give what is to be done, all choices taken now."""
        workspace, form, listed = self._workspace, self.form, self._listed
        path, chosen, fields, everything = form.target, form.format, form.fields, form.what == EVERYTHING
        ids = listed.selected if form.what == SELECTED else None
        query = None if everything else listed.query
        if chosen.version is not None:
            version = chosen.version
            return lambda progress: export_vcards(workspace, path, query, ids=ids, version=version, progress=progress)
        if everything and chosen.ending == ".xlsx":
            return lambda progress: export_all(workspace, path, progress=progress)
        return lambda progress: export_list(
            workspace, path, "customer", query, ids=ids, fields=fields, encoding=chosen.encoding, progress=progress
        )

    def _done(self, result: ExportResult) -> None:
        self.exported.emit(result)
        if not result.lossy:
            self.accept()
            return
        self.lossy.show_result(result)
        self.pages.setCurrentWidget(self.lossy)
        self.stop.hide()
        self.start.setText(_("Done"))
        self.start.setEnabled(True)

    def _failed(self, error: UserFacingError) -> None:
        self._say(error.message, "error")
        self._look()

    def _cancelled(self) -> None:
        self._say(_("Cancelled. No file was written."))
        self._look()

    def reject(self) -> None:
        """Stop what is under way, or close."""
        if self._job is not None and self._job.running and self.isVisible():
            self._job.stop()
            return
        super().reject()


def ask_and_export(workspace: Workspace, runner: Runner, listed: Listed, tell: Tell, parent: QWidget) -> None:
    """Ask what to export and do it; `tell` says how it ended and offers the folder."""
    dialog = ExportDialog(workspace, runner, listed, parent)
    dialog.exported.connect(lambda result: _tell(result, tell))
    dialog.exec()


def _tell(result: ExportResult, tell: Tell) -> None:
    count = ngettext("{n} record exported", "{n} records exported", result.rows)
    tell(f"{count} · {result.file.name}", _("Open folder"), lambda: open_folder(result.file))


def open_folder(file: Path) -> None:
    """Show the folder of a file in the system's own way."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))
