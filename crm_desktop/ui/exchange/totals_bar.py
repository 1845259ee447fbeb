"""How the rows of an import go as a whole: a bar and the words to it."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.exchange.importing.import_result import ImportResult
from crm_desktop.ui.exchange.check_bar import CheckBar
from crm_desktop.ui.look.controls import label

WIDTH = 470


class TotalsBar(QFrame):
    """The same at the foot of every page that checks."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self._bar, self._words = CheckBar(), label("", "field")
        self._bar.setMaximumWidth(WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.setSpacing(5)
        layout.addWidget(self._bar)
        layout.addWidget(self._words)

    def show_result(self, result: ImportResult) -> None:
        """Show how many rows come in, are here already, or are left out."""
        here = result.updated + result.unchanged + result.skipped
        self._bar.show_parts(("accent", result.added), ("chart-3", here), ("danger", result.rejected))
        parts = [
            ngettext("{n} row", "{n} rows", result.rows),
            ngettext("{n} new", "{n} new", result.added),
            ngettext("{n} already here", "{n} already here", here),
        ]
        if result.rejected:
            left_out = ngettext(
                "{n} left out, with a list of reasons", "{n} left out, with a list of reasons", result.rejected
            )
            parts.append(left_out)
        self._words.setText(" · ".join(parts))

    def show_checking(self) -> None:
        """Wait for figures."""
        self._bar.show_parts()
        self._words.setText(_("Checking …"))

    def text(self) -> str:
        """Give the words."""
        return self._words.text()
