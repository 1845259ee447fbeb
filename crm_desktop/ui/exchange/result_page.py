"""Last step of an import: what was brought in, and the rows that were not, with reasons."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.base.errors import UserFacingError
from crm_desktop.base.i18n import _, ngettext
from crm_desktop.exchange.import_result import ImportResult, Rejected
from crm_desktop.exchange.rejects import write_rejects
from crm_desktop.fields.kind import plain_text
from crm_desktop.services.workspace import Workspace
from crm_desktop.ui.exchange.column_row import cell
from crm_desktop.ui.look.controls import box, button, label, set_variant

SHOWN = 200


class ResultPage(QWidget):
    """Five counts, then the refused rows."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._result = ImportResult()
        self._title, self._caption = label("", "title"), label("", "secondary", wrap=True)
        self._cards = QHBoxLayout()
        self._cards.setSpacing(10)
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
        layout.addLayout(self._cards)
        layout.addSpacing(16)
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

    def show_result(self, result: ImportResult) -> None:
        """Show what an import did."""
        self._result = result
        taken = result.added + result.updated
        self._title.setText(
            ngettext("{n} row was brought in", "{n} rows were brought in", taken)
            if taken
            else _("Nothing new was in the sheet")
        )
        self._caption.setText(
            _("Undo is in the message below the list and in the menu Edit.")
            if taken
            else _("Every row is here already, or was refused.")
        )
        self._show_cards(result)
        self._heading.setText(ngettext("{n} row was refused", "{n} rows were refused", result.rejected))
        for each in (self._heading, self._told, self._save, self._list):
            each.setVisible(bool(result.rejected))
        self._filler.setVisible(not result.rejected)
        self._show_rejects(result.rejects)

    def _show_cards(self, result: ImportResult) -> None:
        while (item := self._cards.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for text, number, role in (
            (_("Added"), result.added, "ok"),
            (_("Updated"), result.updated, "info"),
            (_("Already the same"), result.unchanged, "muted"),
            (_("Skipped"), result.skipped, "muted"),
            (_("Refused"), result.rejected, "error"),
        ):
            self._cards.addWidget(_card(text, number, role if number else "muted"), 1)

    def _show_rejects(self, rejects: list[Rejected]) -> None:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for each in rejects[:SHOWN]:
            column.addWidget(_refused_row(each))
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


def _card(text: str, number: int, role: str) -> QFrame:
    made = box("card")
    column = QVBoxLayout(made)
    column.setContentsMargins(14, 10, 14, 10)
    column.setSpacing(2)
    column.addWidget(label(text, "caption"))
    figure = label(f"{number:,}", "kpi")
    set_variant(figure, "tone", role)
    column.addWidget(figure)
    return made


def _refused_row(rejected: Rejected) -> QFrame:
    entry = QFrame()
    entry.setProperty("role", "entry")
    row = QHBoxLayout(entry)
    row.setContentsMargins(14, 8, 14, 8)
    row.setSpacing(12)
    number = label(_("row {n}").format(n=rejected.row), "caption")
    number.setFixedWidth(64)
    row.addWidget(number)
    cells = [plain_text(each) for each in rejected.cells if each not in {None, ""}]
    what = cell("body", " · ".join(cells)[:200], 320)
    row.addWidget(what)
    reasons = QVBoxLayout()
    reasons.setSpacing(1)
    for problem in rejected.problems:
        if problem.severity == "refuse":
            said = problem.message if problem.column in problem.message else f"{problem.column}: {problem.message}"
            reasons.addWidget(label(said, "error", wrap=True))
    row.addLayout(reasons, 1)
    return entry
