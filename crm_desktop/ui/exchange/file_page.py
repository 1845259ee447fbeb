"""First step of an import: a file by drop or by choice, and its first rows to recognise it."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.exchange.choices import ImportChoices
from crm_desktop.exchange.import_result import SheetMatch
from crm_desktop.exchange.plan_import import plan_sheets
from crm_desktop.exchange.workbook import Sheet, Workbook
from crm_desktop.fields.kind import plain_text
from crm_desktop.ui.look.controls import box, button, label
from crm_desktop.ui.look.note import icon_label, note

PATTERNS = "*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt *.htm *.html *.vcf"
ENCODINGS = ("utf-8", "gb18030", "big5", "cp1252", "utf-16")
ROWS_SHOWN, COLUMNS_SHOWN = 14, 14


class FilePage(QWidget):
    """`path_chosen` asks for a file to be read; `sheet` is the one that was chosen, None for all."""

    path_chosen = Signal(Path)
    encoding_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._title = label(_("Drop a spreadsheet here"), "strong")
        self._about = label(
            _("Excel (xlsx, xls), WPS, CSV in any encoding. The file itself is never changed."), "caption", wrap=True
        )
        self._refused = note("danger", "", "")
        self._sheets, self._encodings = QComboBox(), QComboBox()
        self._sheet_label = label(_("Sheet"), "field", buddy=self._sheets)
        self._encoding_label = label(_("Encoding"), "field", buddy=self._encodings)
        self._preview = _preview_table()
        self._workbook: Workbook | None = None
        self._build()
        self._encodings.activated.connect(lambda _at: self.encoding_chosen.emit(self._encodings.currentData()))
        self._sheets.currentIndexChanged.connect(lambda _at: self._show_rows())

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(10)
        layout.addWidget(label(_("Which spreadsheet?"), "title"))
        layout.addWidget(self._drop_place())
        self._refused.hide()
        layout.addWidget(self._refused)
        self._choices = QWidget()
        row = QHBoxLayout(self._choices)
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(8)
        for text, combo in ((self._sheet_label, self._sheets), (self._encoding_label, self._encodings)):
            combo.setProperty("fit", "row")
            combo.setMinimumWidth(160)
            row.addWidget(text)
            row.addWidget(combo)
            row.addSpacing(12)
        row.addStretch()
        layout.addWidget(self._choices)
        layout.addWidget(self._preview, 1)
        self._choices.hide()
        self._preview.hide()
        self._filler = QWidget()
        layout.addWidget(self._filler, 1)

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

    @property
    def sheet(self) -> str | None:
        """Give the chosen sheet's name; None means every sheet with a table."""
        chosen = self._sheets.currentData()
        return None if chosen is None else str(chosen)

    def planned(self, workbook: Workbook) -> list[SheetMatch]:
        """Match the sheets that were chosen; raises `UserFacingError` where there is no table."""
        return plan_sheets(workbook, ImportChoices(sheet=self.sheet))

    def show_reading(self, path: Path) -> None:
        """Tell that a file is being read."""
        self._title.setText(path.name)
        self._about.setText(_("Reading …"))
        self._refused.hide()

    def show_refused(self, message: str) -> None:
        """Tell why this file cannot be taken."""
        self._about.setText(_("Choose another file, or mend this one and choose it again."))
        self._refused.say(message)
        self._refused.show()

    def show_workbook(self, workbook: Workbook) -> None:
        """Show what was read."""
        self._workbook = workbook
        self._refused.hide()
        rows = sum(len(sheet.rows) for sheet in workbook.sheets)
        sheets = ngettext("{n} sheet", "{n} sheets", len(workbook.sheets))
        self._about.setText(f"{workbook.format} · {sheets} · " + ngettext("{n} row", "{n} rows", rows))
        self._fill_sheets(workbook)
        self._fill_encodings(workbook)
        for each in (self._choices, self._preview):
            each.show()
        self._filler.hide()
        self._show_rows()

    def _fill_sheets(self, workbook: Workbook) -> None:
        self._sheets.blockSignals(True)
        self._sheets.clear()
        named = [sheet for sheet in workbook.sheets if sheet.rows]
        if len(named) > 1:
            self._sheets.addItem(_("All sheets with customers"), None)
        for sheet in named:
            self._sheets.addItem(sheet.name, sheet.name)
        self._sheets.blockSignals(False)
        for each in (self._sheet_label, self._sheets):
            each.setVisible(len(named) > 1)

    def _fill_encodings(self, workbook: Workbook) -> None:
        used = workbook.encoding.lower()
        self._encodings.clear()
        for name in dict.fromkeys((*([used] if used else []), *ENCODINGS)):
            self._encodings.addItem(name.upper(), name)
        for each in (self._encoding_label, self._encodings):
            each.setVisible(bool(used))

    def _show_rows(self) -> None:
        if self._workbook is None:
            return
        shown = next((each for each in self._workbook.sheets if each.name == self.sheet), None)
        shown = shown or next((each for each in self._workbook.sheets if each.visible and each.rows), None)
        if shown is not None:
            self._preview.setModel(_first_rows(shown, self._preview))

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


def _preview_table() -> QTableView:
    table = QTableView()
    table.setProperty("role", "framed")
    table.setAccessibleName(_("First rows of the sheet"))
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    table.verticalHeader().setDefaultSectionSize(28)
    table.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
    table.horizontalHeader().hide()
    table.horizontalHeader().setDefaultSectionSize(132)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    return table


def _first_rows(sheet: Sheet, parent: QWidget) -> QStandardItemModel:
    model = QStandardItemModel(parent)
    for row in sheet.rows[:ROWS_SHOWN]:
        model.appendRow([QStandardItem("" if cell is None else plain_text(cell)) for cell in row[:COLUMNS_SHOWN]])
    return model
