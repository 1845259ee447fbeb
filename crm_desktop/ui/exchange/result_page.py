"""Last step of an import: what was brought in, and the rows that were not, with reasons."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _, ngettext
from crm_desktop.exchange.importing.import_result import ImportResult, Rejected
from crm_desktop.exchange.writing.rejects import refuse_overwriting, write_rejects
from crm_desktop.fields.kind import plain_text
from crm_desktop.services.work_info import UndoResult
from crm_desktop.ui.exchange.column_row import cell
from crm_desktop.ui.exchange.figure_card import FigureCard
from crm_desktop.ui.look.controls import box, button, label, set_variant

SHOWN = 60


class ResultPage(QWidget):
    """Five counts, the way back, then the refused rows; `undo_wanted` gives the piece of work to take back."""

    undo_wanted = Signal(int)
    history_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._result = ImportResult()
        self._sheet: Path | None = None
        self._title, self._caption = label("", "title"), label("", "secondary", wrap=True)
        self.undo = button(_("Undo this import"), self._want_undo, icon_name="undo-2")
        self.history = button(_("What happened before"), self._want_history, icon_name="history", kind="ghost")
        self._cards = {
            "added": FigureCard(_("Added"), "ok"),
            "updated": FigureCard(_("Updated"), "info"),
            "unchanged": FigureCard(_("Already the same"), "muted"),
            "skipped": FigureCard(_("Skipped"), "muted"),
            "rejected": FigureCard(_("Refused"), "error"),
        }
        self._heading = label("", "strong")
        self._told = label("", "caption")
        self._save = button(_("Save refused rows …"), self._save_rows, icon_name="file-down")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._list = box("card")
        self._build()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(2)
        layout.addWidget(self._title)
        layout.addWidget(self._caption)
        layout.addSpacing(12)
        cards = QHBoxLayout()
        cards.setSpacing(10)
        for card in self._cards.values():
            cards.addWidget(card, 1)
        layout.addLayout(cards)
        layout.addSpacing(12)
        back = QHBoxLayout()
        back.setSpacing(8)
        back.addWidget(self.undo)
        back.addWidget(self.history)
        back.addStretch()
        layout.addLayout(back)
        layout.addSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._heading)
        row.addWidget(self._told, 1)
        row.addWidget(self._save)
        layout.addLayout(row)
        layout.addSpacing(6)
        inside = QVBoxLayout(self._list)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._scroll)
        layout.addWidget(self._list, 1)
        self._filler = QWidget()
        layout.addWidget(self._filler, 1)

    def show_result(self, result: ImportResult, sheet: Path | None = None) -> None:
        """Show what an import of `sheet` did."""
        self._result, self._sheet = result, sheet
        taken = result.added + result.updated
        self._title.setText(
            ngettext("{n} row was brought in", "{n} rows were brought in", taken)
            if taken
            else _("Nothing new was in the sheet")
        )
        self._caption.setText(
            _("One undo takes all of it back: here, in the menu Edit, or weeks later in the history.")
            if taken
            else _("Every row is here already, or was refused.")
        )
        self.undo.setVisible(bool(result.batch))
        self.history.setVisible(bool(result.batch))
        for name, card in self._cards.items():
            card.show_figure(getattr(result, name))
        self._heading.setText(ngettext("{n} row was refused", "{n} rows were refused", len(result.rejects)))
        for each in (self._heading, self._told, self._save, self._list):
            each.setVisible(bool(result.rejects))
        self._filler.setVisible(not result.rejects)
        self._show_rejects(result.rejects)

    def show_undone(self, result: UndoResult) -> None:
        """Tell that the import was taken back, and what was kept because of later work."""
        self._title.setText(_("The import was taken back"))
        kept = len(result.conflicts)
        self._caption.setText(
            ngettext("{n} change was kept: it was made later.", "{n} changes were kept: they were made later.", kept)
            if kept
            else _("Everything is as it was before.")
        )
        self.undo.hide()
        for card in self._cards.values():
            card.show_figure(0)

    def _want_undo(self) -> None:
        self.undo_wanted.emit(self._result.batch)

    def _want_history(self) -> None:
        self.history_wanted.emit(self._result.batch)

    def _show_rejects(self, rejects: list[Rejected]) -> None:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        several = len({each.table.sheet for each in rejects}) > 1
        for each in rejects[:SHOWN]:
            column.addWidget(_refused_row(each, several=several))
        if len(rejects) > SHOWN:
            more = label(
                ngettext("and {n} more in the saved list", "and {n} more in the saved list", len(rejects) - SHOWN),
                "caption",
            )
            more.setContentsMargins(14, 8, 14, 8)
            column.addWidget(more)
        column.addStretch()
        self._scroll.setWidget(held)

    def _save_rows(self) -> None:
        name = _("refused rows") + ".xlsx"
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save refused rows …"), name, "Excel (*.xlsx)")
        if not chosen:
            return
        try:
            if self._sheet is not None:
                refuse_overwriting(Path(chosen), self._sheet)
            count = write_rejects(self._result, Path(chosen))
        except UserFacingError as error:
            self._tell(error.message, "error")
        else:
            text = ngettext(
                "{n} row saved. Mend it there and import that file again.",
                "{n} rows saved. Mend them there and import that file again.",
                count,
            )
            self._tell(text, "ok")

    def _tell(self, text: str, role: str) -> None:
        self._told.setText(text)
        set_variant(self._told, "role", role)


def _refused_row(rejected: Rejected, *, several: bool) -> QFrame:
    entry = QFrame()
    entry.setProperty("role", "entry")
    row = QHBoxLayout(entry)
    row.setContentsMargins(14, 8, 14, 8)
    row.setSpacing(12)
    number = label(_("row {n}").format(n=rejected.row), "caption")
    number.setFixedWidth(64)
    row.addWidget(number)
    cells = [plain_text(each) for each in rejected.cells if each not in {None, ""}]
    if several:
        row.addWidget(cell("caption", rejected.table.sheet, 96))
    what = cell("body", " · ".join(cells)[:200], 320)
    row.addWidget(what)
    reasons = QVBoxLayout()
    reasons.setSpacing(1)
    for problem in rejected.problems:
        if problem.severity == "refuse":
            told = _("{column}: {message}").format(column=problem.column, message=problem.message)
            said = told if problem.column else problem.message
            reasons.addWidget(label(said, "error", wrap=True))
    row.addLayout(reasons, 1)
    return entry
