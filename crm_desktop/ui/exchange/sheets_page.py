"""Second step of an import: which sheets are taken, as what, and in which row their headings are."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.exchange.importing.choices import SheetChoice
from crm_desktop.exchange.importing.import_result import SheetMatch
from crm_desktop.exchange.reading.workbook import Workbook
from crm_desktop.ui.exchange.first_rows import FirstRows
from crm_desktop.ui.exchange.sheet_row import SheetRow
from crm_desktop.ui.look.controls import box, label, rule
from crm_desktop.ui.look.note import note

LIST_WIDTH = 312
MOST_SHEETS = 60  # rows of widgets; sheets behind them are taken as the program finds them


class SheetsPage(QWidget):
    """`changed` asks for the sheets to be matched again with these `choices`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, SheetRow] = {}
        self._matches: dict[str, SheetMatch] = {}
        self._header_rows: dict[str, int] = {}
        self._touched: set[str] = set()
        self._here = ""
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._caption = label("", "caption", wrap=True)
        self._title = label("", "strong")
        self._told = label("", "caption", wrap=True)
        self._refused = note("danger", "", "")
        self.first_rows = FirstRows(choosing=True)
        self.first_rows.row_chosen.connect(self._choose_header)
        self._build()

    def _build(self) -> None:
        left = box("rail")
        left.setFixedWidth(LIST_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(16, 16, 16, 12)
        head.setSpacing(1)
        head.addWidget(label(_("Sheets and headings"), "title"))
        head.addWidget(self._caption)
        column.addLayout(head)
        column.addWidget(rule())
        column.addWidget(self._scroll, 1)
        right = QVBoxLayout()
        right.setContentsMargins(20, 18, 20, 14)
        right.setSpacing(8)
        right.addWidget(self._title)
        right.addWidget(
            label(
                _("The headings are marked. Double-click another row, or press Enter on it, if they are there."),
                "caption",
                wrap=True,
            )
        )
        right.addWidget(self._refused)
        right.addWidget(self.first_rows, 1)
        right.addWidget(self._told)
        self._refused.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(left)
        layout.addLayout(right, 1)

    # --- showing ---

    def show_workbook(self, workbook: Workbook) -> None:
        """Begin with the sheets of another file."""
        self.rows.clear()
        self._matches.clear()
        self._header_rows.clear()
        self._touched.clear()
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for sheet in workbook.sheets[:MOST_SHEETS]:
            row = SheetRow(sheet)
            row.changed.connect(lambda name=sheet.name: self._change(name))
            row.chosen.connect(lambda name=sheet.name: self.show_sheet(name))
            self.rows[sheet.name] = row
            column.addWidget(row)
        column.addStretch()
        self._scroll.setWidget(held)
        count = ngettext("{n} sheet", "{n} sheets", len(workbook.sheets))
        self._caption.setText(_("{sheets} in the file; those with a tick are brought in together").format(sheets=count))
        self._here = ""

    def show_planned(self, matches: list[SheetMatch]) -> None:
        """Show what was found in which sheet."""
        self._refused.hide()
        self._matches = {match.table.sheet: match for match in matches}
        for name, row in self.rows.items():
            row.show_match(self._matches.get(name), taken=name in self._matches)
        self.show_sheet(self._here or next(iter(self._matches), next(iter(self.rows), "")))

    def show_refused(self, message: str) -> None:
        """Tell why nothing can be brought in so; what was chosen stays to be changed."""
        self._refused.say(message)
        self._refused.show()
        self._matches.clear()
        for row in self.rows.values():
            row.show_match(None, taken=row.taken)
        self.show_sheet(self._here or next(iter(self.rows), ""))

    def show_sheet(self, name: str) -> None:
        """Show the first rows of a sheet, and what there is to tell about it."""
        self._here = name
        for each, row in self.rows.items():
            row.mark(each == name)
        if name not in self.rows:
            return
        match = self._matches.get(name)
        self._title.setText(name)
        self.first_rows.show_sheet(self.rows[name].sheet, match.table.header_row if match else 0)
        told = [] if match is None else [note.message for note in match.table.told]
        self._told.setText("\n".join(told))
        self._told.setVisible(bool(told))

    # --- answers ---

    def choices(self) -> Mapping[str, SheetChoice]:
        """Give what was chosen about sheets; nothing about those that nobody touched."""
        return {
            name: SheetChoice(row.taken, row.asked_entity, self._header_rows.get(name))
            for name, row in self.rows.items()
            if name in self._touched
        }

    def said(self) -> str:
        """Say in a few words what is taken."""
        if len(self._matches) == 1:
            match = next(iter(self._matches.values()))
            text = _("Row {row} · “{sheet}”")
            return text.format(sheet=match.table.sheet, row=match.table.header_row)
        return ngettext("{n} sheet", "{n} sheets", len(self._matches))

    def take_focus(self) -> None:
        """Begin at the first sheet."""
        first = next(iter(self.rows.values()), None)
        if first is not None:
            first.tick.setFocus()

    def _choose_header(self, number: int) -> None:
        row = self.rows[self._here]
        self._header_rows[self._here] = number
        row.tick.setChecked(True)
        if row.asked_entity is None and self._here in self._matches:
            row.asked_entity = self._matches[self._here].entity
        self._change(self._here)

    def _change(self, name: str) -> None:
        self._touched.add(name)
        self.changed.emit()
