"""By which keys rows are found again in the file: left to the program, or chosen one by one."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from crm_desktop.base.i18n import N_, _
from crm_desktop.exchange.importing.import_result import MatchedBy
from crm_desktop.exchange.importing.match_keys import KEYS
from crm_desktop.ui.look.controls import label

WHY: Mapping[MatchedBy, str] = {
    "number": N_("The customer number of this file: it says for certain who is meant."),
    "phone": N_("A mobile or landline that the customer or a contact has."),
    "email": N_("An e-mail address that the customer or a contact has."),
    "credit_code": N_("The unified social credit code: one company has one."),
    "name_city": N_("The same name in the same city."),
    "name": N_("The same name, wherever it is."),
}


class KeyChoices(QWidget):
    """`match` is None where the program decides; `changed` asks for another check."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.automatic = QRadioButton(_("By all that is known"))
        self.chosen = QRadioButton(_("Only by what is ticked"))
        self.automatic.setChecked(True)
        group = QButtonGroup(self)
        self.keys = {key: QCheckBox(_(text)) for key, text in KEYS.items()}
        self._folded: list[QWidget] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for radio in (self.automatic, self.chosen):
            group.addButton(radio)
            radio.clicked.connect(lambda _on: self._look())
        layout.addWidget(self.automatic)
        layout.addWidget(label(_("One key is enough, and with a phone the name must fit too."), "caption", wrap=True))
        layout.addSpacing(4)
        layout.addWidget(self.chosen)
        layout.addSpacing(2)
        for key, tick in self.keys.items():
            tick.setChecked(True)
            tick.setToolTip(_(WHY[key]))
            tick.setAccessibleDescription(_(WHY[key]))
            tick.clicked.connect(lambda _on: self.changed.emit())
            layout.addWidget(tick)
            why = label(_(WHY[key]), "caption", wrap=True)
            why.setContentsMargins(22, 0, 0, 2)
            layout.addWidget(why)
            self._folded += (tick, why)
        self._show_keys()

    def match(self) -> tuple[str, ...] | None:
        """Give the keys that were chosen, the strongest first; none is “none”."""
        if self.automatic.isChecked():
            return None
        return tuple(key for key, tick in self.keys.items() if tick.isChecked()) or ("none",)

    def said(self) -> str:
        """Say in a few words what was chosen."""
        if self.automatic.isChecked():
            return _("By all that is known")
        return _(", ").join(tick.text() for tick in self.keys.values() if tick.isChecked()) or _("All rows are new")

    def _look(self) -> None:
        self._show_keys()
        self.changed.emit()

    def _show_keys(self) -> None:
        """Fold the keys where the program decides: there is nothing to tick."""
        for each in self._folded:
            each.setVisible(self.chosen.isChecked())
