"""What was added to a merged record since: it stays with the kept one, or goes to the one that is separated."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QRadioButton, QVBoxLayout

from crm_desktop.base.i18n import _, ngettext
from crm_desktop.services.merged_since import AddedSince
from crm_desktop.services.unmerge import Later
from crm_desktop.ui.look.controls import label


class AddedChoice(QFrame):
    """`later` says where it goes; hidden where there is nothing to choose."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "note-info")
        self._title, self._text = label("", "info", wrap=True), label("", "field", wrap=True)
        self._title.setProperty("strong", True)
        self.stays, self.goes = QRadioButton(_("Stays with the one that was kept")), QRadioButton()
        self.goes.setText(_("Goes to the one that is separated"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        for each in (self._title, self._text, self.stays, self.goes):
            column.addWidget(each)
        self.hide()

    @property
    def later(self) -> Later:
        """Give what was chosen."""
        return "move" if self.goes.isChecked() and not self.isHidden() else "keep"

    def show_added(self, added: Sequence[AddedSince]) -> None:
        """Show what was added; what hangs on a part of the other record goes with it and is no choice."""
        free = [each for each in added if not each.tied]
        self.stays.setChecked(True)
        title = ngettext("{n} record was added since", "{n} records were added since", len(free))
        self._title.setText(title)
        counts = Counter(each.label for each in free)
        self._text.setText(" · ".join(f"{name} {number}" for name, number in counts.items()))
        self.setVisible(bool(free))

    def take_focus(self) -> bool:
        """Go to the choice, if there is one."""
        if not self.isHidden():
            self.stays.setFocus(Qt.FocusReason.OtherFocusReason)
        return not self.isHidden()
