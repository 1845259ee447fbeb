"""What only a person can say about a column: how its dates are meant, what its words stand for."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QGridLayout, QRadioButton, QVBoxLayout

from crm_desktop.base.i18n import N_, _
from crm_desktop.exchange.importing.read_column import AS_NEW, word_of
from crm_desktop.exchange.importing.value_maps import ChoiceText
from crm_desktop.fields.kind import DateOrder, Option
from crm_desktop.ui.exchange.column_row import cell
from crm_desktop.ui.look.controls import LabelRole, label

ORDER_TEXTS: Mapping[DateOrder, str] = {
    "dmy": N_("Day first: 03-04-2026 is 3 April"),
    "mdy": N_("Month first: 03-04-2026 is 4 March"),
    "ymd": N_("Year first: 03-04-26 is 26 April 2003"),
}
MOST_WORDS = 30
LEAVE_EMPTY = ""


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
    """Says for each different text of a column which option it stands for; `chosen` is by the text in small letters."""

    changed = Signal(object)

    def __init__(
        self, texts: Sequence[ChoiceText], options: Sequence[Option], chosen: Mapping[str, str], *, fixed: bool
    ) -> None:
        super().__init__()
        self.setProperty("role", "entry")
        self.combos: dict[str, QComboBox] = {}
        self._chosen = dict(chosen)
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        grid.addWidget(label(_("What the words stand for"), "strong"), 0, 0, 1, 2)
        for row, text in enumerate(texts[:MOST_WORDS], 1):
            combo = self._combo(text, options, fixed=fixed)
            self.combos[text.text] = combo
            role: LabelRole = "error" if text.read_as is None else "body"
            grid.addWidget(cell(role, f"{text.text} ({text.count:,})", 0), row, 0)
            grid.addWidget(combo, row, 1)

    def _combo(self, text: ChoiceText, options: Sequence[Option], *, fixed: bool) -> QComboBox:
        combo = QComboBox()
        combo.setProperty("fit", "row")
        combo.setFixedWidth(136)
        combo.setAccessibleName(_("What “{text}” stands for").format(text=text.text))
        word = word_of(text.text)
        by_itself = text.read_as if text.read_as and word not in self._chosen else ""
        combo.addItem(by_itself or _("choose …"), None)
        for option in options:
            combo.addItem(_(option.label), option.key)
        if not fixed:
            combo.addItem(_("new: {text}").format(text=text.text), AS_NEW)
        combo.addItem(_("leave empty"), LEAVE_EMPTY)
        combo.setCurrentIndex(max(combo.findData(self._chosen.get(word)), 0))
        combo.activated.connect(lambda _at: self._choose(word, combo.currentData()))
        return combo

    def _choose(self, word: str, said: str | None) -> None:
        if said is None:
            self._chosen.pop(word, None)
        else:
            self._chosen[word] = said
        self.changed.emit(dict(self._chosen))
