"""The print preview: options at the left, the very pages at the right."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _, ngettext
from crm_desktop.base.paths import documents_folder
from crm_desktop.base.progress import Progress
from crm_desktop.printing.declare import document_named, documents, sheets_of, title_of
from crm_desktop.printing.fonts import paper_font
from crm_desktop.printing.output import pdf_bytes, print_on, set_page
from crm_desktop.printing.sheets import Sheet
from crm_desktop.services.workspace import Workspace
from crm_desktop.services.written_file import write_file
from crm_desktop.ui.jobs.runner import Runner
from crm_desktop.ui.look.controls import box, button, icon_button, label
from crm_desktop.ui.printing.options_pane import OptionsPane, upright_rule
from crm_desktop.ui.printing.page_view import PageView

NOT_IN_A_FILE_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class PreviewDialog(QDialog):
    """Shows a document about some records and prints it or saves it as a PDF.

    Pages are laid out beside the window; `laid_out` tells that they stand there.
    """

    laid_out = Signal()
    saved = Signal(str)
    printed = Signal(int)

    def __init__(self, workspace: Workspace, document: str, ids: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._ids = workspace, tuple(ids)
        self._sheets: Sequence[Sheet] = ()
        self._runner = Runner(self)
        entity = document_named(document).entity
        self.options = OptionsPane([each for each in documents().values() if each.entity == entity], document)
        self.view = PageView()
        self._build()
        self._connect()
        paper_font(9.5)  # loads the font on this thread
        self._lay_out()

    def _build(self) -> None:
        self.setWindowTitle(_("Print preview"))
        self.resize(1120, 780)
        self.setMinimumSize(820, 560)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._tools())
        right.addWidget(self.view, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.options)
        row.addWidget(upright_rule())
        row.addLayout(right, 1)

    def _tools(self) -> QWidget:
        bar = box("top")
        bar.setFixedHeight(40)
        self.back = icon_button("chevron-left", _("Previous page"), lambda: self.view.turn(-1), size="row")
        self.on = icon_button("chevron-right", _("Next page"), lambda: self.view.turn(1), size="row")
        self.place = label("", "secondary")
        self.one = _beside_button(_("One page"), lambda: self.view.show_beside(1))
        self.two = _beside_button(_("Two pages"), lambda: self.view.show_beside(2))
        self.one.setChecked(True)
        smaller = icon_button("zoom-out", _("Smaller"), self.view.zoom_out, size="row", shortcut="Ctrl+-")
        larger = icon_button("zoom-in", _("Larger"), self.view.zoom_in, size="row", shortcut="Ctrl++")
        self.scale = label("", "secondary")
        self.scale.setMinimumWidth(40)
        self.scale.setAlignment(Qt.AlignmentFlag.AlignCenter)
        whole = button(_("Whole page"), lambda: self.view.zoom_to(0), size="row")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(6)
        for each in (self.back, self.place, self.on):
            row.addWidget(each)
        row.addSpacing(12)
        row.addWidget(self.one)
        row.addWidget(self.two)
        row.addStretch(1)
        for each in (smaller, self.scale, larger, whole):
            row.addWidget(each)
        return bar

    def _connect(self) -> None:
        self.options.changed.connect(self._lay_out)
        self.options.save.clicked.connect(lambda _checked: self._ask_where())
        self.options.print.clicked.connect(lambda _checked: self._ask_printer())
        self.view.moved.connect(self._moved)
        for keys, done in (
            (QKeySequence("Ctrl++"), self.view.zoom_in),
            (QKeySequence("Ctrl+="), self.view.zoom_in),
            (QKeySequence("Ctrl+-"), self.view.zoom_out),
            (QKeySequence("Ctrl+0"), lambda: self.view.zoom_to(0)),
        ):
            QShortcut(keys, self).activated.connect(done)

    def save_pdf(self, path: Path) -> None:
        """Write the pages that are shown; tells where they are, or why not."""
        sheets = self._sheets
        self.options.allow(False)

        def work(_progress: Progress) -> Path:
            write_file(path, pdf_bytes(sheets, title_of(sheets)))
            return path

        self._runner.run(work, owner=self, done=self._was_saved, failed=self._fail)

    def print_with(self, printer: QPrinter) -> None:
        """Send the pages that are shown to a printer."""
        print_on(printer, self._sheets, title_of(self._sheets))
        pages = ngettext("{n} page was sent to the printer.", "{n} pages were sent to the printer.", len(self._sheets))
        self.options.tell(pages)
        self.printed.emit(len(self._sheets))

    def _lay_out(self) -> None:
        name, paper, landscape = self.options.chosen
        self.options.allow(False)
        self.options.tell(_("Laying out the pages …"))

        def work(_progress: Progress) -> list[Sheet]:
            return sheets_of(self._workspace, name, self._ids, paper, landscape=landscape)

        self._runner.run(work, owner=self, done=self._show, failed=self._fail)

    def _show(self, sheets: list[Sheet]) -> None:
        self._sheets = sheets
        self.options.allow(True)
        self.options.tell("")
        about = sheets[0].part.about if len(self._ids) == 1 else ngettext("{n} record", "{n} records", len(self._ids))
        self.options.subject.setText(about)
        self.view.show_sheets(sheets)
        self.laid_out.emit()

    def _fail(self, error: UserFacingError) -> None:
        self.options.allow(bool(self._sheets))
        self.options.tell(error.message, wrong=True)

    def _was_saved(self, path: Path) -> None:
        self.options.allow(True)
        self.options.tell(_("Saved as “{name}”.").format(name=path.name))
        self.saved.emit(str(path))

    def _moved(self, first: int, last: int, zoom: float) -> None:
        shown = f"{first}–{last}" if last > first else f"{first}"
        self.place.setText(_("Page {number} of {count}").format(number=shown, count=len(self._sheets)))
        self.scale.setText(f"{zoom:.0%}")
        self.back.setEnabled(first > 1)
        self.on.setEnabled(last < len(self._sheets))

    def _ask_where(self) -> None:
        name = NOT_IN_A_FILE_NAME.sub(" ", title_of(self._sheets)).strip()
        folder = documents_folder() if documents_folder().is_dir() else Path.home()
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save as PDF"), str(folder / f"{name}.pdf"), "PDF (*.pdf)"
        )
        if chosen:
            self.save_pdf(Path(chosen) if chosen.lower().endswith(".pdf") else Path(f"{chosen}.pdf"))

    def _ask_printer(self) -> None:
        if not QPrinterInfo.availablePrinterNames():
            self.options.tell(_("No printer is set up on this computer. Save the pages as a PDF instead."), wrong=True)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_page(printer, self._sheets[0].page)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(self._sheets))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_with(printer)

    def done(self, result: int) -> None:
        """Close; what is under way is waited for, and nobody is called any more."""
        self._runner.close()
        super().done(result)


def _beside_button(text: str, clicked: Callable[[], None]) -> QPushButton:
    made = button(text, clicked, size="row")
    made.setCheckable(True)
    made.setAutoExclusive(True)
    return made
