"""The windows of spreadsheets: in and out."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from crm_desktop.base.i18n import _
from crm_desktop.base.paths import resources
from crm_desktop.exchange.writing.export import ExportResult
from crm_desktop.exchange.writing.write_sheets import Lossy
from crm_desktop.services.lists import ListQuery
from crm_desktop.ui.exchange.export_dialog import ExportDialog
from crm_desktop.ui.exchange.export_form import LISTED
from crm_desktop.ui.exchange.import_dialog import ALREADY, CHECK, COLUMNS, SHEETS, ImportDialog
from crm_desktop.ui.lists.listed import Listed
from tests.scenes.studio import SHEET, Studio, until, wait


def importing(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    sheet = studio.folder / "客户名单2026.csv"
    sheet.write_bytes(SHEET.encode("gb18030"))
    dialog = ImportDialog(studio.workspace, studio.runner)
    dialog.show()
    yield "import-1", dialog
    dialog.read(studio.folder / "客户名单.docx")
    until(dialog.file._refused.isVisible)
    yield "import-1-refused", dialog
    dialog.read(sheet)
    until(lambda: dialog.work.workbook is not None)
    yield "import-1-read", dialog
    yield from _steps(dialog, "import")
    studio.workspace.undo(dialog.result_of_import.batch)


def sample(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    dialog = ImportDialog(studio.workspace, studio.runner, resources("samples", "文具批发客户.xlsx"))
    dialog.show()
    until(lambda: dialog.work.workbook is not None)
    yield "sample-1", dialog
    yield from _steps(dialog, "sample")
    studio.workspace.undo(dialog.result_of_import.batch)


def _steps(dialog: ImportDialog, name: str) -> Iterator[tuple[str, QWidget]]:
    for step in (SHEETS, COLUMNS, ALREADY, CHECK):
        dialog.next.click()
        until(lambda: dialog.next.isEnabled() and not dialog.work.checking.waiting)
        wait(100)
        yield f"{name}-{step + 1}", dialog
        dialog.resize(1000, 620)
        yield f"{name}-{step + 1}-small", dialog
        dialog.resize(1248, 784)
        if step == ALREADY:
            dialog.already.tabs.setCurrentIndex(1)
            yield f"{name}-{step + 1}-unsure", dialog
    dialog.next.click()
    until(lambda: dialog.result_of_import is not None)
    yield f"{name}-6", dialog
    dialog.accept()


def exporting(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    fields = ("level", "name", "main_phone", "main_contact")
    listed = Listed(ListQuery("customer"), 12, (1, 2, 3), fields, 12)
    dialog = ExportDialog(studio.workspace, studio.runner, listed)
    dialog.form.path.setText(str(studio.folder / "客户 2026-11-24.xlsx"))
    dialog.show()
    yield "export", dialog
    dialog.form.choose(LISTED, "vcard3")
    (studio.folder / "客户 2026-11-24.vcf").touch()
    dialog.form.path.setText(str(studio.folder / "客户 2026-11-24.vcf"))
    yield "export-cards", dialog
    lost = (
        Lossy("客户", 14, _("Remark"), _("Control characters were left out.")),
        Lossy(
            "客户",
            21,
            _("Name"),
            _("The encoding has no “{characters}”; a question mark stands there now.").format(characters="䶮"),
        ),
    )
    dialog._done(ExportResult(studio.folder / "客户 2026-11-24.csv", 12, lost))
    yield "export-lost", dialog
