"""How customers are numbered, with the number that the next one gets."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.base.errors import InvalidValueError
from crm_desktop.base.i18n import _
from crm_desktop.services.numbering import next_said
from crm_desktop.services.settings import NUMBERING, setting_named
from crm_desktop.ui.look.controls import label
from crm_desktop.ui.settings.keeper import Keeper
from crm_desktop.ui.settings.settings_form import LABELS, SettingsForm

PARTS = ("prefix", "digits", "next")


class NumberingPanel(QWidget):
    """The example follows what is typed, before it is kept."""

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self._keeper = keeper
        self.form = SettingsForm(NUMBERING, keeper)
        self.example = label("", "strong")
        line = QHBoxLayout()
        line.setSpacing(12)
        name = label(_("Next customer"), "secondary", buddy=self.example)
        name.setMinimumWidth(LABELS)
        line.addWidget(name)
        line.addWidget(self.example, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.form)
        column.addLayout(line)
        for field in self.form.fields.values():
            field.changed.connect(self.look)
        keeper.changed.connect(self.look)
        self.look()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again: customers may have come."""
        super().showEvent(event)
        self.look()

    def look(self) -> None:
        """Say the next number by what stands in the fields."""
        workspace = self._keeper.room.workspace
        try:
            said = {
                part: setting_named(f"customer_{part}").read(
                    self.form.fields[f"customer_{part}"].raw(), workspace.context
                )
                for part in PARTS
            }
        except InvalidValueError:
            return  # the field says what is wrong; the example stays
        self.example.setText(next_said(workspace, "customer", "number", said))
