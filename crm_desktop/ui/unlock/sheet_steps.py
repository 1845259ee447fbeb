"""Getting the recovery sheet onto paper, and proving it by typing two groups back."""

import random
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.printing.recovery_sheet import RecoverySheet, print_sheet, sheet_pdf
from crm_desktop.ui.look.controls import button, label, set_variant
from crm_desktop.ui.look.fonts import fixed_font
from crm_desktop.ui.look.note import note
from crm_desktop.ui.unlock.written_code import letters_of

_GROUP = 5


class SheetSteps(QWidget):
    """Two numbered steps; `proven` once both groups match."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sheet: RecoverySheet | None = None
        # Which groups are asked is no secret; chance only makes copying from memory of last time useless.
        self._asked = tuple(sorted(random.sample(range(8), 2)))
        self.fields = (QLineEdit(), QLineEdit())
        self._told = [label("", "caption"), label("", "caption")]
        self._printed = label("", "ok")
        self._print = button(_("Print"), self._print_it, icon_name="printer")
        self._pdf = button(_("PDF"), self._save_it, icon_name="file-down")
        self._build()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(_step(1, _("Get the sheet in hand"), self._printed))
        layout.addSpacing(9)
        row = QHBoxLayout()
        row.setContentsMargins(28, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._print)
        row.addWidget(self._pdf)
        row.addStretch()
        layout.addLayout(row)
        layout.addSpacing(4)
        layout.addLayout(_indented(label(_("Keep the PDF on a USB stick, not beside the file"), "caption", wrap=True)))
        layout.addSpacing(18)
        layout.addLayout(_step(2, _("Copy two groups back from the paper")))
        for place, field, told in zip(self._asked, self.fields, self._told, strict=True):
            field.setFont(fixed_font())
            field.setMaxLength(_GROUP)
            field.textEdited.connect(self._look)
            layout.addSpacing(9)
            layout.addLayout(_indented(label(_("Group {number}").format(number=place + 1), "field", buddy=field)))
            layout.addSpacing(5)
            layout.addLayout(_indented(field))
            layout.addLayout(_indented(told))
        layout.addSpacing(12)
        layout.addStretch()
        word = note("info", "", _("No printer at hand? Choose “Print later”; Settings makes a new sheet at any time."))
        layout.addLayout(_indented(word))

    @property
    def proven(self) -> bool:
        """Whether both groups were copied right."""
        return all(self._matches(place, field) for place, field in zip(self._asked, self.fields, strict=True))

    def show_sheet(self, sheet: RecoverySheet) -> None:
        """Work with this sheet; a blank one cannot be printed or copied from."""
        self._sheet = sheet
        for each in (self._print, self._pdf, *self.fields):
            each.setEnabled(bool(sheet.code))
        self._look()

    def _matches(self, place: int, field: QLineEdit) -> bool:
        sheet = self._sheet
        return sheet is not None and bool(sheet.code) and letters_of(field.text()) == sheet.groups[place]

    def _look(self) -> None:
        for place, field, told in zip(self._asked, self.fields, self._told, strict=True):
            typed = letters_of(field.text())
            right, whole = self._matches(place, field), len(typed) == _GROUP
            set_variant(field, "state", "error" if whole and not right else "ok" if right else "")
            set_variant(told, "role", "error" if whole and not right else "ok" if right else "caption")
            told.setText(_said(len(typed), right=right))
        self.changed.emit()

    def _print_it(self) -> None:
        if self._sheet is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            print_sheet(printer, self._sheet)
            self._tell_done(_("Printed"))

    def _save_it(self) -> None:
        if self._sheet is None:
            return
        name = f"{Path(self._sheet.file_name).stem} {_('recovery sheet')}.pdf"
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save the recovery sheet"), name, "PDF (*.pdf)")
        if chosen:
            try:
                Path(chosen).write_bytes(sheet_pdf(self._sheet))
            except OSError:
                self._tell_done(_("Could not be saved there"), role="error")
            else:
                self._tell_done(_("Saved"))

    def _tell_done(self, text: str, role: str = "ok") -> None:
        self._printed.setText(text)
        set_variant(self._printed, "role", role)


def _said(typed: int, *, right: bool) -> str:
    if right:
        return _("Right.")
    if typed == _GROUP:
        return _("Not the same as on the sheet.")
    if typed == 0:
        return ""
    return ngettext(
        "{n} character to go; there is no O, I, 0 or 1.",
        "{n} characters to go; there is no O, I, 0 or 1.",
        _GROUP - typed,
    )


def _step(number: int, text: str, aside: QLabel | None = None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(label(str(number), "tag-accent"))
    row.addWidget(label(text, "strong"))
    row.addStretch()
    if aside is not None:
        row.addWidget(aside)
    return row


def _indented(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(28, 0, 0, 0)
    row.addWidget(widget)
    return row
