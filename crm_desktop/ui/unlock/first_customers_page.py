"""Last step of a new file: where its first customers come from."""

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from crm_desktop.base.i18n import _
from crm_desktop.ui.look.controls import label
from crm_desktop.ui.look.two_line_button import TwoLineButton

FirstWish = Literal["import", "sample", "nothing"]


class FirstCustomersPage(QWidget):
    """Three cards, one of them chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cards: dict[FirstWish, TwoLineButton] = {
            "import": TwoLineButton(
                "file-spreadsheet",
                _("Bring in a spreadsheet"),
                _("Excel or CSV; columns are matched by themselves, and it can be undone"),
                leads="",
            ),
            "sample": TwoLineButton(
                "sparkles",
                _("Look around in the sample business"),
                _("An invented stationer in a file of its own; yours stays empty"),
                leads="",
            ),
            "nothing": TwoLineButton("file", _("Start empty"), _("Type in the first customer yourself"), leads=""),
        }
        group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(8)
        layout.addWidget(label(_("Bring your customers in"), "title"))
        layout.addWidget(label(_("All three can be done later too."), "secondary"))
        layout.addSpacing(8)
        for card in self.cards.values():
            card.setCheckable(True)
            group.addButton(card)
            layout.addWidget(card)
        layout.addStretch()
        self.cards["import"].setChecked(True)

    @property
    def wish(self) -> FirstWish:
        """Tell which card is chosen."""
        return next(name for name, card in self.cards.items() if card.isChecked())
