"""First step of an import: a file by drop or by choice, and its first rows to recognise it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.base.i18n import N_, _, ngettext
from crm_desktop.exchange.reading.workbook import Workbook
from crm_desktop.services.work_info import WorkInfo
from crm_desktop.ui.exchange.first_rows import FirstRows
from crm_desktop.ui.look.controls import box, button, label
from crm_desktop.ui.look.note import icon_label, note
from crm_desktop.ui.values.dates import full

PATTERNS = "*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt *.htm *.html *.mht *.mhtml *.xml *.vcf"
ENCODINGS = ("utf-8", "gb18030", "big5", "cp1252", "utf-16")
DELIMITERS: Mapping[str, str] = {
    ",": N_("Comma"),
    ";": N_("Semicolon"),
    "\t": N_("Tab"),
    "|": N_("Vertical bar"),
}
IMPORTS_SHOWN = 3


class FilePage(QWidget):
    """`path_chosen` asks for a file to be read, the other signals for the same file to be read otherwise."""

    path_chosen = Signal(Path)
    written_otherwise = Signal(str, str)  # in which encoding, with which separator; empty: as found
    first_part_chosen = Signal()
    template_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._title = label(_("Drop a spreadsheet here"), "strong")
        self._about = label(
            _("Excel (xlsx, xls, xlsb), WPS, LibreOffice (ods), CSV in any encoding, web tables, address books (vcf)."),
            "caption",
            wrap=True,
        )
        self._refused = note("danger", "", "")
        self.first_part = button(_("Take only the first part"), self.first_part_chosen.emit, size="row")
        self._encodings = QComboBox()
        self._encoding_label = label(_("Encoding"), "field", buddy=self._encodings)
        self._encodings.setProperty("fit", "row")
        self._encodings.setMinimumWidth(160)
        self._delimiters = QComboBox()
        self._delimiter_label = label(_("Separator"), "field", buddy=self._delimiters)
        self._delimiters.setProperty("fit", "row")
        self._written_about = label(_("Choose otherwise if the characters or columns below are wrong."), "caption")
        self._preview = FirstRows(choosing=False)
        self._before = label("", "caption", wrap=True)
        self._build()
        for combo in (self._encodings, self._delimiters):
            combo.activated.connect(lambda _at: self._tell_written())

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(10)
        layout.addWidget(label(_("Which spreadsheet?"), "title"))
        layout.addWidget(self._drop_place())
        layout.addWidget(self._refused)
        more = QHBoxLayout()
        more.addWidget(self.first_part)
        more.addStretch()
        layout.addLayout(more)
        self._written = QWidget()
        row = QHBoxLayout(self._written)
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._encoding_label)
        row.addWidget(self._encodings)
        row.addWidget(self._delimiter_label)
        row.addWidget(self._delimiters)
        row.addWidget(self._written_about, 1)
        layout.addWidget(self._written)
        layout.addWidget(self._preview, 1)
        self._filler = QWidget()
        layout.addWidget(self._filler, 1)
        layout.addLayout(self._foot())
        for each in (self._refused, self.first_part, self._written, self._preview, self._before):
            each.hide()

    def _drop_place(self) -> QFrame:
        place = box("drop")
        row = QHBoxLayout(place)
        row.setContentsMargins(20, 18, 20, 18)
        row.setSpacing(14)
        row.addWidget(icon_label("file-spreadsheet", "accent", 28))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._about)
        row.addLayout(words, 1)
        self.choose = button(_("Choose file …"), self._choose, icon_name="folder-open")
        row.addWidget(self.choose)
        place.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return place

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(12)
        about = label(
            _("The file itself is never changed. An empty table with all headings and examples helps to collect data:"),
            "caption",
            wrap=True,
        )
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._before)
        words.addWidget(about)
        foot.addLayout(words, 1)
        self.template = button(
            _("Save an import template …"), self.template_wanted.emit, icon_name="file-down", kind="link"
        )
        foot.addWidget(self.template)
        return foot

    # --- showing ---

    def show_imports(self, works: Sequence[WorkInfo]) -> None:
        """Remind of the last imports, so that nobody wonders whether a file was brought in already."""
        shown = [f"{work.title} ({full(work.at)})" for work in works[:IMPORTS_SHOWN]]
        self._before.setText(_("Before: {imports}").format(imports=_(", ").join(shown)))
        self._before.setVisible(bool(shown))

    def show_reading(self, path: Path) -> None:
        """Tell that a file is being read."""
        self._title.setText(path.name)
        self._about.setText(_("Reading …"))
        self._refused.hide()
        self.first_part.hide()

    def show_refused(self, message: str, *, too_long: bool = False) -> None:
        """Tell why this file cannot be taken; of one that is `too_long` the first part can be."""
        self._about.setText(_("Choose another file, or mend this one and choose it again."))
        self._refused.say(message)
        self._refused.show()
        self.first_part.setVisible(too_long)
        for each in (self._written, self._preview):
            each.hide()
        self._filler.show()

    def show_workbook(self, workbook: Workbook) -> None:
        """Show what was read."""
        self._refused.hide()
        self.first_part.hide()
        self._title.setText(workbook.path.name)
        rows = sum(len(sheet.rows) for sheet in workbook.sheets)
        sheets = ngettext("{n} sheet", "{n} sheets", len(workbook.sheets))
        self._about.setText(f"{workbook.format} · {sheets} · " + ngettext("{n} row", "{n} rows", rows))
        self._fill_encodings(workbook)
        shown = next((each for each in workbook.sheets if each.visible and each.rows), workbook.sheets[0])
        self._preview.show_sheet(shown)
        self._preview.show()
        self._filler.hide()

    def _fill_encodings(self, workbook: Workbook) -> None:
        used = workbook.encoding.lower()
        self._encodings.clear()
        for name in dict.fromkeys((*([used] if used else []), *ENCODINGS)):
            self._encodings.addItem(name.upper(), name)
        self._delimiters.clear()
        for sign, name in DELIMITERS.items():
            self._delimiters.addItem(_(name), sign)
        self._delimiters.setCurrentIndex(max(self._delimiters.findData(workbook.delimiter), 0))
        for each in (self._delimiter_label, self._delimiters):
            each.setVisible(bool(workbook.delimiter))
        self._written.setVisible(bool(used))

    def _tell_written(self) -> None:
        delimiter = str(self._delimiters.currentData()) if self._delimiters.isVisible() else ""
        self.written_otherwise.emit(str(self._encodings.currentData()), delimiter)

    # --- choosing ---

    def _choose(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kinds = f"{_('Spreadsheets')} ({PATTERNS});;{_('All files')} (*)"
        chosen, _filter = QFileDialog.getOpenFileName(self, _("Choose file …"), folder, kinds)
        if chosen:
            self.path_chosen.emit(Path(chosen))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file of this computer."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.path_chosen.emit(Path(paths[0]))
