"""What only a person can say about a column: how its dates are meant, what its words stand for."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QGridLayout, QRadioButton, QVBoxLayout

from crm_desktop.base.i18n import N_, _
from crm_desktop.fields.kind import DateOrder, Option
from crm_desktop.ui.exchange.column_row import cell
from crm_desktop.ui.look.controls import label

ORDER_TEXTS: Mapping[DateOrder, str] = {
    "dmy": N_("Day first: 03-04-2026 is 3 April"),
    "mdy": N_("Month first: 03-04-2026 is 4 March"),
    "ymd": N_("Year first: 03-04-26 is 26 April 2003"),
}
MOST_WORDS = 30


class DateQuestion(QFrame):
    """Asked once for a column whose dates can be read two ways."""

    answered = Signal(str)

    def __init__(self, orders: Sequence[DateOrder], chosen: DateOrder | None) -> None:
        super().__init__()
        self.setProperty("role", "note-warning" if chosen is None else "entry")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(6)
        layout.addWidget(label(_("These dates can be read in two ways. Which is meant?"), "strong", wrap=True))
        self.buttons: dict[DateOrder, QRadioButton] = {}
        group = QButtonGroup(self)
        for order in orders:
            made = QRadioButton(_(ORDER_TEXTS[order]))
            made.setChecked(order == chosen)
            made.clicked.connect(lambda _on, order=order: self.answered.emit(order))
            group.addButton(made)
            self.buttons[order] = made
            layout.addWidget(made)


class ValueMap(QFrame):
    """Says for each different text of a column which option it stands for."""

    changed = Signal(dict)

    def __init__(self, texts: Sequence[str], options: Sequence[Option], read: Mapping[str, str]) -> None:
        super().__init__()
        self.setProperty("role", "entry")
        self.combos: dict[str, QComboBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        grid.addWidget(label(_("What the words stand for"), "strong"), 0, 0, 1, 2)
        for row, text in enumerate(texts[:MOST_WORDS], 1):
            combo = QComboBox()
            combo.setProperty("fit", "row")
            combo.setFixedWidth(132)
            combo.setAccessibleName(_("What “{text}” stands for").format(text=text))
            combo.addItem(_("as it is read"), "")
            for option in options:
                combo.addItem(_(option.label), option.key)
            combo.setCurrentIndex(max(combo.findData(read.get(text, "")), 0))
            combo.activated.connect(lambda _at: self.changed.emit(self.chosen()))
            self.combos[text] = combo
            grid.addWidget(cell("body", text, 0), row, 0)
            grid.addWidget(combo, row, 1)

    def chosen(self) -> dict[str, str]:
        """Give the option of each text that was given one."""
        return {text: str(combo.currentData()) for text, combo in self.combos.items() if combo.currentData()}
