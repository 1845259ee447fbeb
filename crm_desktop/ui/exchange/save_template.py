"""Saving an empty workbook that a person fills in and imports."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _
from crm_desktop.base.paths import documents_folder
from crm_desktop.exchange.writing.export import ExportResult
from crm_desktop.exchange.writing.template import write_template
from crm_desktop.fields.kind import Context
from crm_desktop.ui.jobs.runner import Runner


def ask_and_save_template(
    parent: QWidget, tell: Callable[..., object] | None = None, context: Context | None = None
) -> None:
    """Ask where to, then write beside the window; `tell` says how it ended and offers to open the workbook.

    `context` brings the user's own words of choices. Without `tell` the workbook is opened at once.
    """
    folder = documents_folder().parent
    proposed = str((folder if folder.is_dir() else Path.home()) / f"{_('import template')}.xlsx")
    chosen, _filter = QFileDialog.getSaveFileName(parent, _("Save an import template"), proposed, "Excel (*.xlsx)")
    if not chosen:
        return
    path = Path(chosen) if chosen.lower().endswith(".xlsx") else Path(f"{chosen}.xlsx")
    runner = Runner(parent)

    def done(result: ExportResult) -> None:
        runner.close()
        if tell is None:
            _open(result.file)
        else:
            tell(_("Template saved as {file}").format(file=result.file.name), _("Open"), lambda: _open(result.file))

    def failed(error: UserFacingError) -> None:
        runner.close()
        if tell is not None:
            tell(error.message)

    runner.run(lambda _progress: write_template(path, context=context), owner=parent, done=done, failed=failed)


def _open(file: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
