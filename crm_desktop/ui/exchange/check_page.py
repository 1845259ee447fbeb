"""Fifth step of an import: the rows with something to decide, to be mended in place, and then all of it."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _, ngettext
from crm_desktop.exchange.importing.choices import Decision
from crm_desktop.exchange.importing.import_result import ImportResult
from crm_desktop.exchange.writing.rejects import write_rejects
from crm_desktop.fields.kind import Context
from crm_desktop.ui.exchange.calm_word import calm_word
from crm_desktop.ui.exchange.column_row import cell
from crm_desktop.ui.exchange.decisions import Decisions, RowKey
from crm_desktop.ui.exchange.mending_model import MendingModel
from crm_desktop.ui.exchange.mending_table import MendingTable
from crm_desktop.ui.exchange.row_decisions import ToDecide, rows_to_decide
from crm_desktop.ui.exchange.totals_bar import TotalsBar
from crm_desktop.ui.look.controls import button, label, set_variant


class CheckPage(QWidget):
    """Shows the last check; what is decided here goes into the `Decisions` that all pages share."""

    def __init__(self, decisions: Decisions, context: Context) -> None:
        super().__init__()
        self._decisions = decisions
        self._result: ImportResult | None = None
        self._kept: set[RowKey] = set()
        self._rows: dict[str, list[ToDecide]] = {}
        self._caption = label("", "caption", wrap=True)
        self._sheets = QComboBox()
        self._sheets.setProperty("fit", "row")
        self._sheets.setAccessibleName(_("Sheet"))
        self._sheets.currentIndexChanged.connect(lambda _at: self._show_sheet())
        self.model = MendingModel(decisions, context, self)
        self.table = MendingTable(self.model)
        self.table.looked_at.connect(self._speak_of)
        self.take_all = button("", self._take_all, icon_name="wand-sparkles", kind="primary", size="row")
        self.save = button(_("Save these rows …"), self._save_rows, icon_name="file-down", size="row")
        self._told = label("", "caption", wrap=True)
        self._keys = cell(
            "caption", _("F2 edits · Ctrl+Enter takes the suggestion · Delete empties · Ctrl+Backspace puts back"), 0
        )
        self._decide = [
            button(_("As proposed"), lambda: self._set(None), size="row"),
            button(_("Skip"), lambda: self._set("skip"), size="row"),
            button(_("Leave for later"), lambda: self._set("later"), size="row"),
        ]
        self._stack = QStackedWidget()
        self.totals = TotalsBar()
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(_("Check and import"), "title"))
        words.addWidget(self._caption)
        head.addLayout(words, 1)
        for each in (self._sheets, self.take_all, self.save):
            head.addWidget(each)
        below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(label(_("Selected rows:"), "field"))
        for each in self._decide:
            below.addWidget(each)
        below.addSpacing(10)
        below.addWidget(self._keys, 1)
        self._told.setMinimumHeight(34)
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        grid = QWidget()
        inside = QVBoxLayout(grid)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.table, 1)
        inside.addWidget(self._told)
        inside.addLayout(below)
        self._stack.addWidget(grid)
        self._stack.addWidget(calm_word(_("Nothing to decide: every row can come in as it is.")))
        page = QVBoxLayout()
        page.setContentsMargins(16, 16, 16, 10)
        page.setSpacing(10)
        page.addLayout(head)
        page.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(page, 1)
        layout.addWidget(self.totals)

    # --- showing ---

    def begin(self) -> None:
        """Come here anew: rows that were mended meanwhile need not be shown any more."""
        self._kept.clear()
        if self._result is not None:
            self.show_checked(self._result)
        self.table.begin()

    def show_checked(self, result: ImportResult) -> None:
        """Show what is left to decide; rows that one works on stay in view when they are in order."""
        self._result = result
        rows = rows_to_decide(result, self._decisions, self._kept)
        self._kept.update(each.key for each in rows)
        self._rows = {}
        for each in rows:
            self._rows.setdefault(each.match.table.sheet, []).append(each)
        self._fill_sheets()
        self._show_sheet()
        self.totals.show_result(result)
        self._show_caption(rows)

    def show_checking(self) -> None:
        """Tell that the figures are about to change."""
        self.totals.show_checking()

    def _fill_sheets(self) -> None:
        shown = str(self._sheets.currentData() or "")
        self._sheets.blockSignals(True)
        self._sheets.clear()
        for name, rows in self._rows.items():
            self._sheets.addItem(f"{name} ({len(rows):,})", name)
        self._sheets.setCurrentIndex(max(self._sheets.findData(shown), 0) if self._rows else -1)
        self._sheets.blockSignals(False)
        self._sheets.setVisible(len(self._rows) > 1)

    def _show_sheet(self) -> None:
        rows = self._rows.get(str(self._sheets.currentData() or ""), [])
        self.model.show_sheet(rows[0].match if rows else None, rows)
        offered = len(self.model.suggestions())
        self.take_all.setText(ngettext("Take {n} suggestion", "Take {n} suggestions", offered))
        self.take_all.setVisible(bool(offered))
        self._stack.setCurrentIndex(0 if rows else 1)

    def _show_caption(self, rows: list[ToDecide]) -> None:
        refused = sum(1 for each in rows if each.refused)
        self.save.setVisible(bool(refused))
        text = ngettext("{n} row with something to decide", "{n} rows with something to decide", len(rows))
        out = ngettext("{n} of them stays out as it is", "{n} of them stay out as they are", refused)
        self._caption.setText(f"{text} · {out}" if refused else text)
        self._caption.setVisible(bool(rows))

    def _speak_of(self, index: QModelIndex) -> None:
        """Say under the grid what there is to tell of the cell with the cursor, or of its row."""
        if not index.isValid() or index.row() >= len(self.model.rows):
            self._told.setText("")
            return
        problem = self.model.problem_at(index)
        problems = [problem] if problem else list(self.model.problems_of(index.row()))
        lines = [each.message for each in problems]
        offered = self.model.suggestions([index.row()])
        here = self.model.cell_key(index)
        if here is not None and here in offered:
            lines.append(_("Suggested: {text} (Ctrl+Enter takes it)").format(text=offered[here]))
        refused = any(each.severity == "refuse" for each in problems)
        set_variant(self._told, "role", "error" if refused else "warning" if problems else "caption")
        self._told.setText(" ".join(dict.fromkeys(lines)) or _("Nothing to tell about this cell."))

    # --- deciding ---

    def _take_all(self) -> None:
        self.model.mend(self.model.suggestions())

    def _set(self, decision: Decision | None) -> None:
        rows = [self.model.rows[row].key for row in self.table.selected_rows()]
        if rows:
            self._decisions.decide(rows, decision)

    def _save_rows(self) -> None:
        name = _("rows to mend") + ".xlsx"
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save these rows …"), name, "Excel (*.xlsx)")
        if not chosen or self._result is None:
            return
        try:
            count = write_rejects(self._result, Path(chosen))
        except UserFacingError as error:
            self._tell(error.message, "error")
        else:
            self._tell(ngettext("{n} row saved", "{n} rows saved", count), "ok")

    def _tell(self, text: str, role: str) -> None:
        self._told.setText(text)
        set_variant(self._told, "role", role)
