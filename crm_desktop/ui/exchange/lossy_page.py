"""What an export could not write as it is, value by value."""

from PySide6.QtWidgets import QAbstractItemView, QListWidget, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.exchange.writing.export import ExportResult
from crm_desktop.ui.look.note import note

SHOWN = 1_000


class LossyPage(QWidget):
    """A note of how many values it were, and a list that says each one's place."""

    def __init__(self) -> None:
        super().__init__()
        self._note = note("warning", _("Not all of it fits into this format"), "")
        self.places = QListWidget()
        self.places.setAccessibleName(_("Values that were changed"))
        self.places.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.places.setWordWrap(True)
        self.places.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._note)
        column.addWidget(self.places, 1)

    def show_result(self, result: ExportResult) -> None:
        """Show what was lost; the file is written all the same."""
        count = ngettext("{n} value was cut or changed", "{n} values were cut or changed", len(result.lossy))
        self._note.say(
            _("{file} is written. {count}; your own records are as they were.").format(
                file=result.file.name, count=count
            )
        )
        for each in result.lossy[:SHOWN]:
            place = _("Row {row}, {column}: {message}")
            self.places.addItem(place.format(row=each.row, column=each.column, message=each.message))
        if len(result.lossy) > SHOWN:
            self.places.addItem(ngettext("and {n} more", "and {n} more", len(result.lossy) - SHOWN))
